import { owesLook } from "../domain/ending.ts";
import { parseKey } from "../domain/key.ts";
import type { Settings } from "../domain/model.ts";
import type { GrantRecord } from "../domain/record.ts";
import { raiseAlerts } from "./alert/raise-alerts.ts";
import { tellSinks } from "./alert/tell-sinks.ts";
import { endOver } from "./end/end-over.ts";
import { endRevived } from "./end/end-revived.ts";
import { endByOthers } from "./end/ended-by-others.ts";
import { owesRotations } from "./end/owes-rotations.ts";
import { keepRevokePulls, type RevokePull, type RevokePulls } from "./end/revoke-pulls.ts";
import { noteEmergencies } from "./issue/note-emergencies.ts";
import { type Survey, takeSurvey } from "./main/survey.ts";
import { attempt, attemptEach, type Outcome, type Trouble } from "./outcome.ts";
import type {
  AlertPorts,
  AuditLogReads,
  AuditLogWrites,
  GitHubIssues,
  GitHubReads,
  GitHubWrites,
  Reporter,
  Repository,
  VaultEnding,
  VaultReads,
} from "./ports.ts";

export interface EnforcePorts {
  readonly vault: VaultReads & VaultEnding;
  readonly github: GitHubReads & GitHubWrites & GitHubIssues;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
  readonly reporter: Reporter;
  /** Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
  /** Absent: nobody is alerted. */
  readonly alerts?: AlertPorts;
}

export interface EnforceResult extends Outcome {
  /** Grants whose end this run proved. */
  readonly ended: readonly GrantRecord[];
  /** Revoke pull requests that are open now. */
  readonly revoke_pulls: readonly RevokePull[];
  /** Records that were old enough to go; the audit log keeps the history. */
  readonly tidied: number;
  readonly unchanged: number;
  /** Whether the rotate run after this one has rotations to do that ended grants owe. */
  readonly owes_rotations: boolean;
  /** False where main's policies are broken: then nothing is issued, and only ends happen. */
  readonly policies_hold: boolean;
}

/**
 * The schedule's paperwork: proves ends, recalls what is no longer wanted or eligible, tidies, and keeps the revoke
 * pull requests; alerts come last. Starts nothing. Ending needs Vault alone; what needs GitHub follows in a later run
 * where it is down.
 */
export async function enforce(ports: EnforcePorts, branch: string): Promise<EnforceResult> {
  const survey = await takeSurvey(ports, branch);
  const over = await endOver(ports, survey);
  const revived = await endRevived(ports, survey, over);
  const others = await endByOthers(ports, survey, branch);
  const ended = {
    ended: [...over.ended, ...revived.ended, ...others.ended],
    findings: [...over.findings, ...revived.findings, ...others.findings],
    troubles: [...over.troubles, ...revived.troubles, ...others.troubles],
  };
  const noted = await noteEmergencies(ports, survey);
  const tidied = await tidy(ports.vault, survey);
  const settings = survey.main.policies.settings;
  const pulls =
    survey.current && settings ? await revokePulls(ports, survey, ended.ended, settings) : NO_PULLS;
  const raised = await raiseAlerts(ports, survey, pulls.open);
  const untold = survey.current ? await tellSinks(ports.alerts, settings) : [];
  return {
    ended: ended.ended,
    revoke_pulls: pulls.open,
    tidied: tidied.count,
    unchanged: survey.plan.unchanged,
    owes_rotations: await owesRotations(ports.vault, survey.main.policies),
    policies_hold: survey.main.policies_hold,
    findings: [...survey.main.findings, ...ended.findings, ...pulls.findings, ...raised.findings],
    troubles: [
      ...survey.troubles,
      ...ended.troubles,
      ...noted,
      ...tidied.troubles,
      ...pulls.troubles,
      ...raised.troubles,
      ...untold,
    ],
  };
}

async function revokePulls(
  ports: EnforcePorts,
  survey: Survey,
  ended: readonly GrantRecord[],
  settings: Settings,
): Promise<RevokePulls> {
  const kept = await attempt("keep the revoke pull requests", () =>
    keepRevokePulls(ports, survey, ended, settings),
  );
  return kept.ok ? kept.value : { ...NO_PULLS, troubles: [kept.trouble] };
}

const NO_PULLS: RevokePulls = { open: [], findings: [], troubles: [] };

/** Records are kept for a day after the end: while a file of theirs is on main, a lost one would be issued again. */
const KEPT_AFTER_END = 86_400;

async function tidy(
  vault: VaultEnding,
  survey: Survey,
): Promise<{ readonly count: number; readonly troubles: readonly Trouble[] }> {
  const onMain = new Set([
    ...survey.main.desired.grants.map((grant) => grant.key),
    ...survey.main.desired.unreadable,
  ]);
  const old = [...survey.actual.read.values()].filter(
    (record) =>
      record.state !== "live" &&
      survey.current &&
      !survey.actual.pickups.has(record.key) &&
      record.settled === true &&
      !owesLook(record) &&
      !onMain.has(record.key) &&
      parseKey(record.key) !== undefined &&
      record.end + KEPT_AFTER_END < survey.now,
  );
  const gone = await attemptEach(
    old,
    (record) => `tidy ${record.key}`,
    (record) => vault.deleteRecord(record.key),
  );
  return { count: gone.done.length, troubles: gone.troubles };
}
