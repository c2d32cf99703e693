import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { generatedEventSchemas } from "../../../scripts/event-schemas.ts";
import {
  type EndedData,
  type EventType,
  event,
  type IssuedData,
  type RefusedData,
} from "../../../src/domain/audit/events.ts";
import {
  deliveredEvent,
  endedEvent,
  issuedEvent,
  refusedEvent,
} from "../../../src/domain/audit/grant-events.ts";
import { type EventData, eventSchemas } from "../../../src/domain/audit/schemas/index.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import type {
  RotationDoneData,
  RotationFailedData,
  RotationMissedData,
} from "../../../src/domain/rotation/events.ts";
import { instant } from "../../../src/domain/units.ts";

const root = new URL("../../../", import.meta.url);
// biome-ignore lint/suspicious/noExplicitAny: a CommonJS default that its types do not name
const formats = addFormats as any;

function validator(type: EventType) {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  (formats.default ?? formats)(ajv);
  return ajv.compile(JSON.parse(readFileSync(new URL(`schema/events/${type}.schema.json`, root), "utf8")));
}

const sha = "a".repeat(40);
const record = {
  key: "db-read.g.aaaaaaaaaaaa",
  file: "grants/db-read/g.yaml",
  role: "db-read",
  user: "alice",
  alias: "alice",
  commit: sha,
  policy_commit: "b".repeat(40),
  token_role: "leasehold-role-db-read-01234567",
  access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
  pull_request: 7,
  author: "alice",
  approvers: ["bob"],
  reason: "Refund 8812",
  ticket: "INC-1",
  begin: instant(1_795_000_000),
  end: instant(1_795_003_600),
  issued_at: instant(1_795_000_010),
  accessor: "accessor-1",
  state: "ended",
  ended_at: instant(1_795_003_600),
  ended_by: "expired",
  proof: { at: instant(1_795_003_700), tokens_gone: 1, leases_seen: 0, strays_revoked: 0 },
  findings: [{ rule: "approvals", severity: "error", message: "one approval missing" }],
} as unknown as GrantRecord;

test("the published schemas are those of the source; run `npm run schemas` after a change", () => {
  const published = readdirSync(new URL("schema/events", root)).map((name) => `schema/events/${name}`);
  expect(published.sort()).toEqual([...generatedEventSchemas().keys()].sort());
  for (const [path, content] of generatedEventSchemas()) {
    expect(readFileSync(new URL(path, root), "utf8"), path).toBe(content);
  }
});

test("every type of formats.md has a schema, valid by the strictest reading", () => {
  expect(Object.keys(eventSchemas).sort()).toEqual(
    [
      ...["issued", "delivered", "refused", "expiring", "ended", "overdue", "lingering", "unusual"].map(
        (name) => `leasehold.grant.${name}`,
      ),
      ...["done", "failed", "missed"].map((name) => `leasehold.rotation.${name}`),
      ...["used", "reviewed", "overdue"].map((name) => `leasehold.breakglass.${name}`),
      "leasehold.audit.mismatch",
      "leasehold.policy.changed",
      "leasehold.schedule.late",
    ].sort(),
  );
  for (const type of Object.keys(eventSchemas)) expect(validator(type as EventType)({})).toBe(false);
});

test.each([
  ["issued", issuedEvent(record)],
  ["delivered", deliveredEvent(record, instant(1_795_000_020))],
  ["refused", refusedEvent(record, instant(1_795_000_020))],
  ["ended", endedEvent(record)],
] as const)("a grant's %s event fits its schema, and names no accessor", (_name, made) => {
  const validate = validator(made?.type ?? "leasehold.audit.mismatch");
  expect(validate(JSON.parse(JSON.stringify(made?.data))), JSON.stringify(validate.errors)).toBe(true);
  expect(JSON.stringify(made)).not.toContain("accessor-1");
});

test("an issued event without its access, or with another clock's time, does not fit", () => {
  const validate = validator("leasehold.grant.issued");
  const data = issuedEvent(record)?.data;
  expect(validate({ ...data, access: [] })).toBe(false);
  expect(validate({ ...data, issued_at: "2026-11-21T10:00:00.123Z" })).toBe(false);
  expect(validate({ ...data, commit: "main" })).toBe(false);
});

/** What a schema lets in is what the code's own type reads: the compiler holds the two together. */
test("schemas and types agree", () => {
  const typed: {
    issued: (data: EventData<"leasehold.grant.issued">) => Omit<IssuedData, "access">;
    refused: (data: EventData<"leasehold.grant.refused">) => Omit<RefusedData, "findings">;
    ended: (data: EventData<"leasehold.grant.ended">) => EndedData;
    done: (data: EventData<"leasehold.rotation.done">) => Omit<RotationDoneData, "owed_by">;
    failed: (data: EventData<"leasehold.rotation.failed">) => RotationFailedData;
    missed: (data: EventData<"leasehold.rotation.missed">) => Omit<RotationMissedData, "late_by">;
  } = {
    issued: (data) => data,
    refused: (data) => data,
    ended: (data) => data,
    done: (data) => data,
    failed: (data) => data,
    missed: (data) => data,
  };
  expect(Object.keys(typed)).toHaveLength(6);
  const late: EventData<"leasehold.schedule.late"> = {
    command: "enforce",
    now: "2026-11-21T10:00:00Z",
    gap: 47_000,
    expected: 3_600,
  };
  const made = event("leasehold.schedule.late", "enforce", instant(0), late);
  expect(validator("leasehold.schedule.late")(made.data)).toBe(true);
});
