import type { VaultEnding, VaultRecalling } from "../../commands/ports.ts";
import type { VaultApi } from "./api.ts";
import { anchorFormat } from "./formats/anchor.ts";
import { recordFormat } from "./formats/record.ts";
import { rotationStateFormat } from "./formats/rotation-state.ts";
import type { KvMount } from "./kv.ts";
import { idsOfTokenRole, REVOKING, revokeLease } from "./leases.ts";

/** Ending what was issued, and the paper that follows. */
export function vaultEnding(api: VaultApi, mount: KvMount): VaultEnding {
  return {
    revokeLease: (id) => revokeLease(api, id),
    replaceRecord: (record, version) => mount.replace(`grants/${record.key}`, record, version, recordFormat),
    deletePickups: async (key) => {
      for (const alias of await mount.list(`pickups/${key}`)) await mount.remove(`pickups/${key}/${alias}`);
    },
    deleteRecord: (key) => mount.remove(`grants/${key}`),
    writeRotationState: (name, state, version) =>
      mount.replace(`rotations/${name}`, state, version, rotationStateFormat),
    writeAnchor: (count, head) => mount.create(`anchors/${count}`, { count, head }, anchorFormat),
  };
}

/** Waits until all of it is done: a database that does not answer is told, and the rest has ended all the same. */
export const vaultRecalling = (api: VaultApi, mount: KvMount): VaultRecalling => ({
  endTokenRole: async (tokenRole) => {
    const path = `sys/leases/revoke-prefix/auth/token/create/${tokenRole}`;
    await api.write(path, { sync: true }, { repeat: "any", timeout: REVOKING });
  },
  countTokenLeases: async (tokenRole) => (await idsOfTokenRole(api, tokenRole)).length,
  deletePickup: (key, alias) => mount.remove(`pickups/${key}/${alias}`),
});
