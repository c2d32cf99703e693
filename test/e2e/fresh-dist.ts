import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInto } from "../../scripts/bundle/bundle.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * What `npm run build` makes of the sources as they stand, as files of an access repository. That the committed `dist`
 * is the same, is what `npm run build:check` says.
 */
export async function freshDist(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "leasehold-dist-"));
  try {
    await buildInto(folder, ROOT);
    const names = await readdir(folder);
    const texts = await Promise.all(
      names.map(async (name) => [`dist/${name}`, await readFile(join(folder, name), "utf8")] as const),
    );
    return Object.fromEntries(texts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
