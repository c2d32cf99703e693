/**
 * The only place that knows everything: from the environment and the repository at hand to adapters. Nothing is made
 * before it is asked for, so that what needs no Vault runs without one.
 */
import path from "node:path";
import type { BranchAuditLog } from "./adapters/audit-log/branch-audit-log.ts";
import { systemClock } from "./adapters/clock.ts";
import { likelyLogin } from "./adapters/git/likely-login.ts";
import { newFolder } from "./adapters/git/new-folder.ts";
import { originSlug } from "./adapters/git/origin.ts";
import { ownRelease } from "./adapters/git/own-release.ts";
import type { GitRepository } from "./adapters/git/repository.ts";
import { openRepository } from "./adapters/git/repository.ts";
import { GitWorkingCopy } from "./adapters/git/working-copy.ts";
import type { GitHub } from "./adapters/github/connect.ts";
import type { WritePace } from "./adapters/github/write-pace.ts";
import { newFiles } from "./adapters/new-files.ts";
import { terminalProcesses } from "./adapters/processes.ts";
import { jobReporter, type TerminalReporter, terminalReporter } from "./adapters/reporters.ts";
import { pathInside, repositoryFiles } from "./adapters/repository-files.ts";
import { terminalTitle } from "./adapters/terminal.ts";
import { boundYoungMemory } from "./adapters/young-memory.ts";
import { attempt } from "./commands/outcome.ts";
import type {
  Clock,
  KeptTokens,
  NewFiles,
  NewFolder,
  Processes,
  Prompts,
  Reporter,
  Repository,
  RepositoryFiles,
  RepositoryProofs,
  Shipped,
  Terminal,
  WorkingCopy,
} from "./commands/ports.ts";
import { Stop } from "./commands/stop.ts";
import { RunPorts } from "./compose/run-ports.ts";
import { FALLBACK, type Surroundings } from "./compose/surroundings.ts";
import { VaultLogins } from "./compose/vault-logins.ts";
import { repositorySource } from "./domain/audit/chain.ts";
import type { Settings } from "./domain/model.ts";
import { Secret } from "./domain/secret.ts";
import { readPolicies, SETTINGS_FILE } from "./files/policies.ts";

// Loaded where they are used, like everything large: check and its like start in half the time without.
const loadAuditLog = () => import("./adapters/audit-log/branch-audit-log.ts");

const GITHUB_API = "https://api.github.com";

/** What worlds of one process have in common, and how they differ from that of a single command. */
export interface Shared {
  readonly pace?: WritePace;
  /** `main`: of main as the clone last saw it, since nobody pulls the working tree of a process that stays. */
  readonly settings?: "working-tree" | "main";
}

/** Everything of the outside, made from the surroundings when it is first asked for. */
export class World implements AsyncDisposable {
  readonly clock: Clock = systemClock;
  readonly vault: VaultLogins;
  readonly ports: RunPorts;
  readonly #around: Surroundings;
  readonly #shared: Shared;
  #clone: Promise<GitRepository> | undefined;
  #settings: Promise<Settings | undefined> | undefined;
  #github: GitHub | undefined;
  #stopMoving: () => void = () => undefined;

  /** @param shared of a process that makes several worlds, one after the other */
  constructor(around: Surroundings, shared: Shared = {}) {
    boundYoungMemory();
    this.#around = around;
    this.#shared = shared;
    this.vault = new VaultLogins(around, () => this.settings());
    this.ports = new RunPorts(this, around);
  }

