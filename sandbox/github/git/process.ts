import { spawn } from "node:child_process";

/** Git refused: `stderr` says why. */
export class GitError extends Error {
  readonly code: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], code: number | null, stderr: string) {
    super(`git ${args.join(" ")} ended with ${code}: ${stderr.trim()}`);
    this.name = "GitError";
    this.code = code;
    this.stderr = stderr;
  }
}

/** Keeps the machine's own Git settings, hooks and prompts out of the sandbox. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  return {
    ...kept,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    ...extra,
  };
}

export interface GitRun {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes beside 0 that are answers, not failures. */
  readonly answers?: readonly number[];
}

/** Runs git and gives what it wrote. @throws {@link GitError} */
export function runGit(
  dir: string,
  args: readonly string[],
  run: GitRun = {},
): Promise<{ code: number; stdout: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { cwd: dir, env: gitEnvironment(run.env) });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    // Git may end before it has read all of its input; its exit code says whether that matters.
    child.stdin.on("error", () => undefined);
    child.on("close", (code) => {
      if (code === 0 || (code !== null && run.answers?.includes(code))) {
        resolve({ code, stdout: Buffer.concat(out) });
      } else reject(new GitError(args, code, Buffer.concat(err).toString("utf8")));
    });
    child.stdin.end(run.input);
  });
}
