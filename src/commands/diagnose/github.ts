import { IDENTITIES, identityName } from "../../domain/access/names.ts";
import { type Fact, known, unknown } from "../../domain/doctor/check.ts";
import type { BranchGuard, GitHubFacts, GitHubTokenFacts } from "../../domain/doctor/github-facts.ts";
import type { Policies, Settings } from "../../domain/model.ts";
import type { GitHubSettingsReads } from "../ports.ts";
import { fact } from "./fact.ts";

/** Gathers GitHub's settings, each for itself. @param kind what the token's first letters say */
export async function lookAtGitHub(
  github: GitHubSettingsReads,
  kind: GitHubTokenFacts["kind"],
  policies: Policies,
  settings: Settings,
): Promise<GitHubFacts> {
  const names = settings.github.environments ? IDENTITIES.map(identityName) : [];
  const [main, audit, actions, token, default_subject, teams, environments] = await Promise.all([
    guardOf(github, settings.github.branch),
    guardOf(github, settings.audit.branch),
    fact(() => github.actions()),
    fact(() => tokenOf(github, kind)),
    fact(() => github.defaultSubject()),
    fact(() => teamsReadable(github, policies, settings)),
    Promise.all(names.map(async (name) => [name, await fact(() => github.environment(name))] as const)),
  ]);
  return { main, audit, actions, token, default_subject, teams, environments: new Map(environments) };
}

/** Nothing is known without GitHub. @param missing why */
export function withoutGitHub(missing: string, settings: Settings): GitHubFacts {
  const none = unknown(missing);
  const guard = (branch: string): BranchGuard => ({
    branch,
    protection: none,
    rules: none,
    bypass: new Map(),
  });
  const names = settings.github.environments ? IDENTITIES.map(identityName) : [];
  return {
    main: guard(settings.github.branch),
    audit: guard(settings.audit.branch),
    environments: new Map(names.map((name) => [name, none])),
    actions: none,
    token: none,
    default_subject: none,
    teams: none,
  };
}

async function guardOf(github: GitHubSettingsReads, branch: string): Promise<BranchGuard> {
  const [protection, rules] = await Promise.all([
    fact(() => github.protection(branch)),
    fact(() => github.rules(branch)),
  ]);
  const rulesets = rules.known ? [...new Set(rules.value.map(({ ruleset }) => ruleset))] : [];
  const bypass = await Promise.all(
    rulesets.map(async (ruleset) => [ruleset, await bypassOf(github, ruleset)] as const),
  );
  return { branch, protection, rules, bypass: new Map(bypass) };
}

async function bypassOf(github: GitHubSettingsReads, ruleset: number): Promise<Fact<readonly string[]>> {
  const found = await fact(() => github.rulesetBypass(ruleset));
  if (!found.known) return found;
  return found.value === undefined
    ? unknown(`Who may bypass ruleset ${ruleset} is shown to administrators of the repository only.`)
    : known(found.value);
}

async function tokenOf(
  github: GitHubSettingsReads,
  kind: GitHubTokenFacts["kind"],
): Promise<GitHubTokenFacts> {
  const login = await github.me();
  return login === undefined ? { kind } : { kind: "person", login };
}

async function teamsReadable(
  github: GitHubSettingsReads,
  policies: Policies,
  settings: Settings,
): Promise<boolean> {
  const [team] = policies.teams.keys();
  if (settings.github.teams !== "github" || team === undefined) return true;
  return (await github.teamMembers(team)) !== undefined;
}
