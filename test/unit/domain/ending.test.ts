import { describe, expect, it } from "vitest";
import { judgeLeases, provedEarly } from "../../../src/domain/ending.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import type { Lease } from "../../../src/domain/lease.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import { instant, seconds } from "../../../src/domain/units.ts";
import { moment } from "../../support/world.ts";

const END = moment("12:00");
const PATH = "database/creds/orders-read";

const lease = (issuedAfterEnd: number, words: Partial<Lease> = {}): Lease => ({
  id: `${PATH}/x${issuedAfterEnd}`,
  issued: instant(END + issuedAfterEnd),
  ttl: seconds(600),
  ...words,
});

const holder = (path: string, begin: number, end: number) => ({
  key: "other.grant.0123456789ab" as GrantKey,
  access: [{ path, capabilities: ["read"] as const }],
  begin: instant(END + begin),
  end: instant(END + end),
});

const judge = (leases: readonly Lease[], ...holders: ReturnType<typeof holder>[]) => {
  const { stuck, strays } = judgeLeases(leases, { from: END, to: END }, holders);
  return { stuck: stuck.length, strays: strays.length };
};

describe("the leases of an ended grant", () => {
  it("prove the end where there are none, or only others' from before and long after", () => {
    expect(judge([])).toEqual({ stuck: 0, strays: 0 });
    expect(judge([lease(-2), lease(91)])).toEqual({ stuck: 0, strays: 0 });
  });

  it("are stuck where Vault wanted to revoke one and could not", () => {
    expect(judge([lease(-100, { ttl: seconds(0) }), lease(-100, { ttl: seconds(-5) })])).toEqual({
      stuck: 2,
      strays: 0,
    });
  });

  it.each([-1, 0, 90])(
    "are strays where one was made %i s after the end and nobody else has the path",
    (after) => {
      expect(judge([lease(after)])).toEqual({ stuck: 0, strays: 1 });
    },
  );

  it("are strays, too, where one came between the wish to recall and the moment its token was seen gone", () => {
    const slow = { from: END, to: instant(END + 600) };
    expect(judgeLeases([lease(300), lease(690), lease(691)], slow, []).strays).toHaveLength(2);
  });

  it("are explained by another live grant that gives the path, also by a glob", () => {
    expect(judge([lease(0)], holder(PATH, -60, 60))).toEqual({ stuck: 0, strays: 0 });
    expect(judge([lease(0)], holder("database/creds/+", -60, 60))).toEqual({ stuck: 0, strays: 0 });
  });

  it("are not explained by a grant of another path, or of another time", () => {
    expect(judge([lease(0)], holder("database/creds/other", -60, 60)).strays).toBe(1);
    expect(judge([lease(10)], holder(PATH, -60, 10)).strays).toBe(1);
    expect(judge([lease(10)], holder(PATH, 12, 60)).strays).toBe(1);
  });
});

describe("an end that was proved at once", () => {
  const at = (after: number) => instant(END + after);
  const ended = (proved: number) => ({
    state: "ended" as const,
    ended_at: END,
    proof: { at: at(proved), tokens_gone: 1, leases_seen: 0, strays_revoked: 0 },
  });
  const early = (record: object, now: number) => provedEarly(record as GrantRecord, at(now));

  it("is looked at once more when no request from before it can be on its way any more", () => {
    expect(early(ended(1), 90)).toBe(false);
    expect(early(ended(1), 91)).toBe(true);
    expect(early(ended(91), 600)).toBe(false);
  });

  it("is no grant that lives or was refused", () => {
    expect(early({ state: "live" }, 600)).toBe(false);
    expect(early({ state: "refused" }, 600)).toBe(false);
  });
});
