import { isLeaseUnder, leasedPaths } from "../../domain/access/paths.ts";
import { type Mismatch, mismatch } from "../../domain/audit/mismatch.ts";
import type { Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { attempt, attemptEach } from "../outcome.ts";
import type { VaultAuditing, VaultReads } from "../ports.ts";
import type { PartResult } from "./comparison.ts";

type LeasesVault = Pick<VaultReads, "leases"> & Pick<VaultAuditing, "irrevocableLeases">;

const OURS = "auth/token/create/leasehold-role-";

/** Credentials that Vault was to take back and could not: those it tries still, and those it gave up. */
export async function compareLeases(
  vault: LeasesVault,
  policies: Policies,
  records: readonly GrantRecord[],
): Promise<PartResult> {
  const roles = [...policies.roles.values(), ...records];
  const paths = [...new Set(roles.flatMap((role) => leasedPaths(role.access)))].sort();
  const stuck = await attemptEach(
    paths,
    (path) => `look for stuck leases under ${path}`,
    async (path) => (await vault.leases(path)).filter((lease) => lease.ttl <= 0).map((lease) => lease.id),
  );
  const given = await attempt("ask Vault for irrevocable leases", () => vault.irrevocableLeases());
  const gaveUp = new Set(
    (given.ok ? given.value : []).filter(
      (id) => id.startsWith(OURS) || paths.some((path) => isLeaseUnder(path, id)),
    ),
  );
  const all = new Set([...stuck.done.flatMap(({ value }) => value), ...gaveUp]);
  return {
    mismatches: [...all].sort().map((id) => irrevocable(id, gaveUp.has(id))),
    troubles: [...stuck.troubles, ...(given.ok ? [] : [given.trouble])],
  };
}

function irrevocable(id: string, gaveUp: boolean): Mismatch {
  const how = gaveUp ? "gave up revoking" : "could not revoke yet";
  const message = `Vault ${how} the lease ${id}: its credential may still work`;
  const hint =
    "Bring the database back; then leasehold enforce, or: vault lease revoke -sync " +
    `${id}. Never use vault lease tidy: it forgets the lease and leaves the user.`;
  return mismatch("lease-irrevocable", id.slice(0, id.lastIndexOf("/")), id, message, hint);
}
