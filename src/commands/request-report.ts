import type { ApproverSet } from "../domain/approvals.ts";
import type { RequestReport } from "../domain/change-report.ts";
import { isLive } from "../domain/clock.ts";
import { approverSets, personOf } from "../domain/eligibility.ts";
import { type Finding, hasErrors } from "../domain/finding.ts";
import { viewOf } from "../domain/grant-view.ts";
import type { Question, Request } from "../domain/judge.ts";
import type { Grant, Policies, Role } from "../domain/model.ts";
import { staticSecret } from "../domain/rules/static-secret.ts";
import { suggest } from "../domain/suggest.ts";
import type { Instant } from "../domain/units.ts";

/** Whose approvals a grant needs; none for break-glass where the role has it. */
export const groupsFor = (
  grant: Grant,
  role: Role | undefined,
  policies: Policies,
  now: Instant,
): ApproverSet[] =>
  role === undefined || (grant.break_glass && role.break_glass !== undefined)
    ? []
    : approverSets(role, policies, now);

/** All there is to say about one judged request. */
export function requestReport(
  request: Request,
  findings: readonly Finding[],
  question: Omit<Question, "added">,
): RequestReport {
  const { grant, author = grant.user } = request;
  const { policies, now, base } = question;
  const role = policies.roles.get(grant.role);
  const suggestion = hasErrors(findings) ? suggest(request, question) : undefined;
  const person = personOf(grant.user, policies);
  const chain = new Set(request.chain?.map(({ key }) => key));
  const mine = base.filter(
    (other) => personOf(other.user, policies) === person && isLive(other, now) && !chain.has(other.key),
  );
  return {
    grant,
    author,
    view: viewOf(grant, policies, now, { author }),
    findings,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(role === undefined ? {} : { role }),
    groups: groupsFor(grant, role, policies, now),
    held: mine.flatMap((other) => policies.roles.get(other.role)?.access ?? []),
    rotations: (role?.rotate_after ?? []).flatMap((name) => policies.rotations.get(name) ?? []),
    lasting: role === undefined ? [] : staticSecret(role, { policies }),
  };
}
