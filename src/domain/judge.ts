import { isLive } from "./clock.ts";
import { error, type Finding, inOrder } from "./finding.ts";
import type { Login } from "./login.ts";
import type { Grant, Policies, Role } from "./model.ts";
import { didYouMean } from "./nearest.ts";
import { Patience } from "./patience.ts";
import { type Asked, HOLDS, type Request, type Rivals } from "./rules/asked.ts";
import { GRANT_RULES } from "./rules/grant-rules.ts";
import { ALONE, rivalsOf } from "./rules/occupancy.ts";
import type { Instant } from "./units.ts";
import { asFarAsSaid, ifSaid, onlyNamed, type Path, unsaid } from "./unsaid.ts";

export type { Request } from "./rules/asked.ts";

/** Requests to judge, and what they are judged by. */
export interface Question {
  /** Judged in path order, whatever order they are given in. */
  readonly added: readonly Request[];
  /** What main has already: its grants that are not over. None of `added` may be among them. */
  readonly base: readonly Grant[];
  /** What rules see as `live`; absent: what of `base` is live at `now`. A grant does not see itself. */
  readonly live?: readonly Grant[];
  readonly policies: Policies;
  readonly now: Instant;
  /** How long slow rules may take; absent: as long as so many requests may. */
  readonly patience?: Patience;
}

/**
 * The one answer of the gate: which of these requests the policies allow, given what main has. Used alike by check,
 * policy tests, explain, the pull request and apply. Approvals, provenance, signatures and MFA are not its question.
 *
 * @returns the findings of each request; an empty list allows it
 */
export function judgeEach({
  added,
  base,
  policies,
  now,
  ...question
}: Question): Map<Request, readonly Finding[]> {
  const path = ({ grant }: Request) => grant.file;
  const requests = [...added].sort((a, b) => (path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : 0));
  // Nothing, where policies broken in their form do not say who is who.
  const counted = ifSaid(() => rivalsOf(requests, base, policies.roles, policies));
  const live = (question.live ?? base).filter((grant) => isLive(grant, now));
  const patience = question.patience ?? new Patience(requests.length);
  const ground = { live, policies, now, patience };
  const judged = new Map<Request, readonly Finding[]>();
  for (const request of requests) {
    const rivals = counted === undefined ? undefined : (counted.get(request) ?? ALONE);
    judged.set(request, judgeOne(request, rivals, ground));
  }
  return judged;
}

/** The findings of all requests, in the stable order. */
export const judgeGrants = (question: Question): Finding[] =>
  inOrder([...judgeEach(question).values()].flat());

/** What of the rivals cannot be known where the request does not say some of its keys. */
const uncounted = (unknown: Request["unsaid"]): Path[] =>
  unknown?.has("begin") || unknown?.has("end")
    ? [["own"], ["all"], ["conflicting"]]
    : unknown?.has("user")
      ? [["own"], ["conflicting"]]
      : [];

const roleUnknown = (grant: Grant, { roles }: Policies): Finding =>
  error(
    "role-unknown",
    grant.at("role"),
    `role: there is no role ${grant.role}`,
    didYouMean(grant.role, roles.keys()) ?? "Roles are the files in policies/roles/.",
  );

const pathsOf = (keys: ReadonlySet<string>): Path[] => [...keys].map((key) => [key]);

function judgeOne(
  request: Request,
  rivals: Rivals | undefined,
  ground: Pick<Asked, "live" | "policies" | "now" | "patience">,
): readonly Finding[] {
  const { chain, unsaid: unknown } = request;
  const grant = unknown === undefined ? request.grant : unsaid(request.grant, pathsOf(unknown));
  const { policies } = ground;
  const known = policies.roles.get(grant.role);
  // Of a role that is not there nothing is known; rules that need not know it tell all the same.
  const role = known ?? onlyNamed<Role>({ name: grant.role });
  const findings: Finding[] = known === undefined ? [roleUnknown(grant, policies)] : [];
  const asked: Asked = {
    ...ground,
    grant,
    role,
    get author(): Login {
      return request.author ?? grant.user;
    },
    chain,
    rivals: unsaid(rivals ?? ALONE, rivals === undefined ? [[]] : uncounted(unknown)),
  };
  for (const rule of GRANT_RULES) findings.push(...asFarAsSaid(() => rule(asked)));
  // Most have none, and one empty list for all: there may be a hundred thousand.
  if (findings.length === 0) return HOLDS;
  return findings.length < 2 ? findings : inOrder(findings);
}
