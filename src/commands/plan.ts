import { error, type Finding } from "../domain/finding.ts";
import { viewOf } from "../domain/grant-view.ts";
import type { GrantKey } from "../domain/key.ts";
import { parseKey } from "../domain/key.ts";
import type { LandedGrant, Policies } from "../domain/model.ts";
import type { EndReason } from "../domain/record.ts";
import type { Instant } from "../domain/units.ts";
import { type Survey, takeSurvey } from "./main/survey.ts";
import type { Outcome, Pace } from "./outcome.ts";
import type { Repository, VaultReads } from "./ports.ts";
import { hasWantedMfa } from "./prove/mfa.ts";
import { roleDrift } from "./prove/role-drift.ts";

/** What apply would do. Its ports cannot write. */
export interface PlanResult extends Outcome {
  readonly issue: readonly LandedGrant[];
  readonly recall: readonly {
    readonly key: GrantKey;
    readonly role: string;
    readonly user: string;
    readonly why: EndReason;
  }[];
  readonly finish: readonly GrantKey[];
  readonly unchanged: number;
  readonly policies: Policies;
  readonly policies_hold: boolean;
  readonly now: Instant;
}

interface Ports extends Pace {
  readonly vault: VaultReads;
  readonly repository: Repository;
}

/**
 * Compares main with Vault and says what follows, without GitHub: whether a grant's approvals hold is apply's to
 * find out. Tells of drift and missing MFA where something waits to be issued.
 */
export async function plan(ports: Ports, branch: string): Promise<PlanResult> {
  const survey = await takeSurvey(ports, branch);
  const issue = survey.plan.changes.flatMap((change) => (change.kind === "issue" ? [change.grant] : []));
  const recall = survey.plan.changes.flatMap((change) => (change.kind === "recall" ? [change] : []));
  const recalled = new Set(recall.map(({ key }) => key));
  const users = new Map(
    survey.main.desired.grants.flatMap(({ key, user }) => (recalled.has(key) ? [[key, user] as const] : [])),
  );
  const finish = survey.plan.changes.flatMap((change) => (change.kind === "finish" ? [change.key] : []));
  return {
    issue,
    recall: recall.map(({ key, why }) => ({
      key,
      why,
      role: parseKey(key)?.role ?? "",
      user: survey.actual.read.get(key)?.user ?? users.get(key) ?? "",
    })),
    finish,
    unchanged: survey.plan.unchanged,
    findings: [...survey.main.findings, ...(await obstacles(ports.vault, survey, issue))],
    troubles: survey.troubles,
    policies: survey.main.policies,
    policies_hold: survey.main.policies_hold,
    now: survey.now,
  };
}

/** `plan --format json` of formats.md. */
export const planJson = ({ issue, recall, finish, unchanged, findings, policies, now }: PlanResult) => ({
  issue: issue.map((grant) => viewOf(grant, policies, now)),
  recall,
  finish,
  unchanged,
  findings,
});

async function obstacles(
  vault: VaultReads,
  survey: Survey,
  issue: readonly LandedGrant[],
): Promise<Finding[]> {
  if (issue.length === 0) return [];
  const setup = await vault.setup();
  const findings: Finding[] = [];
  for (const grant of new Map(issue.map((one) => [`${one.role} ${one.break_glass}`, one])).values()) {
    const role = survey.main.policies.roles.get(grant.role);
    if (!role) continue;
    findings.push(...(await roleDrift(vault, role, grant.break_glass)));
    if (!(await hasWantedMfa(vault, setup, role)))
      findings.push(
        error(
          "mfa",
          role.at("require", "mfa"),
          `${role.name} asks for MFA, and no login-enforcement of Vault covers the people's mount`,
        ),
      );
  }
  return findings;
}
