import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { serveRepository } from "./http-remote.ts";
import { gitEnv, Scratch } from "./scratch.ts";

const FETCH = `
const { openRepository } = await import(process.env.REPOSITORY);
const { Secret } = await import(process.env.SECRET);
const auth = new Secret(process.env.GITHUB_TOKEN);
const repository = await openRepository({ dir: process.cwd(), env: process.env, auth });
console.log([...(await repository.fetch(["main"])).keys()].join());
`;

test("simple-git's own debug output shows no token, though it prints every process's environment", async () => {
  const origin = Scratch.create("--bare");
  const clone = Scratch.create().write("grants/a.yaml", "a");
  clone.commit("first");
  clone.git("push", "-q", origin.dir, "main");
  const remote = await serveRepository(origin.dir, "ghs_hidden");
  clone.git("remote", "add", "origin", remote.url);
  const module = (path: string) => new URL(`../../../src/${path}`, import.meta.url).href;

  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", FETCH],
    {
      cwd: clone.dir,
      env: {
        ...gitEnv(),
        DEBUG: "*",
        GITHUB_TOKEN: "ghs_hidden",
        VAULT_TOKEN: "hvs.hidden",
        REPOSITORY: module("adapters/git/repository.ts"),
        SECRET: module("domain/secret.ts"),
      },
      maxBuffer: 50_000_000,
    },
  );

  expect(stdout.trim()).toBe("main");
  expect(stderr).toContain("simple-git");
  expect(stderr).toContain("GIT_CONFIG_COUNT");
  const basic = Buffer.from("x-access-token:ghs_hidden").toString("base64");
  for (const secret of ["ghs_hidden", "hvs.hidden", basic]) expect(stderr).not.toContain(secret);
});
