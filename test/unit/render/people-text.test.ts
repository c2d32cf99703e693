import { describe, expect, test } from "vitest";
import type { GrantView } from "../../../src/domain/grant-view.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import { type Instant, instant } from "../../../src/domain/units.ts";
import { plain } from "../../../src/render/paint.ts";
import { doneText, requestedText, revokedText, waitedText } from "../../../src/render/people-text.ts";

const now = instant(1_795_262_400);
const pull = { number: 12, url: "https://github.example/acme/access/pull/12" };
const view: GrantView = {
  file: "grants/orders-db-read/x.yaml",
  role: "orders-db-read",
  user: "alice",
  seconds: 7200,
  access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
  approvals: { required: 2, given: [], eligible: ["bob", "sam"] },
};

describe("what people are told after a command", () => {
  test("a request says who must approve, where, and what comes then", () => {
    expect(requestedText({ view, pull }, plain)).toBe(
      [
        "asked  orders-db-read for alice, 2 h: needs 2 approvals of bob, sam",
        "       database/creds/orders-read (read)",
        "next   https://github.example/acme/access/pull/12",
        "then   leasehold use orders-db-read",
        "",
      ].join("\n"),
    );
  });

  test("a refused one says what would pass, quoted so that a shell runs nothing of it", () => {
    const reason = "it's stuck; $(rm -rf /) `x`";
    const suggestion = { role: "orders-db-read", user: "alice", duration: "8h", reason };
    expect(requestedText({ view, suggestion }, plain)).toContain(
      "would pass: leasehold request orders-db-read --user alice --for 8h --reason 'it'\\''s stuck; $(rm -rf /) `x`'\n",
    );
  });

  test("a revoke tells what has ended from what waits for the merge", () => {
    const grants = [
      { key: "r.a.000000000000", user: "alice", end: instant(now + 60) as Instant },
      { key: "r.b.000000000000", user: "bob", end: instant(now + 60) as Instant },
    ];
    const recalled = [{ key: "r.a.000000000000", user: "alice" }] as unknown as GrantRecord[];
    const text = revokedText({ recalled, unrecorded: 0, grants, pull }, now, plain);
    expect(text).toMatch(/^ended +r\.a/);
    expect(text).toMatch(/\nwaiting +r\.b.*12:01 UTC/);
    expect(revokedText({ recalled: [], unrecorded: 0, grants, pull }, now, plain)).toContain("Add --now");
  });

  test("done never says that access ended where it did not", () => {
    expect(doneText({ key: "r.a.000000000000", ended: true, pull }, plain)).toMatch(/^ended/);
    expect(doneText({ key: "r.a.000000000000", ended: false, pull }, plain)).toMatch(/^open/);
  });

  test("the end of waiting is one line with what to type", () => {
    expect(waitedText({ kind: "issued", key: "r.a.000000000000" }, plain)).toBe(
      "issued  leasehold use r.a.000000000000\n",
    );
    expect(
      waitedText({ kind: "refused", key: "r.a.000000000000", messages: ["no\u001b approval"] }, plain),
    ).not.toContain("\u001b");
  });
});
