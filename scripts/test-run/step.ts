import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Milliseconds; a step that needs more hangs. */
const LONGEST = 40 * 60_000;

export interface Step {
  readonly name: string;
  /** Program of `node_modules/.bin` and its arguments. */
  readonly command: readonly string[];
  /** vitest's: it counts tests. */
  readonly counts?: boolean;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly said: string;
  readonly passed: number;
  readonly failed: number;
}

/** Runs a step to its end and prints its line. */
export async function runStep(step: Step): Promise<StepResult> {
  const scratch = await mkdtemp(join(tmpdir(), "leasehold-test-"));
  const report = join(scratch, "report.json");
  const began = performance.now();
  try {
    const flags = step.counts ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
    const { code, said } = await run([...step.command, ...flags]);
    const { passed, failed } = step.counts ? await counted(report) : { passed: 0, failed: 0 };
    const ok = code === 0;
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
    const tests = step.counts ? `  ${passed} passed${failed > 0 ? `, ${failed} failed` : ""}` : "";
    console.log(`${ok ? "ok  " : "FAIL"} ${step.name.padEnd(12)}${seconds} s${tests}`);
    return { name: step.name, ok, said, passed, failed };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function counted(report: string): Promise<{ passed: number; failed: number }> {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, "utf8")) as Record<
      string,
      number
    >;
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function run([program = "", ...args]: readonly string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const PATH = [join(ROOT, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, PATH, NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that what hangs can be ended with all that it started.
      detached: true,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    const end = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    };
    const overdue = setTimeout(() => {
      said += `\nended after ${LONGEST / 60_000} minutes\n`;
      end("SIGKILL");
    }, LONGEST);
    const interrupted = () => end("SIGINT");
    process.once("SIGINT", interrupted);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(overdue);
      process.off("SIGINT", interrupted);
      resolve({ code, said });
    });
  });
}
