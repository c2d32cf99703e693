import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["policies", "grants", ".github", "dist"];
/** Tests of this project, not a part of an access repository. */
const LEFT_OUT = new Set([join(".github", "workflows", "ci.yml")]);

/**
 * The files of an access repository made from this project as it stands: its policies, grants and workflows, and the
 * action that they name by `uses: ./`. For `files` of the GitHub server's repositories.
 *
 * @param changes text by path, instead of or beside what is here; undefined leaves a file out
 */
export async function accessRepositoryFiles(
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Record<string, string>> {
  const listed = await Promise.all(FOLDERS.map((folder) => filesBelow(join(ROOT, folder))));
  const paths = ["action.yml", ...listed.flat().map((path) => relative(ROOT, path))].filter(
    (path) => !LEFT_OUT.has(path),
  );
  const texts = await Promise.all(
    paths.map(async (path) => [path.split(sep).join("/"), await readFile(join(ROOT, path), "utf8")] as const),
  );
  const files: Record<string, string | undefined> = { ...Object.fromEntries(texts), ...changes };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
