import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const entry = new URL("../../../src/cli.ts", import.meta.url);

test("on an older Node the command says in one sentence what it needs", async () => {
  const older = `data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } })`;
  const run = promisify(execFile)(process.execPath, ["--import", older, entry.pathname, "check"]);
  await expect(run).rejects.toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error: leasehold needs Node 24 or later; this is 20\.1\.0\.[^\n]*\n$/),
  });
});

test("nothing but Node's own is imported before the version is known", () => {
  const imports = [...readFileSync(entry, "utf8").matchAll(/^import .* from "(.*)";$/gm)];
  expect(imports.map(([, name]) => name)).toEqual(["node:process"]);
});
