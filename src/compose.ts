/**
 * The only place that knows everything: from the environment and the repository at hand to adapters. Nothing is made
 * before it is asked for, so that what needs no Vault runs without one.
 */
import { BranchAuditLog } from "./adapters/audit-log/branch-audit-log.ts";
import { systemClock } from "./adapters/clock.ts";
import { originSlug } from "./adapters/git/origin.ts";
import type { GitRepository } from "./adapters/git/repository.ts";
import { openRepository } from "./adapters/git/repository.ts";
import { GitWorkingCopy } from "./adapters/git/working-copy.ts";
import { connectGitHub, type GitHub } from "./adapters/github/connect.ts";
import { keptTokens } from "./adapters/kept-tokens.ts";
import { terminalProcesses } from "./adapters/processes.ts";
import { clackPrompts } from "./adapters/prompts.ts";
import { jobReporter, terminalReporter } from "./adapters/reporters.ts";
import { repositoryFiles } from "./adapters/repository-files.ts";
import { terminalTitle } from "./adapters/terminal.ts";
import { connectionTo } from "./adapters/vault/connection.ts";
import { VaultOfGrant, VaultOfPerson } from "./adapters/vault/person.ts";
import { personToken } from "./adapters/vault/person-token.ts";
import type { Connection } from "./adapters/vault/transport.ts";
import { Vault } from "./adapters/vault/vault.ts";
import type { ApplyPorts } from "./commands/apply.ts";
import type { EnforcePorts } from "./commands/enforce.ts";
import type {
  Clock,
  KeptTokens,
  Processes,
  Prompts,
  Reporter,
  Repository,
  RepositoryFiles,
  SecretsDelivery,
  Terminal,
  WorkingCopy,
} from "./commands/ports.ts";
import type { RotatePorts } from "./commands/rotate.ts";
import { Stop } from "./commands/stop.ts";
import { type Identity, identityName } from "./domain/access/names.ts";
import { repositorySource } from "./domain/audit/chain.ts";
import type { Settings } from "./domain/model.ts";
import { Secret } from "./domain/secret.ts";
import { readPolicies, SETTINGS_FILE } from "./files/policies.ts";

/** What a process is born with. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder inside the repository. */
  readonly dir: string;
  readonly home: string;
  readonly temporary_dir: string;
  readonly uid?: number;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Tells the runner to hide a value, before it is first used. */
  readonly mask: (secret: string) => void;
}

const GITHUB_API = "https://api.github.com";

/** What stands where settings cannot be read: access that is over must end all the same. */
const FALLBACK = {
  branch: "main",
  mount: "leasehold",
  login: { mount: "github-actions", audience: "leasehold" },
  log: "leasehold-audit",
  people: "userpass",
};

