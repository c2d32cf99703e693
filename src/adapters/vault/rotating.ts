import { Type } from "typebox";
import type { Administrator, VaultLooks, VaultRotating } from "../../commands/ports.ts";
import type { VaultApi } from "./api.ts";
import type { Place } from "./errors.ts";
import { setupRecordFormat } from "./formats/setup-record.ts";
import type { KvMount } from "./kv.ts";
import { keysOf, parse } from "./parse.ts";
import { vaultsClock } from "./reads.ts";

const Answer = Type.Object({
  data: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
});

/** A database that is slow to answer, or a key that takes long to make: milliseconds. */
const ROTATING = 90_000;

const dataOf = (answer: unknown, place: Place): Readonly<Record<string, unknown>> | undefined =>
  answer === undefined ? undefined : (parse(Answer, answer, place).data ?? undefined);

/** Looking by path. */
export function vaultLooks(api: VaultApi): VaultLooks {
  return {
    read: async (path) => dataOf(await api.read(path), api.at("GET", path)),
    list: async (path) => {
      const answer = await api.list(path);
      return answer === undefined ? [] : keysOf(answer, api.at("LIST", path));
    },
    lookUp: async (path, body) => {
      if (!path.endsWith("/lookup")) throw new TypeError(`${path} looks nothing up`);
      return dataOf(await api.write(path, body, { repeat: "any" }), api.at("POST", path));
    },
  };
}

/** The API by path, for what has no fixed paths of its own. */
export function vaultRotating(api: VaultApi): VaultRotating {
  return {
    ...vaultLooks(api),
    write: async (path, body = {}) =>
      dataOf(await api.write(path, body, { repeat: "undone", timeout: ROTATING }), api.at("POST", path)),
  };
}

/** For setup. Everything it writes comes to the same when written twice, so it may be repeated. */
export function vaultAdministrator(api: VaultApi, mount: KvMount): Administrator {
  return {
    ...vaultRotating(api),
    write: async (path, body = {}) =>
      dataOf(await api.write(path, body, { repeat: "any" }), api.at("POST", path)),
    now: () => vaultsClock(api),
    remove: (path) => api.remove(path),
    writeSetup: (record) => mount.overwrite("setup", record, setupRecordFormat),
  };
}
