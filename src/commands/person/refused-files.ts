import { historyOf } from "../../domain/audit/history.ts";
import type { RuleName } from "../../domain/finding.ts";
import { sameLogin } from "../../domain/login.ts";
import { attempt } from "../outcome.ts";
import type { AuditLogReads } from "../ports.ts";
import type { Ground, Judged } from "./propose.ts";

/** Rules that count what lies on main. */
const COUNTING: readonly RuleName[] = ["limit-per-user", "limit-total", "conflict"];

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
  if (!findings.some(({ rule }) => COUNTING.includes(rule))) return judged;
  const read = await attempt("read the audit log", async () => historyOf(await log.events()));
  if (!read.ok) return judged;
  const history = read.value;
  const refused = ground.base
    .filter(({ role, user }) => role === grant.role || sameLogin(user, grant.user))
    .filter(({ key }) => history.get(key)?.refused !== undefined && history.get(key)?.issued === undefined);
  if (refused.length === 0) return judged;
  const hint = refused
    .map(({ key, file }) => `${file} was refused, and counts until it is deleted:  leasehold revoke ${key}`)
    .join("\n");
  const leads = suggestion !== undefined && !refused.some(({ key }) => key === suggestion.extends);
  return {
    ...rest,
    grant,
    findings: findings.map((one) => (COUNTING.includes(one.rule) ? { ...one, hint } : one)),
    ...(leads ? { suggestion } : {}),
  };
}
