import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Git without anybody's configuration. @returns what it prints */
export async function git(dir: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: "1" };
  return (await run("git", ["-C", dir, ...args], { env, maxBuffer: 256 * 1024 * 1024 })).stdout;
}
