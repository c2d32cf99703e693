import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { WorkingCopy } from "../../commands/ports.ts";
import { readUncommitted } from "./changes.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

type BranchChange = Parameters<WorkingCopy["pushBranch"]>[0];

/** {@link WorkingCopy} over simple-git: commits are made beside the checkout and its index. */
export class GitWorkingCopy implements WorkingCopy {
  readonly #git: GitProcess;

  constructor(git: GitProcess) {
    this.#git = git;
  }

  /** `HEAD` where no branch is checked out. */
  async currentBranch(): Promise<string> {
    const name = await this.#git.answer(["symbolic-ref", "--quiet", "--short", "HEAD"], { unless: [1] });
    return name?.trim() ?? "HEAD";
  }

  async isClean(paths: readonly string[]): Promise<boolean> {
    return (await readUncommitted(this.#git, paths)).size === 0;
  }

  /**
   * Signs the commit where the person's Git signs theirs (`commit.gpgSign`): roles may require it.
   * The branch must be new at origin: nothing of somebody else is ever moved.
   */
  async pushBranch(change: BranchChange): Promise<string> {
    const base = (
      await this.#git.text(["rev-parse", "--verify", `${asRevision(change.base)}^{commit}`])
    ).trim();
    const tree = await this.#writeTree(base, change);
    const signs = await this.#git.answer(["config", "--type=bool", "--get", "commit.gpgSign"], {
      unless: [1],
    });
    const sign = signs?.trim() === "true" ? ["-S"] : [];
    const args = ["commit-tree", ...sign, "-p", base, "-F", "-", tree];
    const commit = (await this.#git.text(args, { input: `${change.message.trimEnd()}\n` })).trim();
    const ref = `refs/heads/${asRevision(change.branch)}`;
    await this.#git.text(["push", `--force-with-lease=${ref}:`, "origin", `${commit}:${ref}`], {
      remote: true,
    });
    return commit;
  }

  /** The base's tree with the change in it, through an index of its own. */
  async #writeTree(base: string, change: BranchChange): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "leasehold-index-"));
    const env = { GIT_INDEX_FILE: path.join(folder, "index") };
    try {
      await this.#git.text(["read-tree", base], { env });
      const lines = change.remove.map((file) => `0 ${"0".repeat(base.length)}\t${file}\0`);
      for (const [file, content] of change.write) {
        lines.push(`100644 ${await writeBlob(this.#git, content)}\t${file}\0`);
      }
      if (lines.length > 0) {
        await this.#git.text(["update-index", "-z", "--index-info"], { env, input: lines.join("") });
      }
      return (await this.#git.text(["write-tree"], { env })).trim();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Puts a file's content into the object store and gives its id. */
export async function writeBlob(git: GitProcess, content: string | Buffer): Promise<string> {
  if (content.length === 0) return (await git.text(["hash-object", "-w", "-t", "blob", "/dev/null"])).trim();
  return (await git.text(["hash-object", "-w", "--stdin"], { input: content })).trim();
}
