import { fileURLToPath } from "node:url";
import { run } from "../measure.ts";
import { type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const SCRIPT = fileURLToPath(new URL("../dashboard.ts", import.meta.url));

/** The dashboard with 10,000 grants and 100,000 events, in Chromium. */
export async function dashboard({ say }: Wish): Promise<Row[]> {
  say("10,000 grants and 100,000 events in Chromium");
  const { stdout } = await run({ command: process.execPath, args: [SCRIPT] });
  const told = (what: string): number => {
    const [, ms] = new RegExp(`^${what}: median (\\d+) ms`, "m").exec(stdout) ?? [];
    if (ms === undefined) throw new Error(`not understood: ${stdout}`);
    return Number(ms);
  };
  const row = (measure: string, most: number, ms: number): Row => ({
    part: "dashboard",
    measure,
    target: `within ${seconds(most)}`,
    result: seconds(ms),
    reached: ms <= most,
    numbers: { median_ms: ms },
  });
  return [
    row("dashboard with 10,000 grants and 100,000 events: first view in Chromium", 1_000, told("first view")),
    row("the same: a filter", 50, told("filter")),
  ];
}
