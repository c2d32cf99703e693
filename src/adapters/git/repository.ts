import path from "node:path";
import { OutsideError } from "../../commands/outside-error.ts";
import type {
  CommitFacts,
  FileChange,
  Landing,
  ProvedFiles,
  Repository,
  RepositoryProofs,
} from "../../commands/ports.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import { readChanges, readUncommitted } from "./changes.ts";
import { type Listed, listTree, readListed, visitListed } from "./commit-tree.ts";
import { GitProcess, type GitSettings } from "./git-process.ts";
import { readCommit, readCommitsTouching, readIsMainline, readLandings, readRange } from "./history.ts";
import { asRevision, OBJECT_ID } from "./object-names.ts";
import { readProved } from "./proved-files.ts";
import { fetchRefs, fullRef, isShallow, lastSeen } from "./remote.ts";
import { readWorkingTree, visitWorkingTree } from "./working-tree.ts";

/**
 * The clone that `dir` lies in.
 *
 * @throws OutsideError `invalid` where there is none, `not-found` without Git
 */
export async function openRepository(settings: GitSettings): Promise<GitRepository> {
  const git = new GitProcess(settings);
  // One question is enough in a working tree; a bare repository has none, and no clone at all is told by the second.
  const top = await git.answer(["rev-parse", "--show-toplevel"], { unless: [128] });
  const [root = ""] = (top ?? (await bareRoot(git))).split("\n");
  return new GitRepository(git.at(path.resolve(root)));
}

async function bareRoot(git: GitProcess): Promise<string> {
  const bare = (await git.text(["rev-parse", "--is-bare-repository"])).trim() === "true";
  return git.text(["rev-parse", bare ? "--absolute-git-dir" : "--show-toplevel"]);
}

/** {@link Repository} over simple-git. */
export class GitRepository implements Repository, RepositoryProofs {
  /** Also what the working copy and the audit log work through. */
  readonly git: GitProcess;
  /** Under way. */
  readonly #listings = new Map<string, Promise<readonly Listed[]>>();

  constructor(git: GitProcess) {
    this.git = git;
  }

  fetch(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return fetchRefs(this.git, refs);
  }

  async lastKnown(branch: string): Promise<string | undefined> {
    return (await lastSeen(this.git, branch)) ?? this.resolve(fullRef(branch));
  }

  async resolve(ref: string): Promise<string | undefined> {
    if (ref === "" || ref.startsWith("-")) return undefined;
    const args = ["rev-parse", "--verify", "--quiet", `${asRevision(ref)}^{commit}`];
    const sha = (await this.git.answer(args, { unless: [1, 128] }))?.trim();
    return sha !== undefined && OBJECT_ID.test(sha) ? sha : undefined;
  }

  isShallow(): Promise<boolean> {
    return isShallow(this.git);
  }

  tree(commit: string, folders: readonly string[]): Promise<TreeEntry[]> {
    return readListed(this.git, this.#list(commit, folders));
  }

  visitTree(commit: string, folders: readonly string[], visit: (entry: TreeEntry) => void): Promise<void> {
    return visitListed(this.git, this.#list(commit, folders), visit);
  }

  workingTree(folders: readonly string[]): Promise<TreeEntry[]> {
    return readWorkingTree(this.git.dir, folders);
  }

  visitWorkingTree(folders: readonly string[], visit: (entry: TreeEntry) => void): Promise<void> {
    return visitWorkingTree(this.git.dir, folders, visit);
  }

  uncommitted(folders: readonly string[]): Promise<ReadonlySet<string>> {
    return readUncommitted(this.git, folders);
  }

  landings(commit: string, folder: string, beside?: string): Promise<ReadonlyMap<string, Landing>> {
    return readLandings(this.git, commit, folder, this.#list(commit, [folder]), beside);
  }

  /** Whoever wants files and when they landed asks for both at once: they are listed once. */
  #list(commit: string, folders: readonly string[]): Promise<readonly Listed[]> {
    const asked = [commit, ...folders].join("\0");
    const listed = this.#listings.get(asked) ?? listTree(this.git, commit, folders);
    this.#listings.set(asked, listed);
    const forget = () => this.#listings.delete(asked);
    listed.then(forget, forget);
    return listed;
  }

  commitsTouching(commit: string, folder: string, since?: string): Promise<CommitFacts[]> {
    return readCommitsTouching(this.git, commit, folder, since);
  }

  commit(sha: string): Promise<CommitFacts | undefined> {
    return readCommit(this.git, sha);
  }

  /** By object, never by name: a branch or tag that is called like the digits does not count. */
  async expand(abbreviated: string): Promise<string | undefined> {
    if (!/^[0-9a-f]{4,64}$/.test(abbreviated)) return undefined;
    const objects = (await this.git.text(["rev-parse", `--disambiguate=${abbreviated}`])).trim();
    if (objects === "") return undefined;
    const types = await this.git.catFile(["--batch-check=%(objectname) %(objecttype)"], `${objects}\n`);
    const commits = types
      .toString("latin1")
      .split("\n")
      .filter((line) => line.endsWith(" commit"));
    return commits.length === 1 ? commits[0]?.split(" ")[0] : undefined;
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const base = await this.git.answer(["merge-base", asRevision(a), asRevision(b)], { unless: [1] });
    return base?.split("\n")[0];
  }

  /** By the merge base, which is the ancestor itself where it is one: `--is-ancestor` prints nothing. */
  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const sha = OBJECT_ID.test(ancestor) ? ancestor : await this.resolve(ancestor);
    if (sha === undefined) {
      throw new OutsideError("git", "not-found", `${JSON.stringify(ancestor)} is no commit of the clone`);
    }
    return (await this.mergeBase(sha, descendant)) === sha;
  }

  isMainline(commit: string, tip: string): Promise<boolean> {
    return readIsMainline(this.git, commit, tip);
  }

  changes(from: string, to: string): Promise<FileChange[]> {
    return readChanges(this.git, from, to);
  }

  proved(commit: string, folders: readonly string[]): Promise<ProvedFiles> {
    return readProved(this.git, commit, folders);
  }

  range(from: string, to: string): Promise<CommitFacts[]> {
    return readRange(this.git, from, to);
  }
}
