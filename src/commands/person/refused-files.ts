import { historyOf } from "../../domain/audit/history.ts";
import type { Finding } from "../../domain/finding.ts";
import { countsOthers, inTheWay } from "../../domain/rules/in-the-way.ts";
import { attempt } from "../outcome.ts";
import type { AuditLogReads } from "../ports.ts";
import type { Ground, Judged } from "./propose.ts";

/**
 * A file that was refused after its merge gives nobody anything, yet counts on main until it is deleted, and cannot be
 * extended. Who asks anew is told so, instead of being offered more time of what they never had.
 */
export async function withRefusedFiles(
  log: Pick<AuditLogReads, "events">,
  ground: Ground,
  judged: Judged,
): Promise<Judged> {
  const { grant, findings, suggestion, ...rest } = judged;
  if (!findings.some(({ rule }) => countsOthers(rule))) return judged;
  const read = await attempt("read the audit log", async () => historyOf(await log.events()));
  if (!read.ok) return judged;
  const history = read.value;
  const refused = ground.base.filter(({ key }) => {
    const told = history.get(key);
    return told?.refused !== undefined && told.issued === undefined;
  });
  const advised = (finding: Finding): Finding => {
    const hint = refused
      .filter(inTheWay(finding.rule, grant, ground.policies))
      .map(({ key, file }) => `${file} was refused, and counts until it is deleted:  leasehold revoke ${key}`)
      .join("\n");
    return hint === "" ? finding : { ...finding, hint };
  };
  const leads = suggestion !== undefined && !refused.some(({ key }) => key === suggestion.extends);
  return {
    ...rest,
    grant,
    findings: findings.map(advised),
    ...(leads ? { suggestion } : {}),
  };
}
