/** Others that check YAML files, installed from their registries into `.cache/bench`, once. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Program, run } from "../measure.ts";

const CACHE = fileURLToPath(new URL("../../.cache/bench", import.meta.url));

interface Peer {
  /** As the table calls it, with its version. */
  readonly name: string;
  /** What is there once it is installed, below the cache. */
  readonly installed: string;
  install(cache: string): Program;
  /** Its run over the grants of a repository. */
  run(installed: string, dir: string): Program;
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const SCHEMA = path("../../schema/grant.schema.json");

/** Validates against the JSON Schema of a grant file. */
export const checkJsonschema: Peer = {
  name: "check-jsonschema 0.39.0 (PyPI)",
  installed: "check-jsonschema/check_jsonschema",
  install: (cache) => ({
    command: "python3",
    args: [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"],
      ...["--target", join(cache, "check-jsonschema"), "check-jsonschema==0.39.0"],
    ],
  }),
  run: (installed, dir) => ({
    command: "sh",
    args: ["-c", `exec python3 -m check_jsonschema --schemafile "${SCHEMA}" grants/*/*.yaml`],
    cwd: dir,
    env: { ...process.env, PYTHONPATH: join(installed, "..") },
  }),
};

/** Validates against the same schema, and nothing else. */
export const ajvCli: Peer = {
  name: "ajv-cli 5.0.0 (npm)",
  installed: "ajv/node_modules/ajv-cli/dist/index.js",
  install: (cache) => ({
    command: "npm",
    args: [
      ...["install", "--prefix", join(cache, "ajv"), "--no-audit", "--no-fund", "--silent"],
      ...["ajv-cli@5.0.0", "ajv-formats@2.1.1"],
    ],
  }),
  run: (installed, dir) => ({
    command: process.execPath,
    args: [
      ...[installed, "validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats"],
      ...["-s", SCHEMA, "-d", "grants/*/*.yaml"],
    ],
    cwd: dir,
  }),
};

/** The same rules in Rego (grants.rego), with the policies as its data. */
export const conftest: Peer = {
  name: "conftest 0.71.1 (Go module)",
  installed: "go/conftest",
  install: (cache) => ({
    command: "go",
    args: ["install", "github.com/open-policy-agent/conftest@v0.71.1"],
    env: { ...process.env, GOBIN: join(cache, "go"), GOFLAGS: "-p=2" },
  }),
  run: (installed, dir) => ({
    command: installed,
    args: ["test", "--quiet", "--no-color", "--policy", path("."), "--data", join(dir, "../data"), "grants"],
    cwd: dir,
  }),
};

/** Milliseconds; conftest is compiled, which takes two cores some minutes. */
const INSTALLING = 480_000;

/** @returns how to run it over a repository, or why it is not there */
export async function installed(
  peer: Peer,
  say: (line: string) => void,
): Promise<((dir: string) => Program) | string> {
  const there = join(CACHE, peer.installed);
  if (!existsSync(there)) {
    say(`installing ${peer.name}`);
    await mkdir(CACHE, { recursive: true });
    try {
      await run({ ...peer.install(CACHE), timeout: INSTALLING });
    } catch (error) {
      return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    }
  }
  return (dir) => peer.run(there, dir);
}
