import { isLeaseUnder, leasedPaths } from "./access/paths.ts";
import { isLive } from "./clock.ts";
import type { GrantKey } from "./key.ts";
import type { Lease } from "./lease.ts";
import type { AccessPath, Window } from "./model.ts";
import type { GrantRecord } from "./record.ts";
import { type Instant, instant } from "./units.ts";

/**
 * Vault's own bound on a request, in seconds (`default_max_request_duration`).
 *
 * A credential asked for in the moment of an end can get a lease that the token's end misses: Vault registers it without
 * another look at the token, in two writes, the lease and then its place in the list that a token's end goes by (OpenBao,
 * `internal/vault/expiration.go`, Register and RevokeByToken). On a loaded machine most of them are missed. All of it
 * happens within one request: a lease that an end missed was made at most this long before it, and at most this long after.
 */
const REQUEST = 90;
/** Seconds. What is older at an end was rightly given, and Vault is about to take it back where it did not yet. */
const MOMENT = 1;

/** Another grant that may have made a lease. */
export interface Holder extends Window {
  readonly key: GrantKey;
  readonly access: readonly AccessPath[];
}

/** When the tokens of a grant ended: at one moment, or some time between a recall and when they were seen gone. */
export interface EndedWithin {
  readonly from: Instant;
  readonly to: Instant;
  /** A token of it ended before we came, and nobody knows when: not before this. */
  readonly since?: Instant;
}

export interface LeaseJudgement {
  /** Vault wanted to revoke these and could not: the credential may still work. */
  readonly stuck: readonly Lease[];
  /** Made in the moment of the end, and nobody else's: the end missed them. */
  readonly strays: readonly Lease[];
  /** Made shortly before, and nobody else's: the end is about to take them, or missed them, too. */
  readonly unended: readonly Lease[];
  /** Made in the moment of the end, by another grant that lives, or by the ended one: Vault does not tell. */
  readonly explained: readonly Lease[];
  /** Made before, when a token of it may have ended already, and nobody else's as far as we know. */
  readonly doubtful: readonly Lease[];
}

/**
 * What the leases under a grant's access paths say about its end (vault.md, "Ending and proving").
 *
 * @param holders grants of whatever role that may still have a token: one that is over explains nothing, since what it
 *   had went with it
 */
export function judgeLeases(
  leases: readonly Lease[],
  ended: EndedWithin,
  holders: readonly Holder[],
): LeaseJudgement {
  const alive = leases.filter((lease) => lease.ttl > 0);
  const made = (from: number, to: number) => alive.filter(({ issued }) => issued >= from && issued < to);
  const theirs = (lease: Lease) => holders.some((holder) => explains(holder, lease));
  const nobodys = (from: number, to: number) => made(from, to).filter((lease) => !theirs(lease));
  const [begin, moment, over] = [ended.from - REQUEST, ended.from - MOMENT, ended.to + REQUEST + 1];
  return {
    stuck: leases.filter((lease) => lease.ttl <= 0),
    strays: nobodys(moment, over),
    unended: nobodys(begin, moment),
    explained: made(begin, over).filter(theirs),
    doubtful: nobodys(ended.since ?? begin, begin),
  };
}

/** When the tokens of a closed record ended. */
export function endedWithin({ ended_at, proof }: GrantRecord): EndedWithin | undefined {
  if (ended_at === undefined || proof === undefined) return undefined;
  return { from: ended_at, to: proof.gone_by ?? ended_at };
}

/**
 * Whether an end is to be looked at again: it was proved while a request from before it could still have been on its way,
 * or while another grant could have made what lies there.
 */
export function owesLook(record: GrantRecord): boolean {
  const ended = endedWithin(record);
  if (record.state !== "ended" || !ended || !record.proof) return false;
  return record.proof.at <= ended.to + REQUEST || record.proof.explained !== undefined;
}

function explains(holder: Holder, lease: Lease): boolean {
  // A lease's time has whole seconds here: one of the second in which a grant begins may be its own.
  const within = isLive(holder, lease.issued) || isLive(holder, instant(lease.issued + 1));
  return within && leasedPaths(holder.access).some((path) => isLeaseUnder(path, lease.id));
}
