import type { WorkingCopy } from "../../commands/ports.ts";
import { readUncommitted } from "./changes.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";
import { writeTree } from "./written-tree.ts";

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
    const tree = await writeTree(this.#git, base, change);
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
}
