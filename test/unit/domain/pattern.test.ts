import { describe, expect, it } from "vitest";
import { matcher } from "../../../src/domain/pattern.ts";
import { world } from "../../support/world.ts";

const HANGS = "(a+)+\\1!|forbidden(?!x)";
const LONG = `${"a".repeat(200)} forbidden thing`;

describe("a pattern that takes too long", () => {
  it("says neither yes nor no", () => {
    expect(matcher(HANGS)?.("this is forbidden")).toBe(true);
    expect(matcher(HANGS)?.(LONG)).toBeUndefined();
  });

  it("denies, also in a rule that asks for no match", () => {
    const rule = `!request.reason.matches(${JSON.stringify(HANGS)})`;
    const place = () =>
      world()
        .team("payments", "alice")
        .role("r", { requesters: { teams: ["payments"] }, rules: [rule] });
    expect(place().broken({ role: "r", user: "alice", reason: "this is a forbidden thing to ask" })).toEqual([
      "rule:rule-1",
    ]);
    expect(place().broken({ role: "r", user: "alice", reason: LONG })).toEqual(["rule:rule-1"]);
    expect(
      place().broken({ role: "r", user: "alice", reason: "Refund 8812 is stuck; need its rows" }),
    ).toEqual([]);
  });
});
