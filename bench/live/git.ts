import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Nobody's configuration. */
export const GIT_ENV = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

/** @returns what Git prints */
export async function git(dir: string, ...args: readonly string[]): Promise<string> {
  return (await run("git", ["-C", dir, ...args], { env: GIT_ENV, maxBuffer: 256 * 1024 * 1024 })).stdout;
}
