/** Acme with Leasehold set up: people ask, approve and merge; jobs run by their own identity; records can be looked at. */
import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { run } from "../../src/action/run.ts";
import type { Told } from "../../src/action/tell.ts";
import type { LoggedEvent } from "../../src/commands/ports.ts";
import type { World } from "../../src/compose.ts";
import type { Identity } from "../../src/domain/access/names.ts";
import { type GrantKey, keyOf } from "../../src/domain/key.ts";
import { type Acme, type AcmeOptions, AT, type Ran, startAcme } from "../acme.ts";
import type { VaultClient } from "../vault-client.ts";
import { commitOnto, type Files } from "./commit.ts";
import { jobEnvironment } from "./identities.ts";
import { leaseholdHere, worldHere } from "./in-this-process.ts";
import { QUICK_ROLE } from "./quick-role.ts";
import { type RawRecord, recordOf } from "./records.ts";
import { openSession, type Session } from "./session.ts";

const git = promisify(execFile);

interface Job {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another clone than the identity's own. */
  readonly dir?: string;
  /** Milliseconds until GitHub's silence is taken for an answer. */
  readonly github_timeout?: number;
}

interface Proposal {
  readonly files: Files;
  readonly author?: string;
  readonly branch?: string;
  readonly base?: string;
}

interface Proposed {
  readonly number: number;
  readonly head: string;
  readonly branch: string;
}

type MergeMethod = "squash" | "merge" | "rebase";

export class Company implements AsyncDisposable {
  readonly acme: Acme;
  readonly #clones = new Map<string, Promise<string>>();
  #proposals = 0;

  private constructor(acme: Acme) {
    this.acme = acme;
  }

  /** Everything runs and `leasehold setup` has written its side of Vault. */
  static async start(
    files: AcmeOptions["files"] = {},
    prepare: (acme: Acme) => Promise<unknown> = async () => undefined,
    vault: AcmeOptions["vault"] = {},
  ): Promise<Company> {
    const acme = await startAcme({ files: { "policies/roles/quick.yaml": QUICK_ROLE, ...files }, vault });
    const company = new Company(acme);
    await prepare(acme);
    await company.setup();
    return company;
  }

  /** Acme as it stands, set up by whoever started it. Ends with it. */
  static of(acme: Acme): Company {
    return new Company(acme);
  }

  get vault(): VaultClient {
    return this.acme.bao.root;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.acme[Symbol.asyncDispose]();
  }

  /** An administrator's `leasehold setup`, from olivia's clone of main. */
  async setup(...flags: readonly string[]): Promise<void> {
    const env = { ...(await this.acme.shell("olivia")), VAULT_TOKEN: this.acme.bao.rootToken };
    const ran = await leaseholdHere(["setup", ...flags], { dir: await this.acme.clone("olivia"), env });
    if (ran.code !== 0) throw new Error(`setup: ${ran.stdout}${ran.stderr}`);
  }

  /** A branch with one commit by its author, and a pull request of it. */
  async propose({ files, author = "alice", branch, base = "main" }: Proposal): Promise<Proposed> {
    this.#proposals += 1;
    const name = branch ?? `proposal-${this.#proposals}`;
    const head = await this.commit(author, name, files, base);
    const { pulls } = this.acme.octokit(author);
    const { data } = await pulls.create({ ...AT, title: `Proposal ${name}`, head: name, base });
    return { number: data.number, head, branch: name };
  }

  /** One commit through the API on top of a branch, which is made from `base` where there is none. */
  commit(
    login: string,
    branch: string,
    files: Files,
    base = "main",
    message = `Change ${Object.keys(files).join(", ")}`,
  ): Promise<string> {
    return commitOnto(this.acme.octokit(login), branch, files, base, message);
  }

  async approve(login: string, pull: number, commit?: string): Promise<void> {
    await this.acme.octokit(login).pulls.createReview({
      ...AT,
      pull_number: pull,
      event: "APPROVE",
      ...(commit === undefined ? {} : { commit_id: commit }),
    });
  }

  /** @returns the commit on the branch */
  async merge(pull: number, method: MergeMethod = "squash", login = "olivia"): Promise<string> {
    const { data } = await this.acme
      .octokit(login)
      .pulls.merge({ ...AT, pull_number: pull, merge_method: method });
    return data.sha;
  }

  /** Proposed, approved and merged. @returns the commit on main */
  async land(
    proposal: Proposal,
    approvers: readonly string[] = ["bob"],
    method: MergeMethod = "squash",
  ): Promise<{ readonly sha: string; readonly pull: number }> {
    const pull = await this.propose(proposal);
    for (const login of approvers) await this.approve(login, pull.number);
    return { sha: await this.merge(pull.number, method), pull: pull.number };
  }

  /** Grants of one pull request, approved by bob. @returns their keys by id */
  async grant<Id extends string>(
    grants: Readonly<Record<Id, string>>,
    approvers: readonly string[] = ["bob"],
    role = "quick",
  ): Promise<Record<Id, GrantKey>> {
    const files = Object.fromEntries(
      Object.entries<string>(grants).map(([id, text]) => [`grants/${role}/${id}.yaml`, text]),
    );
    const { sha } = await this.land({ files }, approvers);
    return Object.fromEntries(Object.keys(grants).map((id) => [id, keyOf(role, id, sha)])) as Record<
      Id,
      GrantKey
    >;
  }

