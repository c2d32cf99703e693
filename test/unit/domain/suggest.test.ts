import { describe, expect, it } from "vitest";
import { sampleOf } from "../../../src/domain/sample-text.ts";
import { suggest } from "../../../src/domain/suggest.ts";
import { type GrantWords, type World, world } from "../../support/world.ts";

const place = () => world().team("payments", "alice", "carol").role("orders-db-read", { max: "8h" });
const nearest = (place: World, words: GrantWords) =>
  suggest(place.request(words), { base: place.base, policies: place.policies, now: place.now });

describe("the nearest request that would pass", () => {
  it("is none where nothing is wrong", () => {
    expect(nearest(place(), {})).toBeUndefined();
  });

  it("is shorter", () => {
    expect(nearest(place(), { duration: "9h" })).toMatchObject({ duration: "8h" });
    expect(nearest(place(), { until: "21:00" })).toMatchObject({ until: "2026-11-21T20:00:00Z" });
  });

  it("begins when it may", () => {
    expect(nearest(place().role("orders-db-read", { ahead: "1h" }), { start: "15:00" })).toMatchObject({
      start: "2026-11-21T13:00:00Z",
    });
  });

  it("has a ticket like the ones wanted and room for a reason", () => {
    const strict = place().role("orders-db-read", { ticket: "^(INC|CHG)-\\d+$", reason: 60 });
    expect(nearest(strict, {})).toMatchObject({
      ticket: "INC-1",
      reason: "Refund 8812 is stuck (what is wrong, and what you will do)……",
    });
  });

  it("is for a role the person may have that gives the same", () => {
    const roles = place()
      .team("dba", "bob")
      .role("orders-db-admin", { access: ["database/creds/orders-db-read"], requesters: { teams: ["dba"] } });
    expect(nearest(roles, { role: "orders-db-admin" })).toMatchObject({ role: "orders-db-read" });
    expect(nearest(place(), { user: "mallory" })).toBeUndefined();
  });

  it("is for the role that was meant", () => {
    expect(nearest(place(), { role: "orders-db-reed" })).toMatchObject({ role: "orders-db-read" });
  });

  it("waits until a place is free", () => {
    const busy = place().role("orders-db-read", { total: 1 });
    busy.live({ user: "carol", duration: "2h" });
    expect(nearest(busy, {})).toMatchObject({ start: "2026-11-21T14:00:00Z", duration: "1h" });
  });

  it("extends what the person has already", () => {
    const busy = place().role("orders-db-read", { per_user: 1 });
    const mine = busy.live({ duration: "2h" });
    expect(nearest(busy, {})).toMatchObject({ extends: mine.key, duration: "1h" });
  });

  it("begins when the conflicting role ends", () => {
    const split = place().role("orders-db-admin", { conflicts: ["orders-db-read"] });
    split.live({ role: "orders-db-admin", duration: "3h" });
    expect(nearest(split, { role: "orders-db-read" })).toMatchObject({ start: "2026-11-21T15:00:00Z" });
  });

  it("satisfies a role's own rule: a ticket, or a duration that the rule names", () => {
    const ticketed = place().role("orders-db-read", {
      rules: ['request.duration <= duration("2h") || request.ticket != ""'],
    });
    expect(nearest(ticketed, { duration: "3h" })).toMatchObject({ duration: "3h", ticket: "TICKET-1" });
    const short = place().role("orders-db-read", { rules: ['request.duration < duration("2h")'] });
    expect(nearest(short, { duration: "3h" })).toMatchObject({ duration: "1h59m59s" });
  });

  it("is there whatever a role's own rule says, be it the words for a rule that ran out of time", () => {
    const message = "Last month's query took too long, so it denies";
    const rules = [{ name: "short", expr: 'request.duration <= duration("2h")', message }];
    expect(nearest(place().role("orders-db-read", { rules }), { duration: "3h" })).toMatchObject({
      duration: "2h",
    });
  });

  it("is without break-glass where there is none", () => {
    expect(nearest(place(), { break_glass: true })).toEqual(
      expect.not.objectContaining({ break_glass: expect.anything() }),
    );
  });

  it("mends several faults at once", () => {
    const strict = place().role("orders-db-read", { max: "2h", ahead: "1h", ticket: "INC-\\d{4}" });
    expect(nearest(strict, { start: "20:00", duration: "5h" })).toEqual({
      role: "orders-db-read",
      user: "alice",
      duration: "2h",
      reason: "Refund 8812 is stuck",
      ticket: "INC-1111",
      start: "2026-11-21T13:00:00Z",
    });
  });
});

describe("a sample of a ticket", () => {
  it.each([
    ["^(INC|CHG)-\\d+$", "INC-1"],
    ["[A-Z]{2,5}-[0-9]{1,6}", "AA-0"],
    ["JIRA-\\d{3}(-hot)?", "JIRA-111"],
    ["https://tickets\\.example\\.com/\\d+", "https://tickets.example.com/1"],
  ])("of %s is %s", (pattern, sample) => {
    expect(sampleOf(pattern)).toBe(sample);
  });

  it.each(["(?=a)b", "[^a]", "a{999}", "(", "\\1"])("of %s is not worth guessing", (pattern) => {
    expect(sampleOf(pattern)).toBeUndefined();
  });
});
