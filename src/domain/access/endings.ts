import type { AccessPath } from "../model.ts";
import { type AclLine, type AclRule, can } from "./acl.ts";
import { breakGlassTokenRole } from "./names.ts";
import { leasedPaths, leaseFolder, leaseIdGlob } from "./paths.ts";

/** A role version that grants may still live under: a current one, or one that live records refer to. */
export interface KeptVersion {
  /** The name of its ACL policy and of its ordinary token role. */
  readonly name: string;
  readonly access: readonly AccessPath[];
}

/** What the lines of one policy need to know: the kv-v2 mount, and the versions it reaches. */
export interface Reach {
  readonly mount: string;
  readonly versions: readonly KeptVersion[];
}

/** Parameters that may have any value. */
export const anyOf = (...names: string[]): Record<string, readonly string[]> =>
  Object.fromEntries(names.map((name) => [name, []]));

/** Every token role of the versions, break-glass ones too: that one is there or not, naming it harms nothing. */
export const tokenRoleNames = (versions: readonly KeptVersion[]): string[] =>
  unique(versions.flatMap(({ name }) => [name, breakGlassTokenRole(name)]));

const allLeased = (versions: readonly KeptVersion[]): string[] =>
  unique(versions.flatMap(({ access }) => leasedPaths(access)));

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Ids of leases that are ours: tokens of our token roles, and what hangs below our access paths. */
function leaseIds(versions: readonly KeptVersion[]): string[] {
  const tokens = tokenRoleNames(versions).map((name) => `auth/token/create/${name}/h*`);
  return [...tokens, ...allLeased(versions).map(leaseIdGlob)];
}

/** E of vault.md without its revoke line: see what lives, by token role and by access path. */
export function lookAtLeases({ versions }: Reach): AclLine[] {
  const list = can("list", "sudo");
  const folders = unique(allLeased(versions).flatMap((path) => [path, leaseFolder(path)]));
  const ids = leaseIds(versions);
  const lookup: AclRule = {
    ...can("update"),
    allowed_parameters: { lease_id: ids },
    required_parameters: ["lease_id"],
  };
  const accessor: AclRule = {
    ...can("update"),
    allowed_parameters: anyOf("accessor"),
    required_parameters: ["accessor"],
  };
  return [
    ["auth/token/lookup-accessor", accessor],
    ...tokenRoleNames(versions).map((name): AclLine => [`sys/leases/lookup/auth/token/create/${name}`, list]),
    ...folders.map((path): AclLine => [`sys/leases/lookup/${path}`, list]),
    ...(ids.length > 0 ? [["sys/leases/lookup", lookup] as const] : []),
  ];
}

/** E of vault.md: end what lives, and prove it. By lease and never by accessor, which could name anybody's token. */
export function endLeases(reach: Reach): AclLine[] {
  const ids = leaseIds(reach.versions);
  const revoke: AclRule = {
    ...can("update"),
    allowed_parameters: { lease_id: ids, ...anyOf("sync") },
    required_parameters: ["lease_id", "sync"],
  };
  return [...lookAtLeases(reach), ...(ids.length > 0 ? [["sys/leases/revoke", revoke] as const] : [])];
}

/** K of vault.md: the two LISTs of a plan, and taking pick-ups away. */
export const tidyPickups = ({ mount }: Reach): AclLine[] => [
  [`${mount}/metadata/grants`, can("list")],
  [`${mount}/metadata/pickups`, can("list")],
  // With the slash that Vault puts after a LIST: without it the line below is nearer, and refuses (measured).
  [`${mount}/metadata/pickups/+/`, can("list")],
  [`${mount}/metadata/pickups/+/+`, can("delete")],
];

export const REVOKE_SELF: AclLine = ["auth/token/revoke-self", can("update")];
