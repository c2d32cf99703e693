import { databaseAdvice } from "../access/database-statements.ts";
import { differingFields } from "../access/sameness.ts";
import { fieldsOf, type SetupChange } from "./difference.ts";
import { type DatabaseRole, type Estate, type Mount, mountOfPath } from "./estate.ts";

export interface GuardPlace {
  readonly path: string;
  /** Of the static role, and of the database user that must be there. */
  readonly name: string;
  readonly connection: string;
}

/** Where guards belong: one for each PostgreSQL connection behind an access path. */
export function guardPlaces(
  mounts: ReadonlyMap<string, Mount>,
  roles: ReadonlyMap<string, DatabaseRole>,
): GuardPlace[] {
  const connections = new Map<string, Set<string>>();
  for (const [path, { fields, plugin }] of roles) {
    const mount = mountOfPath(mounts, path);
    if (mount === undefined || !plugin?.startsWith("postgresql") || typeof fields?.db_name !== "string")
      continue;
    connections.set(mount, (connections.get(mount) ?? new Set()).add(fields.db_name));
  }
  return [...connections].flatMap(([mount, names]) =>
    [...names].sort().map((connection) => {
      const { name } = databaseAdvice.guard;
      const own = names.size === 1 ? name : `${name}-${connection}`;
      return { path: `${mount}/static-roles/${own}`, name: own, connection };
    }),
  );
}

/** The database guard (vault.md), where it is asked for: a static role that Vault rotates and that ends lost sessions. */
export function guardChanges(has: Estate): SetupChange[] {
  return guardPlaces(has.mounts, has.database_roles).flatMap(({ path, name, connection }): SetupChange[] => {
    const { rotation_period, rotation_statements } = databaseAdvice.guard;
    const body = { db_name: connection, username: name, rotation_period, rotation_statements };
    const found = has.guards.get(path);
    const differing = differingFields(body, found ?? {});
    if (found && differing.length === 0) return [];
    return [
      {
        action: found ? "change" : "create",
        kind: "database-guard",
        name: path,
        fields: fieldsOf(found ?? {}, body, differing),
        write: { method: "write", path, body },
      },
    ];
  });
}
