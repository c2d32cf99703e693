import { expect, test } from "vitest";
import { attemptEach } from "../../../src/commands/outcome.ts";

const items = Array.from({ length: 1_000 }, (_, index) => index);
const owed = (item: number) => `do ${item}`;

test("long work shows how far it is, some hundred times at most, and that it is through", async () => {
  const shown: string[] = [];
  const reporter = {
    progress: (step: string, done?: number, total?: number) => shown.push(`${step} ${done}/${total}`),
  };
  await attemptEach(items, owed, async () => undefined, { step: "grants issued", reporter });
  expect(shown).toHaveLength(100);
  expect(shown.at(-1)).toBe("grants issued 1000/1000");
});

test("Ctrl-C: what has begun is finished, nothing more is begun, and what is left is told once", async () => {
  const ended = new AbortController();
  const finished: number[] = [];
  const work = async (item: number) => {
    if (item === 20) ended.abort();
    await Promise.resolve();
    finished.push(item);
  };
  const { done, failed, troubles } = await attemptEach(items, owed, work, {
    step: "grants issued",
    signal: ended.signal,
  });
  expect(done.map(({ item }) => item)).toEqual([...finished].sort((a, b) => a - b));
  expect(finished).toContain(20);
  expect(finished.length).toBeLessThan(60);
  expect(failed).toHaveLength(1_000 - finished.length);
  expect(troubles).toMatchObject([{ owed: `grants issued: ${failed.length} of 1000` }]);
});
