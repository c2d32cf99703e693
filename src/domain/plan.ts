import { isLive } from "./clock.ts";
import { type GrantKey, inKeyOrder, type KeyList, parseKey } from "./key.ts";
import type { LandedGrant } from "./model.ts";
import type { EndReason, GrantRecord } from "./record.ts";
import type { Instant } from "./units.ts";

/** One step of a plan. A plan is data: end-over.ts interprets what ends, apply.ts what is issued. */
export type Change =
  /** End a grant before its time. */
  | { readonly kind: "recall"; readonly key: GrantKey; readonly why: EndReason }
  /** Its time is over: prove the end and close the record. */
  | { readonly kind: "finish"; readonly key: GrantKey }
  /** The grant is over, or was never recorded; what a crash left of it is paper. */
  | { readonly kind: "clear"; readonly key: GrantKey }
  /** Recorded but never delivered: a crash of an earlier run, to be mended. */
  | { readonly kind: "mend"; readonly key: GrantKey; readonly grant: LandedGrant }
  | { readonly kind: "issue"; readonly grant: LandedGrant };

/** What main asks for. */
export interface Desired {
  readonly grants: readonly LandedGrant[];
  /** Keys of files on main that cannot be read or have no window: nothing is issued for them, nothing recalled. */
  readonly unreadable: ReadonlySet<GrantKey>;
  /** Keys whose user is no longer eligible, or whose role is gone or narrower, under today's main. */
  readonly ineligible: ReadonlySet<GrantKey>;
}

/** What Vault has: the keys of two LISTs, and the few records that {@link recordsToRead} asked for. */
export interface Actual {
  readonly records: KeyList;
  readonly pickups: KeyList;
  readonly read: ReadonlyMap<GrantKey, GrantRecord>;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Grants that are as they should be. */
  readonly unchanged: number;
}

const ORDER: readonly Change["kind"][] = ["recall", "finish", "clear", "mend", "issue"];

/** main beside Vault: each key in the place that says what is known of it, in the order of keys. */
export interface Compared {
  readonly desired: Desired;
  /** Grants that have a record and a pick-up. */
  readonly delivered: readonly LandedGrant[];
  /** Grants that have a record alone. */
  readonly undelivered: readonly LandedGrant[];
  /** Grants that were never issued, or whose record is gone. */
  readonly unrecorded: readonly LandedGrant[];
  /** Records that no grant of main explains. No file makes the key of an emergency: theirs are always here. */
  readonly others: readonly { readonly key: GrantKey; readonly delivered: boolean }[];
  /** Pick-ups without a record. */
  readonly loose: readonly GrantKey[];
}

/**
 * Goes through the keys of main and of both LISTs side by side, in their order, which each has nearly by itself
 * (docs/decisions/0114-keys-side-by-side.md). Each key counts once, however often it is told.
 */
export function compareKeys(
  desired: Desired,
  { records, pickups }: Pick<Actual, "records" | "pickups">,
): Compared {
  const delivered: LandedGrant[] = [];
  const undelivered: LandedGrant[] = [];
  const unrecorded: LandedGrant[] = [];
  const others: { key: GrantKey; delivered: boolean }[] = [];
  const loose: GrantKey[] = [];
  const grants = desired.grants.toSorted((a, b) => inKeyOrder(a.key, b.key));
  const main = new Cursor(grants.map(({ key }) => key));
  const record = new Cursor(records.sorted);
  const pickup = new Cursor(pickups.sorted);
  for (;;) {
    const key = first(main.key, first(record.key, pickup.key));
    if (key === undefined) return { desired, delivered, undelivered, unrecorded, others, loose };
    const grant = main.key === key ? grants[main.at] : undefined;
    main.pass(key);
    const hasRecord = record.pass(key);
    const hasPickup = pickup.pass(key);
    if (hasPickup && !hasRecord) loose.push(key);
    if (grant) (hasRecord ? (hasPickup ? delivered : undelivered) : unrecorded).push(grant);
    else if (hasRecord) others.push({ key, delivered: hasPickup });
  }
}

