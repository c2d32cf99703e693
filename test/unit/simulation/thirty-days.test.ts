import fc from "fast-check";
import { expect, test } from "vitest";
import { DAYS, type Figures, HOUR, type Month, play, type Wish } from "./month.ts";

/** A gap between runs as one in the wild had them, for a cron of 30 minutes: median 3.9 h, worst 13.4 h (facts.md). */
const gapAt = (quantile: number): number =>
  quantile < 0.5
    ? (0.5 + (3.9 - 0.5) * (quantile / 0.5)) * HOUR
    : (3.9 + (13.4 - 3.9) * ((quantile - 0.5) / 0.5) ** 2) * HOUR;

/** A small generator of its own, so that a month is the same for everybody. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

/** Runs with these gaps, until a day after the month: what is over by then is to be closed. */
function runsBy(gap: () => number): number[] {
  const runs: number[] = [];
  for (let at = gap(); at < DAYS + 48 * HOUR; at += gap()) runs.push(at);
  return [...runs, DAYS + 48 * HOUR];
}

const wish = fc.record({
  lands: fc.integer({ min: 0, max: DAYS - 24 * HOUR }),
  starts_after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 * HOUR })),
  lasts: fc.integer({ min: 60, max: 8 * HOUR }),
  removed_after: fc.option(fc.integer({ min: 1, max: 20 * HOUR }), { nil: undefined }),
  told: fc.boolean(),
}) as fc.Arbitrary<Wish>;

const months = fc
  .record({
    wishes: fc.array(wish, { maxLength: 60 }),
    quantiles: fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
      minLength: 20,
      maxLength: 20,
    }),
    lag: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ wishes, quantiles, lag }): Month => {
    let next = 0;
    return { wishes, lag, runs: runsBy(() => gapAt(quantiles[next++ % quantiles.length] ?? 0)) };
  });

test("however late the schedule is, no access outlives its end, none begins before its time, and none is issued twice", () => {
  fc.assert(
    fc.property(months, (month) => {
      const { access, open, owed } = play(month);
      for (const { grant, from, to } of access) {
        expect(from).toBeGreaterThanOrEqual(grant.begin);
        expect(to).toBeLessThanOrEqual(grant.end);
      }
      expect(open).toEqual([]);
      expect(owed?.owed_by).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("with no run of the schedule at all, access still ends at its end, to the second", () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
      const kept = wishes.map(({ removed_after: _, ...rest }) => ({ ...rest, told: true }));
      const { access } = play({ wishes: kept, runs: [], lag: 30 });
      for (const { grant, to } of access) expect(to).toBe(grant.end);
    }),
    { numRuns: 60 },
  );
});

/** A busy month that is the same each time: ten grants a day. */
function busyMonth(seed: number, gap: (chance: number) => number): Month {
  const chance = chances(seed);
  const next = () => chance.next().value;
  const wishes = Array.from({ length: 300 }, (): Wish => {
    const early = next() < 0.2;
    return {
      lands: Math.floor(next() * (DAYS - 24 * HOUR)),
      starts_after: next() < 0.1 ? Math.ceil(next() * 12 * HOUR) : 0,
      lasts: Math.ceil((0.25 + next() * 7.75) * HOUR),
      ...(early ? { removed_after: Math.ceil(next() * 8 * HOUR) } : {}),
      told: next() < 0.9,
    };
  });
  return { wishes, lag: 40, runs: runsBy(() => gap(next())) };
}

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? 0;

const said = (value: number): string =>
  value < 120
    ? `${Math.round(value)} s`
    : value < 2 * HOUR
      ? `${Math.round(value / 60)} min`
      : `${(value / HOUR).toFixed(1)} h`;

const NAMES: Readonly<Record<keyof Figures, string>> = {
  proof: "end to proof",
  paper: "end to revoke pull request",
  rotation: "end to the rotation it owes",
  age: "daily rotation, past its day",
  start: "begin to issue",
  recall: "file removed to access ended",
};

test("a month of a schedule as bad as one in the wild: how late the paper is, and what is never late", () => {
  const schedules: Readonly<Record<string, (chance: number) => number>> = {
    "as late as in the wild": gapAt,
    "hourly, on time": () => HOUR,
    "serve --every 10m": () => 600,
  };
  const lines = [];
  for (const [name, gap] of Object.entries(schedules)) {
    const month = busyMonth(20_261_121, gap);
    const { access, figures, open } = play(month);
    const gaps = month.runs.map((at, index) => at - (month.runs[index - 1] ?? 0));
    const after = access.map(({ grant, to }) => Math.max(0, to - grant.end));
    expect(Math.max(...after)).toBe(0);
    expect(open).toEqual([]);
    lines.push(
      `${name} (gaps: median ${said(quantile(gaps, 0.5))}, worst ${said(Math.max(...gaps))}): ${access.length} grants issued, ${figures.proof.length} ends proved`,
    );
    lines.push(
      `  access after its end: median ${said(quantile(after, 0.5))}, worst ${said(Math.max(...after))}`,
    );
    for (const [figure, values] of Object.entries(figures)) {
      const label = NAMES[figure as keyof Figures];
      lines.push(`  ${label}: median ${said(quantile(values, 0.5))}, worst ${said(Math.max(0, ...values))}`);
    }
    if (name.startsWith("serve"))
      expect(Math.max(...figures.proof, ...figures.start)).toBeLessThanOrEqual(600);
  }
  // What the closing note and the administrator's guide say.
  process.stdout.write(`${lines.join("\n")}\n`);
});
