import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { OutputChunk } from "rolldown";

/** Each package is somebody more to trust with production access (docs: supply chain). */
export const MOST_PACKAGES = 60;

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Texts of its licence and notice files. */
  readonly texts: readonly string[];
}

const FOLDER = "node_modules/";

/**
 * The packages some code of which is in the chunks, by name and version.
 *
 * @throws where one says nothing of its licence
 */
export async function bundledPackages(
  chunks: readonly OutputChunk[],
  root: string,
): Promise<BundledPackage[]> {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  const folders = new Set(
    modules.flatMap(([id, { renderedLength }]) => {
      const folder = renderedLength > 0 ? packageFolder(relative(root, id)) : undefined;
      return folder === undefined ? [] : [folder];
    }),
  );
  const packages = await Promise.all([...folders].map((folder) => read(join(root, folder))));
  return packages.sort((a, b) => compare(`${a.name}@${a.version}`, `${b.name}@${b.version}`));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The folder of the innermost package a module belongs to. */
function packageFolder(path: string): string | undefined {
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) return undefined;
  const [scope = "", name = ""] = path.slice(at + FOLDER.length).split("/");
  return `${path.slice(0, at + FOLDER.length)}${scope.startsWith("@") ? `${scope}/${name}` : scope}`;
}

async function read(folder: string): Promise<BundledPackage> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, ...rest } = manifest as Record<string, unknown>;
  const license = licenseOf(rest);
  if (typeof name !== "string" || typeof version !== "string" || license === undefined) {
    throw new Error(`${folder}/package.json does not say the package's name, version and licence`);
  }
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)\b/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return { name, version, license, texts: texts.map((text) => text.replaceAll("\r\n", "\n").trim()) };
}

/** As packages say it today, or as old ones did: a list of `{ type }`. */
function licenseOf({ license, licenses }: Record<string, unknown>): string | undefined {
  if (typeof license === "string") return license;
  const several = Array.isArray(license) ? license : licenses;
  if (!Array.isArray(several)) return undefined;
  const types = several.map((one: unknown) => (one as { type?: unknown } | null)?.type);
  return types.every((type) => typeof type === "string") && types.length > 0 ? types.join(" OR ") : undefined;
}

/** The notices file: what is bundled, then every licence text, each said once for all that share it. */
export function notices(packages: readonly BundledPackage[]): string {
  const list = packages.map(({ name, version, license }) => `  ${name} ${version} (${license})`);
  const owners = new Map<string, string[]>();
  for (const { name, texts } of packages) {
    for (const text of texts) owners.set(text, [...(owners.get(text) ?? []), name]);
  }
  const bodies = [...owners].map(([text, names]) => `${"-".repeat(80)}\n${names.join(", ")}\n\n${text}\n`);
  const count = `dist/ holds code of these ${packages.length} packages:`;
  return [count, "", ...list, "", ...bodies].join("\n");
}