  async tip(branch = "main"): Promise<string> {
    return (await this.acme.octokit("olivia").git.getRef({ ...AT, ref: `heads/${branch}` })).data.object.sha;
  }

  /** The environment of an identity's job, as its workflow gives it. */
  environment(identity: Identity): Record<string, string> {
    return jobEnvironment(this.acme, identity);
  }

  /** Runs `leasehold …` as one of the identities, in this process. */
  async job(identity: Identity, args: readonly string[], job: Job = {}): Promise<Ran> {
    return leaseholdHere(args, await this.#place(identity, job));
  }

  /** Runs `leasehold …` in a clone, with this environment and nothing else. */
  async alone(args: readonly string[], env: NonNullable<Job["env"]>): Promise<Ran> {
    return leaseholdHere(args, { dir: await this.checkout("alone"), env });
  }

  apply(job: Job = {}): Promise<Ran> {
    return this.job("apply", ["apply"], job);
  }

  enforce(job: Job = {}): Promise<Ran> {
    return this.job("enforce", ["enforce"], job);
  }

  /** The product's own composition for a job, for what has no command of the command line. */
  async world(identity: Identity, job: Job = {}): Promise<World> {
    return worldHere(await this.#place(identity, job));
  }

  async #place(identity: Identity, { env, dir, github_timeout }: Job) {
    return {
      dir: dir ?? (await this.checkout(identity)),
      env: { ...this.environment(identity), ...env },
      github_timeout,
    };
  }

  /** An identity's clone, made once; a job brings it up to date itself. */
  checkout(name: string): Promise<string> {
    const known = this.#clones.get(name) ?? this.clone(`job-${name}`);
    this.#clones.set(name, known);
    return known;
  }

  /** A fresh clone. */
  async clone(name: string, ...options: readonly string[]): Promise<string> {
    const dir = join(await mkdtemp(join(this.acme.folder, `${name}-`)), "access");
    const { github } = this.acme;
    const url = github.gitUrl(AT.owner, AT.repo, github.tokenFor("olivia"));
    await git("git", ["clone", "--quiet", ...options, url, dir], {
      env: { PATH: process.env.PATH, HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: "1" },
    });
    return dir;
  }

  /** A command of the action that the command line has not: `recall` and `reissue` by workflow_dispatch. */
  async action(command: "recall" | "reissue" | "audit", key: string, job: Job = {}): Promise<Told> {
    const identity = ({ recall: "enforce", reissue: "apply", audit: "audit" } as const)[command];
    await using world = await this.world(identity, job);
    const silent = () => undefined;
    return run({ command, key, out: "", env: job.env ?? {} }, world, {
      info: silent,
      warn: silent,
      progress: silent,
    });
  }

  /** A file as main has it. */
  async text(path: string): Promise<string> {
    const { data } = await this.acme.octokit("olivia").repos.getContent({ ...AT, path });
    if (Array.isArray(data) || data.type !== "file") throw new Error(`${path} is no file`);
    return Buffer.from(data.content, "base64").toString("utf8");
  }

  record(key: GrantKey): Promise<RawRecord | undefined> {
    return recordOf(this.vault, key);
  }

  /** Aliases of the pick-ups of a key. */
  pickups(key: GrantKey): Promise<string[]> {
    return this.vault.list(`leasehold/metadata/pickups/${key}`);
  }

  async wrapping(key: GrantKey, alias = "alice"): Promise<string> {
    return (await this.vault.read(`leasehold/data/pickups/${key}/${alias}`)).data.data.wrapping_token;
  }

  /** Opens the pick-up as its person does, with their own login: a client with the grant's token. */
  async open(key: GrantKey, login = "alice", alias = login): Promise<VaultClient> {
    const person = await this.#loggedIn(login);
    const pickup = await person.read(`leasehold/data/pickups/${key}/${alias}`);
    const opened = await this.vault
      .as(pickup.data.data.wrapping_token, undefined)
      .write("sys/wrapping/unwrap");
    return this.vault.as(opened.auth.client_token);
  }

  readonly #people = new Map<string, Promise<VaultClient>>();

  #loggedIn(login: string): Promise<VaultClient> {
    const known = this.#people.get(login) ?? this.acme.person(login).logIn();
    this.#people.set(login, known);
    return known;
  }

  /** Events of the audit branch, as the product reads them. */
  async events(key?: string): Promise<LoggedEvent[]> {
    await using world = await this.world("enforce", { dir: await this.checkout("reader") });
    const events = await (await world.auditLogReads()).events();
    return key === undefined ? events : events.filter((event) => event.subject === key);
  }

  /** `issued`, `delivered`, … of a key, in the order of the log. */
  async story(key: string): Promise<string[]> {
    return (await this.events(key)).map((event) => event.type.replace(/^leasehold\.(grant\.)?/, ""));
  }

  /** A database session of a grant's token, left open. */
  session(token: VaultClient): Promise<Session> {
    return openSession(this.acme.postgres, token);
  }

  /** Keys that the end of their grants owes a rotation for. */
  async owed(rotation = "orders-app"): Promise<string[]> {
    const answer = await this.vault.request("GET", `leasehold/data/rotations/${rotation}`);
    return answer.status === 200 ? answer.body.data.data.owed_by : [];
  }
}
