/** The clone, its working tree, and the branches a person pushes. */
import type { TreeEntry } from "../../domain/tree.ts";
import type { Instant } from "../../domain/units.ts";

/** The commit of main's first-parent history that last touched a path. */
export interface Landing {
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

/** An object of Git, byte by byte: its id is the hash of `<type> <length>\0` and these. */
export interface GitObject {
  readonly id: string;
  readonly type: "commit" | "tree";
  readonly bytes: Uint8Array;
}

/** Files as a commit has them, with what proves that to somebody who has no clone. */
export interface ProvedFiles {
  readonly commit: string;
  /** Contents by path; what is there and is no file is left out. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The commit and every tree on the way to the files: each names the next by its hash. */
  readonly objects: readonly GitObject[];
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
  /**
   * The same one after the other, for who need not keep everything at once. Git goes on meanwhile: where it fails, some
   * have been shown.
   */
  visitTree(commit: string, folders: readonly string[], visit: (entry: TreeEntry) => void): Promise<void>;
  /** {@link tree} of the working tree, untracked files too. */
  workingTree(folders: readonly string[]): Promise<TreeEntry[]>;
  /** {@link visitTree} of the working tree. */
  visitWorkingTree(folders: readonly string[], visit: (entry: TreeEntry) => void): Promise<void>;
  /** Paths of the working tree under the folders that differ from HEAD or are not tracked. */
  uncommitted(folders: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * For every path under the folder at the commit: which first-parent commit last touched it. One reading of history,
   * which also tells what it came by: paths of the folder `beside` that were touched since the oldest of these.
   */
  landings(commit: string, folder: string, beside?: string): Promise<ReadonlyMap<string, Landing>>;
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

/** What an auditor is given to check without the clone. */
export interface RepositoryProofs {
  /** Everything under the folders (or the exact paths) at a commit, with its proof. */
  proved(commit: string, folders: readonly string[]): Promise<ProvedFiles>;
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
