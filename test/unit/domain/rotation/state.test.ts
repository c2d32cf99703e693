import { describe, expect, it } from "vitest";
import type { GrantKey } from "../../../../src/domain/key.ts";
import { doneBefore } from "../../../../src/domain/rotation/due.ts";
import { type RotationState, withDone, withTold } from "../../../../src/domain/rotation/state.ts";
import { instant } from "../../../../src/domain/units.ts";

const at = (second: number) => instant(1_795_290_000 + second);
const [first, second] = ["quick.one.0123456789ab", "quick.two.0123456789ab"] as GrantKey[];

describe("what a run wrote down before it died", () => {
  const begun = { why: "owed", since: at(10), previous: at(3), owed_by: [first] } as const;
  const state: RotationState = { owed_since: at(5), owed_by: [first, second] as GrantKey[], begun } as never;

  it("was done where Vault's age came after it, and is told with what it was for", () => {
    expect(doneBefore(state, at(11))).toEqual({ why: "owed", at: at(11), previous: at(3), owed_by: [first] });
  });

  it("was not done where Vault's age is older, the same as before, or unknown: it is done again", () => {
    for (const age of [at(9), at(3), undefined]) expect(doneBefore(state, age)).toBeUndefined();
    // The rotation before was in the very second in which this one was begun.
    expect(doneBefore({ ...state, begun: { ...begun, previous: at(10) } as never }, at(10))).toBeUndefined();
    expect(doneBefore({ owed_by: [] }, at(11))).toBeUndefined();
  });

  it("pays for the grants it was done for, and for none that came to owe it meanwhile", () => {
    const done = { why: "owed", at: at(12), owed_by: [first] as GrantKey[] } as const;
    const after = withDone(state, done);
    expect(after).toEqual({ last_done: at(12), owed_since: at(5), owed_by: [second], untold: [done] });
    expect(withDone({ owed_by: [first] as GrantKey[], owed_since: at(5) }, done)).toEqual({
      last_done: at(12),
      owed_by: [],
      untold: [done],
    });
  });

  it("waits to be told until the log has it, whatever else is told before", () => {
    const [one, two] = [12, 14].map((moment) => ({ why: "due" as const, at: at(moment), owed_by: [] }));
    const untold = [one, two].flatMap((each) => each ?? []);
    expect(withTold({ owed_by: [], untold }, untold.slice(0, 1))).toEqual({
      owed_by: [],
      untold: untold.slice(1),
    });
    expect(withTold({ owed_by: [], untold }, untold)).toEqual({ owed_by: [] });
  });
});
