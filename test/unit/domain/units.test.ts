import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDuration,
  formatInstant,
  instant,
  parseDuration,
  plus,
  seconds,
} from "../../../src/domain/units.ts";

describe("durations", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 * 365 * 86_400 }), (length) => {
        expect(parseDuration(formatDuration(seconds(length)))).toBe(length);
      }),
    );
  });

  it.each(["0s", "", "8 hours", "99999999d", "36501d", "1h1d", "-1h", "1.5h"])("do not say %s", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("never lead to a moment that cannot be written", () => {
    const longest = parseDuration("36500d");
    expect(longest).toBeDefined();
    expect(formatInstant(plus(instant(1_795_000_000), longest ?? seconds(0)))).toMatch(/^21\d\d-/);
  });
});
