/**
 * What the commands need of the world. Adapters implement these; compose.ts joins them.
 *
 * Reading and writing are apart, so that `plan`, `audit` and `report` can be given ports that cannot write.
 * Every method may throw an OutsideError (outside-error.ts): the world is broken, a later run may succeed. None throws
 * for what a person did wrong: that is for the commands to say.
 */
import type { LeaseholdEvent } from "../domain/audit/events.ts";
import type { Finding } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Lease, MintedToken, TokenFacts } from "../domain/lease.ts";
import type { Login } from "../domain/login.ts";
import type { Activity, Capped, PullCommit, PullRequest, Review } from "../domain/pull-request.ts";
import type { GrantRecord } from "../domain/record.ts";
import type { RotationState } from "../domain/rotation/state.ts";
import type { Secret } from "../domain/secret.ts";
import type { SetupRecord } from "../domain/setup/record.ts";
import type { TreeEntry } from "../domain/tree.ts";
import type { Instant, Seconds } from "../domain/units.ts";

// ---------------------------------------------------------------------------------------------- Vault

export interface Versioned<Value> {
  readonly value: Value;
  /** kv-v2 version, for compare-and-set. */
  readonly version: number;
}

export interface VaultReads {
  /** Vault's clock: its `Date` header. */
  now(): Promise<Instant>;
  /** Keys of `LIST <mount>/metadata/grants`; ignores what is no key. */
  recordKeys(): Promise<GrantKey[]>;
  /** Keys of `LIST <mount>/metadata/pickups`. */
  pickupKeys(): Promise<GrantKey[]>;
  record(key: GrantKey): Promise<Versioned<GrantRecord> | undefined>;
  setup(): Promise<SetupRecord | undefined>;
  /** The ACL policy's text as Vault has it; undefined where there is none. */
  aclPolicy(name: string): Promise<string | undefined>;
  /** The token role's fields as Vault has them; undefined where there is none. */
  tokenRole(name: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Whether a login-enforcement covers this auth mount (by accessor). */
  mfaCovers(authMountAccessor: string): Promise<boolean>;
  /** The token of an accessor, or undefined where Vault says that it knows none. */
  token(accessor: string): Promise<TokenFacts | undefined>;
  /** Leases of tokens made through a token role (`auth/token/create/<token role>/…`). */
  tokenLeases(tokenRole: string): Promise<Lease[]>;
  /** Leases under an access path, sub-folders too. */
  leases(path: string): Promise<Lease[]>;
  rotationState(name: string): Promise<Versioned<RotationState> | undefined>;
}

export interface MintRequest {
  readonly token_role: string;
  /** Life of the token (`explicit_max_ttl`) and of its wrapping; at least 1, to the millisecond. */
  readonly ttl: Seconds;
  readonly display_name: string;
  readonly meta: Readonly<Record<string, string>>;
}

/** `pickups/<key>/<alias>`: the wrapping token, and what `leasehold use` checks it against. */
export interface Pickup {
  readonly key: GrantKey;
  readonly alias: string;
  readonly wrapping: Secret;
  readonly token_role: string;
  readonly role: string;
  readonly begin: Instant;
  readonly end: Instant;
  readonly pull_request: number;
}

export interface VaultIssuing {
  /**
   * Vault's clock to some milliseconds (seconds since 1970), as learned from the last token it made; undefined before
   * the first. Its `Date` header says no more than the second.
   */
  exactNow(): number | undefined;
  /** One wrapped orphan token. Never repeated by the adapter: losing an unrecorded one is harmless. */
  mint(request: MintRequest): Promise<MintedToken & { readonly wrapping: Secret }>;
  /** Writes with `cas: 0`: the lock. False where a record of the key is there already. */
  createRecord(record: GrantRecord): Promise<boolean>;
  /** Puts the wrapping token into the person's pick-up with `cas: 0`. False where one is there already. */
  deliver(pickup: Pickup): Promise<boolean>;
}

export interface VaultEnding {
  /** `sys/leases/revoke` with `sync: true`. A lease that is not there counts as revoked. */
  revokeLease(id: string): Promise<void>;
  /** Compare-and-set; false where somebody wrote in between. */
  replaceRecord(record: GrantRecord, version: number): Promise<boolean>;
  /** Deletes the metadata of all pick-ups of a key. */
  deletePickups(key: GrantKey): Promise<void>;
  /** Deletes a record's metadata. Only the enforce identity may. */
  deleteRecord(key: GrantKey): Promise<void>;
  /** Compare-and-set with version 0 where there is none yet. */
  writeRotationState(name: string, state: RotationState, version: number): Promise<boolean>;
  /** `anchors/<count>` with `cas: 0`; false where it is there already. */
  writeAnchor(count: number, headHash: string): Promise<boolean>;
}

/** The API as it is, for what has no fixed paths of its own. Paths are without `/v1/`, and not changed on the way. */
export interface VaultRotating {
  /** POST; `data` of the answer, undefined where there is none. Never repeated by the adapter. */
  write(
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** `data` of a GET; undefined where Vault says that there is nothing. */
  read(path: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Keys of a LIST; empty where there are none. */
  list(path: string): Promise<string[]>;
}

/** Vault with an administrator's token: what setup looks at and writes. */
export interface Administrator extends VaultRotating {
  /** Vault's clock. */
  now(): Promise<Instant>;
  /** DELETE; what is not there counts as deleted. */
  remove(path: string): Promise<void>;
  /** `<mount>/data/setup`, over whatever is there. */
  writeSetup(record: SetupRecord): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- Git

/** The commit of main's first-parent history that last touched a path. */
export interface Landing {
  readonly path: string;
  readonly commit: string;
  /** Committer time. */
  readonly at: Instant;
}

export interface FileChange {
  readonly path: string;
  readonly status: "added" | "modified" | "deleted" | "other";
  /** Blob ids before and after; absent where there is none. */
  readonly before?: string;
  readonly after?: string;
}

export interface CommitFacts {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly committed: Instant;
}

/** The clone we work in. Names nothing but objects: no checkout, no index is touched. */
export interface Repository {
  /** Fetches refs from origin and returns the commit each now stands for; deepens a shallow clone first. */
  fetch(refs: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The newest commit of a branch that the clone saw at origin, by whatever fetch; of a clone without an origin its own
   * branch. Asks nobody.
   */
  lastKnown(branch: string): Promise<string | undefined>;
  /** Full SHA, or undefined where the ref is unknown. */
  resolve(ref: string): Promise<string | undefined>;
  isShallow(): Promise<boolean>;
  /** Everything under the folders (or the exact paths) at a commit, in path order. */
  tree(commit: string, folders: readonly string[]): Promise<TreeEntry[]>;
  /** The same from the working tree, untracked files too. */
  workingTree(folders: readonly string[]): Promise<TreeEntry[]>;
  /** Paths of the working tree under the folders that differ from HEAD or are not tracked. */
  uncommitted(folders: readonly string[]): Promise<ReadonlySet<string>>;
  /** For every path under the folder at the commit: which first-parent commit last touched it. One Git process. */
  landings(commit: string, folder: string): Promise<ReadonlyMap<string, Landing>>;
  /** First-parent commits after `since` (absent: from the beginning) that touched the folder, oldest first. */
  commitsTouching(commit: string, folder: string, since?: string): Promise<CommitFacts[]>;
  commit(sha: string): Promise<CommitFacts | undefined>;
  /** Resolves an abbreviated SHA (a key's 12 hex) to the full one; undefined where none or several match. */
  expand(abbreviated: string): Promise<string | undefined>;
  mergeBase(a: string, b: string): Promise<string | undefined>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /**
   * Whether a commit lies on the first-parent history of a tip: whether the branch itself once stood there. A merge
   * whose first parent is a side branch makes main's old commits mere ancestors.
   */
  isMainline(commit: string, tip: string): Promise<boolean>;
  /** Files that differ between two commits, no renames guessed. */
  changes(from: string, to: string): Promise<FileChange[]>;
  /** Commits in `from..to`, any parent. */
  range(from: string, to: string): Promise<CommitFacts[]>;
}

/** The working tree, for what a command writes there: `codeowners`, `init`. */
export interface RepositoryFiles {
  write(path: string, text: string): Promise<void>;
}

/** Where the person stands: used by request, extend and revoke. */
export interface WorkingCopy {
  currentBranch(): Promise<string>;
  isClean(paths: readonly string[]): Promise<boolean>;
  /**
   * Makes a commit on a new branch from `base`, without touching the checkout, and pushes it.
   * @returns the commit's SHA
   */
  pushBranch(change: {
    readonly base: string;
    readonly branch: string;
    readonly message: string;
    readonly write: ReadonlyMap<string, string>;
    readonly remove: readonly string[];
  }): Promise<string>;
}

// ---------------------------------------------------------------------------------------------- GitHub

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
}

export interface GitHubWrites {
  /** Creates or updates the one comment that carries the marker (its first line). */
  upsertComment(pull: number, marker: string, body: string): Promise<void>;
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
}

/** Where a rotated credential is put for those who use it. */
export interface SecretsDelivery {
  /** Puts a value into an Actions secret (of an environment where one is named), sealed before it leaves this process. */
  put(secret: { readonly name: string; readonly environment?: string }, value: Secret): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- audit log

/** An event as it stands in the log. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AuditLogReads {
  /** Events of the days from `since` on (absent: all), oldest first. Empty where there is no branch yet. */
  events(since?: Instant): Promise<LoggedEvent[]>;
  /** Checks the whole chain; findings are `audit-chain`. */
  verify(): Promise<{ readonly count: number; readonly head: string; readonly findings: Finding[] }>;
}

export interface AuditLogWrites {
  /**
   * Appends what is not there yet (by id), chained, and pushes; on a race with another run it reads anew and repeats.
   * @returns how many events the log then has and the hash of its last line
   */
  append(
    events: readonly LeaseholdEvent[],
  ): Promise<{ readonly count: number; readonly head: string; readonly added: number }>;
}

// ---------------------------------------------------------------------------------------------- the person or runner

/** Tells people how it goes, on standard error or as workflow commands. Never gets a secret. */
export interface Reporter {
  info(message: string): void;
  warn(message: string): void;
  /** A step that may take long; `done` and `total` where it counts. */
  progress(step: string, done?: number, total?: number): void;
}
