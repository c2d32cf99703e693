import pMap from "p-map";
import { isLeaseUnder, leasedPaths } from "../domain/access/paths.ts";
import { type Holder, judgeLeases } from "../domain/ending.ts";
import { error, type Finding, warning } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import { accessorsOf, type EndReason, type GrantRecord, type Proof } from "../domain/record.ts";
import { formatInstant, type Instant, later } from "../domain/units.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import { OutsideError, type VaultEnding, type VaultReads } from "./ports.ts";

/** A grant to end, and why where it is before its time. */
export interface Ending {
  readonly key: GrantKey;
  readonly why: EndReason;
}

/** What an end is judged against. */
export interface Surroundings {
  /** Every grant that may hold leases: live ones on main, and emergencies. The ended one itself is left out. */
  readonly holders: readonly Holder[];
  /** Access paths that policies which are not ours give too (from setup): strays there are reported, not revoked. */
  readonly shared_paths: readonly string[];
}

export interface Ended extends Outcome {
  /** Records that are closed now, by us or by somebody before us: what is left of them is paper. */
  readonly closed: readonly GrantRecord[];
}

type EndingVault = VaultReads & VaultEnding;

/** Calls to Vault at once. */
export const IN_FLIGHT = 16;
const TRIES = 5;

/**
 * Ends grants in Vault, proves each end, and closes its record; what fails is told, and the next is ended all the
 * same. Needs Vault and nothing else. Paper (events, pick-ups, owed rotations) is settle.ts's.
 */
export async function endGrants(
  vault: EndingVault,
  endings: readonly Ending[],
  surroundings: Surroundings,
): Promise<Ended> {
  const attempts = await pMap(
    endings,
    (ending) => attempt(`end ${ending.key}`, () => endGrant(vault, ending, surroundings)),
    { concurrency: IN_FLIGHT },
  );
  const closed: GrantRecord[] = [];
  const findings: Finding[] = [];
  const troubles: Trouble[] = [];
  for (const result of attempts) {
    if (!result.ok) troubles.push(result.trouble);
    else {
      findings.push(...result.value.findings);
      if (result.value.closed) closed.push(result.value.closed);
    }
  }
  return { closed, findings, troubles };
}

interface EndedOne {
  readonly closed?: GrantRecord;
  readonly findings: readonly Finding[];
}

async function endGrant(vault: EndingVault, ending: Ending, surroundings: Surroundings): Promise<EndedOne> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await vault.record(ending.key);
    if (!found) return { findings: [] };
    const record = found.value;
    if (record.state !== "live") return { closed: record, findings: [] };

    for (const accessor of accessorsOf(record)) await endToken(vault, record.token_role, accessor);
    if (record.wrap_accessor !== undefined) await endToken(vault, record.token_role, record.wrap_accessor);

    const now = await vault.now();
    const over = record.end <= now;
    const ended = over ? record.end : now;
    const proof = await prove(vault, record, ended, surroundings);
    if (!proof.proved) return { findings: proof.findings };

    const closed: GrantRecord = {
      ...record,
      state: "ended",
      ended_at: ended,
      ended_by: over ? "expired" : ending.why,
      proof: proof.proved,
    };
    if (await vault.replaceRecord(closed, found.version)) return { closed, findings: proof.findings };
  }
  throw new OutsideError("vault", "conflict", `the record of ${ending.key} keeps changing under us`, {
    hint: "Another run works on it; the next one will find it settled.",
  });
}

/**
 * Ends one token by its lease, found by its expiry: `auth/token/revoke-accessor` could end an administrator's token
 * (vault.md), while leases under our own token roles are ours. A token that is gone already costs one call.
 */
export async function endToken(vault: EndingVault, tokenRole: string, accessor: string): Promise<void> {
  const token = await vault.token(accessor);
  if (!token) return;
  const leases = await vault.tokenLeases(tokenRole);
  const lease = leases.find((one) => one.expires !== undefined && one.expires === token.expires);
  if (lease) await vault.revokeLease(lease.id);
  if (await vault.token(accessor)) {
    throw new OutsideError(
      "vault",
      "broken",
      `a token of ${tokenRole} lives on: no lease of it could be revoked`,
      {
        hint: `Recall all of the role at once: vault lease revoke -prefix auth/token/create/${tokenRole}`,
      },
    );
  }
}

async function prove(
  vault: EndingVault,
  record: GrantRecord,
  ended: Instant,
  surroundings: Surroundings,
): Promise<{ readonly proved?: Proof; readonly findings: readonly Finding[] }> {
  const holders = surroundings.holders.filter((holder) => holder.key !== record.key);
  const findings: Finding[] = [];
  let seen = 0;
  let strays = 0;
  for (const path of leasedPaths(record.access)) {
    const leases = await vault.leases(path);
    seen += leases.length;
    const judged = judgeLeases(leases, ended, holders);
    const shared = surroundings.shared_paths.some((one) =>
      judged.strays.some((lease) => isLeaseUnder(one, lease.id)),
    );
    if (shared && judged.strays.length > 0) findings.push(unexplained(record, path, judged.strays.length));
    for (const lease of [...judged.stuck, ...(shared ? [] : judged.strays)]) {
      const revoked = await attempt(lease.id, () => vault.revokeLease(lease.id));
      if (!revoked.ok) findings.push(irrevocable(record, path, revoked.trouble));
      else if (lease.ttl > 0) strays += 1;
    }
  }
  if (findings.some((finding) => finding.severity === "error")) return { findings };
  const at = later(await vault.now(), ended);
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
