import type { Rotation } from "../model.ts";
import { rotationAges, rotationWrites } from "../rotation/paths.ts";
import { type AclLine, aclText, can } from "./acl.ts";
import {
  anyOf,
  endLeases,
  lookAtLeases,
  REVOKE_SELF,
  type Reach,
  tidyPickups,
  tokenRoleNames,
} from "./endings.ts";
import { createWrapped, putPickup } from "./issuing.ts";
import {
  EMERGENCY_POLICY,
  IDENTITIES,
  type Identity,
  identityName,
  PICKUP_POLICY,
  RECALL_POLICY,
} from "./names.ts";
import type { TokenRole } from "./role-version.ts";

/** What the identities' policies are made from. */
export interface PolicyScope extends Reach {
  /** Token roles that apply may mint through: those of the roles as they stand, not of kept versions. */
  readonly current: readonly TokenRole[];
  readonly rotations: readonly Rotation[];
  /** Mount of the workflows' JWT roles, without `auth/`. */
  readonly workflows: string;
}

const rotationStates = (mount: string): AclLine => [
  `${mount}/data/rotations/+`,
  can("create", "read", "update"),
];
/** Whom alerts were told, and when the schedule ran. */
const alertStates = (mount: string): AclLine => [`${mount}/data/alerts/+`, can("create", "read", "update")];
const anchors = (mount: string): AclLine => [`${mount}/data/anchors/+`, can("create")];
const provedPolicies = (mount: string): AclLine => [
  `${mount}/data/proved-policies`,
  { ...can("create", "read", "update"), allowed_parameters: anyOf("data", "options", "version") },
];
const readSetup = (mount: string): AclLine => [`${mount}/data/setup`, can("read")];
const MFA: readonly AclLine[] = [
  ["identity/mfa/login-enforcement", can("list")],
  ["identity/mfa/login-enforcement/+", can("read")],
];
const LEASE_COUNTS: readonly AclLine[] = [
  ["sys/leases/count", can("read")],
  ["sys/leases", can("read", "sudo")],
];

/** Reads the token roles and the ACL policies behind them, to compare Vault's copy of a role with main's. */
const readVersions = (tokenRoles: readonly string[], policies: readonly string[]): AclLine[] => [
  ...tokenRoles.map((name): AclLine => [`auth/token/roles/${name}`, can("read")]),
  ...policies.map((name): AclLine => [`sys/policies/acl/${name}`, can("read")]),
];

const versionNames = (scope: PolicyScope): string[] => scope.versions.map(({ name }) => name);

const applyAcl = (scope: PolicyScope): string =>
  aclText([
    ...endLeases(scope),
    ...tidyPickups(scope),
    ...scope.current.map(createWrapped),
    ...readVersions(
      scope.current.map(({ name }) => name),
      // A break-glass token role has the policy of its version.
      scope.current.map(({ name }) => name).filter((name) => versionNames(scope).includes(name)),
    ),
    readSetup(scope.mount),
    [
      `${scope.mount}/data/grants/+`,
      { ...can("create", "read", "update"), allowed_parameters: anyOf("data", "options", "version") },
    ],
    putPickup(scope.mount),
    provedPolicies(scope.mount),
    anchors(scope.mount),
    rotationStates(scope.mount),
    alertStates(scope.mount),
    ...MFA,
    REVOKE_SELF,
  ]);

const enforceAcl = (scope: PolicyScope): string =>
  aclText([
    ...endLeases(scope),
    ...tidyPickups(scope),
    [`${scope.mount}/data/grants/+`, can("read", "update")],
    [`${scope.mount}/metadata/grants/+`, can("delete")],
    anchors(scope.mount),
    rotationStates(scope.mount),
    alertStates(scope.mount),
    // Says which access paths others use too: a stray lease there is reported, not revoked.
    readSetup(scope.mount),
    ...LEASE_COUNTS,
    REVOKE_SELF,
  ]);

const rotateAcl = (scope: PolicyScope): string =>
  aclText([
    ...scope.rotations.flatMap((rotation) => [...rotationWrites(rotation), ...rotationAges(rotation)]),
    rotationStates(scope.mount),
    alertStates(scope.mount),
    [`${scope.mount}/metadata/rotations`, can("list")],
    anchors(scope.mount),
    REVOKE_SELF,
  ]);

/** Everything audit and plan compare; nothing that changes anything, not even a lease's end. */
const auditAcl = (scope: PolicyScope): string =>
  aclText([
    ...lookAtLeases(scope),
    ...readVersions(tokenRoleNames(scope.versions), [...versionNames(scope), ...OWN_POLICIES]),
    ...IDENTITIES.map(
      (identity): AclLine => [`auth/${scope.workflows}/role/${identityName(identity)}`, can("read")],
    ),
    // Whom Vault trusts to sign jobs' tokens: what all the JWT roles rest on.
    [`auth/${scope.workflows}/config`, can("read")],
    readSetup(scope.mount),
    ...["grants/+", "rotations/+", "anchors/+", "alerts/+"].map(
      (path): AclLine => [`${scope.mount}/data/${path}`, can("read")],
    ),
    ...scope.rotations.flatMap(rotationAges),
    [`${scope.mount}/config`, can("read")],
    ...["auth/token/roles", "sys/policies/acl"].map((path): AclLine => [path, can("list")]),
    ...["grants", "pickups", "anchors", "rotations"].map(
      (path): AclLine => [`${scope.mount}/metadata/${path}`, can("list")],
    ),
    ...LEASE_COUNTS,
    // plan says what apply would say of `require.mfa`, with this identity.
    ...MFA,
    REVOKE_SELF,
  ]);

const OWN_POLICIES = [...IDENTITIES.map(identityName), PICKUP_POLICY, RECALL_POLICY, EMERGENCY_POLICY];

export const IDENTITY_ACL: Readonly<Record<Identity, (scope: PolicyScope) => string>> = {
  apply: applyAcl,
  enforce: enforceAcl,
  rotate: rotateAcl,
  audit: auditAcl,
};
