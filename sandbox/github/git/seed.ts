import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Signature } from "./objects.ts";
import { runGit } from "./process.ts";
import type { GitRepository } from "./repository.ts";

/** Puts a folder's files into a repository as the first commit of a branch. @param except paths to leave out */
export async function seed(
  git: GitRepository,
  folder: string,
  branch: string,
  author: Signature,
  except: ReadonlySet<string>,
): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), "sandbox-github-seed-"));
  const index = join(git.dir, `index-${randomUUID()}`);
  try {
    await cp(folder, work, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !except.has(source.slice(folder.length).replace(/^\//, "")),
    });
    const env = { GIT_DIR: git.dir, GIT_WORK_TREE: work, GIT_INDEX_FILE: index };
    await runGit(work, ["add", "--all", "--force", "."], { env });
    const tree = (await runGit(work, ["write-tree"], { env })).stdout.toString("utf8").trim();
    const sha = await git.writeCommit({
      tree,
      parents: [],
      author,
      committer: author,
      message: "First commit",
    });
    await git.updateRef(`refs/heads/${branch}`, sha);
    return sha;
  } finally {
    await rm(index, { force: true });
    await rm(work, { recursive: true, force: true });
  }
}
