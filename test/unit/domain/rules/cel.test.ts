import { describe, expect, it } from "vitest";
import { ranOutOfTime } from "../../../../src/domain/finding.ts";
import { ruleFaults } from "../../../../src/domain/rules/cel.ts";
import { world } from "../../../support/world.ts";

const ruled = (...rules: string[]) =>
  world().team("payments", "alice", "carol").team("on-call", "alice").role("r", { rules });

const faults = (rule: string) => {
  const role = ruled(rule).policies.roles.get("r");
  return role === undefined ? [] : ruleFaults(role);
};

describe("a role's rules are checked before anybody is judged by them", () => {
  it("accepts what formats.md shows", () => {
    expect(faults('request.duration <= duration("2h") || request.ticket != ""')).toEqual([]);
    expect(faults("!live.exists(g, g.user == request.user && g.end > request.begin)")).toEqual([]);
    expect(faults('"on-call" in user.teams && role.name == "r" && now < request.end')).toEqual([]);
  });

  it("marks the place of an unknown field and names the nearest", () => {
    expect(faults('request.ticket != "" ||\nrequest.durration < duration("2h")')).toEqual([
      {
        rule: "rule:rule-1",
        severity: "error",
        file: "policies/roles/r.yaml",
        message: 'expr: no such key: durration\n  request.durration < duration("2h")\n          ^^^^^^^^^',
        hint: "Did you mean duration?",
      },
    ]);
  });

  it("refuses a duration compared with a number", () => {
    expect(faults("request.duration <= 7200")).toMatchObject([
      { rule: "rule:rule-1", hint: 'A duration compares with a duration: write duration("2h").' },
    ]);
  });

  it.each([
    ["an unknown variable", "requst.user == user.login"],
    ["an unknown field inside has()", "has(request.tickt)"],
    ["an unknown field of a live grant", 'live.exists(g, g.rolle == "x")'],
    ["a text where a bool should be", "request.ticket"],
    ["half a sentence", "request.ticket =="],
    ["types hidden by dyn()", "dyn(request).anything == 1"],
    ["days in a duration, which CEL does not know", 'request.duration < duration("2d")'],
    ["a timestamp that is none", 'now < timestamp("tomorrow")'],
    ["a login with capitals, which no login here has", 'request.user != "Mallory"'],
    ["a list of such logins", 'user.login in ["alice", "Bob"]'],
    ["a novel", `request.ticket != "${"x".repeat(5_000)}"`],
    ["a maze", `${"(".repeat(500)}true${")".repeat(500)}`],
    ["more terms than anybody reads", Array.from({ length: 600 }, () => "true").join(" && ")],
  ])("refuses %s", (_, rule) => {
    expect(faults(rule).map((finding) => finding.rule)).toContain("rule:rule-1");
  });
});

describe("a role's rules decide", () => {
  it("all must hold, each is told by its own message", () => {
    const place = ruled('request.ticket != ""', 'request.duration <= duration("2h")');
    expect(place.broken({ duration: "3h" })).toEqual(["rule:rule-1", "rule:rule-2"]);
    expect(place.judge({ duration: "3h", ticket: "T" })).toMatchObject([
      { message: 'Broken: request.duration <= duration("2h")', file: "grants/r/asked.yaml" },
    ]);
    expect(place.broken({ duration: "2h", ticket: "T" })).toEqual([]);
  });

  it("see logins in lower case, teams, and the length of any window", () => {
    expect(
      ruled('request.user == "alice" && request.author == "carol"').broken(
        ruled().request({ user: "ALICE" }, "Carol"),
      ),
    ).toEqual([]);
    expect(ruled('"on-call" in user.teams').broken({ user: "carol" })).toEqual(["rule:rule-1"]);
    expect(ruled('request.duration == duration("30m")').broken({ until: "12:30" })).toEqual([]);
  });

  it("see what is live now, not what is over or to come", () => {
    const place = ruled('live.size() == 1 && live[0].user == "carol"');
    place.live({ user: "carol", landed: "11:30" });
    place.live({ user: "carol", landed: "10:00" });
    place.live({ user: "carol", start: "14:00" });
    expect(place.broken({})).toEqual([]);
  });

  it("deny when they throw", () => {
    const [finding] = ruled('live[5].role == "x"').judge({});
    expect(finding).toMatchObject({ rule: "rule:rule-1", severity: "error" });
    expect(finding?.message).toMatch(/^rule rule-1 cannot be evaluated, so it denies/);
  });

  it("deny when they are broken", () => {
    expect(ruled("request.nope").broken({})).toEqual(["rule:rule-1"]);
  });

  it("match patterns in no time, whatever the text: look-around under a clock", () => {
    const begun = performance.now();
    const reason = `${"a".repeat(60)}!`;
    expect(ruled('request.reason.matches("^(a+)+$")').broken({ reason })).toEqual(["rule:rule-1"]);
    expect(ruled('!request.reason.matches("^(a+)+$")').broken({ reason })).toEqual([]);
    expect(ruled('request.reason.matches("(?=a)(a+)+$")').broken({ reason })).toEqual(["rule:rule-1"]);
    expect(ruled('user.teams.exists(t, t.matches("^on-"))').broken({})).toEqual([]);
    expect(ruled('request.reason.matches("(")').judge({})[0]?.message).toContain("so it denies");
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it("of many requests share their time: what is left over denies, and says so", () => {
    const place = ruled(
      "live.all(a, live.all(b, live.all(c, a.user != b.user || b.user != c.user || a.role == c.role)))",
    );
    for (let count = 0; count < 400; count += 1) place.live({ user: "carol", duration: "8h" });
    const begun = performance.now();
    const findings = place.judge(...Array.from({ length: 21 }, (_, index) => ({ id: `g${index}` })));
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(findings.map(({ rule }) => rule)).toEqual(Array.from({ length: 21 }, () => "rule:rule-1"));
    expect(findings[0]?.message).toBe("rule rule-1 of r is too slow: it took too long, so it denies");
    expect(findings.at(-1)?.message).toBe(
      "rule rule-1 of r was not looked at: slow rules before it took too long, so it denies",
    );
    expect(findings.every((one) => ranOutOfTime([one]))).toBe(true);
  });

  it("have time anew in the next judgement", () => {
    const slow = "live.all(a, live.all(b, live.all(c, a.user != b.user || a.role == c.role)))";
    const place = ruled(`request.reason != "slow" || ${slow}`);
    for (let count = 0; count < 400; count += 1) place.live({ user: "carol", duration: "8h" });
    expect(
      place.broken(...Array.from({ length: 9 }, (_, id) => ({ id: `g${id}`, reason: "slow" }))),
    ).toHaveLength(9);
    expect(place.broken({})).toEqual([]);
  });

  it("are refused where they repeat too often, and deny where there is too much to repeat over", () => {
    const many = `[${Array.from({ length: 100 }, (_, n) => n).join(",")}]`;
    const bomb = `${many}.all(a, ${many}.all(b, ${many}.all(c, a + b + c >= 0)))`;
    expect(faults(bomb)).toMatchObject([{ message: "expr: repeats too often to be judged in time" }]);
    expect(faults(`${many}.all(a, a >= 0)`)).toEqual([]);
    const place = ruled(
      "live.all(a, live.all(b, live.all(c, a.user != b.user || b.user != c.user || a.role == c.role)))",
    );
    for (let count = 0; count < 400; count += 1) place.live({ user: "carol", duration: "8h" });
    const begun = performance.now();
    expect(place.broken({})).toEqual(["rule:rule-1"]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
