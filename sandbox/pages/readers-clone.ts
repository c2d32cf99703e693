/** A clone that nobody works in, brought up to date before each look. */
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Acme } from "../acme.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ReadersClone {
  /** The clone and what is made in it. */
  readonly folder: string;
  readonly #acme: Acme;
  readonly #reader: string;
  /** One after the other: they share the clone. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param reader whose token it reads with */
  constructor(acme: Acme, reader: string) {
    this.#acme = acme;
    this.#reader = reader;
    this.folder = join(acme.folder, ".pages");
  }

  /** Runs `leasehold …` in it, in its turn. */
  leasehold(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const ran = this.#turn.then(() => this.#run(args, env));
    this.#turn = ran.catch(() => undefined);
    return ran;
  }

  /** Nothing is asked any more: the folder may go. */
  async idle(): Promise<void> {
    await this.#turn;
  }

  async #run(args: readonly string[], more: Readonly<Record<string, string>>): Promise<Ran> {
    const shell = await this.#acme.shell(this.#reader);
    const clone = join(this.folder, "access");
    const env = { ...shell, HOME: this.folder, ...more };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const there = await run("git", ["-C", clone, "pull", "--quiet", "--ff-only"], env);
    if (there.code !== 0) {
      const url = this.#acme.github.gitUrl("acme", "access", shell.GITHUB_TOKEN);
      await rm(clone, { recursive: true, force: true });
      await run("git", ["clone", "--quiet", url, clone], env);
    }
    return run(process.execPath, [CLI, "-C", clone, ...args], env);
  }
}

const run = (file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, args, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, stdout, stderr });
    });
  });
