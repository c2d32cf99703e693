import { describe, expect, it } from "vitest";
import { at, pull, Story } from "./story.ts";

describe("a grant about to end", () => {
  it("is announced when less than expiring_before is left", () => {
    const story = new Story();
    story.had("alice", "10:00", "12:00");
    expect(story.due("11:29").words).toEqual([]);
    expect(story.due("11:30").words).toEqual(["expiring db-read.g1"]);
  });

  it("is not when another one goes on where it ends, nor when it is over", () => {
    const story = new Story();
    story.had("alice", "10:00", "12:00");
    story.had("alice", "11:00", "14:00");
    expect(story.due("11:45").words).toEqual([]);
    expect(story.due("13:45").words).toEqual(["expiring db-read.g2"]);
    expect(story.due("14:00").words).toEqual([]);
  });

  it("is, when what goes on is somebody else's, another role's, or ended already", () => {
    const story = new Story();
    story.had("alice", "10:00", "12:00");
    story.had("bob", "11:00", "14:00");
    story.had("alice", "11:00", "14:00", { role: "db-admin" });
    story.had("alice", "11:00", "14:00", { ended: "11:30" });
    expect(story.due("11:45").words).toEqual(["expiring db-read.g1"]);
  });

  it("is not of break-glass, which is short and cannot be extended", () => {
    const story = new Story();
    story.had("dana", "10:00", "10:30", { break_glass: true, role: "oncall" });
    expect(story.due("10:20").words).toEqual([]);
  });

  it("has the same id whenever it is looked at: the log keeps one", () => {
    const story = new Story();
    story.had("alice", "10:00", "12:00");
    expect(story.due("11:31").events[0]?.id).toBe(story.due("11:59").events[0]?.id);
  });
});

describe("a revoke pull request", () => {
  it("is overdue when its oldest end was proved longer ago than overdue_after; told once for all its files", () => {
    const story = new Story();
    const first = story.had("alice", "08:00", "09:00", { ended: "09:00", proved: "15:00" });
    const second = story.had("bob", "08:00", "10:00", { ended: "10:00", proved: "16:00" });
    const pulls = [pull(12, second, first)];
    expect(story.due("14:59+1d", { pulls }).words).toEqual([]);
    const { events, words } = story.due("17:00+1d", { pulls });
    expect(words).toEqual(["overdue db-read.g1"]);
    expect(events[0]?.data).toMatchObject({ pull_request: 12, user: "alice", since: "2026-06-02T15:00:00Z" });

    story.happened("leasehold.grant.overdue", first, "17:00+1d", { pull_request: 12 });
    expect(story.due("18:00+1d", { pulls }).words).toEqual([]);
    expect(story.due("18:00+1d", { pulls: [pull(13, second)] }).words).toEqual(["overdue db-read.g2"]);
  });
});

describe("a person who holds a role", () => {
  it("lingers when extensions together are longer than live_longer_than; told once for the whole time", () => {
    const story = new Story();
    story.had("alice", "10:00", "10:00+3d");
    story.had("ALICE", "10:00+3d", "10:00+6d");
    story.had("alice", "09:00+6d", "10:00+9d");
    expect(story.due("09:59+7d").words).toEqual([]);
    const { events, words } = story.due("10:01+7d");
    expect(words).toEqual(["lingering db-read.g1"]);
    expect(events[0]?.data).toMatchObject({ user: "alice", since: "2026-06-01T10:00:00Z", seconds: 604_860 });
    expect(story.due("09:00+9d").events[0]?.id).toBe(events[0]?.id);
  });

  it("begins anew after a gap, or an end before the time", () => {
    const story = new Story();
    story.had("alice", "10:00", "10:00+5d", { ended: "10:00+4d" });
    story.had("alice", "11:00+4d", "11:00+9d");
    expect(story.due("10:00+8d").words).toEqual([]);
  });
});

