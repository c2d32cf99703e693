import { describe, expect, it } from "vitest";
import type { ToldEvent } from "../../../../src/domain/audit/history.ts";
import type { GrantKey } from "../../../../src/domain/key.ts";
import type { LandedGrant, Settings } from "../../../../src/domain/model.ts";
import { type Report, type ReportSources, reportOf } from "../../../../src/domain/report/report.ts";
import { formatInstant, instant, seconds } from "../../../../src/domain/units.ts";
import { plainRole, policiesOf } from "../../../support/plain-policies.ts";
import { type Asked, ended, issued, keyFor, NOON, told, twiceADay } from "../../../support/report-world.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const asked = (id: string, hoursAgo: number, hours: number, change: Partial<Asked> = {}): Asked => ({
  role: "orders-db-read",
  user: "alice",
  id,
  begin: instant(NOON - hoursAgo * HOUR),
  length: hours * HOUR,
  ...change,
});

const fileOf = (one: Asked, change: Partial<LandedGrant> = {}): LandedGrant => ({
  key: keyFor(one),
  commit: "3f2a9c1b7d20aaaa",
  file: `grants/${one.role}/${one.id}.yaml`,
  id: one.id,
  role: one.role,
  user: one.user,
  reason: "Refund 8812 is stuck",
  landed: one.begin,
  begin: one.begin,
  end: instant(one.begin + one.length),
  break_glass: false,
  at: () => ({ file: "" }),
  ...change,
});

function reported(events: readonly ToldEvent[], change: Partial<ReportSources> = {}): Report {
  return reportOf({
    now: NOON,
    repository: { slug: "acme/access", url: "https://github.com/acme/access", branch: "main" },
    commit: "3f2a9c1b7d20aaaa",
    files: [],
    policies: policiesOf([plainRole("orders-db-read")]),
    events,
    ...change,
  });
}

const marks = (report: Report, one: Asked) => report.grants.find(({ key }) => key === keyFor(one))?.marks;
const kinds = (report: Report) => report.attention.map(({ kind }) => kind);

