/** `leasehold status --format json`, in a clone that nobody works in. */
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Acme } from "../acme.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

export interface StatusRow {
  readonly key: string;
  readonly role: string;
  readonly user: string;
  readonly state: string;
  readonly begin: string;
  readonly end: string;
  readonly reason: string;
  readonly ticket: string;
  readonly pull: number | undefined;
  readonly approvers: readonly string[];
}

export interface StatusAnswer {
  readonly command: string;
  readonly at: string;
  readonly rows: readonly StatusRow[];
  /** What it said beside its answer. */
  readonly messages: string;
}

/** @param filter options of the command by their names, `at`, `from`, `user` …; empty ones are left out */
export type StatusView = (filter: Readonly<Record<string, string>>) => Promise<StatusAnswer>;

export class StatusReader {
  readonly #acme: Acme;
  readonly #reader: string;
  readonly #folder: string;
  /** One after the other: they share the clone. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param reader whose token it reads with */
  constructor(acme: Acme, reader: string) {
    this.#acme = acme;
    this.#reader = reader;
    this.#folder = join(acme.folder, ".pages");
  }

  ask: StatusView = (filter) => {
    const answer = this.#turn.then(() => this.#ask(filter));
    this.#turn = answer.catch(() => undefined);
    return answer;
  };

  /** Nothing is asked any more: the folder may go. */
  async idle(): Promise<void> {
    await this.#turn;
  }

  async #ask(filter: Readonly<Record<string, string>>): Promise<StatusAnswer> {
    const shell = await this.#acme.shell(this.#reader);
    const clone = join(this.#folder, "access");
    const env = { ...shell, HOME: this.#folder };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const there = await run("git", ["-C", clone, "pull", "--quiet", "--ff-only"], env);
    if (there.code !== 0) {
      const url = this.#acme.github.gitUrl("acme", "access", shell.GITHUB_TOKEN);
      await rm(clone, { recursive: true, force: true });
      await run("git", ["clone", "--quiet", url, clone], env);
    }
    const options = Object.entries(filter).flatMap(([name, value]) =>
      value === "" ? [] : [`--${name}=${value}`],
    );
    const ran = await run(
      process.execPath,
      [CLI, "-C", clone, "status", ...options, "--format", "json"],
      env,
    );
    return {
      ...answerOf(ran.stdout),
      command: ["leasehold status", ...options].join(" "),
      messages: ran.stderr,
    };
  }
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, stdout, stderr });
    });
  });

function answerOf(stdout: string): { at: string; rows: StatusRow[] } {
  try {
    const { at, grants } = JSON.parse(stdout) as {
      at?: unknown;
      grants?: readonly Record<string, unknown>[];
    };
    return { at: text(at), rows: (grants ?? []).map(rowOf) };
  } catch {
    return { at: "", rows: [] };
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const rowOf = (grant: Readonly<Record<string, unknown>>): StatusRow => ({
  key: text(grant.key),
  role: text(grant.role),
  user: text(grant.user),
  state: text(grant.state),
  begin: text(grant.begin),
  end: text(grant.end),
  reason: text(grant.reason),
  ticket: text(grant.ticket),
  pull: typeof grant.pull_request === "number" ? grant.pull_request : undefined,
  approvers: Array.isArray(grant.approvers) ? grant.approvers.map(String) : [],
});
