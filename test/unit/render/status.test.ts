import { describe, expect, test } from "vitest";
import type { GrantKey } from "../../../src/domain/key.ts";
import type { Standing } from "../../../src/domain/standing.ts";
import { type Instant, parseInstant } from "../../../src/domain/units.ts";
import { statusText } from "../../../src/render/status.ts";
import { columnsOf } from "../../../src/render/terminal-text.ts";

const at = (text: string): Instant => parseInstant(text) as Instant;
const now = at("2026-11-21T16:40:00Z");

const row = (change: Partial<Standing> = {}): Standing => ({
  key: "orders-db-read.refund-8812.3f2a9c1b7d20" as GrantKey,
  role: "orders-db-read",
  user: "alice",
  reason: "Refund 8812 is stuck; need to read its rows",
  ticket: "INC-4821",
  begin: at("2026-11-21T16:00:00Z"),
  end: at("2026-11-21T18:00:00Z"),
  state: "live",
  approvers: ["bob"],
  break_glass: false,
  access: [],
  ...change,
});

describe("status for people", () => {
  test("says who, which role, until when, how long that is, and why", () => {
    const text = statusText([row()], { at: now, now });
    expect(text).toBe(
      [
        "1 live",
        "",
        "WHO    ROLE            STATE  WHEN (UTC)                WHY                                                    KEY",
        "alice  orders-db-read  live   until 18:00, in 1 h 20 m  INC-4821: Refund 8812 is stuck; need to read its rows  orders-db-read.refund-8812.3f2a9c1b7d20",
        "",
      ].join("\n"),
    );
  });

  test.each([40, 72, 80, 100, 130, 200])("fits into %d columns", (columns) => {
    const rows = [
      row(),
      row({
        user: "bob",
        state: "pending",
        begin: at("2026-11-22T09:00:00Z"),
        end: at("2026-11-22T11:00:00Z"),
      }),
      row({
        state: "ended",
        ended_at: at("2026-11-21T16:37:00Z"),
        ended_by: "file-removed",
        reason: "短い理由です".repeat(12),
      }),
    ];
    for (const line of statusText(rows, { at: now, now }, { columns, colour: false }).split("\n")) {
      // The key stays whole where it has a line of its own: it is there to be copied.
      if (!line.startsWith("  orders-db-read.")) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    }
  });

  test("is a table in the 80 columns that most terminals have", () => {
    const text = statusText([row()], { at: now, now }, { columns: 80, colour: false });
    expect(text).toContain("WHO    ROLE            STATE  WHEN (UTC)");
    // The key below, whole: it is there to be copied.
    expect(text).toContain("\n  orders-db-read.refund-8812.3f2a9c1b7d20\n");
  });

  test("a reason cannot colour the terminal or break out of its row", () => {
    const reason = "ok\u001b[31m\u001b]0;owned\u0007\nroot  admin  live\u202e";
    const text = statusText([row({ reason })], { at: now, now }, { columns: 400, colour: false });
    expect(text.split("\n")).toHaveLength(5);
    expect([...text].filter((letter) => letter < " " && letter !== "\n")).toEqual([]);
    expect(text).toContain("\\u{1b}[31m");
    expect(text).toContain("\\u{202e}");
  });

  test("colours only where the terminal takes it", () => {
    expect(statusText([row()], { at: now, now }, { columns: 100, colour: true })).toContain("\u001b[32mlive");
    expect(statusText([row()], { at: now, now }, { columns: 100, colour: false })).not.toContain("\u001b");
  });

  test("what is not issued yet, refused and over is said as such", () => {
    const when = (change: Partial<Standing>) => statusText([row(change)], { at: now, now });
    expect(when({ state: "pending" })).toContain("not issued yet, until 18:00");
    expect(
      when({ state: "pending", begin: at("2026-11-22T09:00:00Z"), end: at("2026-11-22T11:00:00Z") }),
    ).toContain("from 22 Nov 09:00 for 2 h");
    expect(when({ state: "refused" })).toContain("never issued");
    expect(when({ ending: { by: "file-removed" } })).toMatch(
      /^1 ending\n[\s\S]*ending {2}file removed; until 18:00/,
    );
    expect(when({ ending: { by: "given-back", at: at("2026-11-21T16:37:00Z") } })).toMatch(
      /^1 ended\n[\s\S]*ended {2}16:37 \(given back\), 3 m ago/,
    );
    expect(
      when({ state: "ended", ended_at: at("2026-11-21T16:37:00Z"), ended_by: "file-removed" }),
    ).toContain("16:37 (file-removed), 3 m ago");
  });

  test("seen from a moment that is over, it says what was left then", () => {
    expect(
      statusText([row()], { at: at("2026-11-21T17:30:00Z"), now: at("2026-11-25T12:00:00Z") }),
    ).toContain("until 21 Nov 18:00, 30 m left");
  });

  test("nobody is said in words", () => {
    expect(statusText([], { at: now, now })).toBe("Nobody has access.\n");
    expect(statusText([], { at: at("2026-11-20T00:00:00Z"), now })).toBe(
      "Nobody had access at 2026-11-20T00:00:00Z.\n",
    );
  });
});
