import { failureOf } from "../commands/failure.ts";
import type { ExitCode } from "../commands/outcome.ts";
import type { Reporter } from "../commands/ports.ts";
import type { Surroundings } from "../compose/surroundings.ts";
import { World } from "../compose.ts";
import { hintLines } from "../render/findings.ts";
import { colours, type Paint, plain } from "../render/paint.ts";
import { onOneLine, type Screen } from "../render/terminal-text.ts";

/** What a command of the command line works with. */
export interface Context {
  readonly world: World;
  readonly around: Surroundings;
  /** The answer: standard output. */
  readonly out: (text: string) => void;
  /** Messages: standard error. */
  readonly say: (text: string) => void;
  /** For what goes to standard output, and to standard error. */
  readonly paint: Paint;
  readonly sayPaint: Paint;
  /** Absent where standard output is no terminal. */
  readonly screen?: Screen;
  readonly reporter: Reporter;
  /** Takes the moving line away. */
  readonly clear: () => void;
}

/** Prints exactly one JSON document. */
export const json = (context: Context, value: unknown): void =>
  context.out(`${JSON.stringify(value, null, 2)}\n`);

export function contextFor(around: Surroundings): Context {
  const { stdout, stderr } = around;
  const paint = hasColour(stdout, around) ? colours : plain;
  const sayPaint = hasColour(stderr, around) ? colours : plain;
  const world = new World(around);
  const reporter = world.reporter(sayPaint);
  const writing = (stream: NodeJS.WriteStream) => (text: string) => {
    reporter.clear();
    stream.write(text);
  };
  return {
    world,
    around,
    out: writing(stdout),
    say: writing(stderr),
    paint,
    sayPaint,
    reporter,
    clear: reporter.clear,
    ...(stdout.isTTY ? { screen: { columns: stdout.columns, colour: paint === colours } } : {}),
  };
}

/** https://no-color.org, and what Node itself goes by. */
const hasColour = (stream: NodeJS.WriteStream, { env }: Surroundings): boolean =>
  env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";

/** Runs one command to its exit code: what could not begin and what failed outside is told with what to do next. */
export async function toExitCode(
  context: Context,
  name: string,
  work: () => Promise<number>,
): Promise<number> {
  try {
    context.reporter.progress(name);
    return await work();
  } catch (error) {
    return sayFailure(context, error);
  } finally {
    context.clear();
    await context.world[Symbol.asyncDispose]();
  }
}

function sayFailure({ say, sayPaint, around }: Context, error: unknown): ExitCode {
  const { exit, message, hint } = failureOf(error);
  const debug = exit === 3 && around.env.LEASEHOLD_DEBUG && error instanceof Error ? error.stack : undefined;
  if (debug) say(`${debug}\n`);
  say(`${sayPaint("red", "error:")} ${onOneLine(message)}\n`);
  for (const line of hintLines(hint, sayPaint)) say(`${line}\n`);
  return exit;
}
