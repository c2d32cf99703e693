import { provedEarly } from "../../domain/ending.ts";
import type { Finding } from "../../domain/finding.ts";
import type { GrantRecord } from "../../domain/record.ts";
import type { Instant } from "../../domain/units.ts";
import { attempt, type Outcome, type Trouble } from "../outcome.ts";
import type { VaultEnding, VaultReads } from "../ports.ts";
import { AccessLeases } from "./lease-passes.ts";
import { proveEnd, type Surroundings } from "./prove-end.ts";

/**
 * Looks once more at ends that were proved while a request from before them could still have been on its way: its lease
 * comes after the proof. Done when none can come any more; the record then carries the later proof.
 *
 * @param records closed ones that are kept
 */
export async function proveAgain(
  vault: VaultReads & VaultEnding,
  records: readonly GrantRecord[],
  surroundings: Surroundings,
  now: Instant,
): Promise<Outcome> {
  const findings: Finding[] = [];
  const troubles: Trouble[] = [];
  const access = new AccessLeases(vault);
  for (const record of records.filter((one) => provedEarly(one, now))) {
    const looked = await attempt(`look again at the end of ${record.key}`, () =>
      lookAgain(vault, record, surroundings, access),
    );
    if (looked.ok) findings.push(...looked.value);
    else troubles.push(looked.trouble);
  }
  return { findings, troubles };
}

async function lookAgain(
  vault: VaultReads & VaultEnding,
  { key }: GrantRecord,
  surroundings: Surroundings,
  access: AccessLeases,
): Promise<readonly Finding[]> {
  const found = await vault.record(key);
  const first = found?.value.proof;
  const ended = found?.value.ended_at;
  if (!found || !first || ended === undefined) return [];
  const { proved, findings } = await proveEnd(
    vault,
    found.value,
    { from: ended, to: ended },
    surroundings,
    access,
  );
  if (!proved) return findings;
  const proof = { ...proved, strays_revoked: first.strays_revoked + proved.strays_revoked };
  // Where somebody else writes the record at this moment, the next run looks again.
  await vault.replaceRecord({ ...found.value, proof }, found.version);
  return findings;
}
