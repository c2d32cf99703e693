import { type Directory, mayHold } from "../../domain/eligibility.ts";
import { type Finding, hasErrors } from "../../domain/finding.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Login } from "../../domain/login.ts";
import type { LandedGrant, Policies, Role } from "../../domain/model.ts";
import type { Desired } from "../../domain/plan.ts";
import type { Instant } from "../../domain/units.ts";
import { readPolicies } from "../../files/policies.ts";
import type { Repository } from "../ports.ts";
import { type Landed, landedGrants } from "./landed-grants.ts";
import { POLICY_PATHS, type PolicySource, policyFaults, policySource } from "./read-policies.ts";

/** What main asks for, at one commit and one moment. */
export interface MainState {
  readonly head: string;
  readonly policies: Policies;
  readonly desired: Desired;
  /** Faults of files on main; those of policies stop issuing, never ending. */
  readonly findings: readonly Finding[];
  /** False where something is wrong with the policies: then nothing is issued. */
  readonly policies_hold: boolean;
}

/** What a commit of main says, whatever the time is. */
export interface CommittedMain {
  readonly head: string;
  readonly policies: PolicySource;
  readonly landed: Landed;
}

export async function readCommitted(repository: Repository, head: string): Promise<CommittedMain> {
  const [policies, landed] = await Promise.all([
    policiesAt(repository, head),
    landedGrants(repository, head, "grants", ROLES),
  ]);
  return { head, policies, landed };
}

/** Reads main at `head`: its policies, its grants, and who of them may no longer have what was granted. */
export const readMain = async (repository: Repository, head: string, now: Instant): Promise<MainState> =>
  judgeMain(repository, await readCommitted(repository, head), now);

/** Who of the grants may no longer have what was granted, and what is wrong with the policies, at a moment. */
export async function judgeMain(
  repository: Repository,
  { head, policies, landed }: CommittedMain,
  now: Instant,
): Promise<MainState> {
  const faults = policyFaults(policies, now);
  const policies_hold = !hasErrors(faults);
  const ineligible = await noLongerEligible(repository, landed, policies, now);
  return {
    head,
    policies: policies.policies,
    policies_hold,
    desired: { grants: landed.grants, unreadable: landed.unreadable, ineligible },
    findings: [...faults, ...landed.findings],
  };
}

/** Everything in `policies/` at a commit. */
export async function policiesAt(repository: Repository, commit: string) {
  return policySource(await repository.tree(commit, POLICY_PATHS));
}

/**
 * Live grants to recall under today's main (design.md, "End"): their user is no longer eligible, their role is gone,
 * or it no longer gives some path that they have. Roles that did not change since a grant landed are not read again.
 *
 * A fault elsewhere in the policies saves nobody; only where who is who, or the role itself, cannot be read, it is not
 * known, and the grant stays until its end.
 */
async function noLongerEligible(
  repository: Repository,
  { grants, landings }: Landed,
  { policies, unread }: PolicySource,
  now: Instant,
): Promise<Set<GrantKey>> {
  if (WHO_IS_WHO.some((file) => unread.has(file))) return new Set();
  const before = new RolesBefore(repository);
  const ineligible = new Set<GrantKey>();
  for (const [name, ofRole] of Map.groupBy(grants, ({ role }) => role)) {
    const file = `${ROLES}/${name}.yaml`;
    if (unread.has(file)) continue;
    const role = policies.roles.get(name);
    const live = ofRole.filter(({ end }) => end > now);
    if (!role) {
      for (const { key } of live) ineligible.add(key);
      continue;
    }
    const mayStay = holders(role, policies, now);
    const touched = landings.get(file)?.at;
    for (const grant of live) {
      if (!mayStay(grant)) {
        ineligible.add(grant.key);
        continue;
      }
      if (touched === undefined || touched < grant.landed) continue;
      const granted = await before.of(grant);
      if (granted && narrower(role, granted)) ineligible.add(grant.key);
    }
  }
  return ineligible;
}

/** {@link mayHold} of a role's grants, asked once of whoever has many. */
function holders(role: Role, directory: Directory, now: Instant): (grant: LandedGrant) => boolean {
  const known = { usual: new Map<Login, boolean>(), break_glass: new Map<Login, boolean>() };
  return ({ user, break_glass }) => {
    const asked = break_glass ? known.break_glass : known.usual;
    const holds = asked.get(user) ?? mayHold(user, role, break_glass, directory, now);
    asked.set(user, holds);
    return holds;
  };
}

const ROLES = "policies/roles";
const WHO_IS_WHO = ["policies/teams.yaml", "policies/people.yaml"];

const narrower = (now: Role, granted: Role): boolean =>
  granted.access.some((had) => {
    const has = now.access.find((access) => access.path === had.path);
    return !had.capabilities.every((capability) => has?.capabilities.includes(capability));
  });

/** Roles as they were when grants landed, each commit's file read once. */
class RolesBefore {
  readonly #repository: Repository;
  readonly #read = new Map<string, Promise<Role | undefined>>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  of(grant: LandedGrant): Promise<Role | undefined> {
    const id = `${grant.commit}:${grant.role}`;
    const known = this.#read.get(id) ?? this.#at(grant);
    this.#read.set(id, known);
    return known;
  }

  async #at(grant: LandedGrant): Promise<Role | undefined> {
    const file = `${ROLES}/${grant.role}.yaml`;
    return readPolicies(await this.#repository.tree(grant.commit, [file])).policies.roles.get(grant.role);
  }
}
