import type { Policies, Role, Settings } from "../model.ts";
import { databaseAdvice } from "./database-statements.ts";
import type { KeptVersion } from "./endings.ts";
import { IDENTITY_ACL, type PolicyScope } from "./identity-policies.ts";
import { type AccessRepository, jwtRoles } from "./jwt-roles.ts";
import {
  EMERGENCY_POLICY,
  IDENTITIES,
  identityName,
  PICKUP_POLICY,
  RECALL_POLICY,
  roleVersionName,
} from "./names.ts";
import { emergencyAcl, pickupAcl, recallAcl } from "./people-policies.ts";
import { type Body, roleAcl, tokenRoleBody, tokenRolesOf } from "./role-version.ts";

/** Everything Leasehold has in Vault: `setup --print` of formats.md, bodies as the Vault API takes them. */
export interface VaultSetup {
  /**
   * By path. A mount's path (`leasehold`, `auth/github-actions`) has what `sys/mounts/<path>` or `sys/auth/<path>`
   * takes; a path ending in `/config` has what a write there takes.
   */
  readonly mounts: Readonly<Record<string, Body>>;
  /** ACL policies by name, as JSON text. */
  readonly policies: Readonly<Record<string, string>>;
  readonly token_roles: Readonly<Record<string, Body>>;
  readonly jwt_roles: Readonly<Record<string, Body>>;
  /** Advice about the database side, which is the administrator's: nothing here is written unasked. */
  readonly database: typeof databaseAdvice;
}

/** What the Vault side depends on beside the policies. */
export interface SetupSubject {
  readonly repository: AccessRepository;
  /** Accessor of the auth mount that people log in with. */
  readonly people_accessor: string;
  /** Older role versions that live records refer to. */
  readonly kept: readonly KeptVersion[];
}

/** Computes the Vault side from the policies. Pure: the same input gives the same bytes. */
export function vaultSetup(policies: Policies, settings: Settings, subject: SetupSubject): VaultSetup {
  const roles = [...policies.roles.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const scope = scopeOf(policies, settings, roles, subject.kept);
  return {
    mounts: mounts(settings),
    policies: {
      ...Object.fromEntries(roles.map((role) => [roleVersionName(role), roleAcl(role.access)])),
      ...Object.fromEntries(
        IDENTITIES.map((identity) => [identityName(identity), IDENTITY_ACL[identity](scope)]),
      ),
      [PICKUP_POLICY]: pickupAcl(scope.mount, subject.people_accessor),
      [RECALL_POLICY]: recallAcl(scope),
      [EMERGENCY_POLICY]: emergencyAcl(scope.mount, subject.people_accessor, breakGlassRoles(roles)),
    },
    token_roles: Object.fromEntries(
      roles.flatMap((role) => tokenRolesOf(role).map((one) => [one.name, tokenRoleBody(role, one)])),
    ),
    jwt_roles: jwtRoles(subject.repository, settings),
    database: databaseAdvice,
  };
}

const breakGlassRoles = (roles: readonly Role[]) =>
  roles.flatMap((role) => tokenRolesOf(role).filter(({ name }) => name !== roleVersionName(role)));

function scopeOf(
  policies: Policies,
  settings: Settings,
  roles: readonly Role[],
  kept: readonly KeptVersion[],
): PolicyScope {
  const current = roles.map((role) => ({ name: roleVersionName(role), access: role.access }));
  const names = new Set(current.map(({ name }) => name));
  return {
    mount: settings.vault.mount,
    versions: [...current, ...kept.filter(({ name }) => !names.has(name))],
    current: roles.flatMap(tokenRolesOf),
    rotations: [...policies.rotations.values()],
    workflows: settings.vault.workflows.mount,
  };
}

function mounts({ vault }: Settings): Record<string, Body> {
  const workflows = `auth/${vault.workflows.mount}`;
  return {
    [vault.mount]: {
      type: "kv",
      options: { version: "2" },
      description: "Leasehold: records of grants, and pick-ups",
    },
    // Every write names the version it replaces: nobody overwrites what they have not seen.
    [`${vault.mount}/config`]: { cas_required: true },
    [workflows]: { type: "jwt", description: "Leasehold: jobs of GitHub Actions" },
    [`${workflows}/config`]: {
      oidc_discovery_url: vault.workflows.issuer,
      bound_issuer: vault.workflows.issuer,
    },
  };
}
