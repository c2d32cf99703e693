import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MOST_PACKAGES, notices } from "../../../scripts/bundle/notices.ts";
import { ROOT } from "../workflows/shipped-workflows.ts";

const text = readFileSync(join(ROOT, "dist/licenses.txt"), "utf8");
const listed = [...text.matchAll(/^ {2}(\S+) (\S+) \((.+)\)$/gm)].map(([, name, version, license]) => ({
  name: name ?? "",
  version,
  license,
}));

/** Licences that ask for no more than to be named. */
const FREE =
  /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|Python-2\.0|BlueOak-1\.0\.0|MIT-0|Public Domain)( OR .*)?$/;

describe("what is shipped", () => {
  it("dist holds at most 60 packages, each listed once with its licence", () => {
    expect(MOST_PACKAGES).toBe(60);
    expect(text).toContain(`dist/ holds code of these ${listed.length} packages:`);
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.length).toBeLessThanOrEqual(MOST_PACKAGES);
    expect(new Set(listed.map(({ name, version }) => `${name}@${version}`)).size).toBe(listed.length);
    expect(listed.filter(({ license }) => !FREE.test(license ?? ""))).toEqual([]);
  });

  it("are packages of the lockfile, in the versions it has", () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
    const locked = Object.entries<{ version: string }>(packages).map(
      ([path, { version }]) =>
        `${path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)}@${version}`,
    );
    for (const { name, version } of listed) expect(locked).toContain(`${name}@${version}`);
  });

  it("comes with the text of each licence, where the package has one", () => {
    for (const { name } of listed) {
      const folder = join(ROOT, "node_modules", name);
      const has = existsSync(folder) && readdirSync(folder).some((file) => /^licen[cs]e/i.test(file));
      if (has) expect(text).toMatch(new RegExp(`^(.*, )?${name.replaceAll(/[/.]/g, "\\$&")}(,.*)?$`, "m"));
    }
  });

  it("says a licence that several share once", () => {
    const one = { version: "1.0.0", license: "MIT", texts: ["The text."] };
    const said = notices([
      { name: "a", ...one },
      { name: "b", ...one },
    ]);
    expect(said.split("The text.")).toHaveLength(2);
    expect(said).toContain("a, b\n");
  });
});
