import type { ApprovalFacts, ApproverSet } from "./approval-facts.ts";
import { foldLogin } from "./login.ts";
import type { Review } from "./pull-request.ts";

/** What a review is judged by. */
export interface ReviewGround {
  readonly facts: ApprovalFacts;
  readonly groups: readonly ApproverSet[];
}

/** One reason why a review counts for nothing, as it is told; false where it does not apply. */
type Reason = (review: Review, ground: ReviewGround) => string | false;

const dismissed: Reason = ({ state, reviewer }) =>
  state === "DISMISSED" && `the review of ${reviewer.login} was dismissed`;

const wantsChanges: Reason = ({ state, reviewer }) =>
  state !== "APPROVED" && `${reviewer.login} asked for changes`;

const isApp: Reason = ({ reviewer: { login, type } }) =>
  type !== "User" && `${login} is an app, and no app approves`;

const isNoApprover: Reason = ({ reviewer: { login } }, { groups }) =>
  !groups.some((group) => group.people.has(foldLogin(login))) && `${login} is no approver here`;

const mayNotWrite: Reason = ({ reviewer: { login } }, { facts }) =>
  !facts.writers.has(foldLogin(login)) && `${login} may not write to this repository`;

const ofUnknownHead: Reason = ({ commit, reviewer }) =>
  commit === undefined && `GitHub does not say what ${reviewer.login} approved`;

const ofOlderHead: Reason = ({ commit, reviewer }, { facts }) =>
  commit !== undefined &&
  commit !== facts.pull.head &&
  `${reviewer.login} approved ${commit.slice(0, 7)}, an older head`;

const atUnknownTime: Reason = ({ submitted_at, reviewer }) =>
  submitted_at === undefined && `GitHub does not say when ${reviewer.login} approved`;

const afterMerge: Reason = ({ submitted_at, reviewer }, { facts: { until } }) =>
  until !== undefined &&
  submitted_at !== undefined &&
  submitted_at > until &&
  `${reviewer.login} approved after the merge`;

const forOtherBranch: Reason = ({ submitted_at, reviewer }, { facts: { retargeted } }) =>
  retargeted !== undefined &&
  submitted_at !== undefined &&
  // In the same second it is not known which came first.
  submitted_at <= retargeted &&
  `${reviewer.login} approved while the pull request went into another branch`;

/** A review counts where none of them applies; the order is the order of telling. */
const REASONS: readonly Reason[] = [
  dismissed,
  wantsChanges,
  isApp,
  isNoApprover,
  mayNotWrite,
  ofUnknownHead,
  ofOlderHead,
  atUnknownTime,
  afterMerge,
  forOtherBranch,
];

/**
 * Why a person's last opinionated review counts for nothing: a sentence such as `bob approved 1a2b3c4, an older head`;
 * undefined where it counts. Who has a part in the request is not looked at: that is told by `four-eyes`.
 */
export function whyUncounted(review: Review, ground: ReviewGround): string | undefined {
  for (const reason of REASONS) {
    const told = reason(review, ground);
    if (told !== false) return told;
  }
  return undefined;
}

/** Whether it is an approval that would count if its person could write to the repository. */
export const approves = (review: Review, ground: ReviewGround): boolean =>
  REASONS.every((reason) => reason === mayNotWrite || reason(review, ground) === false);
