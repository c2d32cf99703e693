/** A made-up company of any size, for reports: the same every time. */
import type { ToldEvent } from "../../src/domain/audit/history.ts";
import { type GrantKey, keyOf } from "../../src/domain/key.ts";
import type { Rotation } from "../../src/domain/model.ts";
import type { ReportSources } from "../../src/domain/report/report.ts";
import { formatInstant, type Instant, instant, parseInstant, seconds } from "../../src/domain/units.ts";
import { plainRole, plainRotation, policiesOf } from "./plain-policies.ts";

export const NOON = parseInstant("2026-11-21T12:00:00Z") as Instant;

const HOUR = 3_600;
const DAY = 24 * HOUR;

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
const ROLES = [
  "orders-db-read",
  "orders-db-admin",
  "billing-read",
  "search-index",
  "payments-oncall",
  "warehouse-read",
];
const REASONS = [
  "Refund is stuck in state pending; need to read its rows",
  "Customer sees a wrong balance after the migration of last night",
  "Checkout fails for one tenant, need the plan of a slow query",
  "Compare replica lag before the failover drill",
  "Backfill of the invoices table needs a look at three rows",
];

interface Size {
  readonly grants: number;
  readonly events: number;
  readonly roles?: number;
  readonly now?: Instant;
}

/** What a report is made of: grants over 90 days, some of them live now, `events / grants` events to each. */
export function madeUpSources(size: Size): ReportSources {
  const { now = NOON } = size;
  const roles = upTo(ROLES, size.roles ?? 6, (index) => `service-${index}-read`);
  const events = [...grantEvents(size, roles, now), ...rotationEvents(now), mismatch(now)];
  return {
    now,
    repository: { slug: "acme/access", url: "https://github.com/acme/access", branch: "main" },
    commit: "3f2a9c1b7d20aaaa3f2a9c1b7d20aaaa3f2a9c1b",
    files: [],
    policies: policiesOf(
      roles.map((name) =>
        plainRole(name, {
          duration: { max: seconds((name.includes("admin") ? 24 : 8) * HOUR), ahead: seconds(DAY) },
        }),
      ),
      [
        twiceADay("orders-app"),
        twiceADay("billing-root"),
        { ...twiceADay("search-key"), kind: "transit-key" },
      ],
    ),
    events: events.sort((a, b) => a.time - b.time),
  };
}

/** A rotation that is due every twelve hours, and missed two hours later. */
export const twiceADay = (name: string): Rotation =>
  plainRotation(name, { kind: "database-root", every: seconds(12 * HOUR), grace: seconds(2 * HOUR) });

function grantEvents({ grants, events }: Size, roles: readonly string[], now: Instant): ToldEvent[] {
  const random = randomNumbers(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const people = upTo(PEOPLE, Math.min(600, grants / 15), (index) => `engineer-${index}`);
  return Array.from({ length: grants }, (_, index) => {
    const length = pick([0.5, 1, 1, 2, 2, 4, 8]) * HOUR;
    const live = index < Math.max(9, grants / 500);
    const begin = live ? now - Math.floor(random() * length) : now - length - Math.floor(random() * 90 * DAY);
    const breakGlass = index % 40 === 3;
    const asked: Asked = {
      role: pick(roles),
      user: pick(people),
      id: `${breakGlass ? "bg-" : ""}request-${index}`,
      begin: instant(begin),
      length,
      reason: `${pick(REASONS)} (${1_000 + index})`,
      ticket: `INC-${4_000 + index}`,
      break_glass: breakGlass,
      approvers: breakGlass ? [] : [pick(PEOPLE), "sam"],
    };
    if (index % 53 === 17) return [refused(asked)];
    const over = random() < 0.3 ? Math.floor(length * random()) : length;
    const more = Math.max(0, Math.ceil(events / grants) - 2);
    return [
      issued(asked),
      told(asked, "grant.delivered", 22),
      ...Array.from({ length: more }, (_, nth) => told(asked, "grant.expiring", (nth + 2) * 60)),
      ...(live || begin + over >= now
        ? []
        : [ended(asked, over, over < length ? "file-removed" : "expired")]),
    ];
  }).flat();
}

const refused = (asked: Asked): ToldEvent =>
  told(asked, "grant.refused", 20, { findings: [{ message: "no approval of dba: bob or carol" }] });

/** One was rotated twice a day for a month, and one is late. */
function rotationEvents(now: Instant): ToldEvent[] {
  const done = (name: string, at: Instant, data: Record<string, unknown>): ToldEvent => ({
    type: "leasehold.rotation.done",
    subject: name,
    time: at,
    data: { why: "due", rotated_at: formatInstant(at), owed_by: [], ...data },
  });
  const times = Array.from({ length: 60 }, (_, half) => instant(now - half * 12 * HOUR - 900));
  return [
    ...times.map((at) => done("orders-app", at, { kind: "database-root" })),
    done("billing-root", instant(now - 3 * DAY), {}),
  ];
}

const mismatch = (now: Instant): ToldEvent => ({
  type: "leasehold.audit.mismatch",
  subject: "orders-db-read",
  time: instant(now - 5 * HOUR),
  data: { finding: { message: "Vault's token role of orders-db-read is not what main says" } },
});

/** At least so many names: those given, then made-up ones. */
function upTo(given: readonly string[], count: number, made: (index: number) => string): string[] {
  const names = [...given];
  while (names.length < count) names.push(made(names.length));
  return names;
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
