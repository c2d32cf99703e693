import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TreeEntry } from "../../src/domain/tree.ts";

/** A regular file of a tree, from text or bytes. */
export function file(path: string, content: string | Uint8Array): TreeEntry {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { path, kind: "file", size: bytes.length, bytes };
}

/** The files under a folder on disk, named from that folder, in path order. */
export function filesUnder(root: URL | string, folder = ""): TreeEntry[] {
  const base = typeof root === "string" ? root : root.pathname;
  return readdirSync(join(base, folder))
    .sort()
    .flatMap((name) => {
      const path = folder === "" ? name : `${folder}/${name}`;
      return lstatSync(join(base, path)).isDirectory()
        ? filesUnder(base, path)
        : [file(path, readFileSync(join(base, path)))];
    });
}

/** The top of this repository, whose `policies/` and `grants/` are the sample. */
export const REPOSITORY = new URL("../../", import.meta.url);

/** The sample's policies or grants. */
export const sample = (folder: "policies" | "grants"): TreeEntry[] => filesUnder(REPOSITORY, folder);
