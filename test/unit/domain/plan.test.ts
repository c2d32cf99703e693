import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GrantKey, KeyList } from "../../../src/domain/key.ts";
import type { LandedGrant } from "../../../src/domain/model.ts";
import {
  type Actual,
  compareKeys,
  type Desired,
  planChanges,
  recordsToRead,
} from "../../../src/domain/plan.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import type { Instant } from "../../../src/domain/units.ts";
import { moment } from "../../support/world.ts";

const key = (id: string, commit = "0123456789ab") => `orders-db-read.${id}.${commit}` as GrantKey;

const grant = (id: string, begin = "11:00", end = "13:00", commit?: string): LandedGrant => ({
  file: `grants/orders-db-read/${id}.yaml`,
  id,
  role: "orders-db-read",
  user: "alice",
  reason: "because",
  break_glass: false,
  at: () => ({ file: `grants/orders-db-read/${id}.yaml` }),
  key: key(id, commit),
  commit: (commit ?? "0123456789ab").padEnd(40, "0"),
  landed: moment(begin),
  begin: moment(begin),
  end: moment(end),
});

const record = (id: string, words: Partial<GrantRecord> = {}): GrantRecord => ({
  key: key(id),
  file: `grants/orders-db-read/${id}.yaml`,
  role: "orders-db-read",
  user: "alice",
  alias: "alice",
  commit: "0".repeat(40),
  policy_commit: "1".repeat(40),
  token_role: "leasehold-role-orders-db-read-00000000",
  access: [],
  pull_request: 1,
  author: "alice",
  approvers: ["bob"],
  reason: "because",
  begin: moment("11:00"),
  end: moment("13:00"),
  state: "live",
  ...words,
});

const main = (...grants: LandedGrant[]): Desired => ({
  grants,
  unreadable: new Set(),
  ineligible: new Set(),
});

/** Vault with these records; a pick-up for each unless it is said not to be delivered. */
function vault(words: {
  records?: GrantRecord[];
  undelivered?: GrantKey[];
  orphans?: GrantKey[];
  read?: boolean;
}): Actual {
  const records = words.records ?? [];
  const keys = records.map((one) => one.key);
  const pickups = [...keys.filter((one) => !words.undelivered?.includes(one)), ...(words.orphans ?? [])];
  return {
    records: new KeyList(keys),
    pickups: new KeyList(pickups),
    read: new Map(words.read === false ? [] : records.map((one) => [one.key, one])),
  };
}

const planOf = (desired: Desired, actual: Actual, now: Instant) =>
  planChanges(compareKeys(desired, actual), actual.read, now);

const noon = moment("12:00");

