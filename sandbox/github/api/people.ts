import { list } from "../http/pagination.ts";
import { forbidden, notByIntegration, notFound, requiresAuthentication } from "../http/refusals.ts";
import { type Call, noContent, ok, operation, type Registered } from "../http/router.ts";
import { publicUser, showOrg, showOrgToOwner, showTeam, simpleUser } from "../show/account.ts";
import {
  type Account,
  hasRole,
  instant,
  type Json,
  type Repo,
  type RepoRole,
  roles,
  type Team,
} from "../state.ts";
import type { World } from "../world.ts";

const metadata = { permission: "metadata", level: "read" } as const;

function accountOf(world: World, login: string): Account {
  const account = world.state.account(login);
  if (!account) throw notFound();
  return account;
}

/** Roles as the older form of permissions names them. */
const legacy: Readonly<Record<RepoRole, string>> = {
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

const permissionsOf = (role: RepoRole | undefined): Json => ({
  admin: hasRole(role, "admin"),
  maintain: hasRole(role, "maintain"),
  push: hasRole(role, "write"),
  triage: hasRole(role, "triage"),
  pull: hasRole(role, "read"),
});

const collaborator = (world: World, account: Account, role: RepoRole | undefined): Json => ({
  ...simpleUser(world, account),
  permissions: permissionsOf(role),
  role_name: role ?? "none",
});

/** Everybody with a role of their own; reading what is public is none. */
function collaboratorsOf(world: World, repo: Repo): { account: Account; role: RepoRole }[] {
  return [...world.state.accounts.values()].flatMap((account) => {
    if (account.type !== "User") return [];
    const role = world.state.roleOf(account, repo);
    const member =
      repo.owner === account ||
      repo.collaborators.has(account.id) ||
      world.state.teams.some((team) => team.members.has(account.id) && team.repos.has(repo.id)) ||
      world.state.orgMembers.get(repo.owner.id)?.has(account.id) === true;
    return role && member ? [{ account, role }] : [];
  });
}

/** GITHUB_TOKEN has no way to the organisation; an App needs `members`; people must belong to it. */
function mustSeeOrg({ world, actor }: Pick<Call<string>, "world" | "actor">, org: string): Account {
  const account = world.state.account(org);
  if (actor.kind === "anonymous") throw requiresAuthentication();
  if (actor.kind === "job") throw notByIntegration();
  if (actor.token?.permissions && (actor.token.permissions.members ?? "none") === "none")
    throw notByIntegration();
  if (account?.type !== "Organization") throw notFound();
  const inside = actor.account && world.state.orgMembers.get(account.id)?.has(actor.account.id);
  if (actor.kind === "user" && !inside) throw notFound();
  return account;
}

function teamOf(call: Pick<Call<string>, "world" | "actor">, org: string, slug: string): Team {
  mustSeeOrg(call, org);
  const team = call.world.state.team(org, slug);
  if (!team) throw notFound();
  return team;
}

export const people: readonly Registered[] = [
  operation("users/get-authenticated", {}, ({ world, actor }) => {
    if (!actor.account) throw requiresAuthentication();
    if (actor.kind !== "user") throw notByIntegration();
    return ok(publicUser(world, actor.account));
  }),

  operation("users/get-by-username", {}, ({ input, world }) =>
    ok(publicUser(world, accountOf(world, input.username))),
  ),

  operation("users/get-by-id", {}, ({ input, world }) => {
    const account = [...world.state.accounts.values()].find(({ id }) => id === input.account_id);
    if (!account) throw notFound();
    return ok(publicUser(world, account));
  }),

  operation("repos/get-collaborator-permission-level", { need: metadata }, ({ input, world, repo }) => {
    const account = accountOf(world, input.username);
    const role = account.type === "Bot" ? undefined : world.state.roleOf(account, repo);
    return ok({
      permission: role ? legacy[role] : "none",
      role_name: role ?? "none",
      user: collaborator(world, account, role),
    });
  }),

  operation(
    "repos/list-collaborators",
    { need: { ...metadata, role: "write" } },
    ({ input, world, repo, url }) => {
      const level = {
        pull: "read",
        triage: "triage",
        push: "write",
        maintain: "maintain",
        admin: "admin",
      } as const;
      const least = input.permission ? level[input.permission] : "read";
      const direct = input.affiliation === "direct" || input.affiliation === "outside";
      const found = collaboratorsOf(world, repo)
        .filter(({ role }) => hasRole(role, least))
        .filter(({ account }) => !direct || repo.owner === account || repo.collaborators.has(account.id));
      return list({ input, url }, found, ({ account, role }) => collaborator(world, account, role));
    },
  ),

  operation(
    "repos/check-collaborator",
    { need: { ...metadata, role: "write" } },
    ({ input, world, repo }) => {
      const account = accountOf(world, input.username);
      if (!collaboratorsOf(world, repo).some((one) => one.account === account)) throw notFound();
      return noContent;
    },
  ),

  operation(
    "repos/add-collaborator",
    {
      need: { permission: "administration", level: "write", role: "admin" },
      differences: ["there are no invitations: who is added belongs at once (204)"],
    },
    ({ input, world, repo }) => {
      const names: Record<string, RepoRole> = { pull: "read", push: "write" };
      const role = names[input.permission ?? "push"] ?? (input.permission as RepoRole);
      if (!roles.includes(role)) throw forbidden("Unknown permission");
      repo.collaborators.set(accountOf(world, input.username).id, role);
      return noContent;
    },
  ),

  operation(
    "repos/remove-collaborator",
    { need: { permission: "administration", level: "write", role: "admin" } },
    ({ input, world, repo }) => {
      repo.collaborators.delete(accountOf(world, input.username).id);
      return noContent;
    },
  ),

  operation(
    "repos/list-teams",
    { need: { permission: "administration", level: "read", role: "admin" } },
    ({ input, world, repo, url }) => {
      const found = world.state.teams.filter((team) => team.repos.has(repo.id));
      return list({ input, url }, found, (team) => {
        const role = team.repos.get(repo.id);
        const names = {
          read: "pull",
          triage: "triage",
          write: "push",
          maintain: "maintain",
          admin: "admin",
        } as const;
        return {
          ...showTeam(world, team),
          permission: role ? names[role] : "pull",
          permissions: permissionsOf(role),
        };
      });
    },
  ),

  operation("teams/list", {}, (call) => {
    const org = mustSeeOrg(call, call.input.org);
    const found = call.world.state.teams.filter((team) => team.org === org);
    return list(call, found, (team) => showTeam(call.world, team));
  }),

  operation("teams/get-by-name", {}, (call) => {
    const { world, input } = call;
    const team = teamOf(call, input.org, input.team_slug);
    return ok({
      ...showTeam(world, team),
      members_count: team.members.size,
      repos_count: team.repos.size,
      created_at: instant(team.org.createdAt),
      updated_at: instant(team.org.createdAt),
      organization: showOrg(world, team.org),
    });
  }),

  operation("teams/list-members-in-org", {}, (call) => {
    const { world, input } = call;
    const team = teamOf(call, input.org, input.team_slug);
    const found = [...world.state.accounts.values()].filter((account) => {
      const role = team.members.get(account.id);
      return role !== undefined && ((input.role ?? "all") === "all" || role === input.role);
    });
    return list(call, found, (account) => simpleUser(world, account));
  }),

  operation("teams/get-membership-for-user-in-org", {}, (call) => {
    const { world, input } = call;
    const team = teamOf(call, input.org, input.team_slug);
    const account = accountOf(world, input.username);
    const role = team.members.get(account.id);
    if (!role) throw notFound();
    const url = world.api(`/organizations/${team.org.id}/team/${team.id}/memberships/${account.login}`);
    return ok({ url, role, state: "active" });
  }),

  operation("orgs/get", {}, ({ input, world, actor }) => {
    const org = accountOf(world, input.org);
    if (org.type !== "Organization") throw notFound();
    const owner = actor.account && world.state.orgMembers.get(org.id)?.get(actor.account.id) === "admin";
    return ok(owner ? showOrgToOwner(world, org) : showOrg(world, org));
  }),

  operation("orgs/list-members", {}, (call) => {
    const org = mustSeeOrg(call, call.input.org);
    const members = call.world.state.orgMembers.get(org.id);
    const found = [...call.world.state.accounts.values()].filter((account) => members?.has(account.id));
    return list(call, found, (account) => simpleUser(call.world, account));
  }),

  operation("orgs/check-membership-for-user", {}, (call) => {
    const org = mustSeeOrg(call, call.input.org);
    const account = accountOf(call.world, call.input.username);
    if (!call.world.state.orgMembers.get(org.id)?.has(account.id)) throw notFound();
    return noContent;
  }),
];
