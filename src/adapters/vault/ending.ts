import { Type } from "typebox";
import type { VaultEnding } from "../../commands/ports.ts";
import type { VaultApi } from "./api.ts";
import { recordFormat } from "./formats/record.ts";
import { rotationStateFormat } from "./formats/rotation-state.ts";
import type { Format, KvMount } from "./kv.ts";
import { revokeLease } from "./leases.ts";
import { parse } from "./parse.ts";

interface Anchor {
  readonly count: number;
  readonly head: string;
}

const anchorFormat: Format<Anchor> = {
  toJson: (anchor) => ({ ...anchor }),
  parse: (stored, place) => parse(Type.Object({ count: Type.Integer(), head: Type.String() }), stored, place),
};

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
