/** What GitHub is asked and told. */
import type { Login } from "../../domain/login.ts";
import type {
  Account,
  Activity,
  Capped,
  PullCommit,
  PullRequest,
  Review,
} from "../../domain/pull-request.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant } from "../../domain/units.ts";

export interface GitHubReads {
  /** `owner/name` and the numeric id. */
  repository(): Promise<{ readonly slug: string; readonly id: number; readonly url: string }>;
  /** SHA of the branch's tip by the API. */
  tip(branch: string): Promise<string>;
  /** Pull requests GitHub associates with a commit; repeats for a little while where the answer is empty (lag). */
  pullsOf(commit: string): Promise<PullRequest[]>;
  pull(number: number): Promise<PullRequest | undefined>;
  /** Open pull requests whose head branch is this. */
  openPullsFrom(branch: string): Promise<PullRequest[]>;
  /** Open pull requests of this repository's own branches whose names begin so. */
  openPullsUnder(prefix: string): Promise<PullRequest[]>;
  /** Pull requests whose head branch is this, closed without a merge. */
  unmergedPullsFrom(branch: string): Promise<PullRequest[]>;
  pullCommits(number: number): Promise<Capped<PullCommit>>;
  reviews(number: number): Promise<Review[]>;
  /** When the pull request was last turned to another base branch; undefined where it never was. */
  retargeted(number: number): Promise<Instant | undefined>;
  /** Whether the person has write permission (write, maintain or admin). */
  mayWrite(login: Login): Promise<boolean>;
  /** Newest first; at most the last hundred rows that concern the branch. */
  activity(branch: string): Promise<Activity[]>;
  /** Folded logins of an organisation team; undefined where the token may not read it. */
  teamMembers(team: string): Promise<ReadonlySet<Login> | undefined>;
  /** The address by which GitHub knows a person in commits, whatever their own is. */
  noreplyAddress(person: { readonly login: Login; readonly id: number }): string;
}

export interface GitHubWrites {
  /** Creates or updates the one comment that carries the marker (its first line). */
  upsertComment(pull: number, marker: string, body: string): Promise<void>;
  /** A new comment: whoever is named in it is told. Never repeated by the adapter. */
  addComment(pull: number, body: string): Promise<void>;
  setStatus(
    commit: string,
    status: {
      readonly context: string;
      readonly state: "success" | "failure" | "pending" | "error";
      readonly description: string;
      readonly url?: string;
    },
  ): Promise<void>;
  openPull(pull: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }): Promise<PullRequest>;
  updatePull(
    number: number,
    change: { readonly title?: string; readonly body?: string; readonly state?: "open" | "closed" },
  ): Promise<void>;
  addLabels(issueOrPull: number, labels: readonly string[]): Promise<void>;
  requestReviewers(pull: number, logins: readonly Login[]): Promise<void>;
  /**
   * Lets GitHub merge it as soon as its rules allow, or merges it where they ask for nothing more.
   *
   * @param head the only commit that is merged at once
   * @returns refused: rules are in the way, and the repository does not let GitHub wait for them
   */
  mergeWhenAllowed(pull: number, head: string): Promise<"waits" | "merged" | "refused">;
  /**
   * One commit through the Git data API (an App's are signed): on top of `base`, on `branch`, which is created or moved.
   * @returns the commit's SHA
   */
  commitOnBranch(change: {
    readonly base: string;
    readonly branch: string;
    readonly message: string;
    readonly remove: readonly string[];
    readonly write?: ReadonlyMap<string, string>;
  }): Promise<string>;
  deleteBranch(branch: string): Promise<void>;
  closeIssue(number: number, reason: "completed" | "not_planned"): Promise<void>;
}

/** Where a rotated credential is put for those who use it. */
export interface SecretsDelivery {
  /** Puts a value into an Actions secret (of an environment where one is named), sealed before it leaves this process. */
  put(secret: { readonly name: string; readonly environment?: string }, value: Secret): Promise<void>;
}

/** An issue that we opened. */
export interface OwnIssue {
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "closed";
  /** First line of its text: by this we know what it is about. */
  readonly marker: string;
}

export interface GitHubIssues extends Pick<GitHubWrites, "upsertComment" | "closeIssue"> {
  /** Issues with the label that we opened ourselves, oldest first; anybody may write one that looks like ours. */
  ownIssues(label: string, state: "open" | "all"): Promise<OwnIssue[]>;
  /** The text begins with the marker's line. */
  openIssue(issue: {
    readonly title: string;
    readonly marker: string;
    readonly body: string;
    readonly labels: readonly string[];
  }): Promise<OwnIssue>;
  reopenIssue(number: number): Promise<void>;
  /** Who closed it last, and when; undefined where it is open. Nobody: GitHub does not name them. */
  closing(number: number): Promise<{ readonly by?: Account; readonly at: Instant } | undefined>;
}
