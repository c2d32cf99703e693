import type { BranchAuditLog } from "../adapters/audit-log/branch-audit-log.ts";
import { systemClock } from "../adapters/clock.ts";
import { originSlug } from "../adapters/git/origin.ts";
import { type GitRepository, openRepository } from "../adapters/git/repository.ts";
import type { GitHub } from "../adapters/github/connect.ts";
import type { WritePace } from "../adapters/github/write-pace.ts";
import { attempt } from "../commands/outcome.ts";
import type { Clock, Repository, RepositoryProofs } from "../commands/ports.ts";
import { Stop } from "../commands/stop.ts";
import { repositorySource } from "../domain/audit/chain.ts";
import type { Settings } from "../domain/model.ts";
import { Secret } from "../domain/secret.ts";
import { readPolicies, SETTINGS_FILE } from "../files/policies.ts";
import { FALLBACK, type Surroundings } from "./surroundings.ts";
import { VaultLogins } from "./vault-logins.ts";

// Loaded where they are used, like everything large: check and its like start in half the time without.
const loadAuditLog = () => import("../adapters/audit-log/branch-audit-log.ts");

const GITHUB_API = "https://api.github.com";

/** What worlds of one process have in common, and how they differ from that of a single command. */
export interface Shared {
  readonly pace?: WritePace;
  /** `main`: of main as the clone last saw it, since nobody pulls the working tree of a process that stays. */
  readonly settings?: "working-tree" | "main";
}

/**
 * The systems outside that commands reach: the clone, GitHub, Vault, the audit log. Each is opened when it is first
 * asked for, so that what needs no Vault runs without one.
 */
export class Outside implements AsyncDisposable {
  readonly clock: Clock = systemClock;
  readonly vault: VaultLogins;
  protected readonly around: Surroundings;
  readonly #shared: Shared;
  #clone: Promise<GitRepository> | undefined;
  #settings: Promise<Settings | undefined> | undefined;
  #github: GitHub | undefined;

  /** @param shared of a process that makes several worlds, one after the other */
  constructor(around: Surroundings, shared: Shared = {}) {
    this.around = around;
    this.#shared = shared;
    this.vault = new VaultLogins(around, () => this.settings());
  }

  protected get env(): Surroundings["env"] {
    return this.around.env;
  }

  get githubToken(): string | undefined {
    return this.env.GITHUB_TOKEN || this.env.GH_TOKEN;
  }

  get apiUrl(): string {
    return this.env.GITHUB_API_URL || GITHUB_API;
  }

  repository(): Promise<Repository> {
    return this.clone();
  }

  /** The clone, for what is to be proved by it. */
  repositoryProofs(): Promise<Repository & RepositoryProofs> {
    return this.clone();
  }

  /** The settings of the working tree; undefined where they are missing or broken. */
  settings(): Promise<Settings | undefined> {
    this.#settings ??= this.#readSettings();
    return this.#settings;
  }

  /** The branch that grants live on. */
  async branch(): Promise<string> {
    return (await this.settings())?.github.branch ?? FALLBACK.branch;
  }

  async github(): Promise<GitHub> {
    const token = this.githubToken;
    if (!token)
      throw new Stop(
        2,
        "GITHUB_TOKEN is not set",
        "In Actions pass `github-token`; at your machine: export GITHUB_TOKEN=$(gh auth token).",
      );
    const { connectGitHub } = await import("../adapters/github/connect.ts");
    this.#github ??= connectGitHub({
      apiUrl: this.apiUrl,
      token: this.secret(token),
      slug: await this.slug(),
      ...(this.around.signal ? { signal: this.around.signal } : {}),
      ...(this.#shared.pace ? { pace: this.#shared.pace } : {}),
      ...(this.around.github_second === undefined ? {} : { second: this.around.github_second }),
      ...(this.around.github_timeout === undefined ? {} : { timeout: this.around.github_timeout }),
    });
    return this.#github;
  }

  /** `owner/name`, from GITHUB_REPOSITORY or from origin. */
  async slug(): Promise<string> {
    const slug = this.env.GITHUB_REPOSITORY || (await originSlug((await this.clone()).git));
    if (!slug)
      throw new Stop(
        2,
        "GITHUB_REPOSITORY is not set, and origin names no repository",
        "Set it like this: GITHUB_REPOSITORY=acme/access.",
      );
    return slug;
  }

  /** The repository's number: GITHUB_REPOSITORY_ID or the settings; else undefined. */
  async repositoryId(): Promise<number | undefined> {
    const given = this.env.GITHUB_REPOSITORY_ID;
    return given ? Number(given) : (await this.settings())?.github.repository_id;
  }

  async auditLog(): Promise<BranchAuditLog> {
    const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
    const id = (await this.repositoryId()) ?? (await this.#idByGitHub());
    const { BranchAuditLog } = await loadAuditLog();
    return new BranchAuditLog({
      git: (await this.clone()).git,
      branch,
      ...(id === undefined ? {} : { source: repositorySource(this.apiUrl, id) }),
    });
  }

  /** Undefined where GitHub is down: access ends all the same, and the log waits. */
  async #idByGitHub(): Promise<number | undefined> {
    const github = await this.github();
    const asked = await attempt("ask which repository this is", () => github.repository());
    return asked.ok ? asked.value.id : undefined;
  }

  /** The audit log for people who ask: goes on with what the clone saw last where origin is down. */
  async auditLogReads(): Promise<BranchAuditLog> {
    const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
    const { BranchAuditLog } = await loadAuditLog();
    return new BranchAuditLog({ git: (await this.clone()).git, branch, orKnown: true });
  }

  /** The access repository as people find it; empty where nothing names it. */
  async repositoryPage(): Promise<{ readonly slug: string; readonly url: string }> {
    const slug = await this.slug().catch(() => undefined);
    if (slug === undefined) return { slug: "this repository", url: "" };
    return { slug, url: `${this.pages}/${slug}` };
  }

  /** Where GitHub's pages are: GITHUB_SERVER_URL, else what the API's address says. */
  get pages(): string {
    const origin = URL.parse(this.apiUrl)?.origin ?? GITHUB_API;
    const host = origin === GITHUB_API ? "https://github.com" : origin;
    return (this.env.GITHUB_SERVER_URL || host).replace(/\/+$/, "");
  }

  /** The clone itself. */
  protected clone(): Promise<GitRepository> {
    const token = this.githubToken;
    const { dir, env, signal } = this.around;
    this.#clone ??= openRepository({
      dir,
      env,
      ...(token ? { auth: this.secret(token) } : {}),
      ...(signal ? { signal } : {}),
    });
    return this.#clone;
  }

  async #readSettings(): Promise<Settings | undefined> {
    const repository = await this.clone();
    const here = readPolicies(await repository.workingTree([SETTINGS_FILE])).policies.settings;
    if (this.#shared.settings !== "main") return here;
    const tip = await repository.lastKnown(here?.github.branch ?? FALLBACK.branch);
    if (tip === undefined) return here;
    return readPolicies(await repository.tree(tip, [SETTINGS_FILE])).policies.settings ?? here;
  }

  /** Hidden by the runner from now on. */
  secret(value: string): Secret {
    this.around.mask(value);
    return new Secret(value);
  }

  /** Ends the tokens we logged in for, and lets the process end. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.vault[Symbol.asyncDispose]();
  }
}