/** Everything of the outside, made from the surroundings when it is first asked for. */
export class World implements AsyncDisposable {
  readonly clock: Clock = systemClock;
  readonly #around: Surroundings;
  readonly #open: Vault[] = [];
  #clone: Promise<GitRepository> | undefined;
  #settings: Promise<Settings | undefined> | undefined;
  #github: GitHub | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get #env() {
    return this.#around.env;
  }

  get #githubToken(): string | undefined {
    return this.#env.GITHUB_TOKEN || this.#env.GH_TOKEN;
  }

  repository(): Promise<Repository> {
    return this.#repository();
  }

  async repositoryFiles(): Promise<RepositoryFiles> {
    return repositoryFiles((await this.#repository()).git.dir);
  }

  async workingCopy(): Promise<WorkingCopy> {
    return new GitWorkingCopy((await this.#repository()).git);
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

  /**
   * Vault as one of the product's identities: with VAULT_TOKEN where it is given, else by the OIDC token of the job.
   */
  async vaultAs(identity: Identity): Promise<Vault> {
    const place = await this.#vaultPlace();
    const {
      VAULT_TOKEN: token,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: request,
    } = this.#env;
    if (token) return this.#keep(Vault.withToken(place.connection, place.mount, this.#secret(token)));
    if (!url || !request) {
      throw new Stop(
        2,
        "no way to log in to Vault: VAULT_TOKEN is not set, and this is no job with an OIDC token",
        "In Actions give the job `permissions: id-token: write`; elsewhere set VAULT_TOKEN.",
      );
    }
    const workflows = (await this.settings())?.vault.workflows ?? FALLBACK.login;
    const login = { mount: workflows.mount, audience: workflows.audience, role: identityName(identity) };
    const oidc = { url, token: this.#secret(request) };
    return this.#keep(await Vault.asWorkflow(place.connection, place.mount, oidc, login));
  }

  /** Vault with the person's own login; undefined where they are not logged in. */
  async person(): Promise<VaultOfPerson | undefined> {
    const token = await personToken(this.#env, this.#around.home);
    if (!token) return undefined;
    const { connection, mount } = await this.#vaultPlace();
    const people = (await this.settings())?.vault.people.mount ?? FALLBACK.people;
    return new VaultOfPerson({ ...connection, token }, mount, people);
  }

  /** Vault with the person's own login, for those who may recall (`leasehold-recall`) or issue in an emergency. */
  async vaultOfPerson(): Promise<Vault> {
    const token = await personToken(this.#env, this.#around.home);
    if (!token) throw new Stop(2, "you are not logged in to Vault", await this.loginHint());
    const { connection, mount } = await this.#vaultPlace();
    return this.#keep(Vault.withToken(connection, mount, token));
  }

  async granted(): Promise<VaultOfGrant> {
    return new VaultOfGrant((await this.#vaultPlace()).connection);
  }

  /** How people log in to this Vault. */
  async loginHint(): Promise<string> {
    const mount = (await this.settings())?.vault.people.mount ?? FALLBACK.people;
    return `vault login -method=${mount} username=…`;
  }

  /** Vault with an administrator's VAULT_TOKEN. */
  async vaultOfAdministrator(): Promise<Vault> {
    const token = this.#env.VAULT_TOKEN;
    if (!token)
      throw new Stop(
        2,
        "VAULT_TOKEN is not set: setup needs an administrator's token",
        "export VAULT_TOKEN=…, and take it away again afterwards.",
      );
    const { connection, mount } = await this.#vaultPlace();
    return this.#keep(Vault.withToken(connection, mount, this.#secret(token)));
  }

  /** Where people are told to look for Vault. */
  async vaultAddress(): Promise<{ readonly address: string; readonly namespace?: string }> {
    const { connection } = await this.#vaultPlace();
    const { address, namespace } = connection;
    return { address: address.href.replace(/\/$/, ""), ...(namespace === undefined ? {} : { namespace }) };
  }

  async github(): Promise<GitHub> {
    const token = this.#githubToken;
    if (!token)
      throw new Stop(
        2,
        "GITHUB_TOKEN is not set",
        "In Actions pass `github-token`; at your machine: export GITHUB_TOKEN=$(gh auth token).",
      );
    this.#github ??= connectGitHub({
      apiUrl: this.#apiUrl(),
      token: this.#secret(token),
      slug: await this.slug(),
      ...(this.#around.signal ? { signal: this.#around.signal } : {}),
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
    const id = (await this.repositoryId()) ?? (await (await this.github()).repository()).id;
    return new BranchAuditLog({
      git: (await this.#repository()).git,
      branch,
      source: repositorySource(this.#apiUrl(), id),
    });
  }

  /** The audit log for people who ask: goes on with what the clone saw last where origin is down. */
  async auditLogReads(): Promise<BranchAuditLog> {
    const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
    return new BranchAuditLog({ git: (await this.#repository()).git, branch, source: "", orKnown: true });
  }

  async applyPorts(reporter: Reporter): Promise<ApplyPorts> {
    const { everything: vault } = await this.vaultAs("apply");
    return { ...(await this.#runPorts()), vault, reporter, now: this.clock.now };
  }

  async enforcePorts(reporter: Reporter): Promise<EnforcePorts> {
    const { reads, ending } = await this.vaultAs("enforce");
    return { ...(await this.#runPorts()), vault: { ...reads, ...ending }, reporter };
  }

  /** GitHub is opened by the first secret that is put there: rotations that deliver none need none. */
  async rotatePorts(reporter: Reporter): Promise<RotatePorts> {
    const { reads, ending, rotating } = await this.vaultAs("rotate");
    const vault = { ...reads, ...ending, ...rotating };
    const secrets: SecretsDelivery = {
      put: async (secret, value) => (await this.github()).put(secret, value),
    };
    const log = await this.auditLog();
    return { vault, log, reporter, ...(this.#githubToken ? { secrets } : {}) };
  }

  async #runPorts() {
    return {
      repository: await this.repository(),
      github: await this.github(),
      log: await this.auditLog(),
    };
  }

  async keptTokens(): Promise<KeptTokens> {
    const { uid, temporary_dir } = this.#around;
    return keptTokens({
      runtimeDir: this.#env.XDG_RUNTIME_DIR,
      temporaryDir: temporary_dir,
      uid,
      vault: await this.vaultAddress(),
    });
  }

  reporter(paint: (style: "yellow" | "dim", text: string) => string): Reporter {
    return terminalReporter(this.#around.stderr, paint);
  }

  jobReporter(core: Parameters<typeof jobReporter>[0]): Reporter {
    return jobReporter(core);
  }

  processes(): Processes {
    return terminalProcesses(this.#env, this.#around.stdin.isTTY === true);
  }

  terminal(): Terminal {
    return terminalTitle(this.#around.stderr, this.#env.TERM);
  }

  prompts(): Prompts | undefined {
    const { stdin, stderr } = this.#around;
    return stdin.isTTY && stderr.isTTY ? clackPrompts(stdin, stderr) : undefined;
  }

  /** Ends the tokens we logged in for, and lets the process end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#open.map((vault) => vault[Symbol.asyncDispose]()));
  }

  #repository(): Promise<GitRepository> {
    const token = this.#githubToken;
    const { dir, env, signal } = this.#around;
    this.#clone ??= openRepository({
      dir,
      env,
      ...(token ? { auth: this.#secret(token) } : {}),
      ...(signal ? { signal } : {}),
    });
    return this.#clone;
  }

  async #readSettings(): Promise<Settings | undefined> {
    const entries = await (await this.#repository()).workingTree([SETTINGS_FILE]);
    return readPolicies(entries).policies.settings;
  }

  async #vaultPlace(): Promise<{ readonly connection: Connection; readonly mount: string }> {
    const settings = await this.settings();
    const address = this.#env.VAULT_ADDR || settings?.vault.address;
    if (!address) {
      throw new Stop(
        2,
        `VAULT_ADDR is not set, and ${SETTINGS_FILE} has no vault.address`,
        "Set VAULT_ADDR, like https://vault.example.com:8200, or write it into the settings.",
      );
    }
    const namespace = this.#env.VAULT_NAMESPACE || settings?.vault.namespace;
    const caFile = this.#env.VAULT_CACERT;
    const { mask } = this.#around;
    const place = { address, mask, ...(namespace ? { namespace } : {}), ...(caFile ? { caFile } : {}) };
    return { connection: connectionTo(place), mount: settings?.vault.mount ?? FALLBACK.mount };
  }

  #apiUrl(): string {
    return this.#env.GITHUB_API_URL || GITHUB_API;
  }

  #keep(vault: Vault): Vault {
    this.#open.push(vault);
    return vault;
  }

  #secret(value: string): Secret {
    this.#around.mask(value);
    return new Secret(value);
  }
}
