import {
  type Comment,
  type Issue,
  instant,
  instantOrNull,
  type Json,
  type Label,
  nodeId,
  type Repo,
} from "../state.ts";
import type { World } from "../world.ts";
import { showApp, simpleUser, simpleUserOrNull } from "./account.ts";
import { association } from "./repo.ts";

export function showLabel(world: World, repo: Repo, label: Label): Json {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: world.repoApi(repo, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

const noReactions = (url: string): Json => ({
  url,
  total_count: 0,
  "+1": 0,
  "-1": 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
});

/** `issue`; for a pull request, with its addresses. */
export function showIssue(world: World, repo: Repo, issue: Issue): Json {
  const api = world.repoApi(repo, `/issues/${issue.number}`);
  const page = world.repoHtml(repo, `/${issue.pull ? "pull" : "issues"}/${issue.number}`);
  return {
    url: api,
    repository_url: world.repoApi(repo),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: page,
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    number: issue.number,
    title: issue.title,
    user: simpleUser(world, issue.user),
    labels: issue.labels.map((label) => showLabel(world, repo, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: simpleUserOrNull(world, issue.assignees[0]),
    assignees: issue.assignees.map((account) => simpleUser(world, account)),
    milestone: null,
    comments: issue.comments.length,
    created_at: instant(issue.createdAt),
    updated_at: instant(issue.updatedAt),
    closed_at: instantOrNull(issue.closedAt),
    author_association: association(world, repo, issue.user),
    active_lock_reason: null,
    ...(issue.pull
      ? {
          draft: issue.pull.draft,
          pull_request: {
            url: world.repoApi(repo, `/pulls/${issue.number}`),
            html_url: page,
            diff_url: `${page}.diff`,
            patch_url: `${page}.patch`,
            merged_at: instantOrNull(issue.pull.mergedAt),
          },
        }
      : {}),
    body: issue.body,
    closed_by: simpleUserOrNull(world, issue.closedBy),
    reactions: noReactions(`${api}/reactions`),
    timeline_url: `${api}/timeline`,
    performed_via_github_app: issue.app ? showApp(world, issue.app) : null,
    state_reason: issue.stateReason,
  };
}

export function showComment(world: World, repo: Repo, issue: Issue, comment: Comment): Json {
  const api = world.repoApi(repo, `/issues/comments/${comment.id}`);
  return {
    url: api,
    html_url: world.repoHtml(
      repo,
      `/${issue.pull ? "pull" : "issues"}/${issue.number}#issuecomment-${comment.id}`,
    ),
    issue_url: world.repoApi(repo, `/issues/${issue.number}`),
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    user: simpleUser(world, comment.user),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    author_association: association(world, repo, comment.user),
    body: comment.body,
    reactions: noReactions(`${api}/reactions`),
    performed_via_github_app: comment.app ? showApp(world, comment.app) : null,
  };
}
