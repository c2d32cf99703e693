/** What follows when a ref moves: activity, pull requests that hang on it, events. */

import { zeroSha } from "./git/repository.ts";
import type { Actor } from "./http/access.ts";
import { envelope, pullEvent, reviewEvent, senderOf, skipsRuns } from "./pull-events.ts";
import { requirementsOf } from "./rules/requirements.ts";
import { type ActivityType, instant, isPull, type Json, type PullRequest, type Repo } from "./state.ts";
import type { World } from "./world.ts";

export interface RefMove {
  readonly ref: string;
  /** All zeros where it did not exist, or does not any more. */
  readonly before: string;
  readonly after: string;
  readonly actor: Actor;
  readonly cause: "push" | "pr_merge" | "merge_queue_merge";
}

/** To be called after Git's ref has moved. */
export async function refMoved(world: World, repo: Repo, move: RefMove): Promise<void> {
  if (move.before === move.after) return;
  repo.pushedAt = world.now();
  const branch = /^refs\/heads\/(.+)$/.exec(move.ref)?.[1];
  const forced =
    move.before !== zeroSha &&
    move.after !== zeroSha &&
    !(await repo.git.isAncestor(move.before, move.after));
  if (branch !== undefined) {
    repo.activities.push({
      id: world.state.nextId(),
      before: move.before,
      after: move.after,
      ref: move.ref,
      type: activityType(move, forced),
      actor: senderOf(move.actor),
      at: world.now(),
    });
    await followHead(world, repo, branch, move);
    await followBase(world, repo, branch, move);
  }
  await pushEvent(world, repo, move, forced);
}

function activityType({ before, after, cause }: RefMove, forced: boolean): ActivityType {
  if (before === zeroSha) return "branch_creation";
  if (after === zeroSha) return "branch_deletion";
  if (cause !== "push") return cause;
  return forced ? "force_push" : "push";
}

const openPulls = (repo: Repo): PullRequest[] =>
  [...repo.issues.values()].filter(isPull).filter((issue) => issue.state === "open");

/** Pull requests from this branch: new commits, or the end where the branch is gone. */
async function followHead(world: World, repo: Repo, branch: string, move: RefMove): Promise<void> {
  const targets = [repo, ...world.state.repos.filter((other) => repo.parent === other)];
  for (const target of targets) {
    for (const issue of openPulls(target)) {
      const { pull } = issue;
      if (pull.head.repo !== repo || pull.head.ref !== branch) continue;
      issue.updatedAt = world.now();
      if (move.after === zeroSha) {
        await close(world, target, issue, move.actor);
        continue;
      }
      if (target !== repo) await target.git.git(["fetch", "--quiet", repo.git.dir, move.after]);
      pull.head.sha = move.after;
      pull.base.sha = (await target.git.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
      pull.lastPusher = move.actor.account;
      await target.git.updateRef(`refs/pull/${issue.number}/head`, move.after);
      if (await target.git.isAncestor(move.after, pull.base.sha)) {
        // Reset to its base, it has nothing left to merge.
        await close(world, target, issue, move.actor);
        continue;
      }
      await dismissStale(world, target, issue, move.actor);
      await pullEvent(world, target, issue, move.actor, "synchronize", {
        before: move.before,
        after: move.after,
      });
    }
  }
}

async function close(world: World, repo: Repo, issue: PullRequest, actor: Actor): Promise<void> {
  issue.state = "closed";
  issue.closedAt = world.now();
  issue.closedBy = actor.account;
  await pullEvent(world, repo, issue, actor, "closed");
}

/** New commits dismiss approvals only where the base branch says so. */
async function dismissStale(world: World, repo: Repo, issue: PullRequest, actor: Actor): Promise<void> {
  if (!requirementsOf(repo, issue.pull.base.ref).reviews?.dismissStale) return;
  for (const review of issue.pull.reviews) {
    if (review.state !== "APPROVED") continue;
    review.state = "DISMISSED";
    await reviewEvent(world, repo, issue, actor, "dismissed", review);
  }
}

/** Whatever brings a pull request's head into its base branch merges it, whatever its reviews say. */
async function followBase(world: World, repo: Repo, branch: string, move: RefMove): Promise<void> {
  if (move.after === zeroSha) return;
  for (const issue of openPulls(repo)) {
    const { pull } = issue;
    if (pull.base.ref !== branch || !(await repo.git.isAncestor(pull.head.sha, move.after))) continue;
    if (move.before !== zeroSha && (await repo.git.isAncestor(pull.head.sha, move.before))) continue;
    if (move.before !== zeroSha) pull.base.sha = move.before;
    await markMerged(world, repo, issue, move.actor, pull.head.sha);
  }
}

/** Closes a pull request as merged. @param result the commit that stands for it on the base branch */
export async function markMerged(
  world: World,
  repo: Repo,
  issue: PullRequest,
  actor: Actor,
  result: string,
): Promise<void> {
  const now = world.now();
  issue.state = "closed";
  issue.closedAt = now;
  issue.updatedAt = now;
  issue.closedBy = actor.account;
  issue.pull.mergedAt = now;
  issue.pull.mergedBy = actor.account;
  issue.pull.mergeCommitSha = result;
  issue.pull.autoMerge = undefined;
  await repo.git.deleteRef(`refs/pull/${issue.number}/merge`);
  await pullEvent(world, repo, issue, actor, "closed");
}

async function pushEvent(world: World, repo: Repo, move: RefMove, forced: boolean): Promise<void> {
  const { ref, before, after, actor } = move;
  const sender = senderOf(actor);
  const deleted = after === zeroSha;
  const isCommit = !deleted && (await repo.git.objectType(after)) === "commit";
  const range = before === zeroSha ? ["-n", "1", after] : ["--reverse", "-n", "2048", after, `^${before}`];
  const commits = isCommit ? await repo.git.commits(await repo.git.log(range)) : [];
  const head = isCommit ? await repo.git.commit(after) : undefined;
  const show = (commit: (typeof commits)[number]): Json => ({
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: instant(commit.committer.date),
    url: world.repoHtml(repo, `/commit/${commit.sha}`),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  });
  world.emit({
    name: "push",
    repo,
    sender,
    ref,
    sha: deleted ? "" : after,
    // What GITHUB_TOKEN pushes or merges starts nothing, so that workflows cannot run in circles.
    starts: actor.kind === "job" || deleted || (head && skipsRuns(head.message)) ? "nothing" : "runs",
    payload: {
      ref,
      before,
      after,
      created: before === zeroSha,
      deleted,
      forced,
      base_ref: null,
      compare: world.repoHtml(repo, `/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`),
      commits: commits.map(show),
      head_commit: head ? show(head) : null,
      pusher: { name: sender.login, email: sender.email },
      ...envelope(world, repo, sender),
    },
  });
}
