import type { LeaseholdEvent } from "../../domain/audit/events.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { AuditLogWrites, VaultEnding } from "../ports.ts";

/**
 * Appends events to the audit log, and anchors its new head in Vault, where nobody can write it anew. Throws where the
 * log cannot be written; a missing anchor is a trouble only: the next append makes another.
 */
export async function recordEvents(
  ports: { readonly vault: Pick<VaultEnding, "writeAnchor">; readonly log: AuditLogWrites },
  events: readonly LeaseholdEvent[],
): Promise<Trouble[]> {
  if (events.length === 0) return [];
  const { count, head, added } = await ports.log.append(events);
  if (added === 0) return [];
  const anchored = await attempt(`anchor the audit log at ${count}`, () =>
    ports.vault.writeAnchor(count, head),
  );
  if (!anchored.ok) return [anchored.trouble];
  return anchored.value ? [] : [rewritten(count)];
}

/** Two heads of one count: lines were taken out, or others put in, since an earlier run anchored this place. */
const rewritten = (count: number): Trouble => ({
  owed: `anchor the audit log at ${count}`,
  message: `Vault has another anchor for event ${count}: the audit branch was written anew`,
  hint: "Compare the branch with its clones; leasehold audit says where the chain breaks.",
});
