/** A made-up company of any size, for reports: the same every time. */
import type { ToldEvent } from "../../src/domain/audit/history.ts";
import { type GrantKey, keyOf } from "../../src/domain/key.ts";
import type { Policies, Role, Rotation } from "../../src/domain/model.ts";
import type { ReportSources } from "../../src/domain/report/report.ts";
import { formatInstant, type Instant, instant, parseInstant, seconds } from "../../src/domain/units.ts";

export const NOON = parseInstant("2026-11-21T12:00:00Z") as Instant;

const HOUR = 3_600;
const DAY = 24 * HOUR;

export const roleNamed = (name: string, change: Partial<Role> = {}): Role => ({
  name,
  description: `What ${name} is for`,
  access: [{ path: `database/creds/${name}`, capabilities: ["read"] }],
  requesters: { teams: ["payments"], users: [] },
  approvers: [{ teams: ["dba"], users: [], count: 1 }],
  duration: { max: seconds(8 * HOUR), ahead: seconds(14 * DAY) },
  require: { reason: 0, signed_commits: false, mfa: false },
  limits: {},
  conflicts: [],
  bound_cidrs: [],
  rotate_after: [],
  use: [],
  rules: [],
  at: () => ({ file: `policies/roles/${name}.yaml` }),
  ...change,
});

export const rotationNamed = (name: string, change: Partial<Rotation> = {}): Rotation => ({
  name,
  description: `Password of ${name}`,
  kind: "database-root",
  mount: "database",
  target: name,
  every: seconds(12 * HOUR),
  grace: seconds(2 * HOUR),
  at: () => ({ file: `policies/rotations/${name}.yaml` }),
  ...change,
});

export const policiesWith = (roles: readonly Role[], rotations: readonly Rotation[] = []): Policies => ({
  roles: new Map(roles.map((role) => [role.name, role])),
  teams: new Map(),
  people: new Map(),
  rotations: new Map(rotations.map((rotation) => [rotation.name, rotation])),
});

/** What the events of a grant begin with. */
export interface Asked {
  readonly role: string;
  readonly user: string;
  readonly id: string;
  readonly begin: Instant;
  readonly length: number;
  readonly reason?: string;
  readonly ticket?: string;
  readonly break_glass?: boolean;
  readonly approvers?: readonly string[];
}

export const keyFor = ({ role, id }: Pick<Asked, "role" | "id">): GrantKey =>
  keyOf(role, id, "3f2a9c1b7d20aaaa");

export function told(asked: Asked, type: string, at: number, data: Record<string, unknown> = {}): ToldEvent {
  const {
    role,
    user,
    begin,
    length,
    reason = "Refund 8812 is stuck",
    ticket,
    break_glass,
    approvers = ["bob"],
  } = asked;
  return {
    type: `leasehold.${type}`,
    subject: keyFor(asked),
    time: instant(begin + at),
    data: {
      role,
      user,
      reason,
      ...(ticket === undefined ? {} : { ticket }),
      begin: formatInstant(begin),
      end: formatInstant(instant(begin + length)),
      approvers,
      pull_request: 12,
      ...(break_glass ? { break_glass } : {}),
      ...data,
    },
  };
}

export const issued = (asked: Asked): ToldEvent =>
  told(asked, "grant.issued", 20, {
    issued_at: formatInstant(instant(asked.begin + 20)),
    access: [{ path: `database/creds/${asked.role}`, capabilities: ["read"] }],
  });

export const ended = (asked: Asked, after = asked.length, by = "expired"): ToldEvent =>
  told(asked, "grant.ended", after + 900, {
    ended_at: formatInstant(instant(asked.begin + after)),
    ended_by: by,
    proof: {},
  });

