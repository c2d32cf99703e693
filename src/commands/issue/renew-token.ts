import type { GrantKey } from "../../domain/key.ts";
import { accessorsOf, type GrantRecord } from "../../domain/record.ts";
import { between, type Instant } from "../../domain/units.ts";
import { endToken } from "../end/end-grants.ts";
import type { VaultEnding, VaultIssuing, VaultReads } from "../ports.ts";
import type { Undelivered } from "./issue-grants.ts";
import { mintFor, UnusedTokens } from "./mint.ts";

/** A record younger than this is still in the hands of the run that made it. */
const OWN_RUN = 120;

/** Whether a record without a pick-up was left by a crash, and not by a run that is still at it. */
export const isAbandoned = (record: GrantRecord, now: Instant): boolean =>
  record.issued_at === undefined || between(record.issued_at, now) >= OWN_RUN;

/**
 * Whether the token of a live record ended before its time, though no run of ours ended it: somebody recalled it inside
 * Vault. Nobody gets a new one for it then.
 */
export async function endedInside(vault: Pick<VaultReads, "token">, record: GrantRecord): Promise<boolean> {
  return record.accessor !== undefined && (await vault.token(record.accessor)) === undefined;
}

/**
 * A new token for a live record whose pick-up never came, or is lost: same end, the old token ended before the new
 * one can be picked up, in the order of vault.md, "Issuing". Gives undefined where the record is no longer live, is
 * being ended, or another run was faster.
 */
export async function renewToken(vault: RenewingVault, key: GrantKey): Promise<Undelivered | undefined> {
  const unused = new UnusedTokens();
  try {
    return await renew(vault, key, unused);
  } finally {
    // One that lives on ends with the grant, and nobody can reach it.
    await unused.end(vault);
  }
}

type RenewingVault = VaultReads & VaultIssuing & VaultEnding;

async function renew(
  vault: RenewingVault,
  key: GrantKey,
  unused: UnusedTokens,
): Promise<Undelivered | undefined> {
  const found = await vault.record(key);
  if (found?.value.state !== "live") return undefined;
  const old = found.value;
  if (old.ending || (await endedInside(vault, old))) return undefined;
  const { wrapping, accessor, wrap_accessor, created } = await mintFor(vault, old, unused);
  const record: GrantRecord = {
    ...old,
    issued_at: old.issued_at ?? created,
    accessor,
    wrap_accessor,
    superseded: [...(old.superseded ?? []), ...(old.accessor === undefined ? [] : [old.accessor])],
  };
  if (!(await vault.replaceRecord(record, found.version))) {
    unused.add(old, { accessor, wrap_accessor });
    return undefined;
  }
  // All that it ever had: a repair that died may have left the token before the last one alive.
  const wraps = old.wrap_accessor === undefined ? [] : [old.wrap_accessor];
  for (const one of [...accessorsOf(old), ...wraps]) await endToken(vault, old.token_role, one);
  await vault.deletePickups(key);
  return { record, wrapping, renewed: true };
}
