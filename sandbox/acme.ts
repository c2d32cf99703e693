/**
 * Acme: a small company that runs Leasehold, made of the real parts. The demo, `npm run sandbox` and the tests of whole
 * stories all play in it.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Octokit } from "@octokit/rest";
import { type GitHubServer, startGitHub } from "./github/server.ts";
import { type OidcIssuer, startOidcIssuer } from "./oidc.ts";
import { type OpenBao, type OpenBaoOptions, startOpenBao } from "./openbao.ts";
import { createOrders, type Orders } from "./orders.ts";
import type { Person } from "./people.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { accessRepositoryFiles } from "./runner/access-repository.ts";
import { type Runner, type RunnerOptions, startRunner } from "./runner/runner.ts";
import { createVaultEstate, type VaultEstate } from "./vault-estate.ts";

/** The access repository, as requests to GitHub's API name it. */
export const AT = { owner: "acme", repo: "access" } as const;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROLES: Readonly<Record<string, "admin" | "write">> = { olivia: "admin", peter: "admin" };

/** Everybody of the sample's teams, with what they may do in Vault beside opening their own pick-ups. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  alice: [],
  bob: [],
  carol: [],
  dana: ["leasehold-recall", "leasehold-emergency"],
  erin: [],
  olivia: [],
  peter: [],
  sam: ["leasehold-recall"],
};

export interface AcmeOptions {
  /** How workflows are played; absent: nothing runs on events. */
  readonly runner?: RunnerOptions["mode"];
  /** Runs what is shipped (`dist/`) instead of the sources: what users get, and five times as quick to start. */
  readonly shipped?: boolean;
  /** Changed files of the access repository. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** The access repository is there and empty: somebody pushes the first commit. */
  readonly empty?: boolean;
  readonly onJob?: RunnerOptions["onJob"];
  readonly vault?: OpenBaoOptions;
  /** Tells which part starts. */
  readonly progress?: (step: string) => void;
}

/** What a program said and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Acme extends AsyncDisposable {
  readonly slug: "acme/access";
  /** The program that `leasehold` is: a file for Node. */
  readonly cli: string;
  readonly github: GitHubServer;
  readonly bao: OpenBao;
  readonly postgres: Postgres;
  readonly oidc: OidcIssuer;
  readonly orders: Orders;
  readonly estate: VaultEstate;
  readonly runner: Runner | undefined;
  /** Where alice and the others have their clones. */
  readonly folder: string;
  /** GitHub's API as a person. */
  octokit(login: string): Octokit;
  /** A person's clone of the access repository, made when it is first asked for and brought up to date each time. */
  clone(login: string): Promise<string>;
  /** What a person's shell has: their GitHub token, Vault's address, and a Vault login where `token` is given. */
  shell(login: string, token?: string): Promise<Record<string, string>>;
  /** Runs `leasehold …` as a person in their clone. */
  leasehold(login: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Runs git as a person in their clone. */
  git(login: string, ...args: readonly string[]): Promise<Ran>;
  person(login: string): Person;
  /** Nothing lands on main without a code owner's approval and a green `leasehold/approvals`. */
  protectMain(): void;
}

