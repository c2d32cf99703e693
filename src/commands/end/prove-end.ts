import { isLeaseUnder, leasedPaths } from "../../domain/access/paths.ts";
import { type Holder, judgeLeases } from "../../domain/ending.ts";
import { error, type Finding, warning } from "../../domain/finding.ts";
import { accessorsOf, type GrantRecord, type Proof } from "../../domain/record.ts";
import { formatInstant, type Instant, later } from "../../domain/units.ts";
import type { Pace, Trouble } from "../outcome.ts";
import type { VaultReads } from "../ports.ts";
import type { AccessLeases } from "./lease-passes.ts";

/** What an end is judged against. */
export interface Surroundings extends Pace {
  /** Every grant that may hold leases: live ones on main, and emergencies. The ended one itself is left out. */
  readonly holders: readonly Holder[];
  /** Access paths that policies which are not ours give too (from setup): strays there are reported, not revoked. */
  readonly shared_paths: readonly string[];
}

/**
 * Proves that nothing of a grant is left after its tokens are gone, and revokes what is (vault.md, "Ending and
 * proving"): without `proved`, the findings say what Vault could not take back.
 *
 * @param ended when its tokens ended, as near as it is known
 */
export async function proveEnd(
  vault: Pick<VaultReads, "now">,
  record: GrantRecord,
  ended: { readonly from: Instant; readonly to: Instant },
  surroundings: Surroundings,
  access: AccessLeases,
): Promise<{ readonly proved?: Proof; readonly findings: readonly Finding[] }> {
  const holders = surroundings.holders.filter((holder) => holder.key !== record.key);
  const findings: Finding[] = [];
  let seen = 0;
  let strays = 0;
  for (const path of leasedPaths(record.access)) {
    const leases = await access.under(path);
    seen += leases.length;
    const judged = judgeLeases(leases, ended, holders);
    const shared = surroundings.shared_paths.some((one) =>
      judged.strays.some((lease) => isLeaseUnder(one, lease.id)),
    );
    if (shared && judged.strays.length > 0) findings.push(unexplained(record, path, judged.strays.length));
    for (const lease of [...judged.stuck, ...(shared ? [] : judged.strays)]) {
      const left = await access.revoke(lease);
      if (left) findings.push(irrevocable(record, path, left));
      else if (lease.ttl > 0) strays += 1;
    }
  }
  if (findings.some((finding) => finding.severity === "error")) return { findings };
  const at = later(await vault.now(), ended.from);
  const proved = { at, tokens_gone: accessorsOf(record).length, leases_seen: seen, strays_revoked: strays };
  return { proved, findings };
}

const irrevocable = (record: GrantRecord, path: string, why: Trouble): Finding =>
  error(
    "lease-irrevocable",
    { file: record.file },
    `${record.key} is over, but Vault cannot revoke what it gave under ${path}: ${why.message}`,
    "The credential may still work there. Bring the database back; the next run revokes it. Never use sys/leases/tidy: it forgets the lease and leaves the user.",
  );

const unexplained = (record: GrantRecord, path: string, count: number): Finding =>
  warning(
    "lease-irrevocable",
    { file: record.file },
    `${count} ${count === 1 ? "lease" : "leases"} under ${path} came at the end of ${record.key} (${formatInstant(record.end)}), and a policy that is not Leasehold's gives that path too`,
    `Look whose they are: vault list sys/leases/lookup/${path}`,
  );
