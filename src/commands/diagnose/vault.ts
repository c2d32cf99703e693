import pMap from "p-map";
import type { Body } from "../../domain/access/role-version.ts";
import { drift } from "../../domain/audit/drifts.ts";
import { unknown } from "../../domain/doctor/check.ts";
import type { DatabaseFacts, StoredAlias, VaultFacts } from "../../domain/doctor/vault-facts.ts";
import type { Policies, Settings } from "../../domain/model.ts";
import { guardPlaces } from "../../domain/setup/guard.ts";
import { lookForDrift } from "../estate/drift-look.ts";
import { databaseRoles, mountsFrom, tokenMaxTtl } from "../estate/read-estate.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultAuditing, VaultReads } from "../ports.ts";
import { fact } from "./fact.ts";

export type DoctorVault = VaultReads & VaultAuditing;

export interface VaultSubject {
  readonly policies: Policies;
  readonly settings: Settings;
  readonly address: () => Promise<string>;
  readonly repository: () => Promise<{ readonly slug: string; readonly id: number }>;
}

const AT_ONCE = 16;

/** Gathers Vault's side, each part for itself, with whatever token there is. */
export async function lookAtVault(
  open: () => Promise<DoctorVault>,
  { policies, settings, address, repository }: VaultSubject,
): Promise<VaultFacts> {
  const at = await fact(address);
  const opened = await fact(async () => {
    const vault = await open();
    return { vault, version: await vault.version() };
  });
  if (!opened.known) return withoutVault(at, opened.missing);
  const { vault, version } = opened.value;
  const setup = await fact(() => vault.setup());
  const people = await fact(() => peopleOf(vault, settings));
  const [drifts, token_max_ttl, databases, people_have_mfa, aliases, audit_devices] = await Promise.all([
    fact(async () => {
      const record = await vault.setup();
      if (!record) throw lacking("leasehold setup has not run.");
      const subject = { policies, settings, setup: record, repository: await repository() };
      return (await lookForDrift(vault, subject)).map((change) => ({ change, told: drift(change) }));
    }),
    fact(() => tokenMaxTtl(vault)),
    fact(() => databasesOf(vault, policies)),
    fact(async () => {
      const written = setup.known ? setup.value?.people_accessor : undefined;
      const accessor = (people.known ? people.value : undefined) ?? written;
      if (accessor === undefined) throw lacking(people.known ? "There is no such mount." : people.missing);
      return vault.mfaCovers(accessor);
    }),
    fact(() => aliasesOf(vault)),
    fact(async () =>
      Object.keys((await vault.read("sys/audit")) ?? {}).map((name) => name.replace(/\/$/, "")),
    ),
  ]);
  return {
    address: at,
    version:
      version === undefined ? unknown("Vault does not say its version.") : { known: true, value: version },
    setup,
    drift: drifts,
    token_max_ttl,
    databases,
    people,
    people_have_mfa,
    aliases,
    audit_devices,
  };
}

function withoutVault(address: VaultFacts["address"], missing: string): VaultFacts {
  const none = unknown(missing);
  return {
    address,
    version: none,
    setup: none,
    drift: none,
    token_max_ttl: none,
    databases: none,
    people: none,
    people_have_mfa: none,
    aliases: none,
    audit_devices: none,
  };
}

const lacking = (message: string): OutsideError => new OutsideError("vault", "not-found", message);

async function peopleOf(vault: DoctorVault, { vault: { people } }: Settings): Promise<string | undefined> {
  return mountsFrom(await vault.read("sys/auth"), "sys/auth").get(people.mount)?.accessor;
}

async function databasesOf(vault: DoctorVault, policies: Policies): Promise<DatabaseFacts> {
  const mounts = mountsFrom(await vault.read("sys/mounts"), "sys/mounts");
  const roles = await databaseRoles(vault, mounts, policies);
  const guards = await pMap(
    guardPlaces(mounts, roles),
    async (place) => ({ ...place, present: (await vault.read(place.path)) !== undefined }),
    { concurrency: AT_ONCE },
  );
  return { mounts, roles, guards };
}

async function aliasesOf(vault: DoctorVault): Promise<StoredAlias[]> {
  const folder = "identity/entity-alias/id";
  const found = await pMap(await vault.list(folder), (id) => vault.read(`${folder}/${id}`), {
    concurrency: AT_ONCE,
  });
  return found.flatMap((body: Body | undefined) => {
    const { name, mount_accessor: mount } = body ?? {};
    return typeof name === "string" && typeof mount === "string" ? [{ name, mount }] : [];
  });
}
