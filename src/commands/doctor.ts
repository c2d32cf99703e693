import { type Check, fail, pass } from "../domain/doctor/check.ts";
import { GITHUB_CHECKS } from "../domain/doctor/github-checks.ts";
import type { GitHubTokenFacts } from "../domain/doctor/github-facts.ts";
import { VAULT_CHECKS } from "../domain/doctor/vault-checks.ts";
import { hasErrors } from "../domain/finding.ts";
import type { Settings } from "../domain/model.ts";
import type { Instant } from "../domain/units.ts";
import { codeownersText } from "../files/codeowners.ts";
import { SETTINGS_FILE } from "../files/policies.ts";
import { fact } from "./diagnose/fact.ts";
import { lookAtGitHub, withoutGitHub } from "./diagnose/github.ts";
import { type DoctorVault, lookAtVault } from "./diagnose/vault.ts";
import { knownMain } from "./main/known-main.ts";
import { policiesAt } from "./main/main-state.ts";
import { type PolicySource, policyFaults } from "./main/read-policies.ts";
import type { GitHubSettingsReads, Repository } from "./ports.ts";
import { Stop } from "./stop.ts";

/** What doctor is given; where something is not, its questions stay open. */
export interface DoctorPorts {
  readonly repository: Repository;
  readonly github: () => Promise<{
    readonly settings: GitHubSettingsReads;
    /** What the token's first letters say of it. */
    readonly token: GitHubTokenFacts["kind"];
  }>;
  readonly vault: () => Promise<DoctorVault>;
  readonly vaultAddress: () => Promise<string>;
  /** `owner/name` and number of the access repository. */
  readonly slug: () => Promise<{ readonly slug: string; readonly id: number }>;
  readonly now: Instant;
}

export interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/**
 * Whether the repository, GitHub and Vault are set up so that the promises hold. Looks at what it may with what it is
 * given, and changes nothing; ok where nothing fails.
 */
export async function doctor(ports: DoctorPorts, branch: string): Promise<Diagnosis> {
  const { commit } = await knownMain(ports.repository, branch);
  const source = await policiesAt(ports.repository, commit);
  const { policies } = source;
  const { settings } = policies;
  if (!settings) {
    throw new Stop(
      2,
      `${SETTINGS_FILE} of ${branch} is missing or broken`,
      "leasehold check says what to write.",
    );
  }
  const [github, vault] = await Promise.all([
    gitHubChecks(ports, policies, settings),
    lookAtVault(ports.vault, { policies, settings, address: ports.vaultAddress, repository: ports.slug }),
  ]);
  const checks = [
    ...repositoryChecks(source, ports.now),
    ...github,
    ...VAULT_CHECKS.flatMap((check) => check(vault, policies, settings)),
  ];
  return { ok: checks.every(({ state }) => state !== "fail"), checks };
}

async function gitHubChecks(
  ports: DoctorPorts,
  policies: PolicySource["policies"],
  settings: Settings,
): Promise<Check[]> {
  const opened = await fact(ports.github);
  const facts = opened.known
    ? await lookAtGitHub(opened.value.settings, opened.value.token, policies, settings)
    : withoutGitHub(opened.missing, settings);
  return GITHUB_CHECKS.flatMap((check) => check(facts, settings));
}

/** What the branch itself must have for the rest to mean anything. */
function repositoryChecks(source: PolicySource, now: Instant): Check[] {
  const { policies, codeowners } = source;
  const faults = policyFaults(source, now).filter((one) => one.severity === "error");
  const text = codeowners === undefined ? undefined : codeownersText(policies, codeowners, now);
  return [
    hasErrors(faults)
      ? fail(
          "repository.policies",
          `policies/ have ${faults.length === 1 ? "an error" : `${faults.length} errors`}: nothing is issued`,
          "leasehold check says what to write instead.",
        )
      : pass("repository.policies", "policies/ can be read and hold together"),
    codeowners !== undefined && text === codeowners
      ? pass("repository.codeowners", "CODEOWNERS names the approvers that policies/ name")
      : fail(
          "repository.codeowners",
          "CODEOWNERS does not name the approvers that policies/ name: GitHub asks the wrong people",
          "leasehold codeowners writes .github/CODEOWNERS; commit it.",
        ),
  ];
}
