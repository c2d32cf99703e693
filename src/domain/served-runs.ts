import type { Instant } from "./units.ts";

/** What `serve` runs, in this order in every round: access that is over ends with the first, whatever is broken. */
export const SERVED = ["apply", "enforce", "rotate"] as const;
export type ServedCommand = (typeof SERVED)[number];

/** What a run came to, as far as it is counted. A run that could not begin has none of it. */
export interface RunCounts {
  readonly issued?: number;
  readonly refused?: number;
  /** Of each end that was proved: seconds from the end to its proof. */
  readonly proved_after?: readonly number[];
  readonly live?: number;
  readonly revoke_pulls?: number;
  readonly rotated?: number;
  readonly rotations_owed?: number;
  readonly findings?: number;
}

export interface ServedRun {
  readonly command: ServedCommand;
  readonly ended: Instant;
  /** Seconds it took, with fractions. */
  readonly took: number;
  readonly exit: 0 | 1 | 2 | 3;
  readonly troubles: number;
  readonly counts: RunCounts;
}

/** Of one command: the last run, and sums over all. */
export interface Tally {
  readonly last: ServedRun;
  readonly runs: Readonly<Record<ServedRun["exit"], number>>;
  /** When a run last ended with nothing owed (exit 0 or 1). */
  readonly succeeded?: Instant;
}

/** Everything `serve` tells about itself. */
export interface Board {
  readonly started: Instant;
  readonly tallies: Readonly<Partial<Record<ServedCommand, Tally>>>;
  readonly totals: {
    readonly issued: number;
    readonly refused: number;
    readonly proved: number;
    /** Seconds, over all ends proved. */
    readonly proved_after: number;
    readonly rotated: number;
  };
  /** As the last run that knew said; absent before one did. */
  readonly now: Pick<RunCounts, "live" | "revoke_pulls" | "rotations_owed">;
}

export const emptyBoard = (started: Instant): Board => ({
  started,
  tallies: {},
  totals: { issued: 0, refused: 0, proved: 0, proved_after: 0, rotated: 0 },
  now: {},
});

const NO_RUNS: Tally["runs"] = { 0: 0, 1: 0, 2: 0, 3: 0 };

/** The board after one more run. */
export function tally(board: Board, run: ServedRun): Board {
  const { counts, command, exit } = run;
  const before = board.tallies[command];
  const runs = before?.runs ?? NO_RUNS;
  const succeeded = exit <= 1 ? run.ended : before?.succeeded;
  const proved = counts.proved_after ?? [];
  const { totals } = board;
  return {
    ...board,
    tallies: {
      ...board.tallies,
      [command]: {
        last: run,
        runs: { ...runs, [exit]: runs[exit] + 1 },
        ...(succeeded === undefined ? {} : { succeeded }),
      },
    },
    totals: {
      issued: totals.issued + (counts.issued ?? 0),
      refused: totals.refused + (counts.refused ?? 0),
      proved: totals.proved + proved.length,
      proved_after: totals.proved_after + proved.reduce((sum, each) => sum + each, 0),
      rotated: totals.rotated + (counts.rotated ?? 0),
    },
    now: {
      ...board.now,
      ...(counts.live === undefined ? {} : { live: counts.live }),
      ...(counts.revoke_pulls === undefined ? {} : { revoke_pulls: counts.revoke_pulls }),
      ...(counts.rotations_owed === undefined ? {} : { rotations_owed: counts.rotations_owed }),
    },
  };
}

/** A round may take this many seconds more than three periods before it is said to hang. */
const PATIENCE = 900;

/** Whether the loop moves: some run ended not too long ago. Whether runs succeed is another question. */
export function isMoving(board: Board, every: number, now: Instant): boolean {
  const ended = Object.values(board.tallies).map(({ last }) => last.ended);
  return now - Math.max(board.started, ...ended) <= 3 * every + PATIENCE;
}
