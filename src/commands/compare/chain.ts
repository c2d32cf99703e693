import { type Mismatch, mismatch } from "../../domain/audit/mismatch.ts";
import type { AuditLogReads } from "../ports.ts";

/**
 * The log's chain by itself, and against its heads that Vault keeps.
 *
 * @param anchors undefined where Vault could not be asked
 */
export async function compareChain(
  log: Pick<AuditLogReads, "verify">,
  anchors: ReadonlyMap<number, string> | undefined,
  branch: string,
): Promise<Mismatch[]> {
  const { count, findings } = await log.verify(anchors);
  const found = findings.map((finding) => ({ finding, subject: branch, what: finding.message }));
  if (!anchors || anchors.size > 0 || count === 0) return found;
  const message = `Vault has no anchor of the audit log, which has ${count} events: that the branch was not written anew cannot be shown`;
  const hint =
    "The next event that apply, enforce or rotate write anchors it; compare the branch with older clones.";
  return [...found, mismatch("audit-chain", branch, "no anchors", message, hint)];
}
