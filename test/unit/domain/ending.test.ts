import { describe, expect, it } from "vitest";
import { judgeLeases, owesLook } from "../../../src/domain/ending.ts";
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
    expect(judge([lease(-91), lease(91)])).toEqual({ stuck: 0, strays: 0 });
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

  it("are not the grant's any more where one was made shortly before, though they are no strays", () => {
    const { strays, unended } = judgeLeases([lease(-91), lease(-90), lease(-2)], { from: END, to: END }, []);
    expect([strays.length, unended.length]).toEqual([0, 2]);
  });

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

describe("leases that another grant may have made", () => {
  it("are explained, not forgotten: whose they are shows when that grant is over", () => {
    const { strays, explained } = judgeLeases([lease(0)], { from: END, to: END }, [holder(PATH, -60, 60)]);
    expect([strays.length, explained.length]).toEqual([0, 1]);
  });

  it("are doubtful where nobody knows when the token ended, and nobody else had the path", () => {
    const since = instant(END - 3_600);
    const ended = { from: END, to: END, since };
    const leases = [lease(-3_700), lease(-1_800), lease(-60), lease(0)];
    expect(judgeLeases(leases, ended, []).doubtful).toEqual([lease(-1_800)]);
    expect(judgeLeases(leases, ended, [holder(PATH, -2_000, 60)]).doubtful).toEqual([]);
    expect(judgeLeases(leases, { from: END, to: END }, []).doubtful).toEqual([]);
  });
});

describe("an end that was proved", () => {
  const at = (after: number) => instant(END + after);
  const owes = (proved: number, proof: object = {}, words: object = {}) =>
    owesLook({
      ...{ state: "ended", ended_at: END },
      proof: { at: at(proved), tokens_gone: 1, leases_seen: 0, strays_revoked: 0, ...proof },
      ...words,
    } as GrantRecord);

  it("is looked at again until no request from before it can have been on its way", () => {
    expect([owes(1), owes(90), owes(91)]).toEqual([true, true, false]);
  });

  it("counts from when its tokens were seen gone, which can be long after somebody wanted that", () => {
    const gone = { gone_by: at(600) };
    expect([owes(601, gone), owes(690, gone), owes(691, gone)]).toEqual([true, true, false]);
  });

  it("is looked at again as long as another grant may have made what lies there", () => {
    expect([owes(3_600, { explained: 1 }), owes(3_600)]).toEqual([true, false]);
  });

  it("is no grant that lives or was refused", () => {
    expect([owes(1, {}, { state: "live" }), owes(1, {}, { state: "refused" })]).toEqual([false, false]);
  });
});
