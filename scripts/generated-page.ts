import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CLIENT = "src/render/dashboard/client";

/** Parts of the one sheet, each over those before it. */
const STYLES = [
  "page",
  "frame",
  "now",
  "lists",
  "filters",
  "timeline",
  "detail",
  "rotations",
  "review",
  "narrow",
];

const HEADER = `// Made by scripts/page.ts from ${CLIENT}/. Do not edit: run \`npm run page\`.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

/** The generated file of the dashboard's page. Not minified: whoever pins a commit of ours can read what it runs. */
export async function generatedPage(): Promise<{ readonly path: string; readonly content: string }> {
  const [style, script] = await Promise.all([sheet(), bundledScript()]);
  // Neither may end the element it stands in.
  for (const text of [style, script])
    if (/<\/(script|style)|<!--/i.test(text)) throw new Error("the page's parts hold what ends them");
  const lines = [`export const STYLE = ${literal(style)};`, `export const SCRIPT = ${literal(script)};`];
  return { path: "src/render/dashboard/page.generated.js", content: `${HEADER}${lines.join("\n")}\n` };
}

/** A template literal: its lines stay lines, so that a diff of it can be read. */
const literal = (text: string): string =>
  `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;

async function sheet(): Promise<string> {
  const parts = STYLES.map((name) =>
    readFile(new URL(`../${CLIENT}/style/${name}.css`, import.meta.url), "utf8"),
  );
  // What is said to the linter is not said to readers of the page.
  return (await Promise.all(parts)).join("\n").replaceAll(/^\/\* biome-ignore.*\n/gm, "");
}

async function bundledScript(): Promise<string> {
  const build = await rolldown({
    cwd: ROOT,
    input: `${CLIENT}/main.ts`,
    platform: "browser",
    onLog: (level, log, show) => {
      if (level === "warn") throw new Error(`rolldown: ${log.message}`);
      show(level, log);
    },
  });
  try {
    const { output } = await build.generate({ format: "iife", minify: false });
    const [chunk, ...others] = output;
    if (others.length > 0) throw new Error("the page's script is more than one file");
    return chunk.code;
  } finally {
    await build.close();
  }
}
