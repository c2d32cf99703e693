import { setTimeout as pause } from "node:timers/promises";
import { Type } from "typebox";
import type { VaultReads } from "../../commands/ports.ts";
import { isKey } from "../../domain/key.ts";
import type { TokenFacts } from "../../domain/lease.ts";
import type { Instant } from "../../domain/units.ts";
import type { VaultApi } from "./api.ts";
import { unexpected, VaultError } from "./errors.ts";
import { recordFormat } from "./formats/record.ts";
import { rotationStateFormat } from "./formats/rotation-state.ts";
import { setupRecordFormat } from "./formats/setup-record.ts";
import { present } from "./formats/words.ts";
import type { KvMount } from "./kv.ts";
import { idsOfTokenRole, leasesOfTokenRole, leasesUnder } from "./leases.ts";
import { DataOf, keysOf, parse, StringMapOrNull, StringsOrNull, Time } from "./parse.ts";
import type { Trace } from "./transport.ts";

const Policy = DataOf(Type.Object({ policy: Type.String() }));
const Fields = DataOf(Type.Record(Type.String(), Type.Unknown()));
const Enforcement = DataOf(
  Type.Object({ auth_method_accessors: StringsOrNull, auth_method_types: Type.Optional(StringsOrNull) }),
);
const Token = DataOf(
  Type.Object({
    accessor: Type.String(),
    expire_time: Type.Union([Time, Type.Null()]),
    policies: StringsOrNull,
    meta: StringMapOrNull,
  }),
);

/** What commands look at in Vault. Changes nothing. */
export function vaultReads(api: VaultApi, mount: KvMount): VaultReads {
  return {
    now: () => vaultsClock(api),
    recordKeys: async () => (await mount.list("grants")).filter(isKey),
    pickupKeys: async () =>
      (await mount.list("pickups"))
        .map((name) => (name.endsWith("/") ? name.slice(0, -1) : name))
        .filter(isKey),
    record: async (key) => {
      const found = await mount.read(`grants/${key}`, recordFormat);
      // The key is what everything else is judged by: a record under another's name is forged.
      if (found && found.value.key !== key)
        throw unexpected(api.at("GET", `grants/${key}`), "the record of another grant");
      return found;
    },
    setup: async () => (await mount.read("setup", setupRecordFormat))?.value,
    aclPolicy: async (name) => {
      const path = `sys/policies/acl/${name}`;
      const answer = await api.read(path);
      return answer === undefined ? undefined : parse(Policy, answer, api.at("GET", path)).data.policy;
    },
    tokenRole: async (name) => {
      const path = `auth/token/roles/${name}`;
      const answer = await api.read(path);
      return answer === undefined ? undefined : parse(Fields, answer, api.at("GET", path)).data;
    },
    mfaCovers: (accessor) => mfaCovers(api, accessor),
    token: (accessor) => tokenOf(api, accessor),
    tokenLeases: (tokenRole) => leasesOfTokenRole(api, tokenRole),
    tokenLeaseIds: (tokenRole) => idsOfTokenRole(api, tokenRole),
    leases: (path) => leasesUnder(api, path),
    rotationState: (name) => mount.read(`rotations/${name}`, rotationStateFormat),
  };
}

/**
 * Vault's clock, from the `Date` header of its health. Asked of the root namespace without a token; a standby's answer
 * will do.
 */
export async function vaultsClock(api: VaultApi): Promise<Instant> {
  const trace: Trace = {};
  await api.read("sys/health", { anonymous: true, trace });
  if (trace.date === undefined)
    throw unexpected(api.at("GET", "sys/health"), "no Date, so its clock is not known");
  return trace.date;
}

/**
 * Whether a login-enforcement covers the auth mount, by its accessor or by its type, which the accessor begins with
 * (`auth_userpass_…`). Those for single entities and groups do not: somebody else could log in without.
 */
async function mfaCovers(api: VaultApi, accessor: string): Promise<boolean> {
  const folder = "identity/mfa/login-enforcement";
  const answer = await api.list(folder);
  if (answer === undefined) return false;
  const type = /^auth_(.+)_[^_]+$/.exec(accessor)?.[1];
  for (const name of keysOf(answer, api.at("LIST", folder))) {
    const path = `${folder}/${name}`;
    const found = await api.read(path);
    if (found === undefined) continue;
    const { auth_method_accessors, auth_method_types } = parse(Enforcement, found, api.at("GET", path)).data;
    if (auth_method_accessors?.includes(accessor)) return true;
    if (type !== undefined && auth_method_types?.includes(type)) return true;
  }
  return false;
}

/**
 * Undefined only where Vault says that the accessor is none; any other answer is no proof that the token is gone.
 *
 * In the moment of a token's end Vault may find its accessor and no longer the token, and says "permission denied"
 * (`handleUpdateLookupAccessor` in OpenBao's token_store.go), as to somebody who may not ask: so it is asked again.
 */
async function tokenOf(api: VaultApi, accessor: string): Promise<TokenFacts | undefined> {
  for (const wait of WAITS_FOR_AN_END) {
    try {
      return await lookUp(api, accessor);
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== "denied") throw error;
    }
    await pause(wait);
  }
  return lookUp(api, accessor);
}

/** Milliseconds; an end takes a few storage writes. */
const WAITS_FOR_AN_END = [20, 60, 180, 540];

async function lookUp(api: VaultApi, accessor: string): Promise<TokenFacts | undefined> {
  const path = "auth/token/lookup-accessor";
  try {
    const answer = await api.write(path, { accessor }, { repeat: "any" });
    const { expire_time, policies, meta } = parse(Token, answer, api.at("POST", path)).data;
    return present({
      accessor,
      expires: expire_time ?? undefined,
      policies: policies ?? [],
      meta: meta ?? {},
    });
  } catch (error) {
    if (
      error instanceof VaultError &&
      error.status !== 500 &&
      error.said.some((text) => /invalid accessor/.test(text))
    )
      return undefined;
    throw error;
  }
}
