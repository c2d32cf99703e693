import { describe, expect, it } from "vitest";
import { world } from "../../../support/world.ts";

const place = () =>
  world().team("payments", "alice", "carol").team("dba", "bob").role("orders-db-read", { max: "8h" });

describe("a grant is refused by the rule's own name", () => {
  it("has nothing against a plain request", () => {
    expect(place().broken({ duration: "8h" })).toEqual([]);
  });

  it("role-unknown names the nearest role, and is the only finding", () => {
    const [finding, ...others] = place().judge({ role: "orders-db-reed", user: "mallory" });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "role-unknown",
      file: "grants/orders-db-reed/asked.yaml",
      hint: "Did you mean orders-db-read?",
    });
  });

  it("requester-eligible says who may", () => {
    const [finding] = place().judge({ user: "mallory" });
    expect(finding?.message).toBe("user: mallory may not ask for orders-db-read; members of payments may");
  });

  it("requester-eligible looks at the moment the grant begins", () => {
    const shift = world().team("payments", { login: "dana", from: "13:00", until: "15:00" }).role("r");
    expect(shift.broken({ user: "dana" })).toEqual(["requester-eligible"]);
    expect(shift.broken({ user: "dana", start: "13:00:00".slice(0, 5) })).toEqual([]);
    expect(shift.broken({ user: "dana", start: "15:00" })).toEqual(["requester-eligible"]);
  });

  it("requester-eligible wants the login a person has now", () => {
    const renamed = place().person("ally", { now: "alice" });
    expect(renamed.judge({ user: "ally" })[0]).toMatchObject({
      rule: "requester-eligible",
      hint: "Write user: alice.",
    });
  });

  it("duration-max holds for end - begin, however the end is written", () => {
    expect(place().judge({ duration: "9h" })[0]).toMatchObject({
      rule: "duration-max",
      message: "duration: 9h is over the 8h that orders-db-read allows",
      hint: "Write 8h or less.",
    });
    expect(place().broken({ until: "20:00" })).toEqual([]);
    expect(place().broken({ until: "20:01" })).toEqual(["duration-max"]);
    expect(place().broken({ until: "20:01", start: "13:00" })).toEqual([]);
  });

  it("window-past: nothing is left, or there never was anything", () => {
    expect(place().broken({ until: "12:00" })).toEqual(["window-past"]);
    expect(place().broken({ until: "13:00", start: "13:00" })).toEqual(["window-past"]);
    expect(place().broken({ until: "12:01" })).toEqual([]);
  });

  it("a start that passed while the pull request waited is no fault", () => {
    expect(place().broken({ start: "11:00" })).toEqual([]);
  });

  it("window-ahead: at most so far off", () => {
    const soon = place().role("orders-db-read", { ahead: "1h" });
    expect(soon.broken({ start: "13:00" })).toEqual([]);
    expect(soon.broken({ start: "2026-11-21T13:00:01Z" })).toEqual(["window-ahead"]);
  });

  it("reason counts code points, without the blanks around", () => {
    const wordy = place().role("orders-db-read", { reason: 3 });
    expect(wordy.broken({ reason: " 😀😀 " })).toEqual(["reason"]);
    expect(wordy.broken({ reason: "😀😀😀" })).toEqual([]);
  });

  it("ticket matches as a whole", () => {
    const ticketed = place().role("orders-db-read", { ticket: "INC-\\d+|CHG-\\d+" });
    expect(ticketed.broken({})).toEqual(["ticket"]);
    expect(ticketed.broken({ ticket: "see INC-1" })).toEqual(["ticket"]);
    expect(ticketed.broken({ ticket: "INC-1 and more" })).toEqual(["ticket"]);
    expect(ticketed.broken({ ticket: "CHG-12" })).toEqual([]);
  });

  it("a ticket pattern that would take for ever answers at once", () => {
    const bomb = place().role("orders-db-read", { ticket: "(a+)+" });
    const begun = performance.now();
    expect(bomb.broken({ ticket: `${"a".repeat(60)}!` })).toEqual(["ticket"]);
    const hidden = place().role("orders-db-read", { ticket: "(?=a)(a+)+" });
    expect(hidden.broken({ ticket: `${"a".repeat(60)}!` })).toEqual(["ticket"]);
    expect(performance.now() - begun).toBeLessThan(900);
  });
});

