import { roleOfTokenRole } from "../../domain/access/names.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { type GrantKey, parseKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { instant } from "../../domain/units.ts";
import type { Survey } from "../main/survey.ts";
import type { AuditLogReads, VaultReads } from "../ports.ts";

interface Ports {
  readonly vault: Pick<VaultReads, "setup" | "tokenLeaseIds">;
  readonly log: Pick<AuditLogReads, "events">;
}

/**
 * Delivered grants whose token may be gone before its time. Each living token has a lease under its token role, so a role
 * with fewer leases than delivered grants lacks some: one LIST for a role, whatever it has. Pick-ups that nobody opened
 * have a lease more and can hide one that is gone; those `audit` finds, which looks at each token, and its word in the log
 * is taken up here.
 *
 * @returns keys to look at: not all of them need lack anything
 */
export async function mayLackTokens(ports: Ports, survey: Survey): Promise<GrantKey[]> {
  const delivered = deliveredIn(survey);
  if (delivered.length === 0) return [];
  const tokenRoles = (await ports.vault.setup())?.token_roles ?? [];
  const suspects = new Set(await toldByAudit(ports.log, survey));
  for (const [role, keys] of Map.groupBy(delivered, (key) => parseKey(key)?.role)) {
    const ids = await Promise.all(
      tokenRoles
        .filter((name) => roleOfTokenRole(name) === role)
        .map((name) => ports.vault.tokenLeaseIds(name)),
    );
    if (ids.flat().length < keys.length) for (const key of keys) suspects.add(key);
  }
  return delivered.filter((key) => suspects.has(key));
}

/** Keys with a record and a pick-up whose time is not over: those of files on main, and emergencies. */
function deliveredIn({ main, actual, now }: Survey): GrantKey[] {
  const there = (key: GrantKey) => actual.records.has(key) && actual.pickups.has(key);
  const onMain = main.desired.grants.filter(({ key, end }) => end > now && there(key)).map(({ key }) => key);
  const emergencies = [...actual.read.values()].filter(
    ({ key, state, end }) => parseKey(key)?.emergency === true && state === "live" && end > now && there(key),
  );
  return [...onMain, ...emergencies.map(({ key }) => key)];
}

/** The audit runs once a day. */
const TOLD_FOR = 2 * 86_400;

async function toldByAudit(log: Ports["log"], { now }: Survey): Promise<GrantKey[]> {
  const events = await log.events(instant(now - TOLD_FOR));
  return events.flatMap(({ type, subject, data }) => {
    const rule = (data.finding as { readonly rule?: unknown } | undefined)?.rule;
    return type === "leasehold.audit.mismatch" && rule === "token-missing" ? [subject as GrantKey] : [];
  });
}

/** What a run says that finds a token gone. */
export const recalledInside = (record: Pick<GrantRecord, "key" | "file">): Finding =>
  error(
    "token-missing",
    { file: record.file },
    `the token of ${record.key} ended before its time, and no run of Leasehold ended it`,
    "Somebody recalled it inside Vault: its audit log says who. It is not issued again.",
  );
