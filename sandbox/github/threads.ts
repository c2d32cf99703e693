/** Issues and pull requests, with what people say in them. */
import type { Account, App, Repo, Team } from "./state.ts";

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
  readonly isDefault: boolean;
}

export interface Comment {
  readonly id: number;
  readonly user: Account;
  readonly app: App | undefined;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

export interface Review {
  readonly id: number;
  readonly user: Account;
  state: ReviewState;
  /** What it said before it was dismissed. */
  wasState: ReviewState;
  body: string;
  /** GitHub loses it where the commit is gone. */
  commitId: string | null;
  submittedAt: Date | undefined;
}

export interface ReviewComment {
  readonly id: number;
  readonly reviewId: number;
  readonly user: Account;
  body: string;
  readonly path: string;
  readonly line: number | null;
  readonly commitId: string;
  readonly createdAt: Date;
}

export type MergeMethod = "merge" | "squash" | "rebase";

/** What happened to a pull request, as far as anything asks for it. */
export interface PullHappening {
  readonly id: number;
  readonly event: "base_ref_changed";
  readonly actor: Account;
  readonly at: Date;
}

export interface Pull {
  head: { ref: string; sha: string; repo: Repo | undefined; readonly owner: Account };
  base: { ref: string; sha: string };
  draft: boolean;
  mergedAt: Date | undefined;
  mergedBy: Account | undefined;
  /** The result of the merge. */
  mergeCommitSha: string | undefined;
  requestedReviewers: Account[];
  requestedTeams: Team[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly happenings: PullHappening[];
  autoMerge: { by: Account; method: MergeMethod; title: string; message: string } | undefined;
  maintainerCanModify: boolean;
  /** The last test merge and what it was made of. */
  test: { of: string; sha: string | undefined } | undefined;
  /** Who pushed to the head branch last. */
  lastPusher: Account | undefined;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: "completed" | "not_planned" | "reopened" | null;
  readonly user: Account;
  readonly app: App | undefined;
  labels: Label[];
  assignees: Account[];
  locked: boolean;
  readonly comments: Comment[];
  readonly createdAt: Date;
  updatedAt: Date;
  closedAt: Date | undefined;
  closedBy: Account | undefined;
  readonly pull: Pull | undefined;
}

/** An issue that is a pull request. */
export type PullRequest = Issue & { readonly pull: Pull };
