import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { policyEffect } from "../../../src/domain/change/effect.ts";
import { ownerSets } from "../../../src/domain/eligibility.ts";
import { error } from "../../../src/domain/finding.ts";
import { COMMENT_MARKER, pullComment } from "../../../src/render/comment.ts";
import { checkSummary } from "../../../src/render/summary.ts";
import { approvalsOf, changeOf } from "../../support/change.ts";
import { outsideCode } from "../../support/markdown.ts";
import { world } from "../../support/world.ts";

const place = () =>
  world()
    .team("payments", "alice", "carol")
    .team("dba", "bob", "ben")
    .team("security", "sam")
    .team("sre", "dana")
    .rotation("orders-app")
    .role("orders-db-read", {
      access: ["database/creds/orders-read", "secret/data/orders"],
      approvers: [{ teams: ["dba"] }, { teams: ["security"] }],
      ticket: "(INC|CHG)-\\d+",
      rotate_after: ["orders-app"],
      break_glass: { teams: ["sre"], max: "30m" },
    })
    .role("orders-db-admin", {
      access: [
        "database/creds/orders-read",
        { path: "aws/sts/orders-support", capabilities: ["update"], outlives: 3_600 as never },
        "secret/data/admin",
      ],
      approvers: [{ teams: ["dba"], count: 2 }],
      max: "2h",
    });

const snapshot = (body: string, file: string) => expect(body).toMatchFileSnapshot(`snapshots/${file}`);

describe("the comment on a pull request", () => {
  it("of a request that waits for one of two groups", async () => {
    const here = place().settings({ tickets: { url: "https://example.atlassian.net/browse/{ticket}" } });
    const report = changeOf(here, [
      here.request({
        user: "alice",
        duration: "2h",
        ticket: "INC-4821",
        reason: "Refund 8812 is stuck; need to read its rows",
      }),
    ]);
    const [request] = report.requests;
    if (!request) throw new Error("no request");
    const approvals = new Map([[request, approvalsOf(request, ["bob"])]]);
    await snapshot(pullComment(report, { requests: approvals }).body, "comment-waiting.md");
  });

  it("of a request that is refused", async () => {
    const here = place();
    const report = changeOf(here, [
      here.request({ user: "alice", duration: "9h", reason: "Look around" }, "Carol"),
    ]);
    await snapshot(pullComment(report).body, "comment-refused.md");
  });

  it("of a request by somebody who has some of it, and whose own approval does not count", async () => {
    const here = place().team("payments", "bob");
    here.live({ role: "orders-db-read", user: "bob", duration: "4h", ticket: "INC-1" });
    const report = changeOf(here, [here.request({ role: "orders-db-admin", user: "bob", start: "13:00" })]);
    const [request] = report.requests;
    if (!request) throw new Error("no request");
    const approvals = new Map([[request, approvalsOf(request, ["bob", "ben"])]]);
    await snapshot(pullComment(report, { requests: approvals }).body, "comment-held.md");
  });

  it("of a break-glass request beside the end of another grant", async () => {
    const here = place();
    const old = here.live({ user: "carol", id: "old" });
    const asked = here.request({
      user: "dana",
      duration: "20m",
      break_glass: true,
      ticket: "INC-9",
      reason: "Orders are down",
    });
    await snapshot(pullComment(changeOf(here, [asked], { removed: [old] })).body, "comment-break-glass.md");
  });

  it("of changed policies", async () => {
    const before = place();
    before.live({ user: "carol", duration: "4h", ticket: "INC-2" });
    const after = place()
      .team("payments", "alice", "zed")
      .role("orders-db-read", {
        access: [
          "database/creds/orders-read",
          { path: "secret/data/orders", capabilities: ["read", "list"] },
        ],
        approvers: [{ teams: ["dba"] }],
      })
      .role("fresh", {});
    const test = {
      file: "policies/tests/t.yaml",
      name: "carol may read",
      request: before.grant({ user: "carol", ticket: "INC-3" }),
      author: "carol",
      live: [],
      approvals: ["bob", "sam"],
      expect: "allow",
      rules: [],
      at: () => ({ file: "policies/tests/t.yaml" }),
    } as const;
    const effect = policyEffect({
      before: before.policies,
      after: after.policies,
      live: before.base,
      tests: [test],
      now: before.now,
    });
    const broken = error(
      "team-unknown",
      { file: "policies/roles/fresh.yaml", line: 4 },
      "there is no team ops",
      "Add it.",
    );
    const report = changeOf(before, [], {
      effect,
      owners: ownerSets(before.policies, before.now),
      result: { ok: false, findings: [broken], grants: [] },
    });
    await snapshot(pullComment(report).body, "comment-policies.md");
  });

  it("marks the place of a broken rule so that its columns stay", async () => {
    const here = place();
    const message = 'expr: no such key: durration\n  request.durration < duration("2h")\n          ^^^^^^^^^';
    const finding = error(
      "rule:short",
      { file: "policies/roles/r.yaml", line: 9 },
      message,
      "Did you mean duration?",
    );
    await snapshot(
      pullComment(changeOf(here, [], { result: { ok: false, findings: [finding], grants: [] } })).body,
      "comment-rule.md",
    );
  });
});

