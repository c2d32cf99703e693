import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { World } from "../../../src/compose.ts";

const worldWith = (env: Record<string, string>) =>
  new World({
    env: { GITHUB_REPOSITORY: "acme/access", ...env },
    dir: tmpdir(),
    home: tmpdir(),
    temporary_dir: tmpdir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    mask: () => undefined,
  });

it.each([
  ["github.com", {}, "https://github.com/acme/access"],
  ["what Actions says", { GITHUB_SERVER_URL: "https://ghe.example/" }, "https://ghe.example/acme/access"],
  [
    "an Enterprise Server, told by the address of its API alone",
    { GITHUB_API_URL: "https://ghe.example/api/v3" },
    "https://ghe.example/acme/access",
  ],
])("the repository's page is on %s", async (_, env, url) => {
  expect(await worldWith(env).repositoryPage()).toEqual({ slug: "acme/access", url });
});
