/** Whose review counts how: per person the last opinion decides. */
import type { Account, PullRequest, Review } from "../state.ts";

const opinions: ReadonlySet<Review["state"]> = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/** The last opinionated review of each person; a dismissed one stays last, and revives nothing before it. */
export function lastOpinions(issue: PullRequest): Map<Account, Review> {
  const last = new Map<Account, Review>();
  for (const review of issue.pull.reviews) if (opinions.has(review.state)) last.set(review.user, review);
  return last;
}
