import type { GitProcess } from "../git/git-process.ts";
import { fetchRefs, lastSeen } from "../git/remote.ts";
import { writeTree } from "../git/written-tree.ts";

/** A day's file as the branch has it. */
export interface DayBlob {
  /** `events/2026/11/21.jsonl`, or whatever else lies under `events/`. */
  readonly file: string;
  readonly id: string;
}

/** Nobody on GitHub can own this address, so no person is shown as the author of the log. */
const AUTHOR = { name: "Leasehold", email: "audit-log@leasehold.invalid" };

/** The log's branch at origin: what lies there, and one commit more. */
export class LogBranch {
  readonly #git: GitProcess;
  readonly #branch: string;

  constructor(git: GitProcess, branch: string) {
    this.#git = git;
    this.#branch = branch;
  }

  /** Commit of the branch at origin now; undefined where there is no branch yet. */
  async fetch(): Promise<string | undefined> {
    return (await fetchRefs(this.#git, [this.#branch])).get(this.#branch);
  }

  /** The same, or what this clone saw last where origin cannot be reached: for answers that are better than none. */
  async fetchOrKnown(): Promise<string | undefined> {
    try {
      return await this.fetch();
    } catch (error) {
      const known = await lastSeen(this.#git, this.#branch);
      if (known === undefined) throw error;
      return known;
    }
  }

  /** The files under `events/` in the order of the chain. */
  async days(tip: string | undefined): Promise<DayBlob[]> {
    if (tip === undefined) return [];
    const list = await this.#git.text(["ls-tree", "-r", "-z", "--full-tree", tip, "--", "events"]);
    return list.split("\0").flatMap((line) => {
      const tab = line.indexOf("\t");
      const id = line.slice(0, tab).split(" ")[2];
      return tab < 0 || id === undefined ? [] : [{ file: line.slice(tab + 1), id }];
    });
  }

  /**
   * One commit on top of `tip` (absent: the first), pushed where the branch still stands at `tip`.
   *
   * @param at seconds since 1970 for author and committer
   * @returns the commit
   * @throws OutsideError `conflict` where somebody pushed in between
   */
  async push(
    tip: string | undefined,
    files: ReadonlyMap<string, Buffer>,
    message: string,
    at: number,
  ): Promise<string> {
    const tree = await writeTree(this.#git, tip, { write: files, remove: [] });
    const date = `${at} +0000`;
    const env = {
      GIT_AUTHOR_NAME: AUTHOR.name,
      GIT_AUTHOR_EMAIL: AUTHOR.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: AUTHOR.name,
      GIT_COMMITTER_EMAIL: AUTHOR.email,
      GIT_COMMITTER_DATE: date,
    };
    const parent = tip === undefined ? [] : ["-p", tip];
    const made = await this.#git.text(["commit-tree", ...parent, "-F", "-", tree], { env, input: message });
    const commit = made.trim();
    const ref = `refs/heads/${this.#branch}`;
    const lease = `--force-with-lease=${ref}:${tip ?? ""}`;
    await this.#git.text(["push", lease, "origin", `${commit}:${ref}`], { remote: true });
    return commit;
  }
}
