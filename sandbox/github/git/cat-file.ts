import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitEnvironment } from "./process.ts";

export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly size: number;
  readonly content: Buffer;
}

interface Waiting {
  readonly withContent: boolean;
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One `git cat-file --batch-command` for a repository: reading an object costs a line over a pipe instead of a
 * process. Refs and new objects are seen as they come, since Git looks again for what it does not find.
 */
export class CatFile {
  readonly #dir: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: Waiting[] = [];
  #data: Buffer = Buffer.alloc(0);

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** What a name of Git's (`REF`, `SHA^{tree}`, `SHA:path`) stands for, without its content. */
  info(name: string): Promise<GitObject | undefined> {
    return this.#ask(name, false);
  }

  contents(name: string): Promise<GitObject | undefined> {
    return this.#ask(name, true);
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #ask(name: string, withContent: boolean): Promise<GitObject | undefined> {
    if (name === "" || /[\n\r]/.test(name)) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ withContent, resolve, reject });
      this.#process().stdin.write(`${withContent ? "contents" : "info"} ${name}\n`);
    });
  }

  #process(): ChildProcessWithoutNullStreams {
    if (this.#child) return this.#child;
    const child = spawn("git", ["cat-file", "--batch-command"], { cwd: this.#dir, env: gitEnvironment() });
    child.stdout.on("data", (chunk: Buffer) => {
      this.#data = this.#data.length === 0 ? chunk : Buffer.concat([this.#data, chunk]);
      this.#drain();
    });
    child.stdin.on("error", () => undefined);
    const end = (error: Error) => {
      if (this.#child === child) this.#child = undefined;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    child.on("error", end);
    child.on("close", (code) => end(new Error(`git cat-file ended with ${code}`)));
    // It must not keep a process alive that has nothing else to do.
    child.unref();
    this.#child = child;
    return child;
  }

  #drain(): void {
    for (;;) {
      const [next] = this.#waiting;
      const end = this.#data.indexOf(10);
      if (!next || end < 0) return;
      const line = this.#data.toString("utf8", 0, end);
      const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(line);
      if (!match) {
        // `NAME missing`, or `NAME ambiguous`.
        this.#data = this.#data.subarray(end + 1);
        this.#waiting.shift();
        next.resolve(undefined);
        continue;
      }
      const [, sha = "", type = "", text = "0"] = match;
      const size = Number(text);
      const after = next.withContent ? end + 1 + size + 1 : end + 1;
      if (this.#data.length < after) return;
      const content = next.withContent
        ? Buffer.from(this.#data.subarray(end + 1, end + 1 + size))
        : Buffer.alloc(0);
      this.#data = this.#data.subarray(after);
      this.#waiting.shift();
      next.resolve({ sha, type, size, content });
    }
  }
}
