import { describe, expect, test } from "vitest";
import { historyOf, type ToldEvent } from "../../../src/domain/audit/history.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import type { LandedGrant } from "../../../src/domain/model.ts";
import { covers, matches, standingsAt, standingsBetween } from "../../../src/domain/standing.ts";
import { formatInstant, type Instant, instant, plus, seconds } from "../../../src/domain/units.ts";

const noon = instant(1_795_262_400);
const at = (minutes: number): Instant => plus(noon, seconds(minutes * 60));

/** A grant of two hours that landed at noon. */
const file = (id: string, change: Partial<LandedGrant> = {}): LandedGrant => ({
  key: keyOf("orders-db-read", id, "3f2a9c1b7d20aaaa"),
  commit: "3f2a9c1b7d20aaaa",
  file: `grants/orders-db-read/${id}.yaml`,
  id,
  role: "orders-db-read",
  user: "alice",
  reason: "Refund 8812 is stuck",
  landed: noon,
  begin: noon,
  end: at(120),
  break_glass: false,
  at: () => ({ file: `grants/orders-db-read/${id}.yaml` }),
  ...change,
});

const told = (
  type: string,
  key: GrantKey,
  minutes: number,
  data: Record<string, unknown> = {},
): ToldEvent => ({
  type: `leasehold.grant.${type}`,
  subject: key,
  time: at(minutes),
  data: {
    role: "orders-db-read",
    user: "alice",
    reason: "Refund 8812 is stuck",
    begin: formatInstant(noon),
    end: formatInstant(at(120)),
    approvers: ["bob"],
    pull_request: 12,
    ...data,
  },
});
const issued = (key: GrantKey, minutes: number) =>
  told("issued", key, minutes, {
    issued_at: formatInstant(at(minutes)),
    access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
  });
const ended = (key: GrantKey, minutes: number, by = "file-removed") =>
  told("ended", key, minutes + 5, { ended_at: formatInstant(at(minutes)), ended_by: by });

const states = (events: ToldEvent[], files: LandedGrant[], minutes: number) =>
  standingsAt({ files, history: historyOf(events), roles: new Map() }, at(minutes)).map((row) => row.state);

describe("how a grant stands", () => {
  const grant = file("refund");

  test("a file alone is pending, and ended when its window passed unissued", () => {
    expect(states([], [grant], 1)).toEqual(["pending"]);
    expect(states([], [grant], 119)).toEqual(["pending"]);
    expect(states([], [grant], 120)).toEqual(["ended"]);
  });

  test("it is live from its issue until its end, to the second", () => {
    const events = [issued(grant.key, 1)];
    expect(states(events, [grant], 0)).toEqual(["pending"]);
    expect(states(events, [grant], 1)).toEqual(["live"]);
    expect(states(events, [grant], 119)).toEqual(["live"]);
    expect(states(events, [grant], 120)).toEqual(["ended"]);
  });

  test("it is over from the moment it was ended, not from when that was written down", () => {
    const events = [issued(grant.key, 1), ended(grant.key, 30)];
    expect(states(events, [], 29)).toEqual(["live"]);
    expect(states(events, [], 31)).toEqual(["ended"]);
  });

  test("a refused one never gave anything", () => {
    expect(states([told("refused", grant.key, 1)], [grant], 2)).toEqual(["refused"]);
  });

  test("what is over and gone from main is remembered for a day, then leaves the list of a moment", () => {
    const events = [issued(grant.key, 1), ended(grant.key, 30)];
    expect(states(events, [], 30 + 1439)).toEqual(["ended"]);
    expect(states(events, [], 30 + 1440)).toEqual([]);
    expect(states(events, [grant], 30 + 1440)).toEqual(["ended"]);
  });

  test("what landed later was not there yet", () => {
    expect(states([], [grant], -1)).toEqual([]);
  });

  test("who had access at any moment of a time is told, with what lay before and after left out", () => {
    const history = historyOf([issued(grant.key, 1), ended(grant.key, 30)]);
    const between = (from: number, to: number) =>
      standingsBetween({ files: [], history, roles: new Map() }, at(from), at(to), at(10_000)).length;
    expect(between(-60, 0)).toBe(0);
    expect(between(29, 30)).toBe(1);
    expect(between(30, 60)).toBe(0);
    expect(between(-60, 600)).toBe(1);
  });

  test("live ones come first, those that end soonest before the others", () => {
    const grants = [file("a", { end: at(30) }), file("b"), file("c", { user: "bob", end: at(60) })];
    const [a, b, c] = grants.map((grant) => grant.key) as [GrantKey, GrantKey, GrantKey];
    const rows = standingsAt(
      {
        files: grants,
        history: historyOf([
          issued(b, 1),
          { ...issued(c, 1), data: { ...issued(c, 1).data, end: formatInstant(at(60)) } },
        ]),
        roles: new Map(),
      },
      at(5),
    );
    expect(rows.map((row) => row.key)).toEqual([c, b, a]);
  });

  test("events that make no sense are passed over", () => {
    const nonsense: ToldEvent[] = [
      { type: "leasehold.grant.issued", subject: "no key", time: noon, data: {} },
      { type: "leasehold.grant.issued", subject: grant.key, time: noon, data: { role: 5 } },
      { type: "leasehold.grant.ended", subject: grant.key, time: noon, data: {} },
    ];
    expect(historyOf(nonsense).size).toBe(0);
  });
});

describe("asking for some of them", () => {
  const sources = { files: [], history: historyOf([issued(file("refund").key, 1)]), roles: new Map() };
  const [row] = standingsAt(sources, at(5));

  test("by person (without case), role and Vault path", () => {
    if (!row) throw new Error("no row");
    expect(matches(row, { user: "ALICE" })).toBe(true);
    expect(matches(row, { user: "bob" })).toBe(false);
    expect(matches(row, { role: "orders-db-write" })).toBe(false);
    expect(matches(row, { path: "/database/creds/orders-read" })).toBe(true);
    expect(matches(row, { path: "database/creds/orders" })).toBe(false);
  });

  test.each([
    ["secret/data/*", "secret/data/a/b", true],
    ["secret/data/*", "secret/metadata/a", false],
    ["secret/+/prod", "secret/data/prod", true],
    ["secret/+/prod", "secret/data/x/prod", false],
    ["aws/sts/team-*", "aws/sts/team-a", true],
    ["aws/sts/team-*", "aws/sts/other", false],
    ["aws/sts/a", "aws/sts/a/b", false],
  ])("%s covers %s: %s", (pattern, path, expected) => {
    expect(covers(pattern, path)).toBe(expected);
  });
});
