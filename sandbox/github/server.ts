/** A GitHub to test against and to play in: `startGitHub` is the way in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { listening } from "../listening.ts";
import { operations } from "./api/index.ts";
import { openSecret } from "./api/secrets.ts";
import type { ContractViolation } from "./contract/contract.ts";
import { ContractLedger } from "./contract/ledger.ts";
import {
  accountNamed,
  addOrg,
  addTeam,
  addUser,
  pullNumbered,
  repoNamed,
  type TeamOptions,
  type UserOptions,
} from "./directory.ts";
import type { GitHubEvent, Listener } from "./events.ts";
import { Api } from "./http/api.ts";
import { createApp, type Pages } from "./http/app.ts";
import { Faults } from "./http/faults.ts";
import { Router } from "./http/router.ts";
import { type Answers, submitForm } from "./issue-forms.ts";
import { newProtection, type ProtectionWish } from "./protect.ts";
import { createRepo, type RepoOptions } from "./repo-creation.ts";
import { strike } from "./schedule.ts";
import { type Account, type App, fullName, type PullRequest, type Repo, type Team } from "./state.ts";
import { issueToken, type TokenPermissions } from "./tokens.ts";
import { World } from "./world.ts";

export type { ContractViolation } from "./contract/contract.ts";
export type { GitHubEvent, Listener } from "./events.ts";
export type { Fault, FaultKind, FaultMatch } from "./http/faults.ts";
export type { ProtectionWish } from "./protect.ts";
export type { RepoOptions } from "./repo-creation.ts";
export type { TokenPermissions } from "./tokens.ts";

export interface GitHubOptions {
  /** People; owners of repositories that are not among them become organisations. */
  readonly users?: Readonly<Record<string, UserOptions>>;
  readonly repos?: readonly RepoOptions[];
  /** On 127.0.0.1; a free one unless told. */
  readonly port?: number;
  /** The server's clock; the real one unless told. */
  readonly now?: () => Date;
  /** Pages beside the API and Git, for people. */
  readonly pages?: Pages;
}