describe("break-glass", () => {
  const glass = () =>
    place()
      .team("sre", "dana")
      .role("orders-db-read", { max: "8h", break_glass: { teams: ["sre"], max: "30m" } });

  it("changes who may ask and for how long", () => {
    expect(glass().broken({ user: "dana", break_glass: true, duration: "30m" })).toEqual([]);
    expect(glass().broken({ user: "dana", break_glass: true, duration: "31m" })).toEqual(["break-glass"]);
    expect(glass().broken({ user: "alice", break_glass: true, duration: "30m" })).toEqual(["break-glass"]);
    expect(glass().broken({ user: "dana", duration: "30m" })).toEqual(["requester-eligible"]);
  });

  it("is only where the role has it", () => {
    expect(place().broken({ break_glass: true, duration: "5m" })).toEqual(["break-glass"]);
  });

  it("wants an id that begins with bg-, which no other grant may have", () => {
    expect(glass().broken({ user: "dana", break_glass: true, duration: "5m", id: "night" })).toEqual([
      "break-glass",
    ]);
    expect(glass().broken({ id: "bg-night" })).toEqual(["break-glass"]);
  });

  it("changes nothing else: limits and reasons hold", () => {
    const strict = glass().role("orders-db-read", { reason: 50, break_glass: { teams: ["sre"] } });
    expect(strict.broken({ user: "dana", break_glass: true, duration: "5m" })).toEqual(["reason"]);
  });
});

describe("limits count overlapping windows", () => {
  const limited = (per_user: number, total: number) =>
    place().role("orders-db-read", { per_user, total }).role("other", {});

  it("those of main first, then the added ones in path order", () => {
    const busy = limited(1, 5);
    busy.live({ user: "alice", duration: "1h" });
    expect(
      busy.judge({ user: "ALICE", id: "b" }, { user: "carol", id: "c" }, { user: "carol", id: "a" }),
    ).toMatchObject([
      { rule: "limit-per-user", file: "grants/orders-db-read/b.yaml" },
      { rule: "limit-per-user", file: "grants/orders-db-read/c.yaml" },
    ]);
  });

  it("what ends when the other begins does not overlap", () => {
    const busy = limited(1, 1);
    busy.live({ user: "alice", duration: "1h" });
    expect(busy.broken({ user: "alice", start: "13:00" })).toEqual([]);
    expect(busy.broken({ user: "alice", start: "2026-11-21T12:59:59Z" })).toEqual([
      "limit-per-user",
      "limit-total",
    ]);
  });

  it("is about how many there are at once, not how many there are", () => {
    const busy = limited(5, 2);
    busy.live({ user: "carol", duration: "1h" });
    busy.live({ user: "carol", start: "13:00", duration: "1h" });
    expect(busy.broken({ user: "alice", duration: "2h" })).toEqual([]);
    busy.live({ user: "carol", start: "13:30", duration: "1h" });
    expect(busy.broken({ user: "alice", duration: "2h" })).toEqual(["limit-total"]);
  });

  it("does not count the grant that is extended, even for others", () => {
    const busy = limited(1, 2);
    const first = busy.live({ user: "alice", duration: "2h" });
    expect(busy.broken({ user: "alice", extends: first, duration: "1h" })).toEqual([]);
    busy.live({ user: "alice", extends: first, duration: "1h" });
    expect(busy.broken({ user: "carol", duration: "3h" })).toEqual([]);
    busy.live({ user: "dora", duration: "3h" });
    expect(busy.broken({ user: "carol", duration: "3h" })).toEqual(["limit-total"]);
  });

  it("a stranger's extends hides nobody's grant", () => {
    const busy = limited(5, 2);
    const first = busy.live({ user: "alice", duration: "2h" });
    busy.live({ user: "carol", extends: first, duration: "1h" });
    expect(busy.broken({ user: "alice", id: "x", duration: "1h" })).toEqual(["limit-total"]);
  });

  it("counts a renamed person as one", () => {
    const busy = limited(1, 5).person("ally", { now: "alice" });
    busy.live({ user: "ally", duration: "1h" });
    expect(busy.broken({ user: "alice" })).toEqual(["limit-per-user"]);
  });
});

