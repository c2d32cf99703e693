import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Folders and files of this project that access repositories begin with. */
const SHIPPED = [
  ".github/workflows",
  ".github/zizmor.yml",
  "deploy",
  "grants/README.md",
  "policies/leasehold.yaml",
  "policies/rotations",
  "template",
];
/** Tests of this project, not a part of an access repository. */
const LEFT_OUT = new Set([".github/workflows/ci.yml"]);

/**
 * The texts of these files by path. In `dist/` the build has put the texts themselves in place of this module
 * (scripts/bundle/shipped-texts.ts): there is nothing beside it to read.
 */
export async function shippedFiles(): Promise<ReadonlyMap<string, string>> {
  const paths = (await Promise.all(SHIPPED.map(filesAt))).flat().filter((path) => !LEFT_OUT.has(path));
  const texts = await Promise.all(
    paths.sort().map(async (path) => [path, await readFile(join(ROOT, path), "utf8")] as const),
  );
  return new Map(texts);
}

async function filesAt(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
