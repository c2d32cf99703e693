/** Puts commits on Acme's main by a push, with times of one's choosing: for grants whose approvals do not matter. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Company } from "../../sandbox/company/company.ts";
import { GIT_ENV, git } from "./git.ts";

export interface Straight {
  /** Seconds since 1970. */
  readonly at: number;
  readonly files: readonly (readonly [path: string, text: string])[];
}

export async function landStraight(company: Company, commits: readonly Straight[]): Promise<void> {
  const dir = await company.clone("straight");
  const child = spawn("git", ["-C", dir, "fast-import", "--quiet", "--force"], {
    env: GIT_ENV,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const closed = once(child, "close");
  let from = "from refs/remotes/origin/main\n";
  for (const { at, files } of commits) {
    const message = data("Straight to main");
    child.stdin.write(
      `commit refs/heads/straight\ncommitter Olivia <olivia@acme.example> ${at} +0000\n${message}${from}`,
    );
    for (const [path, text] of files) child.stdin.write(`M 100644 inline ${path}\n${data(text)}`);
    child.stdin.write("\n");
    from = "";
  }
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  await git(dir, "push", "--quiet", "origin", "straight:main");
  await git(await company.checkout("enforce"), "fetch", "--quiet", "origin");
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
