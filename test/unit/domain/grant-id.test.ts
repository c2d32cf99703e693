import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grantId } from "../../../src/domain/grant-id.ts";
import { NAME } from "../../../src/domain/key.ts";

const id = (reason: string, ticket?: string, break_glass = false) =>
  grantId({ reason, break_glass, ...(ticket === undefined ? {} : { ticket }) }, "x7k2");

describe("the id of a new grant", () => {
  test.each([
    ["Refund 8812 is stuck; need to read its rows", undefined, "refund-8812-is-stuck-need-to-read-its-x7k2"],
    ["Refund 8812 is stuck", "INC-4821", "inc-4821-refund-8812-is-stuck-x7k2"],
    ["Überweisung prüfen", undefined, "uberweisung-prufen-x7k2"],
    ["返金を調べる", undefined, "x7k2"],
    ["../../policies/roles", undefined, "policies-roles-x7k2"],
    ["a".repeat(500), undefined, `${"a".repeat(40)}-x7k2`],
    ["BG bg test", undefined, "test-x7k2"],
  ])("of %j (%s) is %s", (reason, ticket, expected) => {
    expect(id(reason, ticket)).toBe(expected);
  });

  test("of break-glass, and only of that, starts with bg-", () => {
    expect(id("Database is down", undefined, true)).toBe("bg-database-is-down-x7k2");
  });

  test("is a name whatever somebody writes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.option(fc.string()),
        fc.boolean(),
        (reason, ticket, bg) => {
          const made = id(reason, ticket ?? undefined, bg);
          expect(made).toMatch(NAME);
          expect(made.startsWith("bg-")).toBe(bg);
        },
      ),
    );
  });
});
