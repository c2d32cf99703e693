/** Acme with Leasehold set up: people ask, approve and merge; jobs run by their own identity; records can be looked at. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { promisify } from "node:util";
import { type Acme, type AcmeOptions, type Ran, startAcme } from "../../../sandbox/acme.ts";
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { run } from "../../../src/action/run.ts";
import type { Told } from "../../../src/action/tell.ts";
import { leasehold } from "../../../src/cli/program.ts";
import type { LoggedEvent } from "../../../src/commands/ports.ts";
import type { Surroundings } from "../../../src/compose/surroundings.ts";
import { World } from "../../../src/compose.ts";
import { type Identity, identityName } from "../../../src/domain/access/names.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import { REVOKE_BRANCHES } from "../../../src/domain/revoke-group.ts";

export const AT = { owner: "acme", repo: "access" } as const;
const git = promisify(execFile);

/** A role whose requests need one approval and nothing else, so that each test shows the one thing it is about. */
const QUICK_ROLE = `description: Read the orders database, for a moment
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments, sre] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
rotate_after: [orders-app]
`;

type Env = Readonly<Record<string, string | undefined>>;

interface Job {
  readonly env?: Env;
  /** Another clone than the identity's own. */
  readonly dir?: string;
  /** Milliseconds until GitHub's silence is taken for an answer. */
  readonly github_timeout?: number;
}

