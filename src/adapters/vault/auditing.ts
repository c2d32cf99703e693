import pMap from "p-map";
import { Type } from "typebox";
import type { VaultAuditing } from "../../commands/ports.ts";
import type { VaultApi } from "./api.ts";
import { VaultError } from "./errors.ts";
import { anchorFormat } from "./formats/anchor.ts";
import type { KvMount } from "./kv.ts";
import { DataOf, parse } from "./parse.ts";
import { vaultLooks } from "./rotating.ts";

/** Each anchor vouches for every line before it: older ones add nothing. */
const MOST_ANCHORS = 500;
const AT_ONCE = 16;

const Irrevocable = DataOf(
  Type.Object({
    leases: Type.Optional(Type.Union([Type.Array(Type.Object({ lease_id: Type.String() })), Type.Null()])),
  }),
);

const Health = Type.Object({ version: Type.Optional(Type.String()) });

/** What audit compares and doctor looks at. Changes nothing. */
export const vaultAuditing = (api: VaultApi, mount: KvMount): VaultAuditing => ({
  ...vaultLooks(api),
  version: async () => {
    const path = "sys/health";
    const answer = await api.read(path, { anonymous: true });
    return parse(Health, answer, api.at("GET", path)).version;
  },
  anchors: () => anchorsOf(mount),
  irrevocableLeases: async () => {
    const answer = await api.read("sys/leases", {}, "?type=irrevocable");
    if (answer === undefined) return [];
    const { leases } = parse(Irrevocable, answer, api.at("GET", "sys/leases")).data;
    return (leases ?? []).map((lease) => lease.lease_id);
  },
});

async function anchorsOf(mount: KvMount): Promise<Map<number, string>> {
  const counts = (await mount.list("anchors")).filter((name) => /^[1-9]\d{0,14}$/.test(name)).map(Number);
  const newest = counts.sort((a, b) => b - a).slice(0, MOST_ANCHORS);
  const found = await pMap(newest, (count) => anchorAt(mount, count), { concurrency: AT_ONCE });
  return new Map(
    newest.flatMap((count, index) => (found[index] === undefined ? [] : [[count, found[index]]])),
  );
}

/** What is no anchor of ours is none that any line can match, and so is told. */
async function anchorAt(mount: KvMount, count: number): Promise<string | undefined> {
  try {
    const anchor = (await mount.read(`anchors/${count}`, anchorFormat))?.value;
    return anchor && (anchor.count === count ? anchor.head : "");
  } catch (error) {
    if (error instanceof VaultError && error.code === "broken" && error.status === undefined) return "";
    throw error;
  }
}
