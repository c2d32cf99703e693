import type { ApprovalFacts, ApproverSet } from "./approval-facts.ts";
import { foldLogin, type Login } from "./login.ts";
import type { Review } from "./pull-request.ts";

/**
 * Why reviews that were given count for nothing, so that a refusal says which of the many ways it was. Who is involved
 * in the request is told by `four-eyes`, and not here.
 *
 * @param last the last opinionated review of each person, by folded login
 * @returns sentences such as `bob approved 1a2b3c4, an older head`
 */
export function uncountedApprovals(
  facts: ApprovalFacts,
  groups: readonly ApproverSet[],
  last: ReadonlyMap<Login, Review>,
): string[] {
  return [...last].flatMap(([person, review]) => whyNot(facts, groups, person, review) ?? []);
}

function whyNot(
  facts: ApprovalFacts,
  groups: readonly ApproverSet[],
  person: Login,
  { state, reviewer: { login, type }, commit, submitted_at }: Review,
): string | undefined {
  const { retargeted, until } = facts;
  if (state === "DISMISSED") return `the review of ${login} was dismissed`;
  if (state === "CHANGES_REQUESTED") return `${login} asked for changes`;
  if (type !== "User") return `${login} is an app, and no app approves`;
  if (!groups.some((group) => group.people.has(person))) return `${login} is no approver here`;
  if (!facts.writers.has(person)) return `${login} may not write to this repository`;
  if (commit === undefined) return `GitHub does not say what ${login} approved`;
  if (commit !== facts.pull.head) return `${login} approved ${commit.slice(0, 7)}, an older head`;
  if (submitted_at === undefined) return `GitHub does not say when ${login} approved`;
  if (until !== undefined && submitted_at > until) return `${login} approved after the merge`;
  if (retargeted !== undefined && submitted_at <= retargeted)
    return `${login} approved while the pull request went into another branch`;
  const times = facts.reviews.filter(
    (one) => one.state === "APPROVED" && foldLogin(one.reviewer.login) === person,
  ).length;
  return times > 1 ? `${login} approved ${times} times, and counts once` : undefined;
}
