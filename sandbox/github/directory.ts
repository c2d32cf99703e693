/** Who and what there is: people, organisations, teams and repositories, by name. */
import type { Account, PullRequest, Repo, RepoRole, Team } from "./state.ts";
import { isPull } from "./state.ts";
import type { World } from "./world.ts";

export interface UserOptions {
  readonly name?: string;
  readonly email?: string;
  /** Role in the repositories there are, by full name. */
  readonly roles?: Readonly<Record<string, RepoRole>>;
}

export interface TeamOptions {
  readonly members?: readonly string[];
  /** Role in repositories, by full name. */
  readonly repos?: Readonly<Record<string, RepoRole>>;
}

/** @throws where there is nobody of that login */
export function accountNamed({ state }: World, login: string): Account {
  const found = state.account(login);
  if (!found) throw new Error(`the sandbox has nobody named ${login}`);
  return found;
}

/** @param name `owner/repo`. @throws where there is none */
export function repoNamed({ state }: World, name: string): Repo {
  const [owner = "", repo = ""] = name.split("/");
  const found = state.repo(owner, repo);
  if (!found) throw new Error(`the sandbox has no repository ${name}`);
  return found;
}

/** @throws where there is none of that number */
export function pullNumbered(world: World, repo: string, number: number): PullRequest {
  const issue = repoNamed(world, repo).issues.get(number);
  if (!isPull(issue)) throw new Error(`${repo} has no pull request ${number}`);
  return issue;
}

/** Adds a person, or gives one more roles. The address is `LOGIN@example.com` unless told. */
export function addUser(world: World, login: string, options: UserOptions): Account {
  const account =
    world.state.account(login) ??
    world.addAccount(login, "User", {
      name: options.name ?? login,
      email: options.email ?? `${login.toLowerCase()}@example.com`,
    });
  for (const [repo, role] of Object.entries(options.roles ?? {})) {
    repoNamed(world, repo).collaborators.set(account.id, role);
  }
  return account;
}

/** Adds an organisation, or members to one. */
export function addOrg(
  world: World,
  login: string,
  members: Readonly<Record<string, "member" | "admin">>,
): Account {
  const { state } = world;
  const org = state.account(login) ?? world.addAccount(login, "Organization", { name: login });
  const belong = state.orgMembers.get(org.id) ?? new Map<number, "member" | "admin">();
  for (const [member, role] of Object.entries(members)) belong.set(accountNamed(world, member).id, role);
  state.orgMembers.set(org.id, belong);
  return org;
}

/** A team of an organisation; its members belong to the organisation from then on. */
export function addTeam(world: World, org: string, slug: string, options: TeamOptions): Team {
  const { members = [], repos = {} } = options;
  const owner = addOrg(world, org, Object.fromEntries(members.map((login) => [login, "member"])));
  const team: Team = {
    id: world.state.nextId(),
    org: owner,
    slug,
    name: slug,
    members: new Map(members.map((login) => [accountNamed(world, login).id, "member"])),
    repos: new Map(Object.entries(repos).map(([name, role]) => [repoNamed(world, name).id, role])),
  };
  world.state.teams.push(team);
  return team;
}
