import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = new URL("../../../src/", import.meta.url);

/** Files of `src/` that are loaded with a file: what it imports other than types, and other than by `import()`. */
function loadedWith(file: URL, found = new Set<string>()): Set<string> {
  const text = readFileSync(file, "utf8");
  for (const [, path = ""] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?"(\.[^"]+)";/gm)) {
    const next = new URL(path, file);
    if (found.has(next.href)) continue;
    found.add(next.href);
    loadedWith(next, found);
  }
  return found;
}

test("until the action knows its command it loads nothing but inputs and failures (decision 0060)", () => {
  const loaded = [...loadedWith(new URL("action.ts", SRC))].map((href) => fileURLToPath(href));
  expect(loaded.map((path) => path.slice(fileURLToPath(SRC).length)).sort()).toEqual([
    "action/inputs.ts",
    "action/tell-failure.ts",
    "commands/failure.ts",
    "commands/outside-error.ts",
    "commands/stop.ts",
  ]);
});
