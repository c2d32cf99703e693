import { isLeaseUnder, leasedPaths } from "../../domain/access/paths.ts";
import { type EndedWithin, type Holder, judgeLeases } from "../../domain/ending.ts";
import { error, type Finding, warning } from "../../domain/finding.ts";
import type { GrantKey } from "../../domain/key.ts";
import { accessorsOf, type GrantRecord, type Proof } from "../../domain/record.ts";
import { formatInstant, later } from "../../domain/units.ts";
import type { Pace, Trouble } from "../outcome.ts";
import type { AccessLeases } from "./lease-passes.ts";

/** What an end is judged against. */
export interface EndingGround extends Pace {
  /** Every grant that may still have a token: live ones on main, and emergencies. The ended one itself is left out. */
  readonly holders: readonly Holder[];
  /** Access paths that policies which are not ours give too (from setup): strays there are reported, not revoked. */
  readonly shared_paths: readonly string[];
}

/** The same, where these grants are over together: none of them has what another one left. */
export function without(ground: EndingGround, keys: Iterable<GrantKey>): EndingGround {
  const over = new Set(keys);
  return { ...ground, holders: ground.holders.filter(({ key }) => !over.has(key)) };
}

/**
 * Proves that nothing of a grant is left after its tokens are gone, and revokes what is (vault.md, "Ending and
 * proving"): without `proved`, the findings say what Vault could not take back.
 *
 * @param ended when its tokens ended, as near as it is known
 */
export async function proveEnd(
  record: GrantRecord,
  ended: EndedWithin,
  ground: EndingGround,
  access: AccessLeases,
): Promise<{ readonly proved?: Proof; readonly findings: readonly Finding[] }> {
  const at = later(await access.at(), ended.from);
  // A run takes its time: who was live when it began may be over by now.
  const holders = ground.holders.filter(({ key, end }) => key !== record.key && end > at);
  const findings: Finding[] = [];
  let seen = 0;
  let strays = 0;
  let explained = 0;
  for (const path of leasedPaths(record.access)) {
    const leases = await access.under(path);
    seen += leases.length;
    const judged = judgeLeases(leases, ended, holders);
    explained += judged.explained.length;
    const shared = ground.shared_paths.some((one) => leases.some((lease) => isLeaseUnder(one, lease.id)));
    if (shared && judged.strays.length > 0) findings.push(unexplained(record, path, judged.strays.length));
    if (judged.doubtful.length > 0) findings.push(doubtful(record, path, judged.doubtful.length));
    const late = shared ? [] : [...judged.strays, ...judged.unended];
    for (const lease of [...judged.stuck, ...late]) {
      const left = await access.revoke(lease);
      if (left) findings.push(irrevocable(record, path, left));
      else if (judged.strays.includes(lease)) strays += 1;
    }
  }
  if (findings.some((finding) => finding.severity === "error")) return { findings };
  const proved: Proof = {
    at,
    tokens_gone: accessorsOf(record).length,
    leases_seen: seen,
    strays_revoked: strays,
    ...(ended.to > ended.from ? { gone_by: ended.to } : {}),
    ...(explained > 0 ? { explained } : {}),
  };
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

const doubtful = (record: GrantRecord, path: string, count: number): Finding =>
  warning(
    "lease-irrevocable",
    { file: record.file },
    `${count} ${count === 1 ? "lease" : "leases"} under ${path}, made while ${record.key} lived, ${count === 1 ? "is" : "are"} of no grant that lives now; when a token of ${record.key} ended is not known, and it can have missed them`,
    `Look whose they are: vault list sys/leases/lookup/${path}; what is ${record.user}'s ends with: vault lease revoke -sync ID`,
  );
