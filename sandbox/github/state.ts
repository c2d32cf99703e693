/** What the server remembers beside Git. All of it is in memory and dies with the server. */
import type { GitRepository } from "./git/repository.ts";
import type { Issue, Label, PullRequest } from "./threads.ts";

export type * from "./threads.ts";

export type Json = Record<string, unknown>;

export type RepoRole = "read" | "triage" | "write" | "maintain" | "admin";
export const roles: readonly RepoRole[] = ["read", "triage", "write", "maintain", "admin"];

export interface Account {
  readonly id: number;
  login: string;
  readonly type: "User" | "Organization" | "Bot";
  name: string | null;
  email: string | null;
  readonly siteAdmin: boolean;
  readonly createdAt: Date;
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly createdAt: Date;
  /** Of its only installation, on its owner's account. */
  readonly installation: number;
  /** PEM; without it the App cannot speak as itself. */
  publicKey: string | undefined;
  permissions: Permissions;
  /** Full names in lower case; `undefined`: all of its owner's. */
  repos: ReadonlySet<string> | undefined;
}

export type PermissionLevel = "none" | "read" | "write" | "admin";

/** Named as GitHub's permissions are in the API: `pull_requests`, `contents`, … */
export type Permissions = Readonly<Record<string, PermissionLevel>>;

export interface Token {
  readonly value: string;
  readonly kind: "user" | "job" | "app";
  readonly account: Account;
  /** `undefined`: everything the account may do (a classic token of a person). */
  readonly permissions: Permissions | undefined;
  /** Full names in lower case; `undefined`: all. */
  readonly repos: ReadonlySet<string> | undefined;
  readonly app: App | undefined;
  readonly expiresAt: Date | undefined;
  revoked: boolean;
}

export interface Team {
  readonly id: number;
  readonly org: Account;
  readonly slug: string;
  name: string;
  readonly members: Map<number, "member" | "maintainer">;
  readonly repos: Map<number, RepoRole>;
}

export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: Date;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly app: App;
  name: string;
  readonly headSha: string;
  status: string;
  conclusion: string | null;
  startedAt: Date | undefined;
  completedAt: Date | undefined;
  externalId: string;
  detailsUrl: string | undefined;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Json[];
}

export type ActivityType =
  | "push"
  | "force_push"
  | "branch_creation"
  | "branch_deletion"
  | "pr_merge"
  | "merge_queue_merge";

export interface Activity {
  readonly id: number;
  readonly before: string;
  readonly after: string;
  readonly ref: string;
  readonly type: ActivityType;
  readonly actor: Account;
  readonly at: Date;
}

export interface Protection {
  reviews:
    | {
        count: number;
        codeOwners: boolean;
        dismissStale: boolean;
        lastPushApproval: boolean;
        bypass: readonly string[];
        /** Logins and team slugs that may dismiss reviews beside administrators; `undefined`: not restricted. */
        dismissal: { readonly users: readonly string[]; readonly teams: readonly string[] } | undefined;
      }
    | undefined;
  checks: { strict: boolean; contexts: string[] } | undefined;
  enforceAdmins: boolean;
  linearHistory: boolean;
  forcePushes: boolean;
  deletions: boolean;
  conversationResolution: boolean;
  signatures: boolean;
  lockBranch: boolean;
  blockCreations: boolean;
  /** Logins and team slugs that may push at all; `undefined`: whoever may write. */
  restrictions: { users: string[]; teams: string[]; apps: string[] } | undefined;
}

