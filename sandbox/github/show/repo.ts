import type { Actor } from "../http/access.ts";
import { roleIn } from "../http/access.ts";
import { fullName, hasRole, instant, isPull, type Json, nodeId, type Repo } from "../state.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./account.ts";

const linked = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
} as const;

/** What every form of a repository begins with. */
function core(world: World, repo: Repo): Json {
  const links = Object.entries(linked).map(([key, path]) => [key, world.repoApi(repo, path)]);
  return {
    id: repo.id,
    node_id: nodeId("Repository", repo.id),
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: simpleUser(world, repo.owner),
    html_url: world.repoHtml(repo),
    description: repo.description,
    fork: repo.parent !== undefined,
    url: world.repoApi(repo),
    ...Object.fromEntries(links),
  };
}

/** `minimal-repository`, as combined statuses and lists have it. */
export function minimalRepo(world: World, repo: Repo): Json {
  return core(world, repo);
}

/** `repository`, as pull requests and events have it. */
export function showRepo(world: World, repo: Repo): Json {
  const open = [...repo.issues.values()].filter((issue) => issue.state === "open").length;
  const host = new URL(world.url).host;
  return {
    ...core(world, repo),
    created_at: instant(repo.createdAt),
    updated_at: instant(repo.updatedAt),
    pushed_at: instant(repo.pushedAt),
    git_url: `git://${host}/${fullName(repo)}.git`,
    ssh_url: `git@${host}:${fullName(repo)}.git`,
    clone_url: world.repoHtml(repo, ".git"),
    svn_url: world.repoHtml(repo),
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repo.private ? "private" : "public",
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repo.defaultBranch,
  };
}

/** `full-repository`: the answer about the repository itself, as its caller may see it. */
export function fullRepo(world: World, repo: Repo, actor: Actor): Json {
  const role = roleIn(world, actor, repo);
  const permissions = {
    admin: hasRole(role, "admin"),
    maintain: hasRole(role, "maintain"),
    push: hasRole(role, "write"),
    triage: hasRole(role, "triage"),
    pull: hasRole(role, "read"),
  };
  const { settings } = repo;
  const pusher = permissions.push
    ? {
        allow_squash_merge: settings.squash,
        allow_merge_commit: settings.mergeCommit,
        allow_rebase_merge: settings.rebase,
        allow_auto_merge: settings.autoMerge,
        delete_branch_on_merge: settings.deleteBranchOnMerge,
        allow_update_branch: true,
        use_squash_pr_title_as_default: false,
        squash_merge_commit_title: "COMMIT_OR_PR_TITLE",
        squash_merge_commit_message: "COMMIT_MESSAGES",
        merge_commit_title: "MERGE_MESSAGE",
        merge_commit_message: "PR_TITLE",
      }
    : {};
  return {
    ...showRepo(world, repo),
    ...(actor.kind === "anonymous" ? {} : { permissions }),
    ...pusher,
    ...(repo.owner.type === "Organization" ? { organization: simpleUser(world, repo.owner) } : {}),
    ...(repo.parent ? { parent: showRepo(world, repo.parent), source: showRepo(world, repo.parent) } : {}),
    network_count: 0,
    subscribers_count: 0,
  };
}

/** How GitHub sees an account's relation to a repository, on what the account wrote. */
export function association(world: World, repo: Repo, account: { id: number }): string {
  if (repo.owner.id === account.id) return "OWNER";
  if (world.state.orgMembers.get(repo.owner.id)?.has(account.id)) return "MEMBER";
  if (repo.collaborators.has(account.id)) return "COLLABORATOR";
  const merged = [...repo.issues.values()].some(
    (issue) => isPull(issue) && issue.pull.mergedAt && issue.user.id === account.id,
  );
  return merged ? "CONTRIBUTOR" : "NONE";
}