describe("a plan", () => {
  it("issues nothing anew for a key that main had twice", () => {
    const twice = main(grant("a"), grant("a"));
    expect(planOf(twice, vault({ records: [record("a")], read: false }), noon).changes).toEqual([]);
  });

  it("issues what main asks for and Vault does not have", () => {
    expect(planOf(main(grant("a")), vault({}), noon).changes).toMatchObject([
      { kind: "issue", grant: { key: key("a") } },
    ]);
  });

  it("waits for a grant's begin, and lets one lapse that nobody issued in time", () => {
    const early = grant("early", "12:30", "13:00");
    const late = grant("late", "10:00", "12:00");
    expect(planOf(main(early, late), vault({}), noon).changes).toEqual([]);
  });

  it("leaves a delivered grant alone without reading its record", () => {
    const actual = vault({ records: [record("a")], read: false });
    expect(recordsToRead(compareKeys(main(grant("a")), actual))).toEqual([]);
    expect(planOf(main(grant("a")), actual, noon)).toEqual({ changes: [], unchanged: 1 });
  });

  it("finishes a grant on the second of its end", () => {
    const actual = vault({ records: [record("a")], read: false });
    expect(planOf(main(grant("a")), actual, moment("13:00")).changes).toEqual([
      { kind: "finish", key: key("a") },
    ]);
  });

  it("recalls a grant whose file is gone", () => {
    const actual = vault({ records: [record("a")] });
    expect(recordsToRead(compareKeys(main(), actual))).toEqual([key("a")]);
    expect(planOf(main(), actual, noon).changes).toEqual([
      { kind: "recall", key: key("a"), why: "file-removed" },
    ]);
  });

  it("recalls the old key of a file that was edited, and issues the new one", () => {
    const edited = grant("a", "11:30", "13:30", "ba9876543210");
    const plan = planOf(main(edited), vault({ records: [record("a")] }), noon);
    expect(plan.changes).toMatchObject([
      { kind: "recall", key: key("a"), why: "superseded" },
      { kind: "issue", grant: { key: edited.key } },
    ]);
  });

  it("recalls who is no longer eligible, and issues nothing to them", () => {
    const desired = { ...main(grant("a"), grant("b")), ineligible: new Set([key("a"), key("b")]) };
    const plan = planOf(desired, vault({ records: [record("a")] }), noon);
    expect(plan.changes).toEqual([{ kind: "recall", key: key("a"), why: "ineligible" }]);
  });

  it("mends a record whose pick-up never came", () => {
    const actual = vault({ records: [record("a")], undelivered: [key("a")] });
    expect(planOf(main(grant("a")), actual, noon).changes).toMatchObject([{ kind: "mend", key: key("a") }]);
  });

  it.each(["ended", "refused"] as const)(
    "never issues again what is %s, while its file is on main",
    (state) => {
      const actual = vault({ records: [record("a", { state, settled: true })], undelivered: [key("a")] });
      expect(planOf(main(grant("a")), actual, noon).changes).toEqual([]);
    },
  );

  it("clears what a crash left of a closed grant: its pick-up, or paper that was not done", () => {
    const settled = record("a", { state: "ended", settled: true });
    const clear = [{ kind: "clear", key: key("a") }];
    expect(planOf(main(), vault({ records: [settled] }), noon).changes).toEqual(clear);
    expect(planOf(main(), vault({ records: [settled], undelivered: [key("a")] }), noon).changes).toEqual([]);
    const unsettled = record("a", { state: "ended" });
    expect(planOf(main(), vault({ records: [unsettled], undelivered: [key("a")] }), noon).changes).toEqual(
      clear,
    );
  });

  it("goes on with a recall that could not be proved, though main still asks for the grant", () => {
    const ending = record("a", { ending: { why: "recalled", at: moment("11:30") } });
    const actual = vault({ records: [ending], undelivered: [key("a")] });
    expect(planOf(main(grant("a")), actual, noon).changes).toEqual([
      { kind: "recall", key: key("a"), why: "recalled" },
    ]);
  });

  it("clears a pick-up that no record stands behind", () => {
    expect(planOf(main(), vault({ orphans: [key("a")] }), noon).changes).toEqual([
      { kind: "clear", key: key("a") },
    ]);
  });

  it("leaves a live grant alone whose file can no longer be read, until its own end", () => {
    const desired = { ...main(), unreadable: new Set([key("a")]) };
    const actual = vault({ records: [record("a")] });
    expect(planOf(desired, actual, noon)).toEqual({ changes: [], unchanged: 1 });
    expect(planOf(desired, actual, moment("13:00")).changes).toEqual([{ kind: "finish", key: key("a") }]);
  });

  it("leaves emergencies alone, which no file stands for, until their own end", () => {
    const emergency = "orders-db-read.bg-x.emergency-0123456789ab" as GrantKey;
    const actual = vault({ records: [record("bg-x", { key: emergency })] });
    expect(planOf(main(), actual, noon).unchanged).toBe(1);
    expect(planOf(main(), actual, moment("13:00")).changes).toEqual([{ kind: "finish", key: emergency }]);
  });

  it("recalls before it issues, each kind in the order of keys, whatever order it learns of them", () => {
    const actual = vault({ records: [record("z"), record("y")] });
    const kinds = planOf(main(grant("b"), grant("a")), actual, noon).changes.map((change) =>
      change.kind === "issue" ? change.grant.key : change.key,
    );
    expect(kinds).toEqual([key("y"), key("z"), key("a"), key("b")]);
  });
});

describe("main beside Vault", () => {
  it("is told by which keys are where, in whatever order and however often they are told", () => {
    // Ids of which one begins another, and two commits of each.
    const keys = fc.array(
      fc.tuple(fc.constantFrom("a", "a-b", "a-b-c", "ab", "b", "b1"), fc.constantFrom("0", "f")),
    );
    const named = (pairs: readonly (readonly [string, string])[]) =>
      pairs.map(([id, digit]) => key(id, digit.repeat(12)));
    fc.assert(
      fc.property(keys, keys, keys, (onMain, recorded, picked) => {
        const records = named(recorded);
        const pickups = named(picked);
        const grants = onMain.map(([id, digit]) => grant(id, "11:00", "13:00", digit.repeat(12)));
        const compared = compareKeys(main(...grants), {
          records: new KeyList(records),
          pickups: new KeyList(pickups),
        });
        const keysOf = (list: readonly { readonly key: GrantKey }[]) => list.map((one) => one.key);
        const where = (test: (key: GrantKey) => boolean) => [...new Set(keysOf(grants))].filter(test).sort();
        expect(keysOf(compared.delivered)).toEqual(
          where((one) => records.includes(one) && pickups.includes(one)),
        );
        expect(keysOf(compared.undelivered)).toEqual(
          where((one) => records.includes(one) && !pickups.includes(one)),
        );
        expect(keysOf(compared.unrecorded)).toEqual(where((one) => !records.includes(one)));
        const unexplained = [...new Set(records)].filter((one) => !keysOf(grants).includes(one)).sort();
        expect(compared.others).toEqual(
          unexplained.map((one) => ({ key: one, delivered: pickups.includes(one) })),
        );
        expect(compared.loose).toEqual([...new Set(pickups)].filter((one) => !records.includes(one)).sort());
      }),
      { numRuns: 2_000 },
    );
  });
});