describe("what is unusual", () => {
  const days = [1, 2, 3, 4, 5].map((day) => `-${day * 3}d`);

  it("is an hour at which the person never had access before, give or take three", () => {
    const story = new Story();
    for (const day of days) story.had("alice", `14:00${day}`, `15:00${day}`, { ended: `15:00${day}` });
    story.had("alice", "11:00", "11:10", { ended: "11:10" });
    story.had("alice", "03:00", "04:00");
    const { events, words } = story.due("12:00");
    expect(words).toEqual(["unusual db-read.g7 (outside-usual-hours)"]);
    expect(events[0]?.data).toMatchObject({
      message: expect.stringMatching(/^issued at 03:00 UTC; the \d grants before came between/),
    });
  });

  it("is the first use of a role, once the log knows of two weeks", () => {
    const young = new Story();
    young.had("bob", "10:00-13d", "11:00-13d", { ended: "11:00-13d" });
    young.had("alice", "09:00", "18:00");
    expect(young.due("10:00").words).toEqual([]);

    const story = new Story();
    story.had("bob", "10:00-14d", "11:00-14d", { ended: "11:00-14d" });
    story.had("alice", "10:00-2d", "11:00-2d", { ended: "11:00-2d", role: "db-admin" });
    story.had("alice", "09:00", "18:00");
    story.had("alice", "09:30", "18:00", { role: "db-admin" });
    expect(story.due("10:00").words).toEqual(["unusual db-read.g3 (first-use-of-role)"]);
  });

  it("is the third extension in a row, not the second and not the fourth", () => {
    const story = new Story();
    story.had("alice", "10:00", "11:00");
    story.had("alice", "10:30", "12:00");
    story.had("alice", "11:30", "13:00");
    expect(story.due("11:35").words).toEqual([]);
    story.had("alice", "12:20", "14:00");
    expect(story.due("12:25").words).toEqual(["unusual db-read.g4 (third-extension)"]);
    story.had("alice", "13:20", "16:00");
    expect(story.due("13:25").words).toEqual(["unusual db-read.g4 (third-extension)"]);
  });

  it("is nobody's news a day after it was issued", () => {
    const story = new Story();
    story.had("bob", "10:00-20d", "11:00-20d", { ended: "11:00-20d" });
    story.had("alice", "09:00", "09:00+3d");
    expect(story.due("09:00+1d").words).toHaveLength(1);
    expect(story.due("09:01+1d").words).toEqual([]);
  });
});

describe("the schedule", () => {
  it("is late when enforce has not run for schedule_late_after; told once a gap", () => {
    const story = new Story();
    const last_run = at("04:00");
    expect(story.due("10:00", { last_run }).words).toEqual([]);
    const { events, words } = story.due("10:01", { last_run });
    expect(words).toEqual(["schedule.late enforce"]);
    expect(events[0]?.data).toMatchObject({ last: "2026-06-01T04:00:00Z", gap: 21_660, expected: 21_600 });
    expect(story.due("13:00", { last_run }).events[0]?.id).toBe(events[0]?.id);
    expect(story.due("13:00").words).toEqual([]);
  });
});

describe("a use of break-glass", () => {
  it("is overdue when nobody reviewed it within review_within, and not once somebody did", () => {
    const story = new Story();
    const key = story.had("dana", "10:00", "10:30", { ended: "10:30", break_glass: true, role: "oncall" });
    expect(story.due("10:00+1d").words).toEqual([]);
    const { events, words } = story.due("10:01+1d", { reviews: new Map([[key, 31]]) });
    expect(words).toEqual(["breakglass.overdue oncall.g1"]);
    expect(events[0]?.data).toEqual({
      role: "oncall",
      user: "dana",
      review_by: "2026-06-02T10:00:00Z",
      issue: 31,
    });
    story.happened("leasehold.breakglass.reviewed", key, "11:00+1d");
    expect(story.due("12:00+1d").words).toEqual([]);
  });
});
