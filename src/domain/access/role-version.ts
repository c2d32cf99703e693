import type { AccessPath, Role } from "../model.ts";
import type { Seconds } from "../units.ts";
import { type AclLine, aclText, can } from "./acl.ts";
import { breakGlassTokenRole, normalCidrs, roleVersionName } from "./names.ts";
import { leasedPaths, leaseIdGlob, normalAccess } from "./paths.ts";

/** A body as the Vault API takes it. */
export type Body = Readonly<Record<string, unknown>>;

/** One token role of a role version, and the longest that its tokens live. */
export interface TokenRole {
  readonly name: string;
  readonly max: Seconds;
}

/** The token roles of a role as it stands: the ordinary one, and the break-glass one where it has that. */
export function tokenRolesOf(role: Role): TokenRole[] {
  const version = roleVersionName(role);
  const ordinary = { name: version, max: role.duration.max };
  if (!role.break_glass) return [ordinary];
  return [ordinary, { name: breakGlassTokenRole(version), max: role.break_glass.max }];
}

/**
 * What `auth/token/roles/<name>` takes (vault.md, "Token roles and role policies"). The fields that would widen
 * it are named too, so that one set by hand is put back.
 */
export const tokenRoleBody = (role: Role, tokenRole: TokenRole): Body => ({
  allowed_policies: [roleVersionName(role)],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  allowed_entity_aliases: [],
  orphan: true,
  renewable: false,
  path_suffix: "",
  token_type: "service",
  token_explicit_max_ttl: tokenRole.max,
  token_period: 0,
  token_num_uses: 0,
  token_no_default_policy: true,
  token_bound_cidrs: normalCidrs(role.bound_cidrs),
});

/**
 * The ACL policy of a role version: the role's paths, and the little of Vault's default policy that its holder
 * needs: to look at the token, to end it, and to renew leases under the role's own paths.
 */
export function roleAcl(access: readonly AccessPath[]): string {
  const leaseIds = leasedPaths(access).map(leaseIdGlob);
  const renew: AclLine = [
    "sys/leases/renew",
    { ...can("update"), allowed_parameters: { lease_id: leaseIds, increment: [] } },
  ];
  return aclText([
    ...normalAccess(access).map((entry): AclLine => [entry.path, can(...entry.capabilities)]),
    ["auth/token/lookup-self", can("read")],
    ["auth/token/revoke-self", can("update")],
    // An empty list would allow every lease of this Vault.
    ...(leaseIds.length > 0 ? [renew] : []),
  ]);
}
