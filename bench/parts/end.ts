import { fileURLToPath } from "node:url";
import { run } from "../measure.ts";
import { type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const SCRIPT = fileURLToPath(new URL("../end-to-dead-session.ts", import.meta.url));

/** From a grant's end to its dead session, with nothing of ours running. */
export async function end({ quick, say }: Wish): Promise<Row[]> {
  const sessions = quick ? 40 : 200;
  say(`${sessions} sessions with staggered ends`);
  const { stdout } = await run({ command: process.execPath, args: [SCRIPT, String(sessions)] });
  const [, middle, worst] = (/dead (-?\d+) ms after end \(median\), worst (-?\d+) ms/.exec(stdout) ?? []).map(
    Number,
  );
  if (middle === undefined || worst === undefined) throw new Error(`not understood: ${stdout}`);
  return [
    {
      part: "end",
      measure: `\`end\` to dead database session, nothing of ours running, ${sessions} grants with staggered ends`,
      target: "median at most 50 ms, worst at most 500 ms",
      result: `median ${seconds(middle)}, worst ${seconds(worst)}`,
      reached: middle <= 50 && worst <= 500,
      numbers: { median_ms: middle, worst_ms: worst, sessions },
    },
  ];
}
