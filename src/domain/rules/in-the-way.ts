import { samePerson } from "../eligibility.ts";
import type { RuleName } from "../finding.ts";
import type { Grant, Policies } from "../model.ts";
import { conflictingRoles } from "./occupancy.ts";

/** A role, and who wants it. */
type Wanted = Pick<Grant, "role" | "user">;

type Finder = (wanted: Wanted, policies: Policies) => (other: Wanted) => boolean;

/** The rules about what others hold, and which grants each of them counts. */
const FINDERS: Readonly<Partial<Record<RuleName, Finder>>> = {
  "limit-per-user":
    ({ role, user }, policies) =>
    (other) =>
      other.role === role && samePerson(other.user, user, policies),
  "limit-total":
    ({ role }) =>
    (other) =>
      other.role === role,
  conflict: ({ role, user }, policies) => {
    const conflicting = conflictingRoles(policies.roles).get(role) ?? new Set();
    return (other) => conflicting.has(other.role) && samePerson(other.user, user, policies);
  },
};

/** Whether a rule is about what others hold. */
export const countsOthers = (rule: RuleName): boolean => FINDERS[rule] !== undefined;

/**
 * Which grants stand in the way of one that a rule refuses; when they are is not looked at.
 *
 * @returns never true for rules that are not about what others hold
 */
export const inTheWay = (rule: RuleName, wanted: Wanted, policies: Policies): ((other: Wanted) => boolean) =>
  FINDERS[rule]?.(wanted, policies) ?? (() => false);
