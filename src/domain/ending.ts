import { isLeaseUnder, leasedPaths } from "./access/paths.ts";
import { isLive } from "./clock.ts";
import type { GrantKey } from "./key.ts";
import type { Lease } from "./lease.ts";
import type { AccessPath, Window } from "./model.ts";
import type { GrantRecord } from "./record.ts";
import { type Instant, instant } from "./units.ts";

/**
 * A credential asked for in the very moment of an end can get a lease that the token's end misses: measured 12 times
 * in 1,480 (vault.md). It is made no earlier than this before the end, and no later than Vault's request timeout after.
 */
const BEFORE_END = 1;
const AFTER_END = 90;

/** Another grant that may have made a lease. */
export interface Holder extends Window {
  readonly key: GrantKey;
  readonly access: readonly AccessPath[];
}

export interface LeaseJudgement {
  /** Vault wanted to revoke these and could not: the credential may still work. */
  readonly stuck: readonly Lease[];
  /** Made in the moment of the end, and nobody else's. */
  readonly strays: readonly Lease[];
}

/**
 * What the leases under a grant's access paths say about its end (vault.md, "Ending and proving").
 *
 * @param ended when the tokens ended: at one moment, or some time between a recall and when they were seen gone
 * @param holders other grants, of whatever role
 */
export function judgeLeases(
  leases: readonly Lease[],
  ended: { readonly from: Instant; readonly to: Instant },
  holders: readonly Holder[],
): LeaseJudgement {
  return {
    stuck: leases.filter((lease) => lease.ttl <= 0),
    strays: leases.filter(
      (lease) =>
        lease.ttl > 0 &&
        lease.issued >= ended.from - BEFORE_END &&
        lease.issued <= ended.to + AFTER_END &&
        !holders.some((holder) => explains(holder, lease)),
    ),
  };
}

/**
 * Whether an end was proved while a request from before it could still have been on its way, and none can any more:
 * then it is worth a second look.
 */
export const provedEarly = ({ state, ended_at, proof }: GrantRecord, now: Instant): boolean =>
  state === "ended" &&
  ended_at !== undefined &&
  proof !== undefined &&
  proof.at <= ended_at + AFTER_END &&
  now > ended_at + AFTER_END;

function explains(holder: Holder, lease: Lease): boolean {
  // A lease's time has whole seconds here: one of the second in which a grant begins may be its own.
  const within = isLive(holder, lease.issued) || isLive(holder, instant(lease.issued + 1));
  return within && leasedPaths(holder.access).some((path) => isLeaseUnder(path, lease.id));
}
