import type { GrantKey } from "../domain/key.ts";
import type { GrantRecord, RecallReport } from "../domain/record.ts";
import { tellSinks } from "./alert/tell-sinks.ts";
import { endGrants } from "./end/end-grants.ts";
import { endsOwe } from "./end/owes-rotations.ts";
import { proveAgain } from "./end/prove-again.ts";
import { settleEnds } from "./end/settle.ts";
import { sharedPaths } from "./end/shared-paths.ts";
import { holdersIn, takeSurvey } from "./main/survey.ts";
import { attempt, type Outcome } from "./outcome.ts";
import type {
  AlertPorts,
  AuditLogReads,
  AuditLogWrites,
  Repository,
  VaultEnding,
  VaultReads,
} from "./ports.ts";
import { Stop } from "./stop.ts";

export interface RecallResult extends Outcome {
  readonly recalled: readonly GrantRecord[];
  readonly owes_rotations: boolean;
}

export interface RecallPorts {
  readonly vault: VaultReads & VaultEnding;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
  /** Absent: nobody is alerted. */
  readonly alerts?: AlertPorts;
}

/**
 * Ends grants at once, by key, whatever main says; their files are for a pull request to delete.
 *
 * @param report what the person who asked for it says: told to the log, and to the sinks at once
 * @throws Stop where Vault has no record of a key, before anything is ended
 */
export async function recall(
  ports: RecallPorts,
  keys: readonly GrantKey[],
  branch: string,
  report?: RecallReport,
): Promise<RecallResult> {
  const { vault } = ports;
  const survey = await takeSurvey(ports, branch);
  const unknown = keys.find((key) => !survey.actual.records.has(key));
  if (unknown !== undefined) throw new Stop(2, `there is no grant ${unknown} in Vault`);
  const shared_paths = await sharedPaths(vault);
  const endings = keys.map((key) => ({ key, why: "recalled" as const, ...(report ? { report } : {}) }));
  const ground = { holders: holdersIn(survey), shared_paths };
  const ended = await endGrants(vault, endings, ground);
  const settled = await attempt("settle what was recalled", () =>
    settleEnds(ports, survey.main.policies, ended.closed, survey.now, survey.actual.pickups),
  );
  // What was on its way when the end was proved; the schedule tells of it.
  const late = await proveAgain(vault, ended.closed, ground);
  const untold = survey.current ? await tellSinks(ports.alerts, survey.main.policies.settings) : [];
  const recalled = ended.closed.filter((record) => record.state === "ended");
  return {
    recalled,
    owes_rotations: endsOwe(recalled, survey.main.policies),
    findings: [...ended.findings, ...late.findings],
    troubles: [
      ...survey.troubles,
      ...ended.troubles,
      ...late.troubles,
      ...(settled.ok ? settled.value : [settled.trouble]),
      ...untold,
    ],
  };
}