interface Proposal {
  /** Text by path; undefined deletes. */
  readonly files: Readonly<Record<string, string | undefined>>;
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

/** What the record in Vault says; tests read it as JSON, sharing no code with the product. */
// biome-ignore lint/suspicious/noExplicitAny: raw answers of Vault, read member by member
export type RawRecord = any;

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
    const ran = await inProcess(["setup", ...flags], await this.acme.clone("olivia"), env);
    if (ran.code !== 0) throw new Error(`setup: ${ran.stdout}${ran.stderr}`);
  }

  // ------------------------------------------------------------------------------------------ GitHub

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
  async commit(
    login: string,
    branch: string,
    files: Proposal["files"],
    base = "main",
    message = `Change ${Object.keys(files).join(", ")}`,
  ): Promise<string> {
    const octokit = this.acme.octokit(login);
    const there = await octokit.git.listMatchingRefs({ ...AT, ref: `heads/${branch}` });
    const existing = there.data.find((one) => one.ref === `refs/heads/${branch}`)?.object.sha;
    const parent = existing ?? (await this.tip(base));
    const tree = await octokit.git.createTree({
      ...AT,
      base_tree: parent,
      tree: Object.entries(files).map(([path, content]) => ({
        path,
        mode: "100644" as const,
        type: "blob" as const,
        ...(content === undefined ? { sha: null } : { content }),
      })),
    });
    const made = await octokit.git.createCommit({
      ...AT,
      message,
      tree: tree.data.sha,
      parents: [parent],
    });
    const { sha } = made.data;
    if (existing) await octokit.git.updateRef({ ...AT, ref: `heads/${branch}`, sha });
    else await octokit.git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha });
    return sha;
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

  // ------------------------------------------------------------------------------------------ jobs

  /** The environment of an identity's job, as its workflow gives it. */
  async environment(identity: Identity): Promise<Record<string, string>> {
    const { acme } = this;
    const name = identityName(identity);
    const repositoryId = acme.github.repo(acme.slug).id;
    const permissions = { contents: "write", "pull-requests": "write", issues: "write" } as const;
    const home = join(acme.folder, "runner");
    return {
      PATH: process.env.PATH ?? "",
      HOME: home,
      GIT_CONFIG_NOSYSTEM: "1",
      GITHUB_API_URL: acme.github.url,
      GITHUB_REPOSITORY: acme.slug,
      GITHUB_REPOSITORY_ID: String(repositoryId),
      GITHUB_TOKEN: acme.github.jobToken(acme.slug, permissions),
      VAULT_ADDR: acme.bao.address,
      ...acme.oidc.jobToken({
        repository: acme.slug,
        repositoryId,
        environment: name,
        jobWorkflow: `.github/workflows/${name}.yml`,
      }),
    };
  }

  /** Runs `leasehold …` as one of the identities, in this process. */
  async job(identity: Identity, args: readonly string[], job: Job = {}): Promise<Ran> {
    const env = { ...(await this.environment(identity)), ...job.env };
    return inProcess(args, job.dir ?? (await this.checkout(identity)), env, job.github_timeout);
  }

  /** Vault as the job of an identity sees it, past the product: what a thief of its token could do. */
  async identity(identity: Identity): Promise<VaultClient> {
    const { acme, vault } = this;
    const name = identityName(identity);
    const repositoryId = acme.github.repo(acme.slug).id;
    const job = { repository: acme.slug, repositoryId, environment: name };
    const jobWorkflow = `.github/workflows/${name}.yml`;
    const jwt = await acme.oidc.sign({ ...job, jobWorkflow }, "leasehold");
    const body = { role: name, jwt };
    const { auth } = await vault.as(undefined).write("auth/github-actions/login", body);
    return vault.as(auth.client_token);
  }

  /** Runs `leasehold …` in a clone, with this environment and nothing else. */
  async alone(args: readonly string[], env: Env): Promise<Ran> {
    return inProcess(args, await this.checkout("alone"), env);
  }

  apply(job: Job = {}): Promise<Ran> {
    return this.job("apply", ["apply"], job);
  }

  enforce(job: Job = {}): Promise<Ran> {
    return this.job("enforce", ["enforce"], job);
  }

  /** The product's own composition for a job, for what has no command of the command line. */
  async world(identity: Identity, job: Job = {}): Promise<World> {
    const env = { ...(await this.environment(identity)), ...job.env };
    const dir = job.dir ?? (await this.checkout(identity));
    return new World(surroundings(dir, env, new Output(), job.github_timeout).around);
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

  // ------------------------------------------------------------------------------------------ what is there

  /** A file as main has it. */
  async text(path: string): Promise<string> {
    const { data } = await this.acme.octokit("olivia").repos.getContent({ ...AT, path });
    if (Array.isArray(data) || data.type !== "file") throw new Error(`${path} is no file`);
    return Buffer.from(data.content, "base64").toString("utf8");
  }

  async record(key: GrantKey): Promise<RawRecord | undefined> {
    const answer = await this.vault.request("GET", `leasehold/data/grants/${key}`);
    return answer.status === 200 ? answer.body.data.data : undefined;
  }

  /** Rewrites a record as an administrator may, such as to make it older. */
  async rewrite(key: GrantKey, change: Readonly<Record<string, unknown>>): Promise<void> {
    await this.replace(key, { ...(await this.record(key)), ...change });
  }

  /** Puts another record in its place, such as one of an older snapshot. */
  async replace(key: GrantKey, record: RawRecord): Promise<void> {
    const { data } = await this.vault.read(`leasehold/data/grants/${key}`);
    const body = { options: { cas: data.metadata.version }, data: record };
    await this.vault.write(`leasehold/data/grants/${key}`, body);
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

  /** Whether a token of this accessor lives. */
  async lives(accessor: string): Promise<boolean> {
    return (await this.vault.request("POST", "auth/token/lookup-accessor", { accessor })).status === 200;
  }

  /** Accessors of the living tokens that carry this key, whoever has them. */
  async tokensOf(key: GrantKey): Promise<string[]> {
    const accessors = await this.vault.list("auth/token/accessors");
    const found = await Promise.all(
      accessors.map(async (accessor) => {
        const { status, body } = await this.vault.request("POST", "auth/token/lookup-accessor", { accessor });
        return status === 200 && body.data.meta?.key === key ? [accessor] : [];
      }),
    );
    return found.flat();
  }

  /** Ids of the leases under a token role's prefix: tokens made, and wrapping tokens not yet opened. */
  tokenLeases(tokenRole: string): Promise<string[]> {
    return this.vault.list(`sys/leases/lookup/auth/token/create/${tokenRole}`);
  }

  /** Events of the audit branch, as the product reads them. */
  async events(key?: string): Promise<LoggedEvent[]> {
    await using world = await this.world("enforce", { dir: await this.checkout("reader") });
    const events = await (await world.auditLogReads()).events();
    return key === undefined ? events : events.filter((event) => event.subject === key);
  }

  /** Types and subjects of all events, read past the product, after a look that each line names the one before it. */
  async wholeLog(): Promise<string[]> {
    const { git } = this.acme.octokit("olivia");
    const tree = await git
      .getTree({ ...AT, tree_sha: "leasehold-audit", recursive: "1" })
      .catch(() => undefined);
    const days = (tree?.data.tree ?? []).filter(({ path }) => path?.endsWith(".jsonl"));
    const texts = await Promise.all(
      days.map(async ({ sha }) => (await git.getBlob({ ...AT, file_sha: sha ?? "" })).data.content),
    );
    const lines = texts.flatMap((text) => Buffer.from(text, "base64").toString().split("\n").slice(0, -1));
    let previous = "0".repeat(64);
    return lines.map((line) => {
      const event = JSON.parse(line);
      if (event.previous !== previous) throw new Error(`the chain breaks at ${line}`);
      previous = createHash("sha256").update(line).digest("hex");
      return `${event.type.replace("leasehold.", "")} ${event.subject}`;
    });
  }

  /** `issued`, `delivered`, … of a key, in the order of the log. */
  async story(key: string): Promise<string[]> {
    return (await this.events(key)).map((event) => event.type.replace(/^leasehold\.(grant\.)?/, ""));
  }

  /** A database session of a grant's token, left open. */
  async session(token: VaultClient): Promise<Session> {
    const { data } = await token.read("database/creds/orders-read");
    const user = String(data.username);
    const client = await this.acme.postgres.connect("orders", { user, password: data.password });
    const ended = new Promise<number>((resolve) => client.on("end", () => resolve(Date.now())));
    client.on("error", () => undefined);
    const works = () =>
      client.query("select count(*) from orders").then(
        () => true,
        () => false,
      );
    return { user, ended, works };
  }

  /** Keys that the end of their grants owes a rotation for. */
  async owed(rotation = "orders-app"): Promise<string[]> {
    const answer = await this.vault.request("GET", `leasehold/data/rotations/${rotation}`);
    return answer.status === 200 ? answer.body.data.data.owed_by : [];
  }

  /** Open pull requests of the product's own, with the paths they delete. */
  async revokePulls(): Promise<
    { readonly number: number; readonly head: string; readonly deletes: string[] }[]
  > {
    const { pulls } = this.acme.octokit("olivia");
    const open = await pulls.list({ ...AT, state: "open" });
    const ours = open.data.filter((pull) => pull.head.ref.startsWith(REVOKE_BRANCHES));
    return Promise.all(
      ours.map(async ({ number, head }) => {
        const files = await pulls.listFiles({ ...AT, pull_number: number });
        const deletes = files.data.filter((file) => file.status === "removed").map((file) => file.filename);
        return { number, head: head.sha, deletes };
      }),
    );
  }
}

interface Session {
  readonly user: string;
  /** When Postgres ended it, by this machine's clock. */
  readonly ended: Promise<number>;
  /** Whether it still answers. */
  works(): Promise<boolean>;
}

/** A grant file of the quick role. */
export const grantText = (change: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    role: "quick",
    user: "alice",
    duration: "1h",
    reason: "Refund 8812 is stuck; need to read its rows",
    ...change,
  })
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

class Output extends PassThrough {
  text = "";

  constructor() {
    super();
    this.setEncoding("utf8").on("data", (text: string) => {
      this.text += text;
    });
  }
}

function surroundings(dir: string, env: Env, stdout: Output, github_timeout?: number) {
  const stderr = new Output();
  // A job has no terminal; what asks for one finds none.
  const stream = (output: Output) => output as unknown as NodeJS.WriteStream;
  const around: Surroundings = {
    env,
    dir,
    home: env.HOME ?? tmpdir(),
    temporary_dir: tmpdir(),
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    stdout: stream(stdout),
    stderr: stream(stderr),
    // What GitHub's limits ask for is shown where they are (test/integration/github).
    github_second: 20,
    ...(github_timeout === undefined ? {} : { github_timeout }),
    mask: () => undefined,
  };
  return { around, stdout, stderr };
}

async function inProcess(
  args: readonly string[],
  dir: string,
  env: Env,
  github_timeout?: number,
): Promise<Ran> {
  const { around, stdout, stderr } = surroundings(dir, env, new Output(), github_timeout);
  const code = await leasehold(args, around);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Milliseconds. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function until(holds: () => Promise<boolean>, otherwise: string, patience = 20_000) {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await pause(50);
  }
}
