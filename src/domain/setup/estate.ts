import type { KeptVersion } from "../access/endings.ts";
import type { Body } from "../access/role-version.ts";
import type { Seconds } from "../units.ts";
import type { SetupRecord } from "./record.ts";

/** A mount of this namespace; paths are without slashes around. */
export interface Mount {
  readonly type: string;
  readonly accessor: string;
  readonly options: Body;
}

/** An ACL policy as Vault has it. */
export interface FoundPolicy {
  readonly text: string;
  /** OpenBao can let a policy's templates have slashes or globs; ours never do. */
  readonly loose_templates: boolean;
}

/** A database role that some access path gives, and the connection behind it. */
export interface DatabaseRole {
  readonly fields?: Body;
  /** `postgresql-database-plugin` and its like; absent where the connection is not there. */
  readonly plugin?: string;
}

/** What Vault has, as far as setup looks: everything the difference and the checks are computed from. */
export interface Estate {
  readonly mounts: ReadonlyMap<string, Mount>;
  readonly auths: ReadonlyMap<string, Mount>;
  /** By path (`leasehold/config`); absent where the mount is not there. */
  readonly configs: ReadonlyMap<string, Body>;
  /** All ACL policies. */
  readonly policies: ReadonlyMap<string, FoundPolicy>;
  /** Token roles that are ours by their name. */
  readonly token_roles: ReadonlyMap<string, Body>;
  readonly jwt_roles: ReadonlyMap<string, Body>;
  /** Longest that a token of this namespace lives without being renewed: the lesser of the token mount's two lease times. */
  readonly token_max_ttl: Seconds;
  /** By path (`database/roles/orders-read`). */
  readonly database_roles: ReadonlyMap<string, DatabaseRole>;
  /** By rotation. */
  readonly static_roles: ReadonlyMap<string, Body>;
  /** Database guards that are there, by path (`database/static-roles/leasehold-guard`). */
  readonly guards: ReadonlyMap<string, Body>;
  /** Older role versions that live records or live tokens refer to. */
  readonly kept: readonly KeptVersion[];
  readonly people_have_mfa: boolean;
  readonly setup?: SetupRecord;
}

/** The mount (without slashes around) that a path of this namespace belongs to; the longest where mounts are nested. */
export function mountOfPath(mounts: ReadonlyMap<string, Mount>, path: string): string | undefined {
  let found: string | undefined;
  for (const mount of mounts.keys()) {
    if (`${path}/`.startsWith(`${mount}/`) && mount.length > (found?.length ?? 0)) found = mount;
  }
  return found;
}

/** `database/creds/orders-read` is given by `database/roles/orders-read`; undefined for what is no such path. */
export function databaseRoleOf(
  mounts: ReadonlyMap<string, Mount>,
  accessPath: string,
): { readonly mount: string; readonly path: string } | undefined {
  const mount = mountOfPath(mounts, accessPath);
  if (mount === undefined || mounts.get(mount)?.type !== "database") return undefined;
  const [operation, name, ...more] = accessPath.slice(mount.length + 1).split("/");
  if (operation !== "creds" || !name || more.length > 0) return undefined;
  return { mount, path: `${mount}/roles/${name}` };
}
