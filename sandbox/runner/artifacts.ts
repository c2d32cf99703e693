import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

/** Texts by their path, of each artifact by its name. */
export type Artifacts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Actions that keep a folder as an artifact, and the name they give it where the workflow gives none. */
const KEEPERS: readonly (readonly [prefix: string, name: string])[] = [
  ["actions/upload-artifact@", "artifact"],
  ["actions/upload-pages-artifact@", "github-pages"],
];

/** The folder a step keeps, and under which name; undefined where it is no such step. */
export function keptBy(
  uses: string,
  given: Readonly<Record<string, string>>,
): { readonly name: string; readonly path: string } | undefined {
  const keeper = KEEPERS.find(([prefix]) => uses.startsWith(prefix));
  return keeper && { name: given.name ?? keeper[1], path: given.path ?? "" };
}

/** Whole actions of GitHub's that `act` gets ours for: `owner/name@ref`. */
export const isKeeper = (uses: string): boolean => KEEPERS.some(([prefix]) => uses.startsWith(prefix));

/** What lies in a folder; nothing where there is none, as the real action warns and goes on. */
export async function filesOf(workspace: string, path: string): Promise<Record<string, string>> {
  const folder = resolve(workspace, path);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file), await readFile(file, "utf8")] as const),
  );
  return Object.fromEntries(texts);
}

/** Artifacts that lie side by side in a folder, each by its name. */
export async function artifactsIn(folder: string): Promise<Artifacts> {
  const names = await readdir(folder).catch(() => []);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await filesOf(folder, name)] as const)),
  );
}
