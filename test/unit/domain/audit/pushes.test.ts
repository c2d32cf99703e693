import { expect, test } from "vitest";
import { logPushes, straightPushes } from "../../../../src/domain/audit/pushes.ts";
import type { Activity } from "../../../../src/domain/pull-request.ts";
import { moment } from "../../../support/world.ts";

const row = (type: string, actor?: string, at = "11:00"): Activity => ({
  before: "a".repeat(40),
  after: "b".repeat(40),
  type,
  at: moment(at),
  ...(actor === undefined ? {} : { actor }),
});
const now = moment("12:00");
const nobody = () => false;

test("only merges bring commits to main; what else did is told with who did it", () => {
  const rows = ["pr_merge", "merge_queue_merge", "branch_creation", "push", "force_push"].map((type) =>
    row(type, "carol"),
  );
  const found = straightPushes("main", rows, nobody, now);
  expect(found.map(({ finding }) => finding.message)).toEqual([
    expect.stringMatching(/^carol pushed bbbbbbbbbbbb straight to main/),
    expect.stringMatching(/^carol force-pushed main from aaaaaaaaaaaa to bbbbbbbbbbbb/),
  ]);
});

test("what an administrator has looked at is told no more, and what is old is a warning", () => {
  expect(straightPushes("main", [row("push", "carol")], () => true, now)).toEqual([]);
  const old = row("push", "carol", "2026-11-01T00:00:00Z");
  expect(straightPushes("main", [old], nobody, now)[0]?.finding.severity).toBe("warning");
});

test("the log is written by bots, and by nobody else", () => {
  const by = (type: string, actor?: string) => logPushes("log", [row(type, actor)], ["machine"], now).length;
  expect(by("push", "github-actions[bot]")).toBe(0);
  expect(by("push", "leasehold-app[bot]")).toBe(0);
  expect(by("push", "machine")).toBe(0);
  expect(by("push", "carol")).toBe(1);
  expect(by("push")).toBe(1);
  expect(by("force_push", "github-actions[bot]")).toBe(1);
  expect(by("branch_deletion", "carol")).toBe(1);
  expect(by("branch_creation", "github-actions[bot]")).toBe(0);
});

test("one push is one mismatch, whenever it is found", () => {
  const at = (time: string) => straightPushes("main", [row("push", "carol")], nobody, moment(time))[0]?.what;
  expect(at("12:00")).toBe(at("13:00"));
});
