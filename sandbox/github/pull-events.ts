/** Events about pull requests and issues, with GitHub's payloads and what a run of each would check out. */

import type { GitHubEvent } from "./events.ts";
import type { Actor } from "./http/access.ts";
import { fullPull } from "./pull-detail.ts";
import { mergeCommitOf, testMerge } from "./pull-git.ts";
import { simpleUser } from "./show/account.ts";
import { showComment, showIssue } from "./show/issue.ts";
import { showReview } from "./show/pull.ts";
import { showRepo } from "./show/repo.ts";
import type { Account, Comment, Issue, Json, PullRequest, Repo, Review } from "./state.ts";
import type { World } from "./world.ts";

const skips = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/i;

export const skipsRuns = (message: string): boolean => skips.test(message);

/** What every payload ends with. */
export function envelope(world: World, repo: Repo, sender: Account): Json {
  return {
    repository: showRepo(world, repo),
    ...(repo.owner.type === "Organization"
      ? { organization: { login: repo.owner.login, id: repo.owner.id } }
      : {}),
    sender: simpleUser(world, sender),
  };
}

/** Whoever a request acts as; anonymous ones never cause events. */
export function senderOf(actor: Actor): Account {
  if (!actor.account) throw new Error("nobody caused this");
  return actor.account;
}

export async function pullEvent(
  world: World,
  repo: Repo,
  issue: PullRequest,
  actor: Actor,
  action: string,
  more: Json = {},
): Promise<void> {
  await emitPull(world, repo, issue, actor, "pull_request", action, { number: issue.number, ...more });
}

export async function reviewEvent(
  world: World,
  repo: Repo,
  issue: PullRequest,
  actor: Actor,
  action: "submitted" | "dismissed" | "edited",
  review: Review,
): Promise<void> {
  const shown = showReview(world, repo, issue, review);
  // Webhooks write the state of a review small, the API large.
  const small = { ...shown, state: String(shown.state).toLowerCase() };
  await emitPull(world, repo, issue, actor, "pull_request_review", action, { review: small });
}

async function emitPull(
  world: World,
  repo: Repo,
  issue: PullRequest,
  actor: Actor,
  name: "pull_request" | "pull_request_review",
  action: string,
  more: Json,
): Promise<void> {
  const { pull } = issue;
  const merge = await testMerge(world, repo, issue);
  const head = await repo.git.commit(pull.head.sha);
  const starts = (): GitHubEvent["starts"] => {
    if (issue.state === "open" && merge === undefined) return "nothing";
    if (skipsRuns(head.message)) return "nothing";
    if (actor.kind !== "job") return "runs";
    return name === "pull_request" && ["opened", "synchronize", "reopened"].includes(action)
      ? "approval"
      : "nothing";
  };
  world.emit({
    name,
    action,
    repo,
    sender: senderOf(actor),
    // A closed pull request runs on its base branch, where it has no test merge any more.
    ref: issue.state === "open" ? `refs/pull/${issue.number}/merge` : `refs/heads/${pull.base.ref}`,
    sha: merge ?? mergeCommitOf(issue) ?? pull.head.sha,
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
    starts: starts(),
    payload: {
      action,
      ...more,
      pull_request: await fullPull(world, repo, issue),
      ...envelope(world, repo, senderOf(actor)),
    },
  });
}

/** `issues` and `issue_comment`: they run on the default branch. */
export async function issueEvent(
  world: World,
  repo: Repo,
  issue: Issue,
  actor: Actor,
  action: string,
  comment?: Comment,
  more: Json = {},
): Promise<void> {
  const ref = `refs/heads/${repo.defaultBranch}`;
  world.emit({
    name: comment ? "issue_comment" : "issues",
    action,
    repo,
    sender: senderOf(actor),
    ref,
    sha: (await repo.git.ref(ref)) ?? "",
    starts: actor.kind === "job" ? "nothing" : "runs",
    payload: {
      action,
      issue: showIssue(world, repo, issue),
      ...(comment ? { comment: showComment(world, repo, issue, comment) } : {}),
      ...more,
      ...envelope(world, repo, senderOf(actor)),
    },
  });
}
