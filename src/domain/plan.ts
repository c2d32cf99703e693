import { isLive } from "./clock.ts";
import { type GrantKey, parseKey } from "./key.ts";
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
  readonly records: ReadonlySet<GrantKey>;
  readonly pickups: ReadonlySet<GrantKey>;
  readonly read: ReadonlyMap<GrantKey, GrantRecord>;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Grants that are as they should be. */
  readonly unchanged: number;
}

const ORDER: readonly Change["kind"][] = ["recall", "finish", "clear", "mend", "issue"];

/**
 * The keys whose record must be read before planning: those where the two LISTs and main disagree.
 * A live grant that nothing happens to costs no call, however many there are.
 */
export function recordsToRead(
  desired: Desired,
  records: ReadonlySet<GrantKey>,
  pickups: ReadonlySet<GrantKey>,
): GrantKey[] {
  const differing = new Set(records);
  // No file makes the key of an emergency: theirs always differ.
  for (const { key } of desired.grants) if (pickups.has(key)) differing.delete(key);
  return [...differing].sort();
}

/** Compares what main wants with what Vault has, at `now`. Recalls come first; each kind in the order of keys. */
export function planChanges(desired: Desired, actual: Actual, now: Instant): Plan {
  // Mostly nobody asks, and there may be a hundred thousand.
  let names: ReadonlySet<string> | undefined;
  const isOnMain = (name: string): boolean => {
    names ??= new Set(desired.grants.map((grant) => `${grant.role}.${grant.id}`));
    return names.has(name);
  };
  const changes: Change[] = [];
  let unchanged = 0;

  const decide = (key: GrantKey, grant?: LandedGrant): void => {
    const change = changeOfRecord(key, grant, isOnMain, desired, actual, now);
    if (change === "unchanged") unchanged += 1;
    else if (change) changes.push(change);
  };

  const unclaimed = new Set(actual.records);
  for (const grant of desired.grants) {
    const due = isLive(grant, now) && !desired.ineligible.has(grant.key);
    if (unclaimed.delete(grant.key)) decide(grant.key, grant);
    else if (due && !actual.records.has(grant.key)) changes.push({ kind: "issue", grant });
  }
  for (const key of unclaimed) decide(key);
  for (const key of actual.pickups) {
    if (!actual.records.has(key)) changes.push({ kind: "clear", key });
  }
  return { changes: inOrder(changes), unchanged };
}

function changeOfRecord(
  key: GrantKey,
  grant: LandedGrant | undefined,
  isOnMain: (name: string) => boolean,
  desired: Desired,
  actual: Actual,
  now: Instant,
): Change | "unchanged" | undefined {
  const record = actual.read.get(key);
  const delivered = actual.pickups.has(key);
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
    return byKind || (keyOfChange(a) < keyOfChange(b) ? -1 : 1);
  });
}
