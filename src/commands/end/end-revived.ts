import { error, type Finding } from "../../domain/finding.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { earlier } from "../../domain/units.ts";
import { readRecords } from "../main/read-records.ts";
import { holdersIn, type Survey } from "../main/survey.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { AuditLogReads, AuditLogWrites, Repository, VaultEnding, VaultReads } from "../ports.ts";
import { endGrants } from "./end-grants.ts";
import type { EndedOver } from "./end-over.ts";
import { settleEnds } from "./settle.ts";
import { sharedPaths } from "./shared-paths.ts";

interface Ports {
  readonly vault: VaultReads & VaultEnding;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
}

const NONE: EndedOver = { ended: [], findings: [], troubles: [] };

/**
 * Ends anew what had ended by the audit log and is live in Vault: it was restored from a snapshot, in which recalled
 * tokens live and opened wraps open again (vault.md, "Replay"). Only what would go on otherwise is looked at.
 */
export async function endRevived(ports: Ports, survey: Survey, ended: EndedOver): Promise<EndedOver> {
  const now = new Set(ended.ended.map((record) => record.key));
  const going = survey.main.desired.grants.filter(
    ({ key, end }) => end > survey.now && survey.actual.records.has(key) && !now.has(key),
  );
  if (going.length === 0) return NONE;
  const looked = await attempt("look for ends that a restored Vault forgot", async () => {
    const events = await ports.log.events(going.map((grant) => grant.landed).reduce(earlier));
    const over = new Set(
      events.filter(({ type }) => type === "leasehold.grant.ended").map((event) => event.subject),
    );
    const { records, troubles } = await readRecords(
      ports.vault,
      going.map(({ key }) => key).filter((key) => over.has(key)),
    );
    return { live: records.filter((record) => record.state === "live"), troubles };
  });
  if (!looked.ok) return { ...NONE, troubles: [looked.trouble] };
  const { live, troubles } = looked.value;
  if (live.length === 0) return { ...NONE, troubles };
  return endAnew(ports, survey, live, troubles);
}

async function endAnew(
  ports: Ports,
  survey: Survey,
  live: readonly GrantRecord[],
  troubles: readonly Trouble[],
): Promise<EndedOver> {
  const { vault } = ports;
  const revived = new Set<GrantKey>(live.map(({ key }) => key));
  const done = await endGrants(
    vault,
    live.map(({ key }) => ({ key, why: "recalled" })),
    {
      holders: holdersIn(survey).filter((holder) => !revived.has(holder.key)),
      shared_paths: await sharedPaths(vault),
    },
  );
  const settled = await attempt("settle what a restored Vault had brought back", () =>
    settleEnds(ports, survey.main.policies, done.closed, survey.now, survey.actual.pickups),
  );
  return {
    ended: done.closed.filter((record) => record.state === "ended"),
    findings: [...live.map(revivedFinding), ...done.findings],
    troubles: [...troubles, ...done.troubles, ...(settled.ok ? settled.value : [settled.trouble])],
  };
}

const revivedFinding = ({ key, file }: GrantRecord): Finding =>
  error(
    "token-unknown",
    { file },
    `${key} had ended, by the audit log, and was live in Vault again: Vault was restored from a snapshot; it is ended anew`,
    "See what else the snapshot brought back: leasehold audit.",
  );
