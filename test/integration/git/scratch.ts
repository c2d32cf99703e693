/** Real Git repositories in temporary folders, with commits at the second the test says. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { TreeEntry } from "../../../src/domain/tree.ts";

/** Nothing of the machine's own Git settings; identities as people have them. */
export const gitEnv = (): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Alice",
  GIT_AUTHOR_EMAIL: "alice@example.com",
  GIT_COMMITTER_NAME: "Alice",
  GIT_COMMITTER_EMAIL: "alice@example.com",
});

export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "leasehold-git-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export class Scratch {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  static create(...init: string[]): Scratch {
    const scratch = new Scratch(scratchFolder());
    scratch.git("init", "-q", "-b", "main", ...init);
    return scratch;
  }

  git(...args: string[]): string {
    return this.gitAt(undefined, ...args);
  }

  gitAt(at: number | undefined, ...args: string[]): string {
    const date =
      at === undefined ? {} : { GIT_COMMITTER_DATE: `${at} +0000`, GIT_AUTHOR_DATE: `${at} +0000` };
    return execFileSync("git", args, {
      cwd: this.dir,
      env: { ...gitEnv(), ...date },
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    }).trim();
  }

  write(file: string, content: string | Uint8Array): this {
    mkdirSync(path.dirname(path.join(this.dir, file)), { recursive: true });
    writeFileSync(path.join(this.dir, file), content);
    return this;
  }

  writeAll(files: readonly TreeEntry[]): this {
    for (const { path: file, bytes = "" } of files) this.write(file, bytes);
    return this;
  }

  link(file: string, target: string): this {
    mkdirSync(path.dirname(path.join(this.dir, file)), { recursive: true });
    symlinkSync(target, path.join(this.dir, file));
    return this;
  }

  remove(file: string): this {
    rmSync(path.join(this.dir, file), { recursive: true });
    return this;
  }

  /** Commits everything; the SHA. */
  commit(message: string, at?: number): string {
    this.git("add", "-A", "-f");
    this.gitAt(at, "commit", "-q", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD");
  }
}
