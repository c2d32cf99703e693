import { clientIdOf } from "../http/app-jwt.ts";
import { type Account, type App, instant, type Json, nodeId, type Team } from "../state.ts";
import type { World } from "../world.ts";

/** `simple-user`: how accounts appear inside everything else. */
export function simpleUser(world: World, account: Account): Json {
  const api = world.api(`/users/${encodeURIComponent(account.login)}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: world.html(`/avatars/u/${account.id}?v=4`),
    gravatar_id: "",
    url: api,
    html_url: world.html(`/${encodeURIComponent(account.login)}`),
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: account.siteAdmin,
  };
}

export const simpleUserOrNull = (world: World, account: Account | undefined): Json | null =>
  account ? simpleUser(world, account) : null;

/** `public-user`: the account itself. */
export function publicUser(world: World, account: Account): Json {
  return {
    ...simpleUser(world, account),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: world.state.repos.filter((repo) => repo.owner === account && !repo.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: instant(account.createdAt),
    updated_at: instant(account.createdAt),
  };
}

/** `integration`: an App as it appears beside what it made. */
export function showApp(world: World, app: App): Json {
  return {
    id: app.id,
    client_id: clientIdOf(app.id),
    slug: app.slug,
    node_id: nodeId("App", app.id),
    owner: simpleUser(world, app.owner),
    name: app.name,
    description: null,
    external_url: world.html(`/apps/${app.slug}`),
    html_url: world.html(`/apps/${app.slug}`),
    created_at: instant(app.createdAt),
    updated_at: instant(app.createdAt),
    permissions: app.permissions,
    events: [],
  };
}

/** `team`, as lists of teams and requested reviewers have it. */
export function showTeam(world: World, team: Team): Json {
  const api = world.api(`/organizations/${team.org.id}/team/${team.id}`);
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    url: api,
    html_url: world.html(`/orgs/${team.org.login}/teams/${team.slug}`),
    members_url: `${api}/members{/member}`,
    repositories_url: `${api}/repos`,
    type: "organization",
    organization_id: team.org.id,
    parent: null,
  };
}

/** An organisation itself, as anybody sees it. */
export function showOrg(world: World, org: Account): Json {
  const api = world.api(`/orgs/${org.login}`);
  return {
    login: org.login,
    id: org.id,
    node_id: nodeId(org.type, org.id),
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: world.html(`/avatars/u/${org.id}?v=4`),
    description: "",
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: world.state.repos.filter((repo) => repo.owner === org && !repo.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: world.html(`/${org.login}`),
    created_at: instant(org.createdAt),
    updated_at: instant(org.createdAt),
    archived_at: null,
    type: "Organization",
  };
}

/** What only its owners see of an organisation. */
export function showOrgToOwner(world: World, org: Account): Json {
  const hidden = world.state.repos.filter((repo) => repo.owner === org && repo.private).length;
  return {
    ...showOrg(world, org),
    is_verified: false,
    total_private_repos: hidden,
    owned_private_repos: hidden,
    private_gists: 0,
    disk_usage: 0,
    collaborators: 0,
    billing_email: `${org.login.toLowerCase()}@example.com`,
    plan: { name: "team", space: 976_562_499, private_repos: 999_999, filled_seats: 1, seats: 1 },
    default_repository_permission: "read",
    two_factor_requirement_enabled: true,
    members_allowed_repository_creation_type: "all",
    members_can_create_repositories: true,
    members_can_create_public_repositories: true,
    members_can_create_private_repositories: true,
    members_can_create_internal_repositories: false,
    members_can_create_pages: true,
    members_can_create_public_pages: true,
    members_can_create_private_pages: false,
    members_can_fork_private_repositories: false,
    web_commit_signoff_required: false,
  };
}

/** `team-simple`, as single pull requests have it. */
export function showTeamSimple(world: World, team: Team): Json {
  const { parent: _, ...simple } = showTeam(world, team);
  return simple;
}