const PEOPLE = [
  "alice",
  "bob",
  "carol",
  "dana",
  "erin",
  "frank",
  "grace",
  "heidi",
  "ivan",
  "judy",
  "karl",
  "lena",
];
const REASONS = [
  "Refund is stuck in state pending; need to read its rows",
  "Customer sees a wrong balance after the migration of last night",
  "Checkout fails for one tenant, need the plan of a slow query",
  "Compare replica lag before the failover drill",
  "Backfill of the invoices table needs a look at three rows",
];

/** Grants over 90 days, some of them live now, `events / grants` events to each. */
export function company(size: {
  readonly grants: number;
  readonly events: number;
  readonly roles?: number;
  readonly now?: Instant;
}): ReportSources {
  const { now = NOON } = size;
  const random = randomNumbers(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const names = [
    "orders-db-read",
    "orders-db-admin",
    "billing-read",
    "search-index",
    "payments-oncall",
    "warehouse-read",
  ];
  while (names.length < (size.roles ?? 6)) names.push(`service-${names.length}-read`);
  const people = [...PEOPLE];
  while (people.length < Math.min(600, size.grants / 15)) people.push(`engineer-${people.length}`);
  const events: ToldEvent[] = [];
  for (let index = 0; index < size.grants; index += 1) {
    const length = pick([0.5, 1, 1, 2, 2, 4, 8]) * HOUR;
    const live = index < Math.max(9, size.grants / 500);
    const begin = live ? now - Math.floor(random() * length) : now - length - Math.floor(random() * 90 * DAY);
    const asked: Asked = {
      role: pick(names),
      user: pick(people),
      id: `${index % 40 === 3 ? "bg-" : ""}request-${index}`,
      begin: instant(begin),
      length,
      reason: `${pick(REASONS)} (${1_000 + index})`,
      ticket: `INC-${4_000 + index}`,
      break_glass: index % 40 === 3,
      approvers: index % 40 === 3 ? [] : [pick(PEOPLE), "sam"],
    };
    if (index % 53 === 17) {
      events.push(
        told(asked, "grant.refused", 20, { findings: [{ message: "no approval of dba: bob or carol" }] }),
      );
      continue;
    }
    events.push(issued(asked), told(asked, "grant.delivered", 22));
    for (let more = 2; more < size.events / size.grants; more += 1)
      events.push(told(asked, "grant.expiring", more * 60));
    const over = random() < 0.3 ? Math.floor(length * random()) : length;
    if (begin + over < now && !live)
      events.push(ended(asked, over, over < length ? "file-removed" : "expired"));
  }
  for (let hour = 0; hour < 24 * 30; hour += 12) {
    const at = instant(now - hour * HOUR - 900);
    const rotated_at = formatInstant(at);
    events.push({
      type: "leasehold.rotation.done",
      subject: "orders-app",
      time: at,
      data: { kind: "database-root", why: "due", rotated_at, owed_by: [] },
    });
  }
  events.push({
    type: "leasehold.rotation.done",
    subject: "billing-root",
    time: instant(now - 3 * DAY),
    data: { why: "due", rotated_at: formatInstant(instant(now - 3 * DAY)), owed_by: [] },
  });
  events.push({
    type: "leasehold.audit.mismatch",
    subject: "orders-db-read",
    time: instant(now - 5 * HOUR),
    data: { finding: { message: "Vault's token role of orders-db-read is not what main says" } },
  });
  events.sort((a, b) => a.time - b.time);
  return {
    now,
    repository: { slug: "acme/access", url: "https://github.com/acme/access", branch: "main" },
    commit: "3f2a9c1b7d20aaaa3f2a9c1b7d20aaaa3f2a9c1b",
    files: [],
    policies: policiesWith(
      names.map((name) =>
        roleNamed(name, {
          duration: { max: seconds((name.includes("admin") ? 24 : 8) * HOUR), ahead: seconds(DAY) },
        }),
      ),
      [
        rotationNamed("orders-app"),
        rotationNamed("billing-root"),
        rotationNamed("search-key", { kind: "transit-key" }),
      ],
    ),
    events,
  };
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
