import type { Login } from "./login.ts";
import type { PullCommit, PullRequest, Review } from "./pull-request.ts";
import type { Instant } from "./units.ts";

/** A group with its people named (folded logins), as they were when the approvals are judged. */
export interface ApproverSet {
  readonly count: number;
  readonly people: ReadonlySet<Login>;
  /** How the group is named in messages: `dba`, `security or sam`. */
  readonly label: string;
}

/** What approvals are judged by. */
export interface ApprovalFacts {
  readonly pull: PullRequest;
  readonly reviews: readonly Review[];
  readonly commits: readonly PullCommit[];
  /** Folded logins of people with write permission on the repository. */
  readonly writers: ReadonlySet<Login>;
  /** When the pull request was last turned to another base: who approved before saw another change. */
  readonly retargeted?: Instant;
  /** Approvals after this moment do not count; absent while the pull request is open. */
  readonly until?: Instant;
}
