import os from "node:os";
import process from "node:process";
import { leasehold } from "./program.ts";

/** The command line with this process around it. */
export async function main(): Promise<void> {
  const ended = new AbortController();
  process.once("SIGINT", () => ended.abort());
  // Whoever reads us (`head`, a pager) may have enough before all is said; what is at work goes to its end all the same.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  process.exitCode = await leasehold(process.argv.slice(2), {
    env: process.env,
    dir: process.cwd(),
    home: os.homedir(),
    temporary_dir: os.tmpdir(),
    ...(process.getuid ? { uid: process.getuid() } : {}),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: ended.signal,
    stopAsked,
    mask: () => undefined,
  });
}

function stopAsked(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => asked.abort());
  return asked.signal;
}