/** Starts the server on a free port of 127.0.0.1 over fresh repositories in a temporary folder. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubServer> {
  const dir = await mkdtemp(join(tmpdir(), "sandbox-github-"));
  const server = new GitHubServer(dir);
  await server.open(options);
  return server;
}

export class GitHubServer {
  /** State, clock and events; for pages and tests that need more than the API gives. */
  readonly world = new World();
  readonly faults = new Faults();
  /** Pages beside the API and Git; may be set at any time. */
  pages: Pages | undefined;
  readonly #dir: string;
  readonly #ledger = new ContractLedger();
  #close: () => Promise<void> = async () => undefined;

  /** Use {@link startGitHub}. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  async open(options: GitHubOptions): Promise<void> {
    const { world } = this;
    if (options.now) world.now = options.now;
    this.pages = options.pages;
    const api = new Api(world, new Router(operations), this.#ledger);
    const app = createApp(world, api, this.faults, () => this.pages);
    const http = createAdaptorServer({ fetch: app.fetch });
    const { url, close } = await listening(http, options.port);
    this.#close = close;
    world.url = url;
    const github = world.addAccount("github", "Organization", { id: 9919, name: "GitHub" });
    world.addAccount("web-flow", "User", { id: 19_864_447, name: "GitHub Web Flow" });
    world.addApp("github-actions", "GitHub Actions", github, { app: 15_368, bot: 41_898_282 });
    for (const [login, user] of Object.entries(options.users ?? {}))
      this.addUser(login, { ...user, roles: {} });
    for (const repo of options.repos ?? []) await this.addRepo(repo);
    for (const [login, user] of Object.entries(options.users ?? {})) this.addUser(login, user);
  }

  /** Base of the API, without a slash at its end: GITHUB_API_URL, and GITHUB_SERVER_URL too. */
  get url(): string {
    return this.world.url;
  }

  get graphqlUrl(): string {
    return `${this.world.url}/graphql`;
  }

  /** Address for `git clone`; with a token, one that needs no password. */
  gitUrl(owner: string, repo: string, token?: string): string {
    const url = new URL(`${this.url}/${owner}/${repo}.git`);
    if (token !== undefined) {
      url.username = "x-access-token";
      url.password = token;
    }
    return url.href;
  }

  /** Adds a person, or gives one more roles. The address is `LOGIN@example.com` unless told. */
  addUser(login: string, options: UserOptions = {}): Account {
    return addUser(this.world, login, options);
  }

  addOrg(login: string, members: Readonly<Record<string, "member" | "admin">> = {}): Account {
    return addOrg(this.world, login, members);
  }

  /** A team of an organisation; its members belong to the organisation from then on. */
  addTeam(org: string, slug: string, options: TeamOptions = {}): Team {
    return addTeam(this.world, org, slug, options);
  }

  async addRepo(options: RepoOptions): Promise<Repo> {
    return createRepo(this.world, this.#dir, options);
  }

  /** @param name `owner/repo`. @throws where there is none */
  repo(name: string): Repo {
    return repoNamed(this.world, name);
  }

  /** @throws where there is nobody of that login */
  account(login: string): Account {
    return accountNamed(this.world, login);
  }

  /** @throws where there is none of that number */
  pull(repo: string, number: number): PullRequest {
    return pullNumbered(this.world, repo, number);
  }

  /** A token of a person: everything they may do, or less where permissions are given. */
  tokenFor(
    login: string,
    options: { permissions?: TokenPermissions; repos?: readonly string[] } = {},
  ): string {
    return issueToken(
      this.world,
      "user",
      this.account(login),
      options.permissions ? "github_pat_" : "ghp_",
      options,
    );
  }

  /** A job's GITHUB_TOKEN. @param permissions as in a workflow, `pull-requests: write` */
  jobToken(repo: string, permissions: TokenPermissions = { contents: "read" }): string {
    const bot = this.account("github-actions[bot]");
    return issueToken(this.world, "job", bot, "ghs_", { permissions, repos: [repo] });
  }

  /** An installation token of an App; the App is made where it does not exist. */
  appToken(options: {
    readonly slug?: string;
    readonly repos?: readonly string[];
    readonly permissions?: TokenPermissions;
    readonly expiresAt?: Date;
  }): string {
    const slug = options.slug ?? "leasehold-app";
    const { state } = this.world;
    const app =
      state.apps.find((candidate) => candidate.slug === slug) ??
      this.world.addApp(slug, slug, state.repos[0]?.owner ?? this.account("github"));
    return issueToken(this.world, "app", app.bot, "ghs_", { permissions: { metadata: "read" }, ...options });
  }

  /** An App that gets its tokens itself, with JWTs of its key, as actions/create-github-app-token does. */
  addApp(options: {
    readonly slug: string;
    readonly owner: string;
    /** PEM of its RSA key. */
    readonly publicKey: string;
    readonly permissions: TokenPermissions;
    readonly repos?: readonly string[];
  }): App {
    const app = this.world.addApp(options.slug, options.slug, this.account(options.owner));
    app.publicKey = options.publicKey;
    app.permissions = options.permissions;
    app.repos = options.repos && new Set(options.repos.map((repo) => repo.toLowerCase()));
    return app;
  }

  revoke(token: string): void {
    const found = this.world.state.tokens.get(token);
    if (found) found.revoked = true;
  }

  /** Protects a branch (or a pattern); what is not named is off. `undefined` takes the protection away. */
  protect(repo: string, branch: string, wish: ProtectionWish | undefined): void {
    const { protections } = this.repo(repo);
    if (wish) protections.set(branch, newProtection(wish));
    else protections.delete(branch);
  }

  /** Says that GitHub vouches for a commit that was pushed, as if its signature were good. */
  markVerified(repo: string, sha: string): void {
    this.repo(repo).verified.set(sha, this.world.now());
  }

  /** Makes GitHub lose the commit of a review: its `commit_id` is `null` from then on. */
  loseReviewCommit(repo: string, pull: number, review: number): void {
    const found = this.pull(repo, pull).pull.reviews.find(({ id }) => id === review);
    if (!found) throw new Error(`${repo}#${pull} has no review ${review}`);
    found.commitId = null;
  }

  /** What an Actions secret holds, opened with the key only GitHub has. */
  secret(repo: string, name: string, environment = ""): Promise<string | undefined> {
    return openSecret(this.repo(repo), name, environment);
  }

  /** Fills in an issue form as a person would. @returns the issue's number */
  submitForm(repo: string, file: string, login: string, title: string, answers: Answers): Promise<number> {
    return submitForm(this.world, this.repo(repo), file, this.account(login), title, answers);
  }

  /** Hears of what happens, after the response that caused it. @returns how to stop */
  on(listener: Listener): () => void {
    return this.world.events.on(listener);
  }

  /** Everything that happened, oldest first. */
  get events(): readonly GitHubEvent[] {
    return this.world.events.seen;
  }

  /** Waits until listeners are done, also with what they caused. */
  async idle(): Promise<void> {
    await this.world.events.idle();
  }

  /** Lets the schedule strike: an event for each cron of the default branches' workflows, or of one cron only. */
  async tick(cron?: string): Promise<void> {
    await strike(this.world, cron);
  }

  /** Where requests or responses were not what GitHub's description says. */
  get violations(): readonly ContractViolation[] {
    return this.#ledger.violations;
  }

  /** Takes the violations so far, for tests that provoke one. */
  takeViolations(): ContractViolation[] {
    return this.#ledger.violations.splice(0);
  }

  /** @throws where there was a violation */
  assertContract(): void {
    this.#ledger.assert();
  }

  /** Operations whose requests and responses were seen and found right. */
  operationsValidated(): string[] {
    return [...this.#ledger.validated].sort();
  }

  /** Full names of the repositories. */
  get repos(): string[] {
    return this.world.state.repos.map(fullName);
  }

  /** Ends the server and removes its repositories. */
  async stop(): Promise<void> {
    await this.#close();
    for (const repo of this.world.state.repos) repo.git.close();
    await rm(this.#dir, { recursive: true, force: true, maxRetries: 3 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
