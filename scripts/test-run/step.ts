import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
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

/** What of vitest's JSON report is read. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** Runs a step to its end and prints its line, and one for each test that failed. */
export async function runStep(step: Step): Promise<StepResult> {
  const scratch = await mkdtemp(join(tmpdir(), "leasehold-test-"));
  const report = join(scratch, "report.json");
  const began = performance.now();
  try {
    const flags = step.counts ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
    const { code, said } = await run([...step.command, ...flags]);
    const { passed, failed, failures } = step.counts ? await counted(report) : NOTHING_COUNTED;
    const ok = code === 0;
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
    const tests = step.counts ? `  ${passed} passed${failed > 0 ? `, ${failed} failed` : ""}` : "";
    console.log(`${ok ? "ok  " : "FAIL"} ${step.name.padEnd(12)}${seconds} s${tests}`);
    // Here as well as in what the step said: of a long log, people are often shown the beginning only.
    for (const failure of failures) console.log(`     ${failure}`);
    return { name: step.name, ok, said, passed, failed };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const NOTHING_COUNTED = { passed: 0, failed: 0, failures: [] as readonly string[] };

async function counted(report: string): Promise<typeof NOTHING_COUNTED> {
  try {
    // Of vitest's own making, a moment ago. One that is not as it should be counts nothing.
    const read = JSON.parse(await readFile(report, "utf8")) as Report;
    const failures = read.testResults.flatMap(failuresOf);
    return { passed: read.numPassedTests, failed: read.numFailedTests, failures };
  } catch {
    return NOTHING_COUNTED;
  }
}

/** A line for each test of a file that failed, or for the file where it failed as a whole. */
function failuresOf({ name, status, message, assertionResults }: Report["testResults"][number]): string[] {
  const tests = assertionResults.filter((test) => test.status === "failed");
  const file = relative(ROOT, name);
  const why = (text = "") => text.trim().split("\n", 3).join(" | ").slice(0, 400);
  if (tests.length === 0 && status === "failed") return [`${file}: ${why(message)}`];
  return tests.map((test) => `${file}: ${test.fullName}: ${why(test.failureMessages?.[0])}`);
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
