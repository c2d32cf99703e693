/**
 * `npm run bench [-- PART… --quick --write]`: measures on real parts what docs/performance.md tells of, as ratios taken in
 * one run, and prints a table. `--write` puts it into bench/results.md and bench/results.json, beside the parts that stand there.
 */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fixedLoop } from "./measure.ts";
import { apply } from "./parts/apply.ts";
import { check } from "./parts/check.ts";
import { dashboard } from "./parts/dashboard.ts";
import { end } from "./parts/end.ts";
import { enforce } from "./parts/enforce.ts";
import { plan } from "./parts/plan.ts";
import { recall } from "./parts/recall.ts";
import { start } from "./parts/start.ts";
import { markdown, type Results, type Row, resultsOf } from "./table.ts";
import type { Wish } from "./wish.ts";

const PARTS: Readonly<Record<string, (wish: Wish) => Promise<Row[]>>> = {
  start,
  check,
  plan,
  apply,
  enforce,
  recall,
  end,
  dashboard,
};

async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes("--quick");
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.find((name) => !(name in PARTS));
  if (unknown !== undefined) {
    console.error(`there is no part ${unknown}; the parts are ${Object.keys(PARTS).join(", ")}`);
    return 2;
  }
  const began = performance.now();
  const rows: Row[] = [];
  // The first one is compiled while it runs.
  fixedLoop();
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const say = (line: string) =>
      console.error(`[${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s] ${name}: ${line}`);
    say("…");
    const loop = fixedLoop();
    try {
      const measured = await part({ quick, say });
      const loop_ms = (loop + fixedLoop()) / 2;
      rows.push(...measured.map((row) => ({ ...row, numbers: { ...row.numbers, loop_ms } })));
    } catch (error) {
      say(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
      rows.push({ part: name, measure: name, result: "failed; see the run", reached: false, numbers: {} });
    }
  }
  console.log(markdown(resultsOf(rows, quick)));
  if (args.includes("--write")) await write(rows, quick);
  return rows.some(({ reached }) => reached === false) ? 1 : 0;
}

/** Rows of parts that were not measured now stay as they were. */
async function write(rows: readonly Row[], quick: boolean): Promise<void> {
  const file = fileURLToPath(new URL("results.json", import.meta.url));
  const before = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Results).rows : [];
  const measured = new Set(rows.map(({ part }) => part));
  const kept = before.filter(({ part }) => !measured.has(part));
  const order = Object.keys(PARTS);
  const all = [...kept, ...rows].sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  const results = resultsOf(all, quick);
  await writeFile(file.replace(/json$/, "md"), `# Results\n\n${markdown(results)}`);
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

process.exitCode = await main(process.argv.slice(2));