describe("exceptions of a report", () => {
  it("has none where everything went its way", () => {
    const one = asked("refund", 30, 2);
    const report = reported([issued(one), ended(one)]);
    expect(marks(report, one)).toEqual([]);
    expect(report.attention).toEqual([]);
  });

  it("tells of break-glass while it is on, and of one that nobody reviewed in time", () => {
    const live = asked("bg-now", 1, 2, { break_glass: true, approvers: [] });
    const old = asked("bg-then", 60, 1, { break_glass: true, approvers: [] });
    const seen = asked("bg-seen", 90, 1, { break_glass: true, approvers: [] });
    const report = reported([
      ...[seen, old].flatMap((one) => [issued(one), ended(one), told(one, "breakglass.overdue", 30 * HOUR)]),
      told(seen, "breakglass.reviewed", 31 * HOUR, { reviewer: "bob" }),
      issued(live),
    ]);
    expect(marks(report, live)).toEqual(["break-glass"]);
    expect(marks(report, old)).toEqual(["break-glass", "unreviewed"]);
    expect(marks(report, seen)).toEqual(["break-glass"]);
    expect(kinds(report)).toEqual(["break-glass", "unreviewed"]);
  });

  it("knows an extension by its file, and by its time once the file is gone", () => {
    const [first, second, third] = [asked("a", 6, 2), asked("b", 5, 4), asked("c", 2, 4)];
    const apart = asked("d", 90, 2);
    const report = reported([apart, first, second, third].map(issued), {
      files: [fileOf(third, { extends: keyFor(second) })],
    });
    expect(marks(report, second)).toContain("extended");
    expect(report.grants.find(({ key }) => key === keyFor(second))?.extends).toBe(keyFor(first));
    expect(marks(report, third)).toContain("extended");
    expect(marks(report, first)).not.toContain("extended");
    expect(marks(report, apart)).not.toContain("extended");
  });

  it("does not take somebody else's access, or the same person's after its early end, for an extension", () => {
    const early = asked("a", 6, 4);
    const again = asked("b", 3, 4);
    const others = asked("c", 5, 4, { user: "bob" });
    const report = reported([
      issued(early),
      ended(early, HOUR, "file-removed"),
      issued(again),
      issued(others),
    ]);
    expect(marks(report, again)).toEqual([]);
    expect(marks(report, others)).toEqual([]);
  });

  it("finds what Vault and the log do not both know", () => {
    const one = asked("refund", 1, 2);
    const stray = "orders-db-read.stray.0123456789ab" as GrantKey;
    const vault = { records: new Set([stray]), rotations: new Map() };
    const report = reported([issued(one)], { vault });
    expect(marks(report, one)).toEqual(["unrecorded"]);
    expect(report.attention.map(({ kind, key }) => [kind, key])).toEqual([
      ["unrecorded", stray],
      ["unrecorded", keyFor(one)],
    ]);
    expect(kinds(reported([issued(one)]))).toEqual([]);
  });

  it("does not wonder at what was issued while Vault was being asked", () => {
    const one = asked("refund", 0.1, 2);
    expect(
      marks(reported([issued(one)], { vault: { records: new Set(), rotations: new Map() } }), one),
    ).toEqual([]);
  });

  it("waits two hours for the proof of an end before it wonders", () => {
    const one = asked("refund", 6, 4.5);
    const older = asked("older", 8, 4, { user: "bob" });
    const report = reported([issued(older), issued(one)]);
    expect(marks(report, one)).toEqual([]);
    expect(marks(report, older)).toEqual(["unproved"]);
    expect(kinds(report)).toEqual(["unproved"]);
  });

  it("calls a file overdue that is still on main after the settings' time", () => {
    const one = asked("refund", 40, 2);
    const events = [issued(one), ended(one)];
    const files = [fileOf(one)];
    expect(marks(reported(events, { files }), one)).toEqual(["overdue"]);
    const alerts = { overdue_after: seconds(3 * DAY) } as Settings["alerts"];
    const policies = { ...policiesOf([plainRole("orders-db-read")]), settings: { alerts } as Settings };
    expect(marks(reported(events, { files, policies }), one)).toEqual([]);
    expect(marks(reported(events), one)).toEqual([]);
  });

  it("says why somebody was refused, for a week", () => {
    const one = asked("refund", 20, 2);
    const old = asked("old", 400, 2);
    const refused = (who: Asked) =>
      told(who, "grant.refused", 9, { findings: [{ message: "no approval of dba" }] });
    const report = reported([refused(old), refused(one)]);
    expect(report.attention.map(({ message }) => message)).toEqual([
      "alice's request for orders-db-read was refused: no approval of dba",
    ]);
  });

  it("puts what is wrong before what somebody should know, and mismatches of a week among it", () => {
    const mismatch = (days: number) => ({
      type: "leasehold.audit.mismatch",
      subject: "orders-db-read",
      time: instant(NOON - days * DAY),
      data: { finding: { message: `drift of ${days} days ago` } },
    });
    const one = asked("refund", 20, 2);
    const report = reported([
      mismatch(9),
      mismatch(3),
      told(one, "grant.refused", 9, { findings: [] }),
      { ...mismatch(0), type: "leasehold.schedule.late", data: { gap: 5 * HOUR, last: formatInstant(NOON) } },
    ]);
    expect(kinds(report)).toEqual(["mismatch", "schedule-late", "refused"]);
    expect(report.attention[0]?.message).toBe("drift of 3 days ago");
  });
});

