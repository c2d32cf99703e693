import { describe, expect, it } from "vitest";
import { ranOutOfTime } from "../../../src/domain/finding.ts";
import { matcher } from "../../../src/domain/pattern.ts";
import { world } from "../../support/world.ts";

const HANGS = "(a+)+\\1!|forbidden(?!x)";
const LONG = `${"a".repeat(200)} forbidden thing`;

describe("a pattern that takes too long", () => {
  it("says neither yes nor no", () => {
    expect(matcher(HANGS)?.("this is forbidden")).toBe(true);
    expect(matcher(HANGS)?.(LONG)).toBeUndefined();
  });

  it("of a ticket denies, and takes no longer for many requests than for a few", () => {
    const place = world().team("payments", "alice").role("r", { ticket: HANGS });
    const ticket = (index: number) => `${"a".repeat(60 + index)} thing`;
    const begun = performance.now();
    const findings = place.judge(
      ...Array.from({ length: 30 }, (_, index) => ({ id: `g${index}`, ticket: ticket(index) })),
    );
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(new Set(findings.map(({ rule, message }) => [rule, message].join()))).toEqual(
      new Set([`ticket,the ticket's pattern of r, ${HANGS}, took too long, so it denies`]),
    );
    expect(findings.every((one) => ranOutOfTime([one]))).toBe(true);
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
