import type { Login } from "./login.ts";
import type { Instant } from "./units.ts";

export interface Account {
  readonly login: Login;
  /** Apps and bots are never approvers. */
  readonly type: "User" | "Bot" | "Organization" | "Mannequin" | "unknown";
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly author: Account;
  /** Branch it goes into. */
  readonly base: string;
  /** Head commit, and the branch's name. */
  readonly head: string;
  readonly head_branch: string;
  /** Names of its labels. */
  readonly labels?: readonly string[];
  /** Whether GitHub merges it by itself as soon as its rules allow. */
  readonly auto_merge?: boolean;
  readonly closed_at?: Instant;
  readonly merged_at?: Instant;
  /** The commit on the base branch that the merge made (squash, merge), or the last of them (rebase). */
  readonly merge_commit?: string;
}

/** A review as GitHub lists it, oldest first. */
export interface Review {
  readonly reviewer: Account;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED" | "COMMENTED" | "PENDING";
  /** Absent where GitHub gives null: such a review counts for nothing. */
  readonly commit?: string;
  readonly submitted_at?: Instant;
}

/** A commit of a pull request, with the people GitHub could name. */
export interface PullCommit {
  readonly sha: string;
  /** Absent where GitHub cannot name an author: then nobody can be shown not to be them. */
  readonly author?: Login;
  readonly committer?: Login;
  /** From `Co-authored-by:` lines with GitHub's noreply addresses. */
  readonly co_authors: readonly Login[];
  /** Co-authors whose addresses name nobody. */
  readonly unknown_co_authors: readonly string[];
  readonly verified: boolean;
}

/** A list that GitHub cuts: at the cap nothing can be said of the rest. */
export interface Capped<Item> {
  readonly items: readonly Item[];
  readonly truncated: boolean;
}

/** One row of a repository's activity. */
export interface Activity {
  readonly before: string;
  readonly after: string;
  readonly actor?: Login;
  readonly type: string;
  readonly at: Instant;
}
