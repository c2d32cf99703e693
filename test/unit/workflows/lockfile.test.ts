import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROOT } from "./shipped-workflows.ts";

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8")) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
const installed = Object.entries(packages).filter(([path]) => path !== "");

describe("the lockfile", () => {
  it("names no registry: everybody uses their own", () => {
    expect(installed.filter(([, one]) => one.resolved !== undefined)).toEqual([]);
  });

  it("knows every package by its content", () => {
    expect(installed.filter(([, one]) => one.integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  /**
   * npm leaves out a part for another system that the registry has not got (yet), and `npm ci` then refuses the lockfile.
   * Take the newest version of the package whose parts are all there.
   */
  it("has the parts for every system, which npm ci insists on", () => {
    const names = new Set(installed.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13)));
    const missing = installed.flatMap(([path, one]) =>
      Object.keys(one.optionalDependencies ?? {})
        .filter((name) => !names.has(name))
        .map((name) => `${name} of ${path}`),
    );
    expect(missing).toEqual([]);
  });
});
