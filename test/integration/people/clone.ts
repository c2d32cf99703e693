/** A person's clone of an access repository, its origin, and the little of GitHub that opening a pull request needs. */
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { GitWorkingCopy } from "../../../src/adapters/git/working-copy.ts";
import type { GitHubWrites } from "../../../src/commands/ports.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import type { PullRequest } from "../../../src/domain/pull-request.ts";
import type { Instant } from "../../../src/domain/units.ts";
import { sample } from "../../support/tree.ts";
import { gitEnv, Scratch, scratchFolder } from "../git/scratch.ts";

type Opened = Parameters<GitHubWrites["openPull"]>[0];

export interface Clone {
  /** Where the person works. */
  readonly work: Scratch;
  /** Somebody else's clone: what others merge meanwhile. */
  readonly others: Scratch;
  readonly opened: Opened[];
  readonly github: Pick<GitHubWrites, "openPull"> & {
    openPullsUnder(prefix: string): Promise<PullRequest[]>;
  };
  /** Puts files on origin's main, as a merge at that moment would. @returns the commit */
  land(files: Readonly<Record<string, string>>, at: Instant): string;
  key(role: string, id: string, commit: string): GrantKey;
  ports(): Promise<{ repository: Awaited<ReturnType<typeof openRepository>>; copy: GitWorkingCopy }>;
  /** A file as a branch of origin has it. */
  show(branch: string, file: string): string;
  files(branch: string): string[];
}

export function createClone(): Clone {
  const origin = Scratch.create("--bare");
  const others = new Scratch(scratchFolder());
  others.git("clone", "-q", origin.dir, ".");
  others.git("checkout", "-q", "-B", "main");
  others.writeAll(sample("policies"));
  others.commit("The sample");
  others.git("push", "-q", "origin", "main");
  const work = new Scratch(scratchFolder());
  work.git("clone", "-q", "-b", "main", origin.dir, ".");
  const opened: Opened[] = [];
  return {
    work,
    others,
    opened,
    github: {
      openPull: async (pull) => {
        opened.push(pull);
        return pullOf(pull, opened.length);
      },
      openPullsUnder: async (prefix) =>
        opened.flatMap((pull, index) => (pull.branch.startsWith(prefix) ? [pullOf(pull, index + 1)] : [])),
    },
    land: (files, at) => {
      for (const [file, text] of Object.entries(files)) others.write(file, text);
      const commit = others.commit("Merge", at);
      others.git("push", "-q", "origin", "main");
      return commit;
    },
    key: keyOf,
    ports: async () => {
      const repository = await openRepository({ dir: work.dir, env: gitEnv() });
      return { repository, copy: new GitWorkingCopy(repository.git) };
    },
    show: (branch, file) => origin.git("show", `${branch}:${file}`),
    files: (branch) => origin.git("diff", "--name-status", "main", branch).split("\n"),
  };
}

const pullOf = (pull: Opened, number: number): PullRequest => ({
  number,
  url: `https://github.example/acme/access/pull/${number}`,
  title: pull.title,
  state: "open",
  author: { login: "alice", type: "User" },
  base: pull.base,
  head: "0".repeat(40),
  head_branch: pull.branch,
});
