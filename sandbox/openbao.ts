import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.ts";
import { type RunningServer, ServerError, startServer } from "./process.ts";
import { findTool } from "./tools.ts";
import { until } from "./until.ts";
import { type VaultClient, vaultClient } from "./vault-client.ts";

export interface OpenBaoOptions {
  /** `memory` (default): ready within a second, gone with the process. `raft`: on disk, survives `restart`. */
  readonly storage?: "memory" | "raft";
  /** Write a file audit device, readable by `auditLog`. */
  readonly audit?: boolean;
}

export interface OpenBao extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`; the same over restarts. */
  readonly address: string;
  readonly rootToken: string;
  /** With the root token, in the root namespace. */
  readonly root: VaultClient;
  /** A Vault of one's own on this server: the client works inside it, with the root token. */
  createNamespace(name?: string): Promise<VaultClient>;
  seal(): Promise<void>;
  /** Only with raft storage: a dev server's memory has no key to unseal with that we keep. */
  unseal(): Promise<void>;
  /** SIGKILL; with raft, `start` brings it back as it was. */
  kill(): Promise<void>;
  /** Starts again after `kill`, and unseals. Raft only. */
  start(): Promise<void>;
  /** A proper stop, then `start`. Raft only. */
  restart(): Promise<void>;
  /** What the audit device writes, where there is one. */
  readonly auditFile: string;
  /** Everything it holds, as an administrator would back it up. Raft only. */
  snapshot(): Promise<Blob>;
  /** Makes it what it was then. */
  restore(snapshot: Blob): Promise<void>;
  /** Lines of the audit device so far. */
  auditLog(): Promise<unknown[]>;
  log(): string;
  stop(): Promise<void>;
}

/** Starts an OpenBao on a free port of 127.0.0.1. Stopped by `stop`, or with this process, however it ends. */
export async function startOpenBao(options: OpenBaoOptions = {}): Promise<OpenBao> {
  const program = await findTool("bao");
  const folder = await mkdtemp(join(tmpdir(), "leasehold-bao-"));
  try {
    const server = new Server(program, folder, options);
    await server.launch();
    return server;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

class Server implements OpenBao {
  address = "";
  rootToken = `root-${randomBytes(12).toString("hex")}`;
  readonly #program: string;
  readonly #folder: string;
  readonly #options: OpenBaoOptions;
  #process: RunningServer | undefined;
  #port = 0;
  #unsealKey = "";

  constructor(program: string, folder: string, options: OpenBaoOptions) {
    this.#program = program;
    this.#folder = folder;
    this.#options = options;
  }

  get root(): VaultClient {
    return vaultClient(this.address, this.rootToken);
  }

  get #durable(): boolean {
    return this.#options.storage === "raft";
  }

  async launch(): Promise<void> {
    // A free port can be taken before the server has it: try again on another.
    for (let tries = 3; ; tries -= 1) {
      this.#port = await freePort();
      this.address = `http://127.0.0.1:${this.#port}`;
      try {
        await this.#run();
        break;
      } catch (error) {
        if (
          tries === 1 ||
          !(error instanceof ServerError) ||
          !error.message.includes("address already in use")
        )
          throw error;
      }
    }
    if (this.#durable) await this.#initialise();
  }

  async #run(): Promise<void> {
    const config = join(this.#folder, "config.json");
    await writeFile(config, JSON.stringify(await this.#configuration()));
    const dev = ["-dev", "-dev-no-store-token", `-dev-root-token-id=${this.rootToken}`];
    const args = this.#durable ? [] : [...dev, `-dev-listen-address=127.0.0.1:${this.#port}`];
    this.#process = await startServer({
      name: "OpenBao",
      command: this.#program,
      args: ["server", ...args, `-config=${config}`],
      scratch: this.#folder,
      ready: async () => (await fetch(`${this.address}/v1/sys/health`)).status < (this.#durable ? 600 : 300),
    });
  }

  async #configuration(): Promise<object> {
    const audit = [{ type: "file", path: "sandbox", options: { file_path: this.auditFile } }];
    const common = { log_level: "warn", ...(this.#options.audit ? { audit } : {}) };
    if (!this.#durable) return common;
    const data = join(this.#folder, "raft");
    await mkdir(data, { recursive: true });
    return {
      ...common,
      // Multiplier 1: a lone node need not wait long before it elects itself.
      storage: { raft: { path: data, node_id: "one", performance_multiplier: "1" } },
      listener: [{ tcp: { address: `127.0.0.1:${this.#port}`, tls_disable: true } }],
      api_addr: this.address,
      cluster_addr: `http://127.0.0.1:${await freePort()}`,
    };
  }

  get auditFile(): string {
    return join(this.#folder, "audit.log");
  }

  async #initialise(): Promise<void> {
    const nobody = vaultClient(this.address);
    const made = await nobody.request("PUT", "sys/init", { secret_shares: 1, secret_threshold: 1 });
    this.rootToken = made.body.root_token;
    this.#unsealKey = made.body.keys_base64[0];
    await this.unseal();
  }

  async createNamespace(name = `ns-${randomBytes(6).toString("hex")}`): Promise<VaultClient> {
    await this.root.write(`sys/namespaces/${name}`);
    return this.root.as(this.rootToken, name);
  }

  async seal(): Promise<void> {
    await this.root.write("sys/seal");
  }

  async unseal(): Promise<void> {
    this.#mustBeDurable("unseal");
    const nobody = vaultClient(this.address);
    await nobody.write("sys/unseal", { key: this.#unsealKey });
    await until(
      async () => (await nobody.request("GET", "sys/health")).status === 200,
      "OpenBao is not active after unsealing",
    );
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async start(): Promise<void> {
    this.#mustBeDurable("start");
    await this.#run();
    await this.unseal();
  }

  async restart(): Promise<void> {
    this.#mustBeDurable("restart");
    await this.#process?.stop();
    await this.start();
  }

  async snapshot(): Promise<Blob> {
    this.#mustBeDurable("snapshot");
    return (await this.#raw("GET", "sys/storage/raft/snapshot")).blob();
  }

  async restore(snapshot: Blob): Promise<void> {
    await this.#raw("POST", "sys/storage/raft/snapshot", snapshot);
    await until(
      async () =>
        (await this.root.request("GET", "auth/token/lookup-self").catch(() => undefined))?.status === 200,
      "OpenBao is not itself again after the restore",
    );
  }

  /** The snapshot API takes and gives bytes, not JSON. */
  async #raw(method: string, path: string, body?: Blob): Promise<Response> {
    const headers = { "x-vault-token": this.rootToken };
    const answer = await fetch(`${this.address}/v1/${path}`, { method, headers, ...(body ? { body } : {}) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  #mustBeDurable(what: string): void {
    if (!this.#durable) throw new Error(`${what} needs { storage: "raft" }: in memory nothing survives`);
  }

  async auditLog(): Promise<unknown[]> {
    const text = await readFile(this.auditFile, "utf8");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as unknown);
  }

  log(): string {
    return this.#process?.log() ?? "";
  }

  async stop(): Promise<void> {
    // Nothing is kept, so there is nothing to stop gently for.
    await this.#process?.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
