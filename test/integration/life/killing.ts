/** The shipped program in processes of its own, killed (SIGKILL) when the outside has done their n-th call. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Company } from "../../../sandbox/company/company.ts";
import { type FaultyProxy, startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { buildInto } from "../../../scripts/bundle/bundle.ts";
import type { Identity } from "../../../src/domain/access/names.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const QUICK_WAITS = new URL("quick-waits.js", import.meta.url).href;
const git = promisify(execFile);

/** What a job is started as: `leasehold apply`, or a command of the action with what it needs. */
export interface Program {
  readonly identity: Identity;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of `args`: inputs and variables of the action. */
  readonly action?: Readonly<Record<string, string>>;
}

interface Proxies {
  readonly vault: FaultyProxy;
  readonly github: FaultyProxy;
  readonly oidc: FaultyProxy;
}

export class Killing implements AsyncDisposable {
  readonly #company: Company;
  readonly #folder: string;
  readonly #proxies: Proxies;
  readonly #clones = new Map<Identity, string>();

  private constructor(company: Company, folder: string, proxies: Proxies) {
    this.#company = company;
    this.#folder = folder;
    this.#proxies = proxies;
  }

  static async start(company: Company): Promise<Killing> {
    const folder = await mkdtemp(join(tmpdir(), "leasehold-killing-"));
    await buildInto(folder, ROOT);
    const { bao, github, oidc } = company.acme;
    const [vault, api, issuer] = await Promise.all(
      [bao.address, github.url, oidc.issuer].map((address) => startFaultyProxy(new URL(address).origin)),
    );
    if (!vault || !api || !issuer) throw new Error("a proxy is missing");
    return new Killing(company, folder, { vault, github: api, oidc: issuer });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Object.values(this.#proxies).map((proxy) => proxy.close()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * Kills the program after each of its calls in turn: those of a whole run, and any other that a run makes on its way.
   * A call that only looks leaves what the call before it left, and is passed over; with EVERY_CALL=1 none is.
   *
   * @param again makes what is there when a run begins
   * @param converged does what is due next, and looks at what is there then
   * @returns the calls after which it was killed
   */
  async afterEachCall(
    program: Program,
    again: () => Promise<unknown>,
    converged: (when: string) => Promise<unknown>,
  ): Promise<string[]> {
    const tries = new Map<string, number>();
    const killedAfter: string[] = [];
    const once = async (call?: string) => {
      await again();
      const { killed, calls } = await this.#run(program, call);
      for (const one of calls) tries.set(one, tries.get(one) ?? 0);
      if (killed && call !== undefined) killedAfter.push(call);
      await converged(killed ? `killed after ${call}` : "not killed");
      return killed;
    };
    await once();
    // What a run calls depends on moments (a mint that is repeated): one that does not come this time is tried again.
    for (let next: string | undefined; ; ) {
      next = [...tries].find(([, tried]) => tried < TRIES)?.[0];
      if (next === undefined) return killedAfter;
      tries.set(next, (await once(next)) ? TRIES : (tries.get(next) ?? 0) + 1);
    }
  }

  /** Environment and clone of a job that reaches everything through the proxies. */
  async #job(identity: Identity): Promise<{ readonly env: Record<string, string>; readonly dir: string }> {
    const env = await this.#company.environment(identity);
    const { vault, github, oidc } = this.#proxies;
    const request = new URL(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "");
    return {
      dir: await this.#clone(identity),
      env: {
        ...env,
        VAULT_ADDR: vault.address,
        GITHUB_API_URL: github.address,
        ACTIONS_ID_TOKEN_REQUEST_URL: `${oidc.address}${request.pathname}${request.search}`,
      },
    };
  }

  async #clone(identity: Identity): Promise<string> {
    const known = this.#clones.get(identity);
    if (known) return known;
    const dir = await this.#company.clone(`killed-${identity}`);
    const { stdout } = await git("git", ["-C", dir, "remote", "get-url", "origin"]);
    const origin = new URL(stdout.trim());
    const { host } = new URL(this.#proxies.github.address);
    origin.host = host;
    await git("git", ["-C", dir, "remote", "set-url", "origin", origin.href]);
    this.#clones.set(identity, dir);
    return dir;
  }

  /** Killed when the outside has done `last`, or not at all. Gives the calls it made till then. */
  async #run(
    program: Program,
    last?: string,
  ): Promise<{ readonly killed: boolean; readonly calls: string[] }> {
    const proxies = Object.values(this.#proxies);
    const calls: string[] = [];
    const child = await this.#spawn(program);
    // Its Git with it, as where a runner or a container is killed: nothing of it goes on.
    const kill = () => process.kill(-(child.pid ?? 0), "SIGKILL");
    for (const proxy of proxies) {
      proxy.clear();
      proxy.onRequest(({ method, path }: { readonly method: string; readonly path: string }) => {
        const name = `${method} ${path.replace(/\/\d+(?=\/|$)/g, "/N")}`;
        if (!EVERY_CALL && !mayChange(name)) return;
        const call = `${name} (${calls.filter((one) => one.startsWith(`${name} (`)).length + 1})`;
        calls.push(call);
        if (call === last) proxy.fail({ fault: { kind: "lose-answer", done: kill } });
      });
    }
    const code = await ended(child);
    for (const proxy of proxies) proxy.clear();
    return { killed: code === undefined, calls };
  }

  async #spawn({ identity, args, action, env: given }: Program) {
    const { env, dir } = await this.#job(identity);
    const inputs = action && { ...action, GITHUB_WORKSPACE: dir, RUNNER_TEMP: this.#folder };
    const program = join(this.#folder, action ? "action.js" : "cli.js");
    return spawn(process.execPath, ["--import", QUICK_WAITS, program, ...(args ?? [])], {
      cwd: dir,
      env: { ...env, ...inputs, ...given, NODE_COMPILE_CACHE: join(this.#folder, "compiled") },
      stdio: "ignore",
      detached: true,
    });
  }
}

const TRIES = 2;

/** What it ended with; undefined where it was killed. */
const ended = (child: ChildProcess): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? undefined));
  });

const EVERY_CALL = process.env.EVERY_CALL === "1";

/** Looking, though it is a POST: at leases, tokens, secret-ids and Git. A login makes a token that ends by itself. */
const LOOKS = /\/sys\/leases\/lookup$|\/lookup-accessor$|-accessor\/lookup$|\/login$|\/git-upload-pack$/;

/** Whether a call can leave Vault, GitHub or the clone other than they were. */
const mayChange = (call: string): boolean => !/^(?:GET|LIST|HEAD) /.test(call) && !LOOKS.test(call);
