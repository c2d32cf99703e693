import type { Finding } from "../finding.ts";
import type { Policies, Role, Settings } from "../model.ts";
import type { Instant } from "../units.ts";
import { asFarAsSaid } from "../unsaid.ts";

/** What a rule about policies may look at. */
export interface Looked {
  readonly policies: Policies;
  readonly now: Instant;
}

/** One rule of formats.md about policies: what is wrong with them by it. */
export type PolicyRule = (looked: Looked) => readonly Finding[];

/** Findings of one rule about one list that are told; beyond them there is one that says so. */
export const MOST_TOLD = 50;

/** The one that says so. */
export const andMore = (findings: readonly Finding[]): Finding[] =>
  findings.slice(-1).map(({ hint: _, ...last }) => ({
    ...last,
    message: "more of them may be wrong",
    hint: "Mend these first.",
  }));

/** The same for each role by itself: what one of them does not say, being broken in its form, is its own affair. */
export const ofRoles =
  (rule: (role: Role, looked: Looked) => readonly Finding[]): PolicyRule =>
  (looked) =>
    [...looked.policies.roles.values()].flatMap((role) => asFarAsSaid(() => rule(role, looked)));

export const ofSettings =
  (rule: (settings: Settings, looked: Looked) => readonly Finding[]): PolicyRule =>
  (looked) =>
    asFarAsSaid(() => (looked.policies.settings === undefined ? [] : rule(looked.policies.settings, looked)));
