import { describe, expect, test } from "vitest";
import { type Compared, compareGrants, issuesIn } from "../../../../src/domain/audit/compare-grants.ts";
import { accessorHash } from "../../../../src/domain/audit/grant-events.ts";
import { mismatchEvent } from "../../../../src/domain/audit/mismatch.ts";
import type { GrantKey } from "../../../../src/domain/key.ts";
import type { LandedGrant } from "../../../../src/domain/model.ts";
import type { GrantRecord } from "../../../../src/domain/record.ts";
import { moment, world } from "../../../support/world.ts";

const here = world().team("payments", "alice").role("db-read");
const grant: LandedGrant = here.live({ id: "one", landed: "11:00", duration: "2h" });

const record = (change: Partial<GrantRecord> = {}): GrantRecord => ({
  key: grant.key,
  file: grant.file,
  role: grant.role,
  user: "alice",
  alias: "alice",
  commit: grant.commit,
  policy_commit: "1".repeat(40),
  token_role: "leasehold-role-db-read-00000000",
  access: [],
  pull_request: 7,
  author: "alice",
  approvers: ["bob"],
  reason: "Refund",
  begin: grant.begin,
  end: grant.end,
  issued_at: grant.begin,
  accessor: "accessor-1",
  state: "live",
  ...change,
});

const told = (type: string, data: object = {}) => ({
  type: `leasehold.grant.${type}`,
  subject: grant.key,
  time: moment("11:01"),
  data: data as Readonly<Record<string, unknown>>,
});
const issued = told("issued", { accessor_sha256: accessorHash("accessor-1") });

const compare = (change: Partial<Compared> = {}) =>
  compareGrants({
    records: [record()],
    unread: [],
    desired: { grants: [grant], unreadable: new Set(), ineligible: new Set() },
    issues: issuesIn([issued]),
    now: moment("12:00"),
    ...change,
  }).map(({ finding }) => finding.rule);

const nothingWanted = { grants: [], unreadable: new Set<GrantKey>(), ineligible: new Set<GrantKey>() };

describe("a record and its file", () => {
  test("agree", () => expect(compare()).toEqual([]));

  test.each([
    [{ user: "mallory" }],
    [{ end: moment("18:00") }],
    [{ commit: "f".repeat(40) }],
    [{ role: "db-admin" }],
  ])("do not where the record says %j", (change) => {
    expect(compare({ records: [record(change)] })).toEqual(["record-unknown"]);
  });

  test("a live one without a file is told; one that is over, or whose file cannot be read, is not", () => {
    expect(compare({ desired: nothingWanted })).toEqual(["record-unknown"]);
    expect(compare({ desired: nothingWanted, now: moment("13:30") })).toEqual([]);
    expect(compare({ desired: { ...nothingWanted, unreadable: new Set([grant.key]) } })).toEqual([]);
  });

  test("an emergency has no file, as GitHub was down", () => {
    const key = "db-read.bg-x.emergency-0123456789ab" as GrantKey;
    const issues = issuesIn([{ ...issued, subject: key }]);
    expect(compare({ records: [record({ key })], desired: nothingWanted, issues })).toEqual([]);
  });

  test("a file without a record is told when an hour has passed since its begin, while it lasts", () => {
    const never = { records: [], issues: issuesIn([]) };
    expect(compare({ ...never, now: moment("11:59") })).toEqual([]);
    expect(compare(never)).toEqual(["token-missing"]);
    expect(compare({ ...never, now: moment("13:00") })).toEqual([]);
    expect(compare({ ...never, unread: [grant.key] })).toEqual([]);
    const desired = { grants: [grant], unreadable: new Set<GrantKey>(), ineligible: new Set([grant.key]) };
    expect(compare({ ...never, desired })).toEqual([]);
  });

  test("where main could not be fetched nothing is said of files that may have come since", () => {
    const { desired: _stale, ...rest } = {
      records: [record()],
      unread: [],
      issues: issuesIn([issued]),
      now: moment("12:00"),
      desired: undefined,
    };
    expect(compareGrants(rest)).toEqual([]);
  });
});

describe("a record and the log", () => {
  test("a live one that the log does not know is told once the run that made it is over", () => {
    const issues = issuesIn([]);
    expect(compare({ issues })).toEqual(["record-unknown"]);
    expect(compare({ issues, now: moment("11:05") })).toEqual([]);
  });

  test("another token than the one that was issued is somebody's doing; one that a repair replaced is not", () => {
    expect(compare({ records: [record({ accessor: "accessor-2" })] })).toEqual(["record-unknown"]);
    const repaired = record({ accessor: "accessor-2", superseded: ["accessor-1"] });
    expect(compare({ records: [repaired] })).toEqual([]);
  });

  test("one that ended by the log and lives is an older snapshot's", () => {
    expect(compare({ issues: issuesIn([issued, told("ended")]) })).toEqual(["token-unknown"]);
  });

  test("issued by the log and without a record: an older snapshot too; with an unread one nothing is known", () => {
    expect(compare({ records: [] })).toEqual(["token-missing"]);
    expect(compare({ records: [], unread: [grant.key] })).toEqual([]);
    expect(compare({ records: [], issues: issuesIn([issued, told("ended")]) })).toEqual([]);
  });

  test("a grant that is not issued yet is no mismatch", () => {
    expect(compare({ records: [], issues: issuesIn([]), now: moment("11:30") })).toEqual([]);
  });
});

test("an end that is not proved for a day is told", () => {
  const late = moment("2026-11-22T14:00:00Z");
  expect(compare({ now: late })).toEqual(["lease-irrevocable"]);
  expect(compare({ now: moment("14:00") })).toEqual([]);
});

test("a mismatch is one event, whenever it is found, and another one is another", () => {
  const found = (change: Partial<GrantRecord>, now: string) =>
    compareGrants({
      records: [record(change)],
      unread: [],
      issues: issuesIn([issued]),
      now: moment(now),
    }).map((one) => mismatchEvent(one, moment(now)).id);
  expect(found({ accessor: "accessor-2" }, "12:00")).toEqual(found({ accessor: "accessor-2" }, "12:30"));
  expect(found({ accessor: "accessor-2" }, "12:00")).not.toEqual(found({ accessor: "accessor-3" }, "12:00"));
  expect(found({ accessor: "accessor-2" }, "12:00").join()).toContain(
    `audit.mismatch/${grant.key}/record-unknown/`,
  );
});
