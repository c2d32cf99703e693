import type { RuleName } from "./finding.ts";
import type { Policies, Role } from "./model.ts";
import type { PolicyTestResult } from "./policy-tests.ts";

/** What no policy test touches in a role. */
export interface Untouched {
  readonly role: string;
  /** Whether any test asks for the role. */
  readonly tested: boolean;
  /** Whether any test shows that the role is given to somebody. */
  readonly allowed: boolean;
  /** Rules of the role that no test shows refusing. */
  readonly rules: readonly RuleName[];
}

/** Roles and rules that no policy test touches, by role; a role all of whose rules are shown is left out. */
export function policyCoverage(policies: Policies, results: readonly PolicyTestResult[]): Untouched[] {
  const byRole = Map.groupBy(results, (result) => result.test.request.role);
  return [...policies.roles.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((role) => {
      const ofRole = byRole.get(role.name) ?? [];
      const shown = new Set(ofRole.flatMap((result) => result.reasons.map((reason) => reason.rule)));
      return {
        role: role.name,
        tested: ofRole.length > 0,
        allowed: ofRole.some((result) => result.answer === "allow"),
        rules: rulesOf(role, policies).filter((rule) => !shown.has(rule)),
      };
    })
    .filter((role) => !role.tested || !role.allowed || role.rules.length > 0);
}

/** The rules that can refuse a request for this very role, and that tests can show: those about files cannot. */
function rulesOf(role: Role, policies: Policies): RuleName[] {
  const conflicts =
    role.conflicts.length > 0 ||
    [...policies.roles.values()].some((other) => other.conflicts.includes(role.name));
  const when = (there: boolean, rule: RuleName): RuleName[] => (there ? [rule] : []);
  return [
    "requester-eligible",
    "duration-max",
    "window-past",
    "window-ahead",
    "extends",
    "break-glass",
    "approvals",
    "four-eyes",
    ...when(role.require.reason > 1, "reason"),
    ...when(role.require.ticket !== undefined, "ticket"),
    ...when(role.limits.per_user !== undefined, "limit-per-user"),
    ...when(role.limits.total !== undefined, "limit-total"),
    ...when(conflicts, "conflict"),
    ...role.rules.map((rule): RuleName => `rule:${rule.name}`),
  ];
}
