import { type Board, SERVED, type ServedCommand, type Tally } from "../domain/served-runs.ts";

/** One sample: labels, and a number. */
type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Names as Prometheus wants them: units at the end, `_total` for what only grows. */
interface Metric {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** What each exit code of a run is called. */
const RESULTS = ["done", "findings", "unusable", "outside"] as const;

/**
 * The board in the text format of Prometheus, version 0.0.4.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const metricsText = (board: Board): string =>
  metricsOf(board)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join("");

function metricsOf(board: Board): Metric[] {
  const { totals, now } = board;
  const each = (value: (tally: Tally) => number | undefined): Sample[] =>
    SERVED.flatMap((command): Sample[] => {
      const known = board.tallies[command];
      const found = known && value(known);
      return found === undefined ? [] : [[{ command }, found]];
    });
  const one = (value: number | undefined): Sample[] => (value === undefined ? [] : [[{}, value]]);
  const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
    name: `leasehold_${name}`,
    type: "gauge",
    help,
    samples,
  });
  const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
    ...gauge(name, help, samples),
    type: "counter",
  });
  return [
    gauge("start_timestamp_seconds", "When this process began to serve.", one(board.started)),
    gauge(
      "run_last_timestamp_seconds",
      "When the command last ended, well or not.",
      each(({ last }) => last.ended),
    ),
    gauge(
      "run_last_success_timestamp_seconds",
      "When the command last ended with nothing owed.",
      each(({ succeeded }) => succeeded),
    ),
    gauge(
      "run_duration_seconds",
      "How long the last run took.",
      each(({ last }) => last.took),
    ),
    gauge(
      "run_exit_code",
      "Of the last run: 0 fine, 1 findings, 2 wrong use or broken policies, 3 something outside failed.",
      each(({ last }) => last.exit),
    ),
    gauge(
      "run_findings",
      "What the last run found wrong.",
      each(({ last }) => last.counts.findings),
    ),
    gauge(
      "run_troubles",
      "What the last run left owed.",
      each(({ last }) => last.troubles),
    ),
    counter(
      "runs_total",
      "Runs, by what they came to.",
      SERVED.flatMap((command) => resultsOf(command, board)),
    ),
    gauge("live_grants", "Grants that are issued and not over.", one(now.live)),
    counter("grants_issued_total", "Grants issued by this process.", one(totals.issued)),
    counter("grants_refused_total", "Grants refused by this process.", one(totals.refused)),
    counter("ends_proved_total", "Ends of grants proved by this process.", one(totals.proved)),
    counter(
      "ends_proof_delay_seconds_total",
      "From the ends to their proofs, over all ends proved; access itself ended before.",
      one(totals.proved_after),
    ),
    gauge(
      "revoke_pull_requests_open",
      "Pull requests that delete files of ended grants.",
      one(now.revoke_pulls),
    ),
    counter("rotations_done_total", "Credentials rotated by this process.", one(totals.rotated)),
    gauge(
      "rotations_owed",
      "Rotations that ended grants owe and that are not done.",
      one(now.rotations_owed),
    ),
  ];
}

function resultsOf(command: ServedCommand, board: Board): Sample[] {
  const runs = board.tallies[command]?.runs;
  if (runs === undefined) return [];
  return RESULTS.map((result, exit) => [{ command, result }, runs[exit as 0 | 1 | 2 | 3]]);
}

/** The values are our own words: nothing in them has to be escaped. */
const labelText = (labels: Readonly<Record<string, string>>): string => {
  const written = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return written.length === 0 ? "" : `{${written.join(",")}}`;
};