const first = (a: GrantKey | undefined, b: GrantKey | undefined): GrantKey | undefined =>
  b === undefined || (a !== undefined && a < b) ? a : b;

/** A place in a sorted list. */
class Cursor {
  readonly #keys: readonly GrantKey[];
  at = 0;

  constructor(keys: readonly GrantKey[]) {
    this.#keys = keys;
  }

  get key(): GrantKey | undefined {
    return this.#keys[this.at];
  }

  /** Goes past a key. @returns whether it was there */
  pass(key: GrantKey): boolean {
    const from = this.at;
    while (this.key === key) this.at += 1;
    return this.at > from;
  }
}

/**
 * The keys whose record must be read before planning: those where the two LISTs and main disagree.
 * A live grant that nothing happens to costs no call, however many there are.
 */
export const recordsToRead = ({ undelivered, others }: Compared): GrantKey[] =>
  [...undelivered, ...others].map(({ key }) => key).sort();

/**
 * Compares what main wants with what Vault has, at `now`. Recalls come first; each kind in the order of keys.
 *
 * @param read the records that {@link recordsToRead} asked for, as far as they are there
 */
export function planChanges(compared: Compared, read: Actual["read"], now: Instant): Plan {
  const { desired } = compared;
  // Mostly nobody asks.
  let names: ReadonlySet<string> | undefined;
  const isOnMain = (name: string): boolean => {
    names ??= new Set(desired.grants.map((grant) => `${grant.role}.${grant.id}`));
    return names.has(name);
  };
  const changes: Change[] = [];
  let unchanged = 0;
  const decide = (found: Omit<Found, "record">): void => {
    const change = changeOfRecord({ ...found, record: read.get(found.key) }, desired, isOnMain, now);
    if (change === "unchanged") unchanged += 1;
    else if (change) changes.push(change);
  };

  for (const grant of compared.delivered) decide({ key: grant.key, delivered: true, grant });
  for (const grant of compared.undelivered) decide({ key: grant.key, delivered: false, grant });
  for (const other of compared.others) decide(other);
  for (const key of compared.loose) changes.push({ kind: "clear", key });
  for (const grant of compared.unrecorded) {
    if (isLive(grant, now) && !desired.ineligible.has(grant.key)) changes.push({ kind: "issue", grant });
  }
  return { changes: inOrder(changes), unchanged };
}

/** A key that Vault has a record of, and what is known of it. */
interface Found {
  readonly key: GrantKey;
  /** Whether it has a pick-up. */
  readonly delivered: boolean;
  /** Absent where main explains it, or where it could not be read. */
  readonly record: GrantRecord | undefined;
  /** What main has of it. */
  readonly grant?: LandedGrant;
}

function changeOfRecord(
  { key, delivered, record, grant }: Found,
  desired: Desired,
  isOnMain: (name: string) => boolean,
  now: Instant,
): Change | "unchanged" | undefined {
  if (record && record.state !== "live") {
    return delivered || !record.settled ? { kind: "clear", key } : undefined;
  }

  const end = record?.end ?? grant?.end;
  if (end !== undefined && end <= now) return { kind: "finish", key };
  if (record?.ending) return { kind: "recall", key, why: record.ending.why };
  if (desired.ineligible.has(key)) return { kind: "recall", key, why: "ineligible" };
  if (desired.unreadable.has(key)) return "unchanged";
  if (grant) return delivered ? "unchanged" : { kind: "mend", key, grant };
  const parts = parseKey(key);
  if (parts?.emergency) return "unchanged";
  const edited = parts !== undefined && isOnMain(`${parts.role}.${parts.id}`);
  return { kind: "recall", key, why: edited ? "superseded" : "file-removed" };
}

const keyOfChange = (change: Change): GrantKey => (change.kind === "issue" ? change.grant.key : change.key);

function inOrder(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => {
    const byKind = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
    return byKind || inKeyOrder(keyOfChange(a), keyOfChange(b));
  });
}