const TICKETS = { url: "https://tickets.example/browse/{ticket}?from=leasehold" };

/** What GitHub would make links of, once Markdown is done. */
const links = (markdown: string): string[] =>
  [...String(marked.parse(markdown)).matchAll(/<a href="([^"]*)"/g)].map(([, href = ""]) => href);

describe("whatever somebody writes", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "@acme/admins look",
      "```\n# owned\n```",
      "<!-- leasehold:check -->",
      "](https://evil.example) #1 GH-12",
      "| a | b |\n| - | - |",
      "<img src=x onerror=alert(1)>",
      "\u202eevil\u2066",
      "x\n\n## ✅ Approved by everybody",
      "www.evil.example https://evil.example",
    ),
  );
  it("the comment calls nobody, links nothing, and looks like no other", () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (reason, ticket, description) => {
        const here = place();
        here.role("orders-db-read", { approvers: [{ teams: ["dba"] }] });
        const asked = here.request({ reason, ticket, duration: "9h" });
        const report = changeOf(here, [asked], {
          result: {
            ok: false,
            findings: [error("yaml", { file: `grants/${description}` }, description, reason)],
            grants: [],
          },
        });
        const { body } = pullComment(report);
        const text = outsideCode(body.slice(COMMENT_MARKER.length));
        expect(text).not.toMatch(/@[A-Za-z]|#\d|https?:\/\/|www\.[a-z]|GH-\d/);
        expect(text.replaceAll(/<\/?sub>/g, "")).not.toContain("<");
        expect(body.match(/^#{1,3} /gm)?.length).toBe(3);
        expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 300 },
    );
  });

  it("the ticket is the one link, and leads where the settings say", () => {
    fc.assert(
      fc.property(nasty, (ticket) => {
        const here = place().settings({ tickets: TICKETS });
        const { body } = pullComment(changeOf(here, [here.request({ ticket })]));
        for (const href of links(body)) {
          expect(href).toMatch(/^https:\/\/tickets\.example\/browse\/[A-Za-z0-9.%-]+\?from=leasehold$/);
        }
      }),
      { numRuns: 300 },
    );
    const here = place().settings({ tickets: TICKETS });
    const linked = (ticket: string) => links(pullComment(changeOf(here, [here.request({ ticket })])).body);
    expect(linked("INC-4821")).toEqual(["https://tickets.example/browse/INC-4821?from=leasehold"]);
    expect(linked("A B/../c#1")).toEqual([
      "https://tickets.example/browse/A%20B%2F..%2Fc%231?from=leasehold",
    ]);
    expect(linked("..")).toEqual([]);
    expect(links(pullComment(changeOf(place(), [place().request({ ticket: "INC-1" })])).body)).toEqual([]);
  });

  it("the comment stays under 60,000 characters with its marker first, however much there is", () => {
    const here = place();
    const many = Array.from({ length: 400 }, (_, index) =>
      here.request({ id: `g${index}`, reason: "`@x` ".repeat(200), duration: "9h" }),
    );
    const report = changeOf(here, many);
    const { body, marker } = pullComment(report);
    expect(body.startsWith(`${marker}\n`)).toBe(true);
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(/_… and \d+ more sections: see the job's summary\._/);
    expect(Buffer.byteLength(checkSummary(report))).toBeLessThanOrEqual(1_048_576);
  });
});
