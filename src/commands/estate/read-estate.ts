import pMap from "p-map";
import { versionOfTokenRole } from "../../domain/access/names.ts";
import { leasedPaths } from "../../domain/access/paths.ts";
import type { Body } from "../../domain/access/role-version.ts";
import type { Policies, Settings } from "../../domain/model.ts";
import { rotatesItself } from "../../domain/rotation/due.ts";
import { rotationPaths } from "../../domain/rotation/paths.ts";
import {
  type DatabaseRole,
  databaseRoleOf,
  type Estate,
  type FoundPolicy,
  type Mount,
} from "../../domain/setup/estate.ts";
import { guardPlaces } from "../../domain/setup/guard.ts";
import { seconds } from "../../domain/units.ts";
import { OutsideError } from "../outside-error.ts";
import type { Administrator, VaultReads } from "../ports.ts";
import { keptVersions } from "./kept-versions.ts";

/** What setup reads of Vault, with an administrator's token. */
export interface SetupVault {
  readonly administrator: Administrator;
  readonly vault: Pick<VaultReads, "recordKeys" | "record" | "setup" | "tokenLeases" | "mfaCovers">;
}

type Reading = Pick<Administrator, "read">;

const AT_ONCE = 16;

/** Reads everything that the difference and the checks are computed from. Writes nothing. */
export async function readEstate(ports: SetupVault, policies: Policies, settings: Settings): Promise<Estate> {
  const { administrator, vault } = ports;
  const mounts = mountsFrom(await administrator.read("sys/mounts"), "sys/mounts");
  const auths = mountsFrom(await administrator.read("sys/auth"), "sys/auth");
  const { vault: where } = settings;
  // A mount of another kind under our name is a finding, not something to read from.
  const workflows =
    auths.get(where.workflows.mount)?.type === "jwt" ? `auth/${where.workflows.mount}` : undefined;
  const kv = mounts.get(where.mount);
  const ours = kv?.type === "kv" && kv.options.version === "2";

  const configs = await readAll(administrator, [
    ...(ours ? [`${where.mount}/config`] : []),
    ...(workflows === undefined ? [] : [`${workflows}/config`]),
  ]);
  const found = await policiesOf(administrator);
  const token_roles = await namedOf(
    administrator,
    "auth/token/roles",
    (name) => versionOfTokenRole(name) !== undefined,
  );
  const jwt_roles =
    workflows === undefined
      ? new Map<string, Body>()
      : await namedOf(administrator, `${workflows}/role`, (name) => name.startsWith("leasehold-"));
  const people = auths.get(where.people.mount)?.accessor;
  const setup = ours ? await vault.setup() : undefined;
  const database_roles = await databaseRoles(administrator, mounts, policies);
  return {
    mounts,
    auths,
    configs,
    policies: found,
    token_roles,
    jwt_roles,
    token_max_ttl: await tokenMaxTtl(administrator),
    database_roles,
    static_roles: await staticRoles(administrator, mounts, policies),
    guards: await guardsOf(administrator, mounts, database_roles),
    kept: ours ? await keptVersions(vault, policies, found, token_roles) : [],
    people_have_mfa: people !== undefined && (await vault.mfaCovers(people)),
    ...(setup === undefined ? {} : { setup }),
  };
}

/** `sys/mounts` and `sys/auth`: by path with a slash after it. */
export function mountsFrom(data: Body | undefined, path: string): Map<string, Mount> {
  if (data === undefined) throw new OutsideError("vault", "broken", `Vault answered ${path} with nothing`);
  const mounts = new Map<string, Mount>();
  for (const [name, value] of Object.entries(data)) {
    const { type, accessor, options } = (value ?? {}) as Body;
    if (typeof type !== "string" || typeof accessor !== "string") continue;
    mounts.set(name.replace(/\/$/, ""), { type, accessor, options: (options ?? {}) as Body });
  }
  return mounts;
}

async function readAll(administrator: Administrator, paths: readonly string[]): Promise<Map<string, Body>> {
  const found = new Map<string, Body>();
  await pMap(
    paths,
    async (path) => {
      const data = await administrator.read(path);
      if (data !== undefined) found.set(path, data);
    },
    { concurrency: AT_ONCE },
  );
  return found;
}

async function namedOf(
  administrator: Administrator,
  folder: string,
  wanted: (name: string) => boolean,
): Promise<Map<string, Body>> {
  const names = (await administrator.list(folder)).filter(wanted);
  const found = await readAll(
    administrator,
    names.map((name) => `${folder}/${name}`),
  );
  return new Map([...found].map(([path, body]) => [path.slice(folder.length + 1), body]));
}

async function policiesOf(administrator: Administrator): Promise<Map<string, FoundPolicy>> {
  const found = await namedOf(administrator, "sys/policies/acl", (name) => name !== "root");
  return new Map([...found].map(([name, body]) => [name, foundPolicy(body)]));
}

/** What `sys/policies/acl/<name>` answers. */
export const foundPolicy = (body: Body): FoundPolicy => ({
  text: typeof body.policy === "string" ? body.policy : "",
  loose_templates:
    body.allow_slashes_in_identity_templates === true || body.allow_wildcards_in_identity_templates === true,
});

/** A token that is not renewed lives for the mount's default at most (measured), whatever its own maximum. */
export async function tokenMaxTtl(administrator: Reading) {
  const tune = await administrator.read("sys/auth/token/tune");
  const { max_lease_ttl: most, default_lease_ttl: usual } = tune ?? {};
  if (typeof most !== "number" || typeof usual !== "number") {
    throw new OutsideError(
      "vault",
      "broken",
      "Vault did not say how long a token may live (sys/auth/token/tune)",
    );
  }
  return seconds(Math.min(most, usual));
}

export async function databaseRoles(
  administrator: Reading,
  mounts: ReadonlyMap<string, Mount>,
  policies: Policies,
): Promise<Map<string, DatabaseRole>> {
  const paths = [...policies.roles.values()].flatMap((role) => leasedPaths(role.access));
  const behind = paths.map((path) => databaseRoleOf(mounts, path)).filter((role) => role !== undefined);
  const found = new Map<string, DatabaseRole>();
  for (const { mount, path } of behind) {
    if (found.has(path)) continue;
    const fields = await administrator.read(path);
    const connection = fields && (await administrator.read(`${mount}/config/${String(fields.db_name)}`));
    const plugin = connection?.plugin_name;
    found.set(path, {
      ...(fields === undefined ? {} : { fields }),
      ...(typeof plugin === "string" ? { plugin } : {}),
    });
  }
  return found;
}

/** The guards of the connections behind access paths, by path, where there are any. */
async function guardsOf(
  administrator: Administrator,
  mounts: ReadonlyMap<string, Mount>,
  roles: ReadonlyMap<string, DatabaseRole>,
): Promise<Map<string, Body>> {
  const paths = guardPlaces(mounts, roles).map(({ path }) => path);
  return readAll(administrator, paths);
}

async function staticRoles(
  administrator: Administrator,
  mounts: ReadonlyMap<string, Mount>,
  policies: Policies,
): Promise<Map<string, Body>> {
  const found = new Map<string, Body>();
  for (const rotation of policies.rotations.values()) {
    const { age } = rotationPaths(rotation);
    if (!rotatesItself(rotation) || age === undefined || !mounts.has(rotation.mount ?? "")) continue;
    const role = await administrator.read(age.path);
    if (role !== undefined) found.set(rotation.name, role);
  }
  return found;
}
