/** What Git knows of a pull request: its commits, its files, its test merge. */
import type { FileChange } from "./git/objects.ts";
import type { PullRequest, Repo } from "./state.ts";
import type { World } from "./world.ts";

/** GitHub lists no more of either. */
export const caps = { commits: 250, files: 3000 } as const;

/** What the pull request is measured against: the base branch's tip, or where it stood at the merge. */
export async function baseTip(repo: Repo, { pull }: PullRequest): Promise<string> {
  if (pull.mergedAt) return pull.base.sha;
  return (await repo.git.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
}

/** SHAs of its commits, oldest first, all of them. */
export async function commitsOf(repo: Repo, issue: PullRequest): Promise<string[]> {
  const base = await baseTip(repo, issue);
  return repo.git.log(["--reverse", "--topo-order", `${base}..${issue.pull.head.sha}`]);
}

/** Its files against the merge base, all of them. */
export async function filesOf(repo: Repo, issue: PullRequest): Promise<FileChange[]> {
  const base = await repo.git.mergeBase(await baseTip(repo, issue), issue.pull.head.sha);
  return repo.git.diff(base, issue.pull.head.sha);
}

/**
 * Makes the merge GitHub would test, under `refs/pull/N/merge`, unless it stands already.
 * @returns its SHA, or `undefined` where there are conflicts
 */
export async function testMerge(world: World, repo: Repo, issue: PullRequest): Promise<string | undefined> {
  const { pull } = issue;
  if (issue.state === "closed") return undefined;
  const base = await baseTip(repo, issue);
  const of = `${base} ${pull.head.sha}`;
  if (pull.test?.of === of) return pull.test.sha;
  const tree = await repo.git.mergeTrees(base, pull.head.sha);
  const ref = `refs/pull/${issue.number}/merge`;
  if (tree === undefined) {
    pull.test = { of, sha: undefined };
    return undefined;
  }
  const sha = await repo.git.writeCommit({
    tree,
    parents: [base, pull.head.sha],
    author: world.signature(issue.user),
    committer: world.webFlow(),
    message: `Merge ${pull.head.sha} into ${base}`,
  });
  repo.verified.set(sha, world.now());
  await repo.git.updateRef(ref, sha);
  pull.test = { of, sha };
  return sha;
}

/** What stands for it on its base branch; until it is merged, its last test merge. */
export const mergeCommitOf = ({ pull }: PullRequest): string | undefined =>
  pull.mergeCommitSha ?? pull.test?.sha;