describe("conflicts hold both ways", () => {
  const split = () =>
    place()
      .role("reader", { conflicts: ["admin"] })
      .role("admin", {});

  it("against what the person has on main", () => {
    const busy = split();
    busy.live({ role: "admin", user: "alice" });
    expect(busy.broken({ role: "reader", user: "alice" })).toEqual(["conflict"]);
    expect(busy.broken({ role: "reader", user: "carol" })).toEqual([]);
    const other = split();
    other.live({ role: "reader", user: "alice" });
    expect(other.broken({ role: "admin", user: "alice" })).toEqual(["conflict"]);
  });

  it("each added party gets the finding", () => {
    expect(split().judge({ role: "reader" }, { role: "admin" })).toMatchObject([
      { rule: "conflict", file: "grants/admin/asked.yaml" },
      { rule: "conflict", file: "grants/reader/asked.yaml" },
    ]);
  });

  it("not where the windows only touch", () => {
    const busy = split();
    busy.live({ role: "admin", user: "alice", duration: "1h" });
    expect(busy.broken({ role: "reader", user: "alice", start: "13:00" })).toEqual([]);
  });
});

describe("extends", () => {
  const long = () =>
    place().role("orders-db-read", { max: "8h", max_total: "10h", per_user: 1 }).role("other", {});

  it("prolongs a live grant of the same role and person", () => {
    const busy = long();
    const first = busy.live({ landed: "10:00", duration: "4h" });
    expect(busy.broken({ extends: first, duration: "2h" })).toEqual([]);
  });

  it("not with start or until", () => {
    const busy = long();
    const first = busy.live({ landed: "10:00", duration: "4h" });
    expect(busy.broken({ extends: first, duration: "2h", start: "13:00" })).toContain("extends");
    expect(busy.broken({ extends: first, until: "15:00" })).toContain("extends");
  });

  it("not one that is over, another role's, or another person's", () => {
    const busy = long();
    const over = busy.live({ landed: "09:00", duration: "3h" });
    expect(busy.broken({ extends: over, duration: "1h" })).toContain("extends");
    const other = busy.live({ role: "other" });
    expect(busy.broken({ extends: other, duration: "1h" })).toEqual(["extends"]);
    const carols = busy.live({ user: "carol" });
    expect(busy.broken({ extends: carols, duration: "1h" })).toEqual(["extends"]);
  });

  it("not one that nobody can find", () => {
    const busy = long();
    const first = busy.live({});
    expect(busy.broken({ ...busy.request({ extends: first }), chain: [] })).toEqual(["extends"]);
  });

  it("keeps the chain within max_total, from its first begin", () => {
    const busy = long();
    const first = busy.live({ landed: "06:00", duration: "8h" });
    expect(busy.broken({ extends: first, duration: "2h" })).toEqual([]);
    expect(busy.judge({ extends: first, duration: "3h" })).toMatchObject([
      { rule: "extends", hint: "Write 2h or less." },
    ]);
    const second = busy.live({ landed: "11:00", extends: first, duration: "1h" });
    expect(busy.broken({ extends: second, duration: "1h" })).toEqual([]);
    expect(busy.broken({ extends: second, duration: "61m" })).toEqual(["extends"]);
  });

  it("is held to duration-max from its own begin", () => {
    const busy = place();
    const first = busy.live({ landed: "12:00", duration: "8h" });
    expect(busy.judge({ extends: first, duration: "1h" })).toMatchObject([
      { rule: "duration-max", hint: "Ask nearer to the end of the grant it extends." },
    ]);
  });
});
