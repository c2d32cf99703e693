/**
 * `npm run build` writes `dist/`, which is committed: `uses: owner/leasehold@sha` runs it as it stands.
 * `npm run build:check` builds again elsewhere and fails where what is committed is something else.
 */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInto } from "./bundle/bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

async function main(): Promise<number> {
  if (!process.argv.includes("--check")) {
    const built = await buildInto(dist, root);
    console.log(`dist: ${describe(built.files)}, ${built.packages} packages`);
    return 0;
  }
  const scratch = await mkdtemp(join(tmpdir(), "leasehold-build-"));
  try {
    await buildInto(scratch, root);
    const differing = await differences(dist, scratch);
    if (differing.length === 0) {
      console.log("dist is what the sources give");
      return 0;
    }
    console.error(
      `dist is not what the sources give: ${differing.join(", ")}; run \`npm run build\` and commit dist`,
    );
    return 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const describe = (files: ReadonlyMap<string, number>): string =>
  [...files].map(([name, bytes]) => `${name} ${Math.ceil(bytes / 1024)} KiB`).join(", ");

/** Paths that only one of the folders has, or that differ in content or in being a program. */
async function differences(a: string, b: string): Promise<string[]> {
  const names = new Set([...(await filesOf(a)), ...(await filesOf(b))]);
  const same = await Promise.all(
    [...names].map(async (name) => (await imprint(join(a, name))) === (await imprint(join(b, name)))),
  );
  return [...names].filter((_, index) => !same[index]).sort();
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function imprint(path: string): Promise<string | undefined> {
  try {
    const isProgram = ((await stat(path)).mode & 0o100) !== 0;
    return `${isProgram}:${await readFile(path, "base64")}`;
  } catch {
    return undefined;
  }
}

process.exitCode = await main();
