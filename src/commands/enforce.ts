import { parseKey } from "../domain/key.ts";
import type { Settings } from "../domain/model.ts";
import type { GrantRecord } from "../domain/record.ts";
import { endOver } from "./end/end-over.ts";
import { keepRevokePulls, type RevokePull } from "./end/revoke-pulls.ts";
import { type Survey, survey } from "./main/survey.ts";
import { attempt, attemptEach, type Outcome, type Trouble } from "./outcome.ts";
import type {
  AuditLogReads,
  AuditLogWrites,
  GitHubReads,
  GitHubWrites,
  Reporter,
  Repository,
  VaultEnding,
  VaultReads,
} from "./ports.ts";

export interface EnforcePorts {
  readonly vault: VaultReads & VaultEnding;
  readonly github: GitHubReads & GitHubWrites;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
  readonly reporter: Reporter;
}

export interface EnforceResult extends Outcome {
  /** Grants whose end this run proved. */
  readonly ended: readonly GrantRecord[];
  /** Revoke pull requests that are open now. */
  readonly revoke_pulls: readonly RevokePull[];
  /** Records that were old enough to go; the audit log keeps the history. */
  readonly tidied: number;
  readonly unchanged: number;
  /** False where main's policies are broken: then nothing is issued, and only ends happen. */
  readonly policies_hold: boolean;
}

/**
 * The schedule's paperwork: proves ends, recalls what is no longer wanted or eligible, tidies, and keeps the revoke
 * pull requests. Starts nothing. Ending needs Vault alone; what needs GitHub follows in a later run where it is down.
 */
export async function enforce(ports: EnforcePorts, branch: string): Promise<EnforceResult> {
  const seen = await survey(ports, branch);
  const ended = await endOver(ports, seen);
  const tidied = await tidy(ports.vault, seen);
  const settings = seen.main.policies.settings;
  const pulls =
    seen.current && settings
      ? await revokePulls(ports, seen, ended.ended, settings)
      : { open: [], troubles: [] };
  return {
    ended: ended.ended,
    revoke_pulls: pulls.open,
    tidied: tidied.count,
    unchanged: seen.plan.unchanged,
    policies_hold: seen.main.policies_hold,
    findings: [...seen.main.findings, ...ended.findings],
    troubles: [...seen.troubles, ...ended.troubles, ...tidied.troubles, ...pulls.troubles],
  };
}

async function revokePulls(
  ports: EnforcePorts,
  seen: Survey,
  ended: readonly GrantRecord[],
  settings: Settings,
) {
  const kept = await attempt("keep the revoke pull requests", () =>
    keepRevokePulls(ports, seen, ended, settings),
  );
  return kept.ok ? kept.value : { open: [], troubles: [kept.trouble] };
}

/** Records are kept for a day after the end: while a file of theirs is on main, a lost one would be issued again. */
const KEPT_AFTER_END = 86_400;

async function tidy(
  vault: VaultEnding,
  seen: Survey,
): Promise<{ readonly count: number; readonly troubles: readonly Trouble[] }> {
  const onMain = new Set([
    ...seen.main.desired.grants.map((grant) => grant.key),
    ...seen.main.desired.unreadable,
  ]);
  const old = [...seen.actual.read.values()].filter(
    (record) =>
      record.state !== "live" &&
      seen.current &&
      !seen.actual.pickups.has(record.key) &&
      record.settled === true &&
      !onMain.has(record.key) &&
      parseKey(record.key) !== undefined &&
      record.end + KEPT_AFTER_END < seen.now,
  );
  const gone = await attemptEach(
    old,
    (record) => `tidy ${record.key}`,
    (record) => vault.deleteRecord(record.key),
  );
  return { count: gone.done.length, troubles: gone.troubles };
}
