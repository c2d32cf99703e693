import { mergeCommitOf } from "../pull-git.ts";
import {
  instant,
  instantOrNull,
  type Json,
  nodeId,
  type PullHappening,
  type PullRequest,
  type Repo,
  type Review,
} from "../state.ts";
import type { World } from "../world.ts";
import { showTeam, showTeamSimple, simpleUser, simpleUserOrNull } from "./account.ts";
import { showLabel } from "./issue.ts";
import { association, showRepo } from "./repo.ts";

/** What happened to a pull request: an issue event of a kind that has no more to it. */
export function showHappening(world: World, repo: Repo, { id, event, actor, at }: PullHappening): Json {
  return {
    id,
    node_id: nodeId("BaseRefChangedEvent", id),
    url: world.repoApi(repo, `/issues/events/${id}`),
    actor: simpleUser(world, actor),
    event,
    commit_id: null,
    commit_url: null,
    created_at: instant(at),
    performed_via_github_app: null,
  };
}

/** The title a squash of it gets unless told otherwise. */
export const squashTitle = (issue: PullRequest): string => `${issue.title} (#${issue.number})`;

/**
 * `pull-request-simple`: as lists have it.
 * @param apiVersion from 2026-03-10 on there is no `merge_commit_sha`
 */
export function showPullSimple(
  world: World,
  repo: Repo,
  issue: PullRequest,
  apiVersion = "2022-11-28",
): Json {
  const { pull } = issue;
  const api = world.repoApi(repo, `/pulls/${issue.number}`);
  const page = world.repoHtml(repo, `/pull/${issue.number}`);
  const issueApi = world.repoApi(repo, `/issues/${issue.number}`);
  const statuses = world.repoApi(repo, `/statuses/${pull.head.sha}`);
  const shown: Json = {
    url: api,
    id: issue.id,
    node_id: nodeId("PullRequest", issue.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueApi,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: simpleUser(world, issue.user),
    body: issue.body,
    created_at: instant(issue.createdAt),
    updated_at: instant(issue.updatedAt),
    closed_at: instantOrNull(issue.closedAt),
    merged_at: instantOrNull(pull.mergedAt),
    merge_commit_sha: mergeCommitOf(issue) ?? null,
    assignee: simpleUserOrNull(world, issue.assignees[0]),
    assignees: issue.assignees.map((account) => simpleUser(world, account)),
    requested_reviewers: pull.requestedReviewers.map((account) => simpleUser(world, account)),
    requested_teams: pull.requestedTeams.map((team) => showTeam(world, team)),
    labels: issue.labels.map((label) => ({
      ...showLabel(world, repo, label),
      description: label.description ?? "",
    })),
    milestone: null,
    draft: pull.draft,
    commits_url: `${api}/commits`,
    review_comments_url: `${api}/comments`,
    review_comment_url: world.repoApi(repo, "/pulls/comments{/number}"),
    comments_url: `${issueApi}/comments`,
    statuses_url: statuses,
    head: {
      label: `${pull.head.owner.login}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      user: simpleUser(world, pull.head.owner),
      repo: showRepo(world, pull.head.repo ?? repo),
    },
    base: {
      label: `${repo.owner.login}:${pull.base.ref}`,
      ref: pull.base.ref,
      sha: pull.base.sha,
      user: simpleUser(world, repo.owner),
      repo: showRepo(world, repo),
    },
    _links: {
      self: { href: api },
      html: { href: page },
      issue: { href: issueApi },
      comments: { href: `${issueApi}/comments` },
      review_comments: { href: `${api}/comments` },
      review_comment: { href: world.repoApi(repo, "/pulls/comments{/number}") },
      commits: { href: `${api}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(world, repo, issue.user),
    auto_merge: pull.autoMerge
      ? {
          enabled_by: simpleUser(world, pull.autoMerge.by),
          merge_method: pull.autoMerge.method,
          commit_title: pull.autoMerge.title,
          commit_message: pull.autoMerge.message,
        }
      : null,
    active_lock_reason: null,
  };
  if (apiVersion >= "2026-03-10") delete shown.merge_commit_sha;
  return shown;
}

/** What only the answer about one pull request says. */
export interface PullDetail {
  readonly mergeable: boolean | null;
  readonly mergeableState: string;
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

/** `pull-request`: one, in full. */
export function showPull(
  world: World,
  repo: Repo,
  issue: PullRequest,
  detail: PullDetail,
  apiVersion?: string,
): Json {
  const { pull } = issue;
  return {
    ...showPullSimple(world, repo, issue, apiVersion),
    labels: issue.labels.map((label) => showLabel(world, repo, label)),
    requested_teams: pull.requestedTeams.map((team) => showTeamSimple(world, team)),
    merged: pull.mergedAt !== undefined,
    mergeable: detail.mergeable,
    rebaseable: detail.mergeable,
    mergeable_state: detail.mergeableState,
    merged_by: simpleUserOrNull(world, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: detail.commits,
    additions: detail.additions,
    deletions: detail.deletions,
    changed_files: detail.changedFiles,
  };
}

/** `pull-request-review`. */
export function showReview(world: World, repo: Repo, issue: PullRequest, review: Review): Json {
  const page = world.repoHtml(repo, `/pull/${issue.number}#pullrequestreview-${review.id}`);
  const pull = world.repoApi(repo, `/pulls/${issue.number}`);
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: simpleUser(world, review.user),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    author_association: association(world, repo, review.user),
    _links: { html: { href: page }, pull_request: { href: pull } },
    ...(review.submittedAt ? { submitted_at: instant(review.submittedAt) } : {}),
    commit_id: review.commitId,
  };
}

/** `pull-request-minimal`, as check runs have it. */
export function showPullMinimal(world: World, repo: Repo, issue: PullRequest): Json {
  const ref = (of: Repo, { ref: name, sha }: { ref: string; sha: string }) => ({
    ref: name,
    sha,
    repo: { id: of.id, url: world.repoApi(of), name: of.name },
  });
  return {
    id: issue.id,
    number: issue.number,
    url: world.repoApi(repo, `/pulls/${issue.number}`),
    head: ref(issue.pull.head.repo ?? repo, issue.pull.head),
    base: ref(repo, issue.pull.base),
  };
}
