import { expect, test } from "vitest";
import { emptyBoard, isMoving, type ServedRun, tally } from "../../../src/domain/served-runs.ts";
import { plus, seconds } from "../../../src/domain/units.ts";
import { metricsText } from "../../../src/render/metrics.ts";
import { metricOf, parseMetrics } from "../../support/prometheus.ts";
import { moment } from "../../support/world.ts";

const run = (words: Partial<ServedRun> = {}): ServedRun => ({
  command: "enforce",
  ended: moment("12:00"),
  took: 1.25,
  exit: 0,
  troubles: 0,
  counts: {},
  ...words,
});

const shown = (...runs: readonly ServedRun[]) =>
  parseMetrics(metricsText(runs.reduce(tally, emptyBoard(moment("11:00")))));

test("before any run the metrics are Prometheus' own format, with no run in them", () => {
  const families = shown();
  expect(metricOf(families, "leasehold_start_timestamp_seconds")).toBe(moment("11:00"));
  expect(families.has("leasehold_run_last_timestamp_seconds")).toBe(false);
  expect(metricOf(families, "leasehold_grants_issued_total")).toBe(0);
});

test("each command has its last run's time, duration and result, and how often it came to what", () => {
  const families = shown(
    run({ exit: 3, troubles: 2 }),
    run({ ended: moment("12:01") }),
    run({ ended: moment("12:02"), exit: 3, troubles: 1, took: 0.5 }),
    run({ command: "rotate", ended: moment("12:03"), exit: 1, counts: { findings: 4 } }),
  );
  const of = (name: string, command = "enforce") =>
    metricOf(families, `leasehold_${name}`, `{command="${command}"}`);
  expect(of("run_last_timestamp_seconds")).toBe(moment("12:02"));
  expect(of("run_last_success_timestamp_seconds")).toBe(moment("12:01"));
  expect([of("run_exit_code"), of("run_troubles"), of("run_duration_seconds")]).toEqual([3, 1, 0.5]);
  expect([of("run_exit_code", "rotate"), of("run_findings", "rotate")]).toEqual([1, 4]);
  expect(metricOf(families, "leasehold_runs_total", '{command="enforce",result="outside"}')).toBe(2);
  expect(metricOf(families, "leasehold_runs_total", '{command="enforce",result="done"}')).toBe(1);
});

test("what runs did adds up, and what is there is as the last run that knew said", () => {
  const families = shown(
    run({ counts: { live: 3, proved_after: [2, 5], revoke_pulls: 1 } }),
    run({ command: "apply", counts: { issued: 2, refused: 1, live: 5 } }),
    run({ command: "rotate", counts: { rotated: 1, rotations_owed: 2 } }),
    run({ exit: 3, troubles: 1 }),
  );
  const of = (name: string) => metricOf(families, `leasehold_${name}`);
  expect([of("live_grants"), of("revoke_pull_requests_open"), of("rotations_owed")]).toEqual([5, 1, 2]);
  expect([of("ends_proved_total"), of("ends_proof_delay_seconds_total")]).toEqual([2, 7]);
  expect([of("grants_issued_total"), of("grants_refused_total"), of("rotations_done_total")]).toEqual([
    2, 1, 1,
  ]);
});

test("the loop moves while some run ends, however it ends; three periods and a quarter of an hour are too long", () => {
  const board = tally(emptyBoard(moment("11:00")), run({ exit: 3, ended: moment("12:00") }));
  const later = (minutes: number) => plus(moment("12:00"), seconds(minutes * 60));
  expect(isMoving(board, 60, later(18))).toBe(true);
  expect(isMoving(board, 60, later(19))).toBe(false);
});
