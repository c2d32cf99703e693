import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { type OutputChunk, type RolldownOutput, rolldown } from "rolldown";
import { bundledPackages, MOST_PACKAGES, notices } from "./notices.ts";
import { PARTS } from "./parts.ts";
import { partsThatNeverRun } from "./parts-that-never-run.ts";
import { quickBuiltins } from "./quick-builtins.ts";
import { shippedTexts } from "./shipped-texts.ts";

export interface Built {
  /** Bytes of each file. */
  readonly files: ReadonlyMap<string, number>;
  readonly packages: number;
}

/**
 * Bundles both entries into `folder`, which is emptied first, with everything they need but Node itself.
 *
 * Not minified: whoever pins a commit of ours can read in its diff what changed, packages too.
 *
 * @throws where something else than Node's own modules stays outside, files need each other, or there are too many
 *   packages
 */
export async function buildInto(folder: string, root: string): Promise<Built> {
  const { output } = await bundle(root);
  const chunks = output.filter((part): part is OutputChunk => part.type === "chunk");
  refuseImports(chunks);
  refuseCircles(chunks);
  const packages = await bundledPackages(chunks, root);
  if (packages.length > MOST_PACKAGES) {
    throw new Error(
      `dist would hold ${packages.length} packages, more than ${MOST_PACKAGES}: ${packages.map((one) => one.name).join(", ")}`,
    );
  }
  const files = new Map<string, string>(
    chunks.map(({ fileName, code, name, isEntry }) => [
      fileName,
      isEntry && name === "cli" ? program(code) : code,
    ]),
  );
  files.set("licenses.txt", notices(packages));
  // Where `uses: ./` finds `dist` without our package.json beside it, Node would have to guess.
  files.set("package.json", `${JSON.stringify({ type: "module" })}\n`);
  return { files: await write(folder, files), packages: packages.length };
}

async function bundle(root: string): Promise<RolldownOutput> {
  const build = await rolldown({
    cwd: root,
    input: { action: "src/action.ts", cli: "src/cli.ts" },
    platform: "node",
    // Nobody imports from our entries: they are run.
    preserveEntrySignatures: false,
    plugins: [partsThatNeverRun(), quickBuiltins(), shippedTexts()],
    // Of @actions/core we use what prints; without this its HTTP client and its runner of programs come with it.
    treeshake: { moduleSideEffects: [{ test: /node_modules\/@actions\//, sideEffects: false }] },
    onLog: (level, log, show) => {
      // A package that tries for another by `eval` or reads a file at run time would be broken in one file.
      if (level === "warn") throw new Error(`rolldown: ${log.message}`);
      show(level, log);
    },
  });
  try {
    return await build.generate({
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name].js",
      minify: false,
      // The sources have them, beside what they are about; the licences are in licenses.txt.
      comments: false,
      // One letter for each name would make every diff of the chunks touch every import.
      minifyInternalExports: false,
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [...PARTS],
      },
    });
  } finally {
    await build.close();
  }
}

const program = (code: string): string => (code.startsWith("#!") ? code : `#!/usr/bin/env node\n${code}`);

function refuseImports(chunks: readonly OutputChunk[]): void {
  const own = new Set(chunks.map(({ fileName }) => fileName));
  const foreign = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((name) => !own.has(name) && !name.startsWith("node:") && !builtinModules.includes(name));
  if (foreign.length > 0) throw new Error(`dist would need ${[...new Set(foreign)].join(", ")} beside it`);
}

/** Of two files that need each other one runs before what it needs is there: such a dist builds, and then breaks. */
function refuseCircles(chunks: readonly OutputChunk[]): void {
  const importsOf = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  const done = new Set<string>();
  const follow = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) throw new Error(`dist would go in circles: ${[...way, name].join(" → ")}`);
    if (done.has(name)) return;
    for (const next of importsOf.get(name) ?? []) follow(next, [...way, name]);
    done.add(name);
  };
  for (const { fileName } of chunks) follow(fileName, []);
}

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<Map<string, number>> {
  await rm(folder, { recursive: true, force: true });
  const sizes = new Map<string, number>();
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    if (text.startsWith("#!")) await chmod(path, 0o755);
    sizes.set(name, Buffer.byteLength(text));
  }
  return sizes;
}
