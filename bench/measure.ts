/** How things are measured: programs run again and again in turn, so that what else the machine does hits all alike. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** What is shipped: `dist/`, as the action and the command run it. */
export const CLI = join(ROOT, "dist/cli.js");
export const ACTION = join(ROOT, "dist/action.js");
const MEMORY_HOOK = new URL("resident-hook.ts", import.meta.url).href;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Exit codes that are an answer; default 0. */
  readonly exits?: readonly number[];
  /** Milliseconds after which it is ended, and is a failure. */
  readonly timeout?: number;
}

export interface Took {
  /** Milliseconds from before it was started until it had ended: the whole process. */
  readonly ms: number;
  /** Milliseconds until it first said something on standard output; until its end where it said nothing. */
  readonly firstWord: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; throws where it ends otherwise than it should. */
export function run({ command, args, cwd, env = process.env, exits = [0], timeout }: Program): Promise<Took> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(timeout === undefined ? {} : { timeout }),
    });
    let firstWord: number | undefined;
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        if (name === "stdout") firstWord ??= performance.now() - began;
        said[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      const ms = performance.now() - began;
      if (exits.includes(code ?? -1)) resolve({ ms, firstWord: firstWord ?? ms, ...said });
      else
        reject(
          new Error(
            `${command} ${args.slice(0, 4).join(" ")} … ended with ${code}: ${said.stderr.slice(0, 600)}`,
          ),
        );
    });
  });
}

/** `leasehold …` as it is shipped, by the Node that runs this. */
export const leasehold = (
  args: readonly string[],
  rest: Partial<Omit<Program, "command" | "args">> = {},
): Program => ({ command: process.execPath, args: [CLI, ...args], ...rest });

/** Largest resident memory of a Node program, in MiB. Its own: Git's processes are not it. */
export async function resident(program: Program): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "leasehold-resident-"));
  const file = join(folder, "kib");
  try {
    await run({
      ...program,
      args: ["--import", MEMORY_HOOK, ...program.args],
      env: { ...(program.env ?? process.env), BENCH_RESIDENT: file },
    });
    return Number(await readFile(file, "utf8")) / 1_024;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Times of each, measured in turn: one of each, then one of each again. */
export async function inTurn<Name extends string>(
  rounds: number,
  measured: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(measured) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) times[name].push(await measured[name]());
  }
  return times;
}

/**
 * Milliseconds that a fixed loop takes: how fast the machine is just now. On one that others use it changes by a factor
 * of two, and all times with it.
 */
export function fixedLoop(): number {
  const began = performance.now();
  let sum = 0;
  for (let step = 0; step < LOOP; step += 1) sum = (sum + Math.imul(step, 0x9e3779b1)) | 0;
  // What nobody looks at need not be counted.
  return sum === LOOP ? Number.NaN : performance.now() - began;
}

const LOOP = 30_000_000;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Median of the rounds' own ratios: what slowed a round down slowed both. */
export const ratio = (above: readonly number[], below: readonly number[]): number =>
  median(above.map((value, round) => value / (below[round] ?? Number.NaN)));
