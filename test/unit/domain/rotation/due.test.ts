import { describe, expect, test } from "vitest";
import type { Rotation } from "../../../../src/domain/model.ts";
import { ageFrom, oldest } from "../../../../src/domain/rotation/ages.ts";
import { factsOf, lateness, missedFinding, rotationsDue } from "../../../../src/domain/rotation/due.ts";
import { instant, plus, seconds } from "../../../../src/domain/units.ts";
import { plainRotation } from "../../../support/plain-policies.ts";

const transitKey = (name: string, change: Partial<Rotation> = {}) =>
  plainRotation(name, { kind: "transit-key", ...change });
const now = instant(1_800_000_000);
const ago = (moment: number) => instant(now - moment);
const hourly = { every: seconds(3600), grace: seconds(600) };
const names = (due: ReturnType<typeof rotationsDue>) => due.map((one) => `${one.rotation.name} ${one.why}`);

describe("what is due", () => {
  test("owed ones come first, then those of age, by name", () => {
    const rotations = [
      transitKey("a-aged", hourly),
      transitKey("b-young", hourly),
      transitKey("c-owed"),
      transitKey("d-unknown", hourly),
      transitKey("e-by-hand"),
    ];
    const facts = new Map([
      ["a-aged", { last: ago(3600) }],
      ["b-young", { last: ago(3599) }],
      ["c-owed", { last: ago(1), owed_since: ago(60) }],
    ]);
    expect(names(rotationsDue(rotations, facts, now))).toEqual([
      "c-owed owed",
      "a-aged due",
      "d-unknown due",
    ]);
  });

  test("what Vault rotates itself is due only when a grant owes it", () => {
    const app = plainRotation("app", hourly);
    expect(rotationsDue([app], new Map([["app", { last: ago(99_999) }]]), now)).toEqual([]);
    expect(names(rotationsDue([app], new Map([["app", { owed_since: ago(1) }]]), now))).toEqual(["app owed"]);
  });

  test("Vault's word on the age counts before our memory", () => {
    const state = { last_done: ago(10), owed_by: [] };
    expect(factsOf(state, ago(5000))).toEqual({ last: ago(5000) });
    expect(factsOf(state, undefined)).toEqual({ last: ago(10) });
    expect(factsOf(undefined, undefined)).toEqual({});
  });
});

describe("what is missed", () => {
  const app = plainRotation("app", hourly);

  test("is older than every and grace together, not a second earlier", () => {
    expect(lateness(app, { last: ago(4200) }, now)).toBeUndefined();
    expect(lateness(app, { last: ago(4201) }, now)).toEqual({ by: 1, because: "age", since: ago(4201) });
  });

  test("is what a grant's end owes beyond the grace", () => {
    const byHand = transitKey("k");
    expect(lateness(byHand, { owed_since: ago(300) }, now)).toBeUndefined();
    expect(lateness(byHand, { owed_since: ago(301) }, now)?.because).toBe("owed");
  });

  test("is what never was, where it should be", () => {
    expect(lateness(transitKey("k", hourly), {}, now)?.because).toBe("never");
    expect(lateness(transitKey("k"), {}, now)).toBeUndefined();
  });

  test("says how late and what to do, and only warns when it is done now", () => {
    const late = lateness(app, { last: plus(now, seconds(-7800)) }, now);
    expect(late && missedFinding(app, late, false)).toMatchObject({
      rule: "rotation-missed",
      severity: "error",
      message: "app was due every 1h and is 1h later than the grace of 10m allows",
    });
    expect(late && missedFinding(app, late, true)).toMatchObject({ severity: "warning" });
  });
});

describe("ages as Vault tells them", () => {
  test("a static role's is cut to the second, downwards", () => {
    const data = { last_vault_rotation: "2026-11-21T10:00:00.999999999Z" };
    expect(ageFrom("database-static-role", data)).toBe(Date.parse("2026-11-21T10:00:00Z") / 1000);
    expect(ageFrom("database-static-role", { last_vault_rotation: "0001-01-01T00:00:00Z" })).toBeUndefined();
    expect(ageFrom("database-static-role", {})).toBeUndefined();
  });

  test("a transit key's is its newest version's, symmetric or not", () => {
    expect(ageFrom("transit-key", { keys: { 1: 100, 2: 200 } })).toBe(200);
    const pairs = {
      1: { creation_time: "1970-01-01T00:01:40.5Z" },
      2: { creation_time: "1970-01-01T00:05:00Z" },
    };
    expect(ageFrom("transit-key", { keys: pairs })).toBe(300);
  });

  test("an AppRole's is that of the oldest secret-id, unknown where one is", () => {
    expect(oldest([instant(5), instant(3)])).toBe(3);
    expect(oldest([instant(5), undefined])).toBeUndefined();
    expect(oldest([])).toBeUndefined();
  });
});