describe("rotations of a report", () => {
  const done = (hoursAgo: number): ToldEvent => ({
    type: "leasehold.rotation.done",
    subject: "orders-app",
    time: instant(NOON - hoursAgo * HOUR),
    data: { why: "due", rotated_at: formatInstant(instant(NOON - hoursAgo * HOUR)), owed_by: ["a", 1] },
  });
  const policies = policiesOf([], [twiceADay("orders-app")]);
  const health = (report: Report) => report.rotations[0];

  it("go by the log where Vault was not asked, and by Vault where it was", () => {
    expect(health(reported([done(30), done(3)], { policies }))).toMatchObject({
      state: "fresh",
      last: NOON - 3 * HOUR,
    });
    expect(health(reported([done(30)], { policies }))).toMatchObject({ state: "missed", late_by: 16 * HOUR });
    const rotations = new Map([["orders-app", { last: instant(NOON - HOUR) }]]);
    const vault = { records: new Set<GrantKey>(), rotations };
    expect(health(reported([done(30)], { policies, vault }))).toMatchObject({
      state: "fresh",
      last: NOON - HOUR,
    });
    expect(health(reported([], { policies }))).toMatchObject({ state: "unknown" });
  });

  it("tell of a failure until it went well again", () => {
    const failed: ToldEvent = { ...done(1), type: "leasehold.rotation.failed", data: { message: "denied" } };
    expect(kinds(reported([done(3), failed], { policies }))).toEqual(["rotation-failed"]);
    expect(kinds(reported([failed, done(0)], { policies }))).toEqual([]);
  });

  it("have their history newest first", () => {
    const history = health(reported([done(30), done(3)], { policies }))?.history;
    expect(history?.map(({ at, owed_by }) => [at, owed_by])).toEqual([
      [NOON - 3 * HOUR, ["a"]],
      [NOON - 30 * HOUR, ["a"]],
    ]);
  });
});

describe("the access review of a report", () => {
  const five = (length: number, change: Partial<Asked> = {}) =>
    [1, 2, 3, 4, 5].map((day) => asked(`r${day}`, day * 24, length, change));
  const reviewOf = (events: readonly ToldEvent[], change: Partial<ReportSources> = {}) => {
    const { review } = reported(events, change);
    return { ...review, role: review.roles.find(({ role }) => role === "orders-db-read") };
  };

  it("adds up what was asked for and what was held, and who it was", () => {
    const grants = five(2);
    const [first] = grants as [Asked];
    const events = grants.map(issued);
    const { role, people } = reviewOf([...events, ended(first, HOUR, "file-removed")]);
    expect(role).toMatchObject({
      grants: 5,
      asked: 10 * HOUR,
      held: 9 * HOUR,
      people: ["alice"],
      longest_asked: 2 * HOUR,
    });
    expect(people).toEqual([
      { user: "alice", grants: 5, refused: 0, roles: ["orders-db-read"], held: 9 * HOUR },
    ]);
  });

  it("suggests the shorter maximum that would have done, and nothing from a handful", () => {
    expect(reviewOf(five(1.2).map(issued)).role?.suggestion).toEqual({ max: 2 * HOUR, because: "asked" });
    expect(reviewOf(five(8).map(issued)).role?.suggestion).toBeUndefined();
    expect(reviewOf(five(1).slice(1).map(issued)).role?.suggestion).toBeUndefined();
  });

  it("counts no break-glass for what people need as a rule", () => {
    const glass = five(1, { break_glass: true });
    expect(reviewOf(glass.map(issued)).role).toMatchObject({ grants: 5, break_glass: 5 });
    expect(reviewOf(glass.map(issued)).role?.suggestion).toBeUndefined();
  });

  it("goes by what was really used where Vault's audit device tells it", () => {
    const grants = five(8);
    const use = new Map(
      grants
        .slice(0, 5)
        .map((one) => [
          keyFor(one),
          { first: instant(one.begin + 60), last: instant(one.begin + 60 + 20 * 60), requests: 3 },
        ]),
    );
    const seen = reviewOf(grants.map(issued), { use });
    expect(seen.role).toMatchObject({ used: 100 * 60, longest_used: 20 * 60, never_used: 0 });
    expect(seen.role?.suggestion).toEqual({ max: 30 * 60, because: "used" });
    use.delete(keyFor(grants[0] as Asked));
    const fewer = reviewOf(grants.map(issued), { use });
    expect(fewer.role).toMatchObject({ never_used: 1 });
    expect(fewer.role?.suggestion).toBeUndefined();
  });

  it("is about 30 days, and about roles nobody used as well as roles that are gone", () => {
    const gone = asked("x", 24, 1, { role: "gone" });
    const { roles } = reviewOf([issued(asked("old", 31 * 24, 2)), issued(gone)]);
    expect(roles.map(({ role, declared, grants }) => [role, declared, grants])).toEqual([
      ["gone", false, 1],
      ["orders-db-read", true, 0],
    ]);
  });
});
