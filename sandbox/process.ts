import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/** As text: the user that a server runs as may not be able to read our folder. */
const SUPERVISE = readFileSync(new URL("supervise.sh", import.meta.url), "utf8");
const LOG_LINES = 200;

export interface ServerSpec {
  /** What it is called in messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All of the server's environment besides PATH and TMPDIR: nothing of ours (VAULT_TOKEN …) leaks in. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whom to run it as, when we are root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Its folder: removed when the launcher dies without stopping the server. */
  readonly scratch: string;
  /** What asks it to stop; default TERM. */
  readonly stopSignal?: "TERM" | "INT" | "QUIT";
  /** Asked over and over until true; what it throws means "not yet". */
  readonly ready: () => Promise<boolean>;
  /** Milliseconds it may take to be ready; default 30,000. */
  readonly readyWithin?: number;
}

export interface RunningServer extends AsyncDisposable {
  readonly name: string;
  /** The last lines it printed. */
  log(): string;
  readonly running: boolean;
  /** Asks it to stop and waits until it has; kills it after five seconds. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

/** A server that did not come up, or died; the message ends with what it printed last. */
export class ServerError extends Error {
  override name = "ServerError";
}

/**
 * Starts a server and waits until it is ready. It runs under supervise.sh in a process group of its own, on a
 * leash: when this process ends, in whatever way, the server ends too. Ctrl-C in a terminal reaches only us.
 */
export async function startServer(spec: ServerSpec): Promise<RunningServer> {
  const server = new SupervisedServer(spec);
  const deadline = performance.now() + (spec.readyWithin ?? 30_000);
  while (!(await spec.ready().catch(() => false))) {
    if (!server.running) throw new ServerError(`${spec.name} ended before it was ready${server.lastWords()}`);
    if (performance.now() > deadline) {
      await server.kill();
      throw new ServerError(`${spec.name} was not ready in time${server.lastWords()}`);
    }
    await pause(20);
  }
  if (!server.running)
    throw new ServerError(`${spec.name} ended, and another answers in its place${server.lastWords()}`);
  return server;
}

class SupervisedServer implements RunningServer {
  readonly name: string;
  #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #lines: string[] = [];
  #ended: Promise<void>;
  running = true;

  constructor(spec: ServerSpec) {
    this.name = spec.name;
    const supervisor = ["-c", SUPERVISE, "supervise", spec.stopSignal ?? "TERM", "5", spec.scratch];
    this.#child = spawn("/bin/sh", [...supervisor, spec.command, ...spec.args], {
      env: { PATH: process.env.PATH ?? "", TMPDIR: spec.scratch, HOME: spec.scratch, ...spec.env },
      cwd: spec.scratch,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      ...(spec.user ?? {}),
    });
    this.#child.stdin.on("error", () => undefined);
    for (const stream of [this.#child.stdout, this.#child.stderr]) this.#keepLinesOf(stream);
    this.#ended = new Promise((resolve) => {
      const over = () => {
        this.running = false;
        resolve();
      };
      this.#child.on("error", (error) => {
        this.#lines.push(String(error));
        over();
      });
      // What the server left behind in its group goes too; only then do its pipes close.
      this.#child.on("exit", () => killGroup(this.#child.pid));
      this.#child.on("close", over);
    });
  }

  #keepLinesOf(stream: Readable): void {
    let rest = "";
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      this.#lines.push(...lines);
      this.#lines.splice(0, this.#lines.length - LOG_LINES);
    });
  }

  log(): string {
    return this.#lines.join("\n");
  }

  lastWords(): string {
    const lines = this.#lines.slice(-20);
    return lines.length === 0 ? "; it printed nothing" : `; it printed:\n  ${lines.join("\n  ")}`;
  }

  stop(): Promise<void> {
    return this.#end("stop");
  }

  kill(): Promise<void> {
    return this.#end("kill");
  }

  async #end(order: "stop" | "kill"): Promise<void> {
    if (this.running) this.#child.stdin.end(`${order}\n`);
    await this.#ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}
