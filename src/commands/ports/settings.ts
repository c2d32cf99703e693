/** GitHub's settings, for doctor alone: most of them are shown to administrators only. */
import type { ActionsFacts, EnvironmentFacts, Protection, Rule } from "../../domain/doctor/github-facts.ts";
import type { Login } from "../../domain/login.ts";

export interface GitHubSettingsReads {
  /** Undefined: GitHub says that the branch has none. */
  protection(branch: string): Promise<Protection | undefined>;
  /** Active rules of rulesets over the branch. */
  rules(branch: string): Promise<readonly Rule[]>;
  /** Who may bypass a ruleset; undefined where GitHub does not show it to this token. */
  rulesetBypass(ruleset: number): Promise<readonly string[] | undefined>;
  /** Undefined: there is none. */
  environment(name: string): Promise<EnvironmentFacts | undefined>;
  actions(): Promise<ActionsFacts>;
  /** Whether the OIDC subject has GitHub's own form. */
  defaultSubject(): Promise<boolean>;
  /** Whose token it is; undefined for a token of Actions or of an App. */
  me(): Promise<Login | undefined>;
  teamMembers(team: string): Promise<ReadonlySet<Login> | undefined>;
}
