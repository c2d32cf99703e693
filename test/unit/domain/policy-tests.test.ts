import { describe, expect, it } from "vitest";
import type { PolicyTest } from "../../../src/domain/model.ts";
import { runPolicyTests } from "../../../src/domain/policy-tests.ts";
import { type GrantWords, world } from "../../support/world.ts";

const place = () =>
  world()
    .team("payments", "alice", "bob")
    .team("dba", "bob", "ben")
    .team("sre", "dana")
    .role("r", { break_glass: { teams: ["sre"], max: "30m" } });

const answer = (words: GrantWords, rest: Partial<PolicyTest> = {}, here = place()) => {
  const test: PolicyTest = {
    file: "policies/tests/t.yaml",
    name: "a test",
    request: here.grant(words),
    author: words.user ?? "alice",
    live: [],
    approvals: [],
    expect: "allow",
    rules: [],
    at: () => ({ file: "policies/tests/t.yaml" }),
    ...rest,
  };
  const [result] = runPolicyTests([test], here.policies, here.now);
  return [result?.answer, ...(result?.reasons.map(({ rule }) => rule) ?? [])];
};

describe("a policy test", () => {
  it("counts approvals as a pull request would", () => {
    expect(answer({}, { approvals: ["BEN"] })).toEqual(["allow"]);
    expect(answer({})).toEqual(["deny", "approvals"]);
    expect(answer({}, { approvals: ["mallory"] })).toEqual(["deny", "approvals"]);
  });

  it("tells four-eyes only where the refused approval was needed", () => {
    expect(answer({ user: "bob" }, { approvals: ["bob"] })).toEqual(["deny", "four-eyes", "approvals"]);
    expect(answer({}, { author: "bob", approvals: ["bob"] })).toEqual(["deny", "four-eyes", "approvals"]);
    expect(answer({ user: "bob" }, { approvals: ["bob", "ben"] })).toEqual(["allow"]);
  });

  it("needs no approval for break-glass", () => {
    expect(answer({ user: "dana", break_glass: true, duration: "10m" })).toEqual(["allow"]);
  });

  it("still wants approvals where the role has no break-glass", () => {
    const here = place().role("r", {});
    expect(answer({ user: "alice", break_glass: true, duration: "10m" }, {}, here)).toEqual([
      "deny",
      "break-glass",
      "approvals",
    ]);
  });

  it("knows who somebody is today", () => {
    const here = place().person("ben-old", { now: "ben" });
    expect(answer({}, { approvals: ["ben-old"] }, here)).toEqual(["allow"]);
  });
});