  get #env() {
    return this.#around.env;
  }

  get githubToken(): string | undefined {
    return this.#env.GITHUB_TOKEN || this.#env.GH_TOKEN;
  }

  repository(): Promise<Repository> {
    return this.#repository();
  }

  async repositoryFiles(): Promise<RepositoryFiles> {
    return repositoryFiles((await this.#repository()).git.dir);
  }

  /** A file somebody named, as a path of the repository; undefined for what lies outside. */
  async pathInRepository(file: string): Promise<string | undefined> {
    return pathInside((await this.#repository()).git.dir, this.#around.dir, file);
  }

  /** The clone, for what is to be proved by it. */
  repositoryProofs(): Promise<Repository & RepositoryProofs> {
    return this.#repository();
  }

  /** @param dir from the folder the command works in */
  newFiles(dir: string): NewFiles {
    return newFiles(path.resolve(this.#around.dir, dir));
  }

  async workingCopy(): Promise<WorkingCopy> {
    return new GitWorkingCopy((await this.#repository()).git);
  }

  /** See {@link likelyLogin}. */
  async likelyLogin(): Promise<string | undefined> {
    return likelyLogin((await this.#repository()).git);
  }

  /** What a new access repository is made of. */
  shipped(): Shipped {
    const files = async () => (await import("./adapters/shipped-files.ts")).shippedFiles();
    return { files, release: () => ownRelease(this.#env) };
  }

  /** @param dir from the folder the command works in */
  newFolder(dir: string): NewFolder {
    return newFolder(path.resolve(this.#around.dir, dir), this.#env);
  }

  /** The settings of the working tree; undefined where they are missing or broken. */
  settings(): Promise<Settings | undefined> {
    this.#settings ??= this.#readSettings();
    return this.#settings;
  }

  /** @throws Stop naming what is missing */
  async neededSettings(): Promise<Settings> {
    const settings = await this.settings();
    if (!settings) {
      throw new Stop(
        2,
        `${SETTINGS_FILE} is missing or broken`,
        "leasehold check says what is wrong with it; leasehold init writes one.",
      );
    }
    return settings;
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
    const { connectGitHub } = await import("./adapters/github/connect.ts");
    this.#github ??= connectGitHub({
      apiUrl: this.apiUrl,
      token: this.secret(token),
      slug: await this.slug(),
      ...(this.#around.signal ? { signal: this.#around.signal } : {}),
      ...(this.#shared.pace ? { pace: this.#shared.pace } : {}),
      ...(this.#around.github_second === undefined ? {} : { second: this.#around.github_second }),
      ...(this.#around.github_timeout === undefined ? {} : { timeout: this.#around.github_timeout }),
    });
    return this.#github;
  }

  /** `owner/name`, from GITHUB_REPOSITORY or from origin. */
  async slug(): Promise<string> {
    const slug = this.#env.GITHUB_REPOSITORY || (await originSlug((await this.#repository()).git));
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
    const given = this.#env.GITHUB_REPOSITORY_ID;
    return given ? Number(given) : (await this.settings())?.github.repository_id;
  }

  async auditLog(): Promise<BranchAuditLog> {
    const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
    const id = (await this.repositoryId()) ?? (await this.#idByGitHub());
    const { BranchAuditLog } = await loadAuditLog();
    return new BranchAuditLog({
      git: (await this.#repository()).git,
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
    return new BranchAuditLog({ git: (await this.#repository()).git, branch, orKnown: true });
  }

  /** The access repository as people find it; empty where nothing names it. */
  async repositoryPage(): Promise<{ readonly slug: string; readonly url: string }> {
    const slug = await this.slug().catch(() => undefined);
    if (slug === undefined) return { slug: "this repository", url: "" };
    return { slug, url: `${this.#env.GITHUB_SERVER_URL || "https://github.com"}/${slug}` };
  }

  async keptTokens(): Promise<KeptTokens> {
    const { uid, temporary_dir } = this.#around;
    const { keptTokens } = await import("./adapters/kept-tokens.ts");
    return keptTokens({
      runtimeDir: this.#env.XDG_RUNTIME_DIR,
      temporaryDir: temporary_dir,
      uid,
      vault: await this.vault.address(),
    });
  }

  reporter(paint: (style: "yellow" | "dim", text: string) => string): TerminalReporter {
    const reporter = terminalReporter(this.#around.stderr, paint);
    this.#stopMoving = reporter.clear;
    return reporter;
  }

  jobReporter(core: Parameters<typeof jobReporter>[0]): Reporter {
    return jobReporter(core);
  }

  processes(): Processes {
    const { stdin, stderr } = this.#around;
    return terminalProcesses(this.#env, stdin.isTTY === true, (message) => void stderr.write(`${message}\n`));
  }

  terminal(): Terminal {
    return terminalTitle(this.#around.stderr, this.#env.TERM);
  }

  async prompts(): Promise<Prompts | undefined> {
    const { stdin, stderr } = this.#around;
    if (!stdin.isTTY || !stderr.isTTY) return undefined;
    const { clackPrompts } = await import("./adapters/prompts.ts");
    return clackPrompts(stdin, stderr, this.#stopMoving);
  }

  /** Ends the tokens we logged in for, and lets the process end. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.vault[Symbol.asyncDispose]();
  }

  #repository(): Promise<GitRepository> {
    const token = this.githubToken;
    const { dir, env, signal } = this.#around;
    this.#clone ??= openRepository({
      dir,
      env,
      ...(token ? { auth: this.secret(token) } : {}),
      ...(signal ? { signal } : {}),
    });
    return this.#clone;
  }

  async #readSettings(): Promise<Settings | undefined> {
    const repository = await this.#repository();
    const here = readPolicies(await repository.workingTree([SETTINGS_FILE])).policies.settings;
    if (this.#shared.settings !== "main") return here;
    const tip = await repository.lastKnown(here?.github.branch ?? FALLBACK.branch);
    if (tip === undefined) return here;
    return readPolicies(await repository.tree(tip, [SETTINGS_FILE])).policies.settings ?? here;
  }

  get apiUrl(): string {
    return this.#env.GITHUB_API_URL || GITHUB_API;
  }

  /** Hidden by the runner from now on. */
  secret(value: string): Secret {
    this.#around.mask(value);
    return new Secret(value);
  }
}