export interface Ruleset {
  readonly id: number;
  name: string;
  target: "branch" | "tag" | "push";
  enforcement: "disabled" | "active" | "evaluate";
  bypassActors: Json[];
  include: string[];
  exclude: string[];
  rules: { type: string; parameters?: Json }[];
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface Environment {
  readonly id: number;
  readonly name: string;
  waitTimer: number;
  preventSelfReview: boolean;
  reviewers: { type: "User" | "Team"; id: number }[];
  branchPolicy: { protected_branches: boolean; custom_branch_policies: boolean } | null;
  branchPolicies: { id: number; name: string; type: "branch" | "tag" }[];
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface Secret {
  readonly name: string;
  readonly encrypted: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface RepoSettings {
  mergeCommit: boolean;
  squash: boolean;
  rebase: boolean;
  autoMerge: boolean;
  deleteBranchOnMerge: boolean;
  /** May GITHUB_TOKEN open and approve pull requests? */
  actionsMayOpenPulls: boolean;
  /** What GITHUB_TOKEN may do where a workflow says nothing. */
  defaultTokenPermissions: "read" | "write";
  actionsEnabled: boolean;
  allowedActions: "all" | "local_only" | "selected";
  /** Are base branches merged by a queue? */
  mergeQueue: boolean;
}

export interface Repo {
  readonly id: number;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  defaultBranch: string;
  readonly parent: Repo | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  pushedAt: Date;
  readonly git: GitRepository;
  readonly settings: RepoSettings;
  readonly collaborators: Map<number, RepoRole>;
  readonly issues: Map<number, Issue>;
  nextNumber: number;
  readonly labels: Map<string, Label>;
  readonly statuses: Status[];
  readonly checkRuns: CheckRun[];
  readonly activities: Activity[];
  readonly protections: Map<string, Protection>;
  readonly rulesets: Map<number, Ruleset>;
  readonly environments: Map<string, Environment>;
  /** By `""` for the repository or the environment's name, then by the secret's name. */
  readonly secrets: Map<string, Map<string, Secret>>;
  readonly variables: Map<string, { value: string; createdAt: Date; updatedAt: Date }>;
  /** Commits GitHub signed itself, by SHA, with when. */
  readonly verified: Map<string, Date>;
  readonly dispatches: { workflow: string; ref: string; inputs: Json; at: Date }[];
  readonly queue: { pull: PullRequest; by: Account; sha: string; ref: string }[];
}

export class State {
  readonly accounts = new Map<string, Account>();
  readonly repos: Repo[] = [];
  readonly tokens = new Map<string, Token>();
  readonly teams: Team[] = [];
  readonly apps: App[] = [];
  readonly orgMembers = new Map<number, Map<number, "member" | "admin">>();
  #lastId = 1000;

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Logins compare without case, as everywhere on GitHub. */
  account(login: string): Account | undefined {
    return this.accounts.get(login.toLowerCase());
  }

  repo(owner: string, name: string): Repo | undefined {
    const full = `${owner}/${name}`.toLowerCase();
    return this.repos.find((repo) => fullName(repo).toLowerCase() === full);
  }

  team(org: string, slug: string): Team | undefined {
    return this.teams.find(
      (team) =>
        team.org.login.toLowerCase() === org.toLowerCase() && team.slug.toLowerCase() === slug.toLowerCase(),
    );
  }

  /**
   * The highest role of an account in a repository, by ownership, collaboration or teams.
   * `undefined` where it has none; everybody reads what is public.
   */
  roleOf(account: Account | undefined, repo: Repo): RepoRole | undefined {
    const held: (RepoRole | undefined)[] = [repo.private ? undefined : "read"];
    if (account) {
      if (repo.owner === account) held.push("admin");
      if (this.orgMembers.get(repo.owner.id)?.get(account.id) === "admin") held.push("admin");
      held.push(repo.collaborators.get(account.id));
      for (const team of this.teams) if (team.members.has(account.id)) held.push(team.repos.get(repo.id));
    }
    return held.reduce((best, role) => (rank(role) > rank(best) ? role : best), undefined);
  }
}

const rank = (role: RepoRole | undefined): number => (role === undefined ? -1 : roles.indexOf(role));

export const hasRole = (held: RepoRole | undefined, needed: RepoRole): boolean => rank(held) >= rank(needed);

export const fullName = (repo: Repo): string => `${repo.owner.login}/${repo.name}`;

export const isPull = (issue: Issue | undefined): issue is PullRequest => issue?.pull !== undefined;

/** Instants as GitHub writes them: whole seconds. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export const instantOrNull = (date: Date | undefined): string | null => (date ? instant(date) : null);

/** Node ids are opaque; ours only have to be stable and distinct. */
export const nodeId = (kind: string, id: number | string): string =>
  Buffer.from(`${kind}:${id}`).toString("base64url");
