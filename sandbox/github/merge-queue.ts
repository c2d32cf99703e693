/**
 * Merging later: auto-merge, which waits until the base branch's rules are met, and the merge queue, which tests
 * each pull request on top of those before it and then moves the base branch.
 */
import type { Actor } from "./http/access.ts";
import { unprocessable } from "./http/refusals.ts";
import { mergePull, resultOf } from "./merging.ts";
import { envelope, pullEvent, senderOf } from "./pull-events.ts";
import { filesOf, testMerge } from "./pull-git.ts";
import { markMerged, refMoved } from "./ref-updates.ts";
import { outcomes } from "./rules/checks.ts";
import { blockers } from "./rules/merge-rules.ts";
import { requirementsOf } from "./rules/requirements.ts";
import { type Account, isPull, type PullRequest, type Repo } from "./state.ts";
import type { World } from "./world.ts";

const actorFor = (account: Account): Actor => ({ kind: "user", account, app: undefined, token: undefined });

/** What holds a pull request up now, as those see it who are exempt from nothing. */
async function reasonsOf(world: World, repo: Repo, issue: PullRequest): Promise<string[]> {
  if (issue.state === "closed") return ["Pull Request is closed"];
  if (issue.pull.draft) return ["Pull Request is still a draft"];
  if ((await testMerge(world, repo, issue)) === undefined) return ["Pull Request is not mergeable"];
  const files = async () => (await filesOf(repo, issue)).map((file) => file.path);
  return (await blockers(world, repo, issue, false, files)).map((blocker) => blocker.message);
}

/** Looks again at everything that waits. To be called when a review, status or check came in. */
export async function proceed(world: World, repo: Repo): Promise<void> {
  for (const issue of [...repo.issues.values()].filter(isPull)) {
    const { autoMerge } = issue.pull;
    if (!autoMerge || issue.state === "closed") continue;
    if ((await reasonsOf(world, repo, issue)).length > 0) continue;
    const actor = actorFor(autoMerge.by);
    if (requirementsOf(repo, issue.pull.base.ref).mergeQueue) {
      issue.pull.autoMerge = undefined;
      await enqueue(world, repo, issue, actor);
    } else {
      await mergePull(world, repo, issue, { method: autoMerge.method, actor });
    }
  }
  await runQueue(world, repo);
}

/** Puts a pull request at the queue's end. @throws 422 where its branch's rules are not met */
export async function enqueue(world: World, repo: Repo, issue: PullRequest, actor: Actor): Promise<void> {
  if (repo.queue.some((entry) => entry.pull === issue)) throw unprocessable("Pull request is already queued");
  const [reason] = await reasonsOf(world, repo, issue);
  if (reason !== undefined) throw unprocessable(`Pull request ${reason}`);
  await join(world, repo, issue, actor);
  await pullEvent(world, repo, issue, actor, "enqueued");
  await runQueue(world, repo);
}

async function join(world: World, repo: Repo, issue: PullRequest, actor: Actor): Promise<boolean> {
  const branch = issue.pull.base.ref;
  const below = repo.queue.at(-1)?.sha ?? (await repo.git.ref(`refs/heads/${branch}`)) ?? "";
  const tree = await repo.git.mergeTrees(below, issue.pull.head.sha);
  if (tree === undefined) return false;
  const sha = await resultOf(world, repo, issue, { method: "squash", actor }, below);
  const ref = `refs/heads/gh-readonly-queue/${branch}/pr-${issue.number}-${below}`;
  await repo.git.updateRef(ref, sha);
  repo.queue.push({ pull: issue, by: senderOf(actor), sha, ref });
  groupEvent(world, repo, "checks_requested", { issue, sha, ref, below });
  return true;
}

function groupEvent(
  world: World,
  repo: Repo,
  action: "checks_requested" | "destroyed",
  group: { issue: PullRequest; sha: string; ref: string; below: string; reason?: string },
): void {
  const sender =
    world.state.account("github-merge-queue[bot]") ?? world.addAccount("github-merge-queue[bot]", "Bot");
  world.emit({
    name: "merge_group",
    action,
    repo,
    sender,
    ref: group.ref,
    sha: group.sha,
    baseRef: group.issue.pull.base.ref,
    starts: action === "checks_requested" ? "runs" : "nothing",
    payload: {
      action,
      ...(group.reason === undefined ? {} : { reason: group.reason }),
      merge_group: {
        head_sha: group.sha,
        head_ref: group.ref,
        base_sha: group.below,
        base_ref: `refs/heads/${group.issue.pull.base.ref}`,
        head_commit: { id: group.sha },
      },
      ...envelope(world, repo, sender),
    },
  });
}

/** Merges what the queue's front has proved, drops what failed, and builds anew what stood on it. */
async function runQueue(world: World, repo: Repo): Promise<void> {
  for (let [front] = repo.queue; front; [front] = repo.queue) {
    const { pull: issue, sha, ref } = front;
    const needed = requirementsOf(repo, issue.pull.base.ref).checks?.contexts ?? [];
    const found = outcomes(repo, sha);
    if (needed.some((context) => found.get(context) === "failure")) {
      await leave(world, repo, front, "invalidated");
      continue;
    }
    if (!needed.every((context) => found.get(context) === "success")) return;
    const base = `refs/heads/${issue.pull.base.ref}`;
    const before = (await repo.git.ref(base)) ?? "";
    if ((await repo.git.commit(sha)).parents[0] !== before) {
      await rebuild(world, repo);
      return;
    }
    const actor = actorFor(front.by);
    await repo.git.updateRef(base, sha, before);
    repo.queue.shift();
    await repo.git.deleteRef(ref);
    issue.pull.base.sha = before;
    groupEvent(world, repo, "destroyed", { issue, sha, ref, below: before, reason: "merged" });
    await markMerged(world, repo, issue, actor, sha);
    await refMoved(world, repo, { ref: base, before, after: sha, actor, cause: "merge_queue_merge" });
  }
}

/** Takes a pull request out of the queue; those behind it are tested anew. */
export async function leave(
  world: World,
  repo: Repo,
  entry: Repo["queue"][number],
  reason: "dequeued" | "invalidated",
): Promise<void> {
  const { pull: issue, sha, ref, by } = entry;
  const [below = ""] = (await repo.git.commit(sha)).parents;
  repo.queue.splice(repo.queue.indexOf(entry), 1);
  await repo.git.deleteRef(ref);
  groupEvent(world, repo, "destroyed", { issue, sha, ref, below, reason });
  await pullEvent(world, repo, issue, actorFor(by), "dequeued", { reason });
  await rebuild(world, repo);
}

async function rebuild(world: World, repo: Repo): Promise<void> {
  const waiting = repo.queue.splice(0);
  for (const { ref } of waiting) await repo.git.deleteRef(ref);
  for (const { pull, by } of waiting) await join(world, repo, pull, actorFor(by));
}
