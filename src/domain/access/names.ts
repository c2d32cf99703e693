import { createHash } from "node:crypto";
import type { Role } from "../model.ts";
import { canonicalJson } from "./canonical.ts";
import { normalAccess } from "./paths.ts";

/** What a role version is made of: all that decides what its tokens can do. */
export type RoleVersion = Pick<Role, "name" | "access" | "duration" | "bound_cidrs" | "break_glass">;

const VERSION = /^leasehold-role-[a-z0-9][a-z0-9-]{0,62}-[0-9a-f]{8}$/;
const BREAK_GLASS = "-bg";

/**
 * The bytes that a role version is named by (formats.md, "Vault names"): canonical JSON of
 * `{access: [{path, capabilities, outlives?}], bound_cidrs, break_glass: {max}?, duration: {max}}`, durations in
 * seconds, access in its normal form, CIDRs in order and once.
 */
export const versionText = (role: RoleVersion): string =>
  canonicalJson({
    access: normalAccess(role.access).map(({ path, capabilities, outlives }) => ({
      path,
      capabilities,
      outlives,
    })),
    bound_cidrs: normalCidrs(role.bound_cidrs),
    break_glass: role.break_glass && { max: role.break_glass.max },
    duration: { max: role.duration.max },
  });

/** In order, once, and as Vault answers them (a single address without `/32`): what stands in a token role, and in the name. */
export const normalCidrs = (cidrs: readonly string[]): string[] => [...new Set(cidrs.map(normalCidr))].sort();

function normalCidr(cidr: string): string {
  const [address = "", bits] = cidr.trim().toLowerCase().split("/");
  const isV6 = address.includes(":");
  const whole = isV6 ? "128" : "32";
  const host =
    isV6 && URL.canParse(`http://[${address}]/`)
      ? new URL(`http://[${address}]/`).hostname.slice(1, -1)
      : address;
  return bits === undefined || bits === whole ? host : `${host}/${bits}`;
}

/** `leasehold-role-<role>-<8 hex>`: the ACL policy and the token role of a role as it stands. */
export function roleVersionName(role: RoleVersion): string {
  const digest = createHash("sha256").update(versionText(role), "utf8").digest("hex");
  return `leasehold-role-${role.name}-${digest.slice(0, 8)}`;
}

/** The token role that grants of a role are minted through; break-glass ones have their own, with its own maximum. */
export const tokenRoleName = (role: RoleVersion, breakGlass: boolean): string =>
  breakGlass ? breakGlassTokenRole(roleVersionName(role)) : roleVersionName(role);

export const breakGlassTokenRole = (version: string): string => `${version}${BREAK_GLASS}`;

/** The role version (its ACL policy's name) that a token role belongs to; undefined where it is none of ours. */
export function versionOfTokenRole(tokenRole: string): string | undefined {
  const version = tokenRole.endsWith(BREAK_GLASS) ? tokenRole.slice(0, -BREAK_GLASS.length) : tokenRole;
  return VERSION.test(version) ? version : undefined;
}

/** The access role whose version, and so whose token role, has this name; undefined where it is none of ours. */
export const roleOfTokenRole = (tokenRole: string): string | undefined =>
  versionOfTokenRole(tokenRole)?.slice("leasehold-role-".length, -"-00000000".length);

/** Whether an ACL policy of this name is a version of some role: the mark of what setup may remove. */
export const isRoleVersion = (policy: string): boolean => VERSION.test(policy);

/** The product's own identities: each an ACL policy and a JWT role of the same name. */
export const IDENTITIES = ["apply", "enforce", "rotate", "audit"] as const;
export type Identity = (typeof IDENTITIES)[number];
export const identityName = (identity: Identity): `leasehold-${Identity}` => `leasehold-${identity}`;

/** ACL policies for people. */
export const PICKUP_POLICY = "leasehold-pickup";
export const RECALL_POLICY = "leasehold-recall";
export const EMERGENCY_POLICY = "leasehold-emergency";
