import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { terminalReporter } from "../../../src/adapters/reporters.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, reporter: terminalReporter(stream, (_, text) => text) };
}

test("a step that takes more than a second is shown with its seconds, and gives way to what is said", () => {
  const { written, reporter } = terminal(true);
  reporter.progress("reading main");
  vi.advanceTimersByTime(900);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1_200);
  expect(written.join("")).toMatch(/reading main: 1 s …[\s\S]*reading main: 2 s …$/);
  reporter.info("there it is");
  expect(written.slice(-2)).toEqual(["\r\u001b[2K", "there it is\n"]);
  vi.advanceTimersByTime(5_000);
  expect(written.at(-1)).toBe("there it is\n");
});

test("where there is no terminal nothing moves", () => {
  const { written, reporter } = terminal(false);
  reporter.progress("reading main");
  reporter.progress("writing", 1, 3);
  vi.advanceTimersByTime(5_000);
  reporter.clear();
  expect(written).toEqual([]);
});
