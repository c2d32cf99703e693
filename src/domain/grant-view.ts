import type { ApproverSet } from "./approval-facts.ts";
import type { Approvals } from "./approvals.ts";
import { approverSets, personOf } from "./eligibility.ts";
import type { GrantKey } from "./key.ts";
import type { Login } from "./login.ts";
import type { Capability, Grant, Policies } from "./model.ts";
import { between, formatInstant, type Instant } from "./units.ts";

/** A grant as JSON answers show it: formats.md, "JSON". */
export interface GrantView {
  readonly key?: GrantKey;
  readonly file: string;
  readonly role: string;
  readonly user: Login;
  /** RFC 3339. */
  readonly begin?: string;
  readonly end?: string;
  readonly seconds: number;
  readonly access: readonly { readonly path: string; readonly capabilities: readonly Capability[] }[];
  readonly approvals: {
    /** How many approvals it needs in all; 0 for break-glass. */
    readonly required: number;
    readonly given: readonly Login[];
    /** Who may approve and has not, folded and sorted; neither the grantee nor the author. */
    readonly eligible: readonly Login[];
  };
}

/** Whose approvals a grant needs; none for break-glass where the role has it. */
export function groupsFor(grant: Grant, policies: Policies, now: Instant): ApproverSet[] {
  const role = policies.roles.get(grant.role);
  return role === undefined || (grant.break_glass && role.break_glass !== undefined)
    ? []
    : approverSets(role, policies, now);
}

interface Options {
  readonly author?: Login;
  readonly approvals?: Approvals;
  readonly groups?: readonly ApproverSet[];
}

/**
 * @param approvals as the pull request has them; absent: nobody has approved yet
 * @param author who opens the pull request; absent: the grant's user
 * @param groups whose approvals it needs, where that is known already
 */
export function viewOf(
  grant: Grant,
  policies: Policies,
  now: Instant,
  { author = grant.user, approvals, groups = groupsFor(grant, policies, now) }: Options = {},
): GrantView {
  const role = policies.roles.get(grant.role);
  const involved = new Set([personOf(grant.user, policies), personOf(author, policies)]);
  const people = groups.flatMap((set) => [...set.people]).filter((person) => !involved.has(person));
  return {
    ...(grant.key === undefined ? {} : { key: grant.key }),
    file: grant.file,
    role: grant.role,
    user: grant.user,
    begin: formatInstant(grant.begin),
    end: formatInstant(grant.end),
    seconds: between(grant.begin, grant.end),
    access: (role?.access ?? []).map(({ path, capabilities }) => ({ path, capabilities })),
    approvals: {
      required: groups.reduce((sum, set) => sum + set.count, 0),
      given: approvals?.given ?? [],
      eligible: approvals?.eligible ?? [...new Set(people)].sort(),
    },
  };
}
