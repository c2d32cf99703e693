/** A person's shell that stays: what one command exports, aliases or enters, the next one finds. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Ran } from "../../../sandbox/acme.ts";
import { type Steps, TYPIST, typed } from "../../support/terminal.ts";

export class Shell {
  readonly #child: ChildProcess;
  readonly #keys: Writable;
  readonly #codes: AsyncIterator<string>;
  readonly #said: string;

  /** @param said a folder for what commands say */
  constructor(env: Readonly<Record<string, string>>, dir: string, said: string) {
    const options = ["--noprofile", "--norc", "-O", "expand_aliases", "-o", "pipefail"];
    // Its input is ours, its fourth file tells how each command ended.
    this.#child = spawn("bash", options, { cwd: dir, env, stdio: ["pipe", "ignore", "inherit", "pipe"] });
    this.#keys = this.#child.stdin as Writable;
    const codes = this.#child.stdio[3] as Readable;
    this.#codes = createInterface({ input: codes })[Symbol.asyncIterator]();
    this.#said = said;
  }

  /** Runs what somebody types, to its end; nobody answers what it asks. */
  async run(command: string): Promise<Ran> {
    const [out, err] = ["out", "err"].map((name) => path.join(this.#said, name)) as [string, string];
    const how = `</dev/null >${quoted(out)} 2>${quoted(err)} 3>&-`;
    this.#keys.write(`eval ${quoted(command)} ${how}\necho $? >&3\n`);
    const { value, done } = await this.#codes.next();
    if (done) throw new Error(`the shell ended with ${command}`);
    const [stdout, stderr] = await Promise.all([readFile(out, "utf8"), readFile(err, "utf8")]);
    return { code: Number(value), stdout, stderr };
  }

  /** The same in a terminal, where somebody types the answers. */
  runAtTerminal(command: string, steps: Steps): Promise<Ran> {
    const typist = `python3 -c ${quoted(TYPIST)} ${quoted(typed(steps))}`;
    const script = `"$(alias -p)"$'\\n'${quoted(command)}`;
    return this.run(`TERM=xterm ${typist} bash --norc -O expand_aliases -c ${script}`);
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
