import { describe, expect, it } from "vitest";
import { reportOf } from "../../../../src/domain/report/report.ts";
import { hashOf, readRoute } from "../../../../src/render/dashboard/client/route.ts";
import { filterOf, Search } from "../../../../src/render/dashboard/client/search.ts";
import { Site, stateAt } from "../../../../src/render/dashboard/client/site.ts";
import { ago, clock, countdown, exact, span } from "../../../../src/render/dashboard/client/time.ts";
import { siteData, storyData } from "../../../../src/render/dashboard/site-data.ts";
import { madeUpSources, NOON } from "../../../support/report-world.ts";

const report = reportOf(madeUpSources({ grants: 300, events: 1_500 }));
const site = new Site(siteData(report), () => storyData(report));

describe("the page's data", () => {
  it("is in its columns what the report says", () => {
    expect(site.grants).toHaveLength(report.grants.length);
    for (const grant of report.grants) {
      const row = site.grant(grant.key);
      expect(row).toMatchObject({
        role: grant.role,
        user: grant.user,
        reason: grant.reason,
        ticket: grant.ticket ?? "",
        begin: grant.begin,
        end: grant.end,
        state: grant.state,
        marks: grant.marks,
        approvers: grant.approvers,
        access: grant.access.map(({ path }) => path),
      });
      if (!row) continue;
      const { ended, refused } = site.detail(row);
      expect(ended?.at).toBe(grant.ended_at);
      expect(ended?.by).toBe(grant.ended_by);
      expect(refused).toBe(grant.refused_because[0]);
      const told = report.story
        .filter(({ subject }) => subject === grant.key)
        .map(({ type, at }) => [type, at]);
      expect(site.story(row).map(({ type, at }) => [type, at])).toEqual(told);
    }
  });

  it("knows that what was live is over by now", () => {
    const live = site.grants.find(({ state }) => state === "live");
    expect(live && stateAt(live, live.end - 1)).toBe("live");
    expect(live && stateAt(live, live.end)).toBe("ended");
  });
});

describe("a search", () => {
  const search = new Search(site.grants);
  const found = (query: string) => search.find(filterOf(readRoute(`#/grants?${query}`).params), NOON);

  it("finds grants that have every word somewhere, whatever its case", () => {
    expect(found("q=INC-4007")).toHaveLength(1);
    const hers = found("q=refund+ALICE");
    expect(hers.every(({ user, approvers }) => [user, ...approvers].includes("alice"))).toBe(true);
    expect(hers.every(({ reason }) => /refund/i.test(reason))).toBe(true);
    expect(hers.length).toBeGreaterThan(0);
    expect(found("q=no-such-thing")).toEqual([]);
    expect(found("")).toHaveLength(site.grants.length);
  });

  it("narrows by state, exception, role and person", () => {
    expect(found("state=refused").every(({ state }) => state === "refused")).toBe(true);
    expect(found("mark=break-glass").every(({ marks }) => marks.includes("break-glass"))).toBe(true);
    expect(
      found("role=billing-read&user=ALICE").every(
        ({ role, user }) => role === "billing-read" && user === "alice",
      ),
    ).toBe(true);
  });
});

describe("an address", () => {
  it("reads back as what it was made of, whatever is in it", () => {
    const evil = `a/b?c#d%"'><script>`;
    expect(readRoute(hashOf("person", evil))).toMatchObject({ view: "person", name: evil });
    expect(readRoute(hashOf("grants", "", { q: evil, state: "" })).params).toEqual(new Map([["q", evil]]));
    expect(readRoute("")).toMatchObject({ view: "", name: "" });
    expect(readRoute("#/role/%")).toMatchObject({ view: "role", name: "%" });
  });
});

describe("times on the page", () => {
  it("are what people say", () => {
    expect([span(0), span(75), span(4_800), span(86_400 + 300)]).toEqual([
      "0 s",
      "1 min 15 s",
      "1 h 20 min",
      "1 d",
    ]);
    expect([countdown(9), countdown(3_849), countdown(3 * 86_400)]).toEqual(["0:09", "1:04:09", "3 d"]);
    expect([ago(NOON, NOON), ago(NOON - 90, NOON), ago(NOON + 7_300, NOON)]).toEqual([
      "just now",
      "1 min ago",
      "in 2 h",
    ]);
    expect([clock(NOON, NOON), clock(NOON - 86_400, NOON), clock(NOON - 400 * 86_400, NOON)]).toEqual([
      "12:00",
      "20 Nov 12:00",
      "17 Oct 2025 12:00",
    ]);
    expect(exact(NOON)).toBe("21 Nov 2026, 12:00:00 UTC");
  });
});
