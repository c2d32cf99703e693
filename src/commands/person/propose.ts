import { type Finding, hasErrors } from "../../domain/finding.ts";
import { grantId } from "../../domain/grant-id.ts";
import { type GrantView, viewOf } from "../../domain/grant-view.ts";
import { judgeEach, type Request } from "../../domain/judge.ts";
import { type GrantKey, grantPath } from "../../domain/key.ts";
import type { Login } from "../../domain/login.ts";
import type { Grant, LandedGrant, Policies } from "../../domain/model.ts";
import { suggest } from "../../domain/suggest.ts";
import { ticketLink } from "../../domain/ticket-link.ts";
import type { Instant } from "../../domain/units.ts";
import { grantOfWish, type Wish, type WrittenGrant } from "../../domain/wish.ts";
import { printGrant } from "../../files/print.ts";
import { requestBody, requestTitle } from "../../render/request-pull.ts";
import { ExtendedGrants } from "../main/extended-grants.ts";
import { landedGrants } from "../main/landed-grants.ts";
import { policiesAt } from "../main/main-state.ts";
import { attempt, type Outcome, type trouble } from "../outcome.ts";
import type { GitHubWrites, Repository, WorkingCopy } from "../ports.ts";
import { Stop } from "../stop.ts";
import { ofOptions } from "./written-request.ts";

export interface ProposePorts {
  readonly repository: Repository;
  readonly copy: Pick<WorkingCopy, "pushBranch">;
  readonly github: Pick<GitHubWrites, "openPull">;
  readonly now: Instant;
  /** A few characters by chance: lower-case letters and digits. */
  readonly chance: () => string;
}

/** main as a request is judged against it. */
export interface Ground {
  readonly commit: string;
  readonly branch: string;
  readonly policies: Policies;
  /** Grants on main that are not over. */
  readonly base: readonly LandedGrant[];
}

export interface Judged {
  readonly grant: Grant;
  readonly view: GrantView;
  readonly findings: readonly Finding[];
  /** The nearest request that would pass, where this one would not. */
  readonly suggestion?: WrittenGrant;
}

export interface Proposal extends Outcome {
  readonly judged: Judged;
  /** Absent where nothing was pushed. */
  readonly pushed?: { readonly branch: string; readonly commit: string };
  readonly pull?: { readonly number: number; readonly url: string };
}

/**
 * main of origin, its policies and its grants. A request goes to GitHub anyway, so it is never judged by an old main.
 *
 * @throws OutsideError where origin cannot be reached
 */
export async function groundOf(
  { repository, now }: Pick<ProposePorts, "repository" | "now">,
  branch: string,
): Promise<Ground> {
  const commit = (await repository.fetch([branch])).get(branch);
  if (commit === undefined) {
    throw new Stop(
      2,
      `origin has no branch ${branch}`,
      "github.branch in policies/leasehold.yaml names the branch grants live on.",
    );
  }
  const [{ policies }, landed] = await Promise.all([
    policiesAt(repository, commit),
    landedGrants(repository, commit),
  ]);
  return { commit, branch, policies, base: landed.grants.filter((grant) => grant.end > now) };
}

/** Judges a wish as the pull request's check will, as if it landed now. */
export async function judgeWish(
  { repository, now }: Pick<ProposePorts, "repository" | "now">,
  ground: Ground,
  wish: Wish,
  id: string,
  author: Login | undefined,
): Promise<Judged> {
  const chain = wish.extends === undefined ? undefined : await chainTo(repository, ground.base, wish.extends);
  const grant = grantOfWish(wish, now, chain?.at(-1), id);
  const request: Request = {
    grant,
    ...(author === undefined ? {} : { author }),
    ...(chain === undefined ? {} : { chain }),
  };
  const { base, policies } = ground;
  const findings = judgeEach({ added: [request], base, policies, now }).get(request) ?? [];
  const suggestion = hasErrors(findings) ? suggest(request, { base, policies, now }) : undefined;
  return {
    grant,
    view: viewOf(grant, policies, now, author === undefined ? {} : { author }),
    findings: findings.map(ofOptions),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Only what is on main and not over can be extended; what that one itself extends may be gone by now. */
const chainTo = async (
  repository: Repository,
  base: readonly LandedGrant[],
  key: GrantKey,
): Promise<readonly Grant[]> =>
  base.some((grant) => grant.key === key) ? new ExtendedGrants(repository, base).chainTo(key) : [];

/**
 * Puts a request onto a branch of its own and opens the pull request. The checkout is not touched.
 *
 * @param options.check false: also what would be refused, so that the pull request's check says so for all to see
 * @param options.trailer a last line for the commit's message
 * @param options.note a last paragraph for the pull request
 */
export async function propose(
  ports: ProposePorts,
  ground: Ground,
  wish: Wish,
  options: {
    readonly author?: Login | undefined;
    readonly check: boolean;
    readonly trailer?: string;
    readonly note?: string;
  },
): Promise<Proposal> {
  const id = grantId(wish, ports.chance());
  const judged = await judgeWish(ports, ground, wish, id, options.author);
  const { findings, view } = judged;
  if (options.check && hasErrors(findings)) return { judged, findings, troubles: [] };

  const branch = `leasehold/${wish.role}/${id}`;
  const title = requestTitle(wish);
  const commit = await ports.copy.pushBranch({
    base: ground.commit,
    branch,
    message: paragraphs(title, options.trailer),
    write: new Map([[grantPath(wish.role, id), printGrant(wish)]]),
    remove: [],
  });
  const pushed = { branch, commit };
  const { roles, settings } = ground.policies;
  const text = requestBody(wish, view, roles.get(wish.role), ticketLink(settings, wish.ticket));
  const body = paragraphs(text, options.note);
  const opened = await attempt(`open the pull request of ${branch}`, () =>
    ports.github.openPull({ branch, base: ground.branch, title, body }),
  );
  // What goes out with --no-check is for the pull request's check to refuse, not for this run.
  const told = options.check ? findings : findings.map((one): Finding => ({ ...one, severity: "warning" }));
  if (!opened.ok) return { judged, pushed, findings: told, troubles: [byHand(branch, opened.trouble)] };
  const { number, url } = opened.value;
  return { judged, pushed, pull: { number, url }, findings: told, troubles: [] };
}

const paragraphs = (first: string, last: string | undefined): string =>
  last === undefined ? first : `${first}\n\n${last}`;

const byHand = (branch: string, { owed, message, hint = "" }: ReturnType<typeof trouble>) => ({
  owed,
  message,
  hint: `${hint} The branch ${branch} is pushed: open its pull request on GitHub's page of the repository.`.trim(),
});
