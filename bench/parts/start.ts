import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ACTION, inTurn, median, ratio, run } from "../measure.ts";
import { type Row, seconds, times } from "../table.ts";
import type { Wish } from "../wish.ts";

/** The command line's own; all else of `dist/` is the action's. */
const OF_THE_COMMAND_LINE = /^(?:cli|main|commander|.*-commands?)\.js$/;
const MOST_BYTES = 2.5 * 1024 * 1024;
const MOST_MS = 150;

/** Cold start of the action: until it says what is wrong with its inputs, which comes after its first statement. */
export async function start({ quick, say }: Wish): Promise<Row[]> {
  const env = { PATH: process.env.PATH };
  const node =
    (args: readonly string[], exits = [0]) =>
    async () =>
      (await run({ command: process.execPath, args, env, exits })).firstWord;
  say("the action's bundle, and Node with nothing to do, in turn");
  const took = await inTurn(quick ? 9 : 25, {
    nothing: node(["-e", "0"]),
    action: node([ACTION], [1, 2, 3]),
  });
  const [action, nothing] = [median(took.action), median(took.nothing)];
  const parts = (await readdir(dirname(ACTION))).filter(
    (name) => name.endsWith(".js") && !OF_THE_COMMAND_LINE.test(name),
  );
  const sizes = await Promise.all(parts.map(async (name) => (await stat(join(dirname(ACTION), name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return [
    {
      part: "start",
      measure: "cold start of the action's bundle, to its first word",
      target: `at most ${MOST_MS} ms`,
      result: `${seconds(action)} (Node with nothing to do: ${seconds(nothing)}, ${times(ratio(took.action, took.nothing))})`,
      reached: action <= MOST_MS,
      numbers: { action_ms: action, node_ms: nothing },
    },
    {
      part: "start",
      measure: "size of the action's bundle",
      target: "at most 2.5 MB",
      result: `${(bytes / 1024 / 1024).toFixed(2)} MB`,
      reached: bytes <= MOST_BYTES,
      numbers: { bytes },
    },
  ];
}