/** Starts everything: some three seconds. Nothing of Leasehold is in Vault yet; that is `leasehold setup`'s. */
export async function startAcme(options: AcmeOptions = {}): Promise<Acme> {
  const stack = new AsyncDisposableStack();
  try {
    options.progress?.("OpenBao, Postgres and an OIDC issuer");
    const [bao, postgres, oidc] = await Promise.all([
      startOpenBao(options.vault),
      startPostgres(),
      startOidcIssuer(),
    ]);
    for (const part of [bao, postgres, oidc]) stack.use(part);
    const orders = await createOrders(postgres);
    const estate = await createVaultEstate(bao.root, { database: postgres, orders, people: PEOPLE });

    options.progress?.("GitHub with acme/access, made from this project's own files");
    const logins = Object.keys(PEOPLE);
    const github = await startGitHub({
      users: Object.fromEntries(logins.map((login) => [login, { email: `${login}@acme.example` }])),
      repos: [
        {
          owner: "acme",
          name: "access",
          ...(options.empty ? {} : { files: await accessFiles(oidc, options.files) }),
          collaborators: Object.fromEntries(logins.map((login) => [login, ROLES[login] ?? "write"])),
          settings: { actionsMayOpenPulls: true },
        },
      ],
    });
    stack.use(github);
    const variables = { VAULT_ADDR: bao.address };
    const runner =
      options.runner &&
      startRunner({
        github,
        oidc,
        mode: options.runner,
        entry: options.shipped ? "dist/action.js" : "src/action.ts",
        variables,
        ...(options.onJob ? { onJob: options.onJob } : {}),
      });
    if (runner) stack.use(runner);

    const folder = await mkdtemp(join(tmpdir(), "leasehold-acme-"));
    stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    const parts = {
      cli: join(ROOT, options.shipped ? "dist/cli.js" : "src/cli.ts"),
      slug: "acme/access" as const,
      github,
      bao,
      postgres,
      oidc,
      orders,
      estate,
      runner,
      folder,
    };
    const running = stack.move();
    return { ...parts, ...actions(parts), [Symbol.asyncDispose]: () => running.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

const accessFiles = async (oidc: OidcIssuer, changes: AcmeOptions["files"] = {}) =>
  accessRepositoryFiles({ "policies/leasehold.yaml": await settingsFor(oidc), ...changes });

/** The sample's settings, with the one thing that differs here: who signs the tokens of jobs. */
async function settingsFor(oidc: OidcIssuer): Promise<string> {
  const text = await readFile(join(ROOT, "policies/leasehold.yaml"), "utf8");
  const line = "workflows: { mount: github-actions, audience: leasehold }";
  if (!text.includes(line)) throw new Error(`policies/leasehold.yaml has no line ${line}`);
  return text.replace(
    line,
    `workflows: { mount: github-actions, audience: leasehold, issuer: "${oidc.issuer}" }`,
  );
}

type Parts = Pick<Acme, "cli" | "slug" | "github" | "bao" | "estate" | "postgres" | "folder">;

function actions({ cli, slug, github, bao, estate, postgres, folder }: Parts) {
  const tokens = new Map<string, string>();
  const tokenOf = (login: string): string => {
    const token = tokens.get(login) ?? github.tokenFor(login);
    tokens.set(login, token);
    return token;
  };
  const repositoryId = String(github.repo(slug).id);

  const shell = async (login: string, token?: string): Promise<Record<string, string>> => {
    const home = join(folder, login);
    const runtime = join(home, "run");
    await mkdir(runtime, { recursive: true, mode: 0o700 });
    return {
      PATH: process.env.PATH ?? "",
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: slug,
      GITHUB_REPOSITORY_ID: repositoryId,
      GITHUB_TOKEN: tokenOf(login),
      VAULT_ADDR: bao.address,
      PGHOST: postgres.host,
      PGPORT: String(postgres.port),
      GIT_AUTHOR_NAME: login,
      GIT_AUTHOR_EMAIL: `${login}@acme.example`,
      GIT_COMMITTER_NAME: login,
      GIT_COMMITTER_EMAIL: `${login}@acme.example`,
      GIT_CONFIG_NOSYSTEM: "1",
      ...(token === undefined ? {} : { VAULT_TOKEN: token }),
    };
  };
  const clone = async (login: string): Promise<string> => {
    const env = await shell(login);
    const dir = join(folder, login, "access");
    const fresh = await program("git", ["-C", dir, "pull", "--quiet", "--ff-only"], { env });
    if (fresh.code === 0) return dir;
    await rm(dir, { recursive: true, force: true });
    const made = await program(
      "git",
      ["clone", "--quiet", github.gitUrl("acme", "access", tokenOf(login)), dir],
      { env },
    );
    if (made.code !== 0) throw new Error(`git clone: ${made.stderr}`);
    return dir;
  };
  return {
    octokit: (login: string) => new Octokit({ baseUrl: github.url, auth: tokenOf(login) }),
    clone,
    shell,
    leasehold: async (login: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const dir = await clone(login);
      return program(process.execPath, [cli, ...args], {
        cwd: dir,
        env: { ...(await shell(login)), ...env },
      });
    },
    git: async (login: string, ...args: readonly string[]) =>
      program("git", args, { cwd: await clone(login), env: await shell(login) }),
    person: (login: string) => estate.person(login),
    protectMain: () =>
      github.protect(slug, "main", { approvals: 1, codeOwners: true, checks: ["leasehold/approvals"] }),
  };
}

/** Runs a program to its end. Never synchronously: the GitHub of the sandbox lives in this very process. */
function program(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
