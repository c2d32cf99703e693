import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLive } from "../../../../src/domain/clock.ts";
import { judgeEach } from "../../../../src/domain/judge.ts";
import type { Window } from "../../../../src/domain/model.ts";
import { PeakCount } from "../../../../src/domain/rules/peak-count.ts";
import { instant } from "../../../../src/domain/units.ts";
import { world } from "../../../support/world.ts";

const window = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([begin, length]): Window => ({ begin: instant(begin), end: instant(begin + length) }));

describe("how many there are at a time", () => {
  it("is what counting at every second gives", () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 30 }), window, (windows, asked) => {
        const counter = new PeakCount([...windows, asked]);
        for (const each of windows) counter.add(each);
        const seconds = Array.from({ length: 60 }, (_, second) => instant(second));
        const counts = seconds
          .filter((second) => isLive(asked, second))
          .map((second) => windows.filter((each) => isLive(each, second)).length);
        expect(counter.peak(asked)).toBe(Math.max(0, ...counts));
      }),
    );
  });

  it("of ten thousand grants of one role is found in a moment", () => {
    const place = world().team("payments", "alice").role("r", { total: 4_000, per_user: 4_000 });
    const requests = Array.from({ length: 10_000 }, (_, index) => {
      const minute = String(index % 60).padStart(2, "0");
      return place.request({
        id: `g${String(index).padStart(5, "0")}`,
        start: `1${3 + (index % 6)}:${minute}`,
        duration: "3h",
      });
    });
    const begun = performance.now();
    const judged = judgeEach({ added: requests, base: [], policies: place.policies, now: place.now });
    expect(performance.now() - begun).toBeLessThan(5_000);
    const broken = [...judged.values()].filter((findings) => findings.length > 0);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.length).toBeLessThan(6_000);
  });
});
