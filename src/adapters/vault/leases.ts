import pMap from "p-map";
import { Type } from "typebox";
import type { Lease } from "../../domain/lease.ts";
import { seconds } from "../../domain/units.ts";
import type { VaultApi } from "./api.ts";
import { VaultError } from "./errors.ts";
import { present } from "./formats/words.ts";
import { DataOf, keysOf, parse, secondOf, Time } from "./parse.ts";

/** Requests of one question at once; the agent bounds all together. */
const AT_ONCE = 16;

const Facts = DataOf(
  Type.Object({
    id: Type.String(),
    issue_time: Time,
    expire_time: Type.Union([Time, Type.Null()]),
    ttl: Type.Number(),
  }),
);

const FOLDER = "sys/leases/lookup";

/** Leases of tokens made through a token role. */
export const leasesOfTokenRole = (api: VaultApi, tokenRole: string): Promise<Lease[]> =>
  lookUpAll(api, idsOfTokenRole(api, tokenRole));

/** Their ids alone. */
export const idsOfTokenRole = (api: VaultApi, tokenRole: string): Promise<string[]> =>
  listIn(api, `auth/token/create/${tokenRole}`);

/**
 * Leases under an access path. A lease's id is the request's path and a name; where the access path has globs, every
 * folder that they match is looked into, and none beside them: the ACLs allow no more.
 */
export const leasesUnder = (api: VaultApi, accessPath: string): Promise<Lease[]> =>
  lookUpAll(api, idsUnder(api, "", accessPath.replace(/^\/+|\/+$/g, "").split("/")));

/** Ids below `base` along the pattern's segments: `+` is any one folder, a last `x*` every folder beginning with x, and all below. */
async function idsUnder(
  api: VaultApi,
  base: string,
  [segment, ...rest]: readonly string[],
): Promise<string[]> {
  if (segment === undefined) return listIn(api, base);
  if (segment !== "+" && !segment.endsWith("*")) return idsUnder(api, below(base, segment), rest);
  const names = await namesIn(api, base);
  const prefix = segment === "+" ? "" : segment.slice(0, -1);
  const folders = names
    .filter((name) => isFolder(name) && name.startsWith(prefix))
    .map((name) => below(base, name.slice(0, -1)));
  const deeper = await pMap(
    folders,
    (folder) => (segment === "+" ? idsUnder(api, folder, rest) : everythingIn(api, folder)),
    { concurrency: AT_ONCE },
  );
  return deeper.flat();
}

async function everythingIn(api: VaultApi, folder: string): Promise<string[]> {
  const names = await namesIn(api, folder);
  const inside = await pMap(
    names.filter(isFolder),
    (name) => everythingIn(api, below(folder, name.slice(0, -1))),
    {
      concurrency: AT_ONCE,
    },
  );
  return [...names.filter((name) => !isFolder(name)).map((name) => below(folder, name)), ...inside.flat()];
}

async function listIn(api: VaultApi, folder: string): Promise<string[]> {
  return (await namesIn(api, folder)).filter((name) => !isFolder(name)).map((name) => below(folder, name));
}

async function namesIn(api: VaultApi, folder: string): Promise<string[]> {
  const path = below(FOLDER, folder);
  const answer = await api.list(path);
  return answer === undefined ? [] : keysOf(answer, api.at("LIST", path));
}

const isFolder = (name: string): boolean => name.endsWith("/");
const below = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

async function lookUpAll(api: VaultApi, ids: Promise<readonly string[]>): Promise<Lease[]> {
  const leases = await pMap(await ids, (id) => lookUp(api, id), { concurrency: AT_ONCE });
  return leases.filter((lease) => lease !== undefined);
}

/** Undefined for a lease that ended between the LIST and this. */
async function lookUp(api: VaultApi, id: string): Promise<Lease | undefined> {
  try {
    const answer = await api.write(FOLDER, { lease_id: id }, { repeat: "any" });
    const { issue_time, expire_time, ttl } = parse(Facts, answer, api.at("POST", FOLDER)).data;
    return present({
      id,
      issued: secondOf(issue_time),
      expires: expire_time ?? undefined,
      ttl: seconds(ttl),
    });
  } catch (error) {
    if (error instanceof VaultError && error.said.some((text) => /invalid lease|lease not found/.test(text)))
      return undefined;
    throw error;
  }
}

/** A lease that hangs on a database which does not answer can take Vault this long to give up: milliseconds. */
export const REVOKING = 90_000;

/** Ends a lease and waits until it is done. One that is not there counts as ended. */
export async function revokeLease(api: VaultApi, id: string): Promise<void> {
  await api.write("sys/leases/revoke", { lease_id: id, sync: true }, { repeat: "any", timeout: REVOKING });
}
