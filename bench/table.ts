/** What was measured, as rows; and the rows as Markdown and JSON. */
import os from "node:os";

export interface Row {
  /** `plan`, `apply`, …: the part that measured it. */
  readonly part: string;
  readonly measure: string;
  /** What is to be reached; absent: shown for its growth. */
  readonly target?: string;
  readonly result: string;
  /** Whether the target is reached; absent where there is none, or where it could not be measured. */
  readonly reached?: boolean;
  /** The numbers behind the result, in milliseconds, MiB, calls or as ratios, as their names say. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface Results {
  readonly at: string;
  /** Nothing that names the machine. */
  readonly machine: string;
  readonly node: string;
  readonly quick: boolean;
  readonly rows: readonly Row[];
}

export const resultsOf = (rows: readonly Row[], quick: boolean): Results => ({
  at: new Date().toISOString().slice(0, 10),
  machine: `${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.arch()}`,
  node: process.version,
  quick,
  rows,
});

const MARK = new Map([
  [true, "✅"],
  [false, "❌"],
]);

export function markdown({ at, machine, node, quick, rows }: Results): string {
  const lines = rows.map(
    ({ measure, target = "", result, reached }) =>
      `| ${measure} | ${target} | ${reached === undefined ? "" : `${MARK.get(reached)} `}${result} |`,
  );
  return [
    `Measured ${at} on ${machine}, Node ${node}${quick ? ", quick: few rounds" : ""}, by \`npm run bench\`.`,
    ...paceOf(rows),
    "What each row is: [docs/performance.md](../docs/performance.md).",
    "",
    "| measure | to reach | measured |",
    "| --- | --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

/** How fast the machine was while the parts were measured, which no part can help. */
function paceOf(rows: readonly Row[]): string[] {
  const loops = rows.flatMap(({ numbers }) => numbers.loop_ms ?? []);
  if (loops.length === 0) return [];
  const [fast, slow] = [Math.min(...loops), Math.max(...loops)].map(seconds);
  return [`How fast the machine was: a fixed loop of Node took ${fast} to ${slow} around the parts.`];
}

export const seconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const percent = (value: number): string => `${Math.round(value * 100)} %`;
