import pMap from "p-map";
import type { KeptVersion } from "../../domain/access/endings.ts";
import { breakGlassTokenRole, roleVersionName, versionOfTokenRole } from "../../domain/access/names.ts";
import { accessOfAcl } from "../../domain/access/role-acl-access.ts";
import type { Body } from "../../domain/access/role-version.ts";
import { owesLook } from "../../domain/ending.ts";
import type { AccessPath, Policies } from "../../domain/model.ts";
import type { FoundPolicy } from "../../domain/setup/estate.ts";
import type { VaultReads } from "../ports.ts";

type VersionsVault = Pick<VaultReads, "recordKeys" | "record" | "tokenLeases">;

const AT_ONCE = 16;

/**
 * Role versions that are not the roles' of today, but that something lives under: a live record, one whose end is to be
 * looked at again, or a token that was minted and not recorded yet.
 */
export async function keptVersions(
  vault: VersionsVault,
  policies: Policies,
  found: ReadonlyMap<string, FoundPolicy>,
  tokenRoles: ReadonlyMap<string, Body>,
): Promise<KeptVersion[]> {
  const current = new Set([...policies.roles.values()].map(roleVersionName));
  const inVault = new Set([...tokenRoles.keys(), ...found.keys()].map(versionOfTokenRole));
  const old = [...inVault].filter((name): name is string => name !== undefined && !current.has(name));
  if (old.length === 0) return [];
  const recorded = await versionsInUse(vault);
  const kept: KeptVersion[] = [];
  for (const name of old.sort()) {
    const text = found.get(name)?.text;
    const access = recorded.get(name) ?? (text === undefined ? undefined : accessOfAcl(text)) ?? [];
    if (recorded.has(name) || (await hasTokens(vault, name))) kept.push({ name, access });
  }
  return kept;
}

/** What records give that somebody has still to look after, by the version they were issued under. */
async function versionsInUse(vault: VersionsVault): Promise<Map<string, AccessPath[]>> {
  const keys = await vault.recordKeys();
  const records = await pMap(keys, (key) => vault.record(key), { concurrency: AT_ONCE });
  const used = new Map<string, AccessPath[]>();
  for (const record of records) {
    if (!record || (record.value.state !== "live" && !owesLook(record.value))) continue;
    const version = versionOfTokenRole(record.value.token_role);
    if (version !== undefined) used.set(version, [...(used.get(version) ?? []), ...record.value.access]);
  }
  return used;
}

async function hasTokens(vault: VersionsVault, version: string): Promise<boolean> {
  for (const name of [version, breakGlassTokenRole(version)]) {
    if ((await vault.tokenLeases(name)).length > 0) return true;
  }
  return false;
}
