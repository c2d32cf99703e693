import { expect, test } from "vitest";
import { type Instant, parseInstant, plus, seconds } from "../../../src/domain/units.ts";
import { fromNow, momentText, spanText } from "../../../src/render/duration.ts";
import { columnsOf, cutTo, onOneLine } from "../../../src/render/terminal-text.ts";

const now = parseInstant("2026-11-21T16:40:00Z") as Instant;

test.each([
  [0, "0 s"],
  [45, "45 s"],
  [80 * 60, "1 h 20 m"],
  [3600, "1 h"],
  [86_400 + 300, "1 d"],
  [2 * 86_400 + 3 * 3600 + 59, "2 d 3 h"],
])("%d seconds are said as %s", (length, said) => {
  expect(spanText(seconds(length))).toBe(said);
});

test("moments are said from now", () => {
  expect(fromNow(plus(now, seconds(4800)), now)).toBe("in 1 h 20 m");
  expect(fromNow(plus(now, seconds(-180)), now)).toBe("3 m ago");
  expect(fromNow(now, now)).toBe("now");
});

test("a moment is as short as it can be", () => {
  expect(momentText(plus(now, seconds(4800)), now)).toBe("18:00 UTC");
  expect(momentText(plus(now, seconds(15)), now)).toBe("16:40:15 UTC");
  expect(momentText(plus(now, seconds(3615)), now)).toBe("17:40 UTC");
  expect(momentText(plus(now, seconds(86_400)), now)).toBe("22 Nov 16:40 UTC");
  expect(momentText(plus(now, seconds(60 * 86_400)), now)).toBe("20 Jan 2027 16:40 UTC");
});

test("text is cut by what it takes on the screen", () => {
  expect(columnsOf("日本")).toBe(4);
  expect(cutTo("日本語テキスト", 7)).toBe("日本語…");
  expect(cutTo("short", 5)).toBe("short");
  expect(cutTo("too long", 5)).toBe("too…");
  expect(onOneLine("a\n\tb\u0000")).toBe("a b\\u{0}");
});
