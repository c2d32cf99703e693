/** The three ways GitHub merges a pull request. */

import type { Commit } from "./git/objects.ts";
import { zeroSha } from "./git/repository.ts";
import type { Actor } from "./http/access.ts";
import { conflict, notAllowed } from "./http/refusals.ts";
import { senderOf } from "./pull-events.ts";
import { commitsOf } from "./pull-git.ts";
import { markMerged, refMoved } from "./ref-updates.ts";
import { squashTitle } from "./show/pull.ts";
import type { MergeMethod, PullRequest, Repo } from "./state.ts";
import { noreplyAddress, type World } from "./world.ts";

export interface MergeWish {
  readonly method: MergeMethod;
  readonly actor: Actor;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly cause?: "pr_merge" | "merge_queue_merge";
}

/**
 * Merges without asking whether it may: merge-rules.ts says that.
 * @returns the SHA the base branch is at afterwards
 * @throws 405 where there are conflicts, 409 where the base moved meanwhile
 */
export async function mergePull(
  world: World,
  repo: Repo,
  issue: PullRequest,
  wish: MergeWish,
): Promise<string> {
  const ref = `refs/heads/${issue.pull.base.ref}`;
  const base = await repo.git.ref(ref);
  if (!base) throw notAllowed("Pull Request is not mergeable");
  const result = await resultOf(world, repo, issue, wish, base);
  try {
    await repo.git.updateRef(ref, result, base);
  } catch {
    throw conflict("Base branch was modified. Review and try the merge again.");
  }
  issue.pull.base.sha = base;
  await markMerged(world, repo, issue, wish.actor, result);
  await refMoved(world, repo, {
    ref,
    before: base,
    after: result,
    actor: wish.actor,
    cause: wish.cause ?? "pr_merge",
  });
  if (repo.settings.deleteBranchOnMerge && issue.pull.head.repo === repo) {
    await repo.git.deleteRef(`refs/heads/${issue.pull.head.ref}`);
    await refMoved(world, repo, {
      ref: `refs/heads/${issue.pull.head.ref}`,
      before: issue.pull.head.sha,
      after: zeroSha,
      actor: wish.actor,
      cause: "push",
    });
  }
  return result;
}

/** Builds the commit or commits a merge leaves on the base branch. */
export async function resultOf(
  world: World,
  repo: Repo,
  issue: PullRequest,
  wish: MergeWish,
  base: string,
): Promise<string> {
  if (wish.method === "rebase") return rebase(world, repo, issue, wish, base);
  const tree = await repo.git.mergeTrees(base, issue.pull.head.sha);
  if (tree === undefined) throw notAllowed("Pull Request is not mergeable");
  const squash = wish.method === "squash";
  const sha = await repo.git.writeCommit({
    tree,
    parents: squash ? [base] : [base, issue.pull.head.sha],
    author: world.signature(squash ? issue.user : senderOf(wish.actor)),
    committer: world.webFlow(),
    message: squash ? await squashMessage(world, repo, issue, wish) : mergeMessage(issue, wish),
  });
  repo.verified.set(sha, world.now());
  return sha;
}

function mergeMessage(issue: PullRequest, wish: MergeWish): string {
  const { owner, ref } = issue.pull.head;
  const title = wish.title ?? `Merge pull request #${issue.number} from ${owner.login}/${ref}`;
  const body = wish.message ?? issue.title;
  return body === "" ? title : `${title}\n\n${body}`;
}

/** One commit keeps its own message; more become a list; other authors are named at the end. */
async function squashMessage(world: World, repo: Repo, issue: PullRequest, wish: MergeWish): Promise<string> {
  const commits = await repo.git.commits(await commitsOf(repo, issue));
  const [only] = commits;
  const single = commits.length === 1 && only ? only : undefined;
  const [subject = "", ...rest] = single?.message.split("\n") ?? [];
  const title = wish.title ?? (single ? `${subject} (#${issue.number})` : squashTitle(issue));
  if (wish.message !== undefined) return wish.message === "" ? title : `${title}\n\n${wish.message}`;
  const body = single ? rest.join("\n").trim() : commits.map((commit) => `* ${commit.message}`).join("\n\n");
  const trailers = coAuthors(world, issue, commits).filter((line) => !body.includes(line));
  const end = trailers.length > 0 ? [...(single ? [] : ["---------"]), trailers.join("\n")] : [];
  return [title, ...(body === "" ? [] : [body]), ...end].join("\n\n");
}

function coAuthors(world: World, issue: PullRequest, commits: readonly Commit[]): string[] {
  const own = new Set([
    world.signature(issue.user).email.toLowerCase(),
    noreplyAddress(issue.user).toLowerCase(),
  ]);
  const others = new Map<string, string>();
  for (const { author } of commits) {
    const email = author.email.toLowerCase();
    if (!own.has(email)) others.set(email, `Co-authored-by: ${author.name} <${author.email}>`);
  }
  return [...others.values()];
}

/** Each commit anew on the base: its author stays, the committer is who merged, and GitHub does not sign. */
async function rebase(
  world: World,
  repo: Repo,
  issue: PullRequest,
  wish: MergeWish,
  base: string,
): Promise<string> {
  let tip = base;
  for (const commit of await repo.git.commits(await commitsOf(repo, issue))) {
    if (commit.parents.length > 1) continue;
    const tree = await repo.git.cherryPickTree(commit, tip);
    if (tree === undefined) throw notAllowed("This branch can't be rebased");
    tip = await repo.git.writeCommit({
      tree,
      parents: [tip],
      author: commit.author,
      committer: world.signature(senderOf(wish.actor)),
      message: commit.message,
    });
  }
  if (tip === base) throw notAllowed("Pull Request is not mergeable");
  return tip;
}
