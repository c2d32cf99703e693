import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generatedPage } from "../../../../scripts/generated-page.ts";
import { reportOf } from "../../../../src/domain/report/report.ts";
import { instant } from "../../../../src/domain/units.ts";
import { rotationsCsv } from "../../../../src/render/dashboard/rotations-csv.ts";
import { dashboardSite } from "../../../../src/render/dashboard/site.ts";
import { issued, madeUpSources, NOON } from "../../../support/report-world.ts";

const EVIL = "</script><!--<script>alert(1)</script>\u202e";

function siteOf(reason: string): ReadonlyMap<string, string> {
  const sources = madeUpSources({ grants: 0, events: 0 });
  const asked = {
    role: "orders-db-read",
    user: "alice",
    id: "x",
    begin: instant(NOON - 60),
    length: 3_600,
    reason,
  };
  return dashboardSite(reportOf({ ...sources, events: [...sources.events, issued(asked)] }));
}

describe("the dashboard's page", () => {
  it("has the style and script that its sources give", async () => {
    const { path, content } = await generatedPage();
    expect(readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8"), "run npm run page").toBe(
      content,
    );
  });

  it("allows its own style and script by their hashes, and nothing else", () => {
    const page = siteOf("Refund").get("index.html") ?? "";
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(page.slice(0, page.indexOf("<style>"))).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it("cannot be left by a text, nor turned around by one", () => {
    const page = siteOf(EVIL).get("index.html") ?? "";
    expect(page.match(/<\/script/g)).toHaveLength(3);
    expect(page).not.toContain("<!--");
    expect(page).not.toContain("\u202e");
  });

  it("has its data beside it, as they are", () => {
    const json = JSON.parse(siteOf(EVIL).get("report.json") ?? "");
    expect(json).toMatchObject({ at: "2026-11-21T12:00:00Z", repository: "acme/access", vault_read: false });
    expect(json.grants).toContainEqual(
      expect.objectContaining({
        user: "alice",
        state: "live",
        reason: EVIL,
        end: "2026-11-21T12:59:00Z",
        marks: [],
      }),
    );
  });
});

describe("the history of rotations", () => {
  it("is CSV that a spreadsheet reads and takes nothing in it for a formula", () => {
    const one = (at: number, message: string) => ({
      at: instant(NOON - at),
      what: "failed" as const,
      why: "due",
      message,
      owed_by: ["a", "b"],
    });
    const health = { name: "orders-app", description: "", kind: "transit-key", state: "fresh" } as const;
    const csv = rotationsCsv([{ ...health, history: [one(0, '=1+1,"x"'), one(60, "denied")] }]);
    expect(csv.split("\r\n")).toEqual([
      "time,rotation,kind,what,why,owed_by,message",
      "2026-11-21T11:59:00Z,orders-app,transit-key,failed,due,a b,denied",
      `2026-11-21T12:00:00Z,orders-app,transit-key,failed,due,a b,"'=1+1,""x"""`,
      "",
    ]);
  });
});
