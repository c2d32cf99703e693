import type { Actor } from "./http/access.ts";
import { caps, commitsOf, filesOf, testMerge } from "./pull-git.ts";
import { outcomes } from "./rules/checks.ts";
import { blockers } from "./rules/merge-rules.ts";
import { protectionOf } from "./rules/requirements.ts";
import { type PullDetail, showPull } from "./show/pull.ts";
import type { Json, PullRequest, Repo } from "./state.ts";
import type { World } from "./world.ts";

/** Is an administrator exempt from what the base branch asks? Only where they are the one who asks. */
export function isExempt(world: World, actor: Actor, repo: Repo): boolean {
  return actor.kind === "user" && world.state.roleOf(actor.account, repo) === "admin";
}

/** `mergeable` and `mergeable_state`: GitHub works them out when first asked, and says `null` until it has. */
export async function detailOf(world: World, repo: Repo, issue: PullRequest): Promise<PullDetail> {
  const [commits, files] = await Promise.all([commitsOf(repo, issue), filesOf(repo, issue)]);
  const counts = {
    commits: Math.min(commits.length, caps.commits),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
  };
  if (issue.state === "closed") return { mergeable: null, mergeableState: "unknown", ...counts };
  const asked = `${issue.pull.test?.of ?? ""}`;
  const merged = await testMerge(world, repo, issue);
  const fresh = issue.pull.test?.of !== asked;
  if (fresh && world.lag.mergeable > 0) {
    world.lag.mergeable -= 1;
    issue.pull.test = undefined;
    return { mergeable: null, mergeableState: "unknown", ...counts };
  }
  const paths = async () => files.map((file) => file.path);
  return {
    mergeable: merged !== undefined,
    mergeableState: merged === undefined ? "dirty" : await stateOf(world, repo, issue, paths),
    ...counts,
  };
}

async function stateOf(
  world: World,
  repo: Repo,
  issue: PullRequest,
  files: () => Promise<readonly string[]>,
): Promise<string> {
  if (issue.pull.draft) return "draft";
  const reasons = await blockers(world, repo, issue, false, files);
  if (reasons.some((reason) => reason.state === "blocked")) return "blocked";
  if (reasons.length > 0) return "behind";
  const required = new Set(protectionOf(repo, issue.pull.base.ref)?.checks?.contexts ?? []);
  const unstable = [...outcomes(repo, issue.pull.head.sha)].some(
    ([context, outcome]) => outcome !== "success" && !required.has(context),
  );
  return unstable ? "unstable" : "clean";
}

/** `pull-request`, worked out and shown. */
export async function fullPull(
  world: World,
  repo: Repo,
  issue: PullRequest,
  apiVersion?: string,
): Promise<Json> {
  const detail = await detailOf(world, repo, issue);
  return showPull(world, repo, issue, detail, apiVersion);
}
