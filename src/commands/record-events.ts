import type { LeaseholdEvent } from "../domain/events.ts";
import { attempt, type Trouble } from "./outcome.ts";
import type { AuditLogWrites, VaultEnding } from "./ports.ts";

/**
 * Appends events to the audit log, and anchors its new head in Vault, where nobody can write it anew. Throws where the
 * log cannot be written; a missing anchor is a trouble only: the next append makes another.
 */
export async function record(
  ports: { readonly vault: Pick<VaultEnding, "writeAnchor">; readonly log: AuditLogWrites },
  events: readonly LeaseholdEvent[],
): Promise<Trouble[]> {
  if (events.length === 0) return [];
  const { count, head, added } = await ports.log.append(events);
  if (added === 0) return [];
  const anchored = await attempt(`anchor the audit log at ${count}`, () =>
    ports.vault.writeAnchor(count, head),
  );
  return anchored.ok ? [] : [anchored.trouble];
}
