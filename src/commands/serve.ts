import { hasErrors } from "../domain/finding.ts";
import {
  type Board,
  emptyBoard,
  type RunCounts,
  type ServedCommand,
  type ServedRun,
  tally,
} from "../domain/served-runs.ts";
import { plus, type Seconds, seconds } from "../domain/units.ts";
import { failureOf } from "./failure.ts";
import { exitCode, type Outcome } from "./outcome.ts";
import type { Clock, Reporter } from "./ports.ts";

/** A command that `serve` runs again and again, in surroundings that are made anew for each run. */
export interface Served {
  readonly command: ServedCommand;
  run(): Promise<Outcome & { readonly policies_hold?: boolean; readonly counts: RunCounts }>;
}

export interface ServePorts {
  readonly served: readonly Served[];
  readonly clock: Clock;
  /** Seconds that only grow, with fractions. */
  readonly stopwatch: () => number;
  readonly reporter: Reporter;
  /** Is told after every run. */
  readonly show: (board: Board) => void;
}

/**
 * Runs apply, enforce and rotate in rounds, one after the other, until it is told to stop: then the run at hand goes to
 * its end, and none is begun. Whatever fails is told and tried again in the next round; it stops neither the others nor
 * the rounds. Told once and not again while it stays the same: metrics say how it is now.
 *
 * @param every from the beginning of one round to that of the next, at least
 * @param stop SIGTERM
 */
export async function serve(ports: ServePorts, every: Seconds, stop: AbortSignal): Promise<Board> {
  const { clock, served } = ports;
  let board = emptyBoard(clock.now());
  ports.show(board);
  const said = new Map<ServedCommand, string>();
  while (!stop.aborted) {
    const next = plus(clock.now(), every);
    for (const one of served) {
      if (stop.aborted) break;
      const { run, complaint } = await once(ports, one);
      board = tally(board, run);
      ports.show(board);
      tell(ports.reporter, run, complaint, said);
    }
    // A wait may be cut short, when a machine wakes up.
    while (!stop.aborted && clock.now() < next) await clock.wait(seconds(next - clock.now()), stop);
  }
  return board;
}

/** What a run complains of, in lines; empty where all is well. */
type Complaint = string;

async function once(
  { clock, stopwatch }: ServePorts,
  { command, run }: Served,
): Promise<{ readonly run: ServedRun; readonly complaint: Complaint }> {
  const began = stopwatch();
  const ended = (rest: Pick<ServedRun, "exit" | "troubles" | "counts">): ServedRun => ({
    command,
    ended: clock.now(),
    took: Math.round((stopwatch() - began) * 1_000) / 1_000,
    ...rest,
  });
  try {
    const outcome = await run();
    const { findings, troubles, counts } = outcome;
    const errors = hasErrors(findings) ? findings.filter(({ severity }) => severity === "error") : [];
    const lines = [
      ...errors.map(({ rule, message }) => `${rule}: ${message}`),
      ...troubles.map(({ owed, message }) => `still owed: ${owed}: ${message}`),
    ];
    const facts = {
      exit: exitCode(outcome),
      troubles: troubles.length,
      counts: { ...counts, findings: findings.length },
    };
    return { run: ended(facts), complaint: lines.join("\n") };
  } catch (error) {
    const { exit, message, hint } = failureOf(error);
    const complaint = hint === undefined ? message : `${message}\n${hint}`;
    return { run: ended({ exit, troubles: 1, counts: {} }), complaint };
  }
}

function tell(
  reporter: Reporter,
  run: ServedRun,
  complaint: Complaint,
  said: Map<ServedCommand, string>,
): void {
  const { command, counts, took } = run;
  const before = said.get(command) ?? "";
  said.set(command, complaint);
  if (complaint !== "" && complaint !== before)
    for (const line of complaint.split("\n")) reporter.warn(`${command}: ${line}`);
  if (complaint === "" && before !== "") reporter.info(`${command}: all is well again`);
  const words = [
    ...counted(counts.issued, "issued"),
    ...counted(counts.refused, "refused"),
    ...counted(counts.proved_after?.length, "ended"),
    ...counted(counts.rotated, "rotated"),
  ];
  if (words.length > 0) reporter.info(`${command}: ${words.join(", ")} (${took} s)`);
}

const counted = (count: number | undefined, what: string): string[] =>
  count === undefined || count === 0 ? [] : [`${count} ${what}`];
