/** The commands of the administrator's guide, run as they stand: on a real OpenBao and Postgres, and into a new folder. */
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startOpenBao } from "../../../sandbox/openbao.ts";
import { createOrders } from "../../../sandbox/orders.ts";
import { startPostgres } from "../../../sandbox/postgres.ts";
import { findTool } from "../../../sandbox/tools.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";
import { Document, ROOT } from "./documents.ts";

const guide = new Document("docs/administrator.md");

/** The shell block that has a line which begins so. */
function block(begin: string): string {
  const found = guide.blocks().find(({ language, text }) => language === "sh" && text.includes(`\n${begin}`));
  if (!found) throw new Error(`the guide has no block with ${begin}`);
  return found.text;
}

async function bash(script: string, env: Readonly<Record<string, string>>, cwd: string): Promise<string> {
  const options = { cwd, env: { ...gitEnv(), ...env } };
  const { stdout } = await promisify(execFile)(
    "bash",
    ["-O", "expand_aliases", "-euo", "pipefail", "-c", script],
    options,
  );
  return stdout;
}

test("people, their second factor and a database are there in Vault afterwards, and its users really end", async () => {
  await using bao = await startOpenBao();
  await using postgres = await startPostgres();
  const orders = await createOrders(postgres);
  const folder = scratchFolder();
  symlinkSync(await findTool("bao"), path.join(folder, "vault"));
  const script = block("vault auth enable userpass")
    .replace(/^export .*$/m, "")
    .replace(
      "db.internal:5432/orders",
      `${postgres.host}:${postgres.port}/${orders.database}?sslmode=disable`,
    )
    .replace(
      "username=vault password=…",
      `username=${orders.vaultAdmin.user} password=${orders.vaultAdmin.password}`,
    )
    .replaceAll("password=…", "password=something");
  await bash(
    script,
    {
      PATH: `${folder}:${process.env.PATH}`,
      VAULT_ADDR: bao.address,
      VAULT_TOKEN: bao.rootToken,
      HOME: folder,
    },
    folder,
  );

  const login = await bao.root.write("auth/userpass/login/alice", { password: "something" });
  expect(login.auth.mfa_requirement).toBeDefined();
  const { data, lease_id } = await bao.root.read("database/creds/orders-read");
  const client = await postgres.connect();
  const count = async () =>
    (await client.query("select 1 from pg_roles where rolname = $1", [data.username])).rowCount;
  expect(await count()).toBe(1);
  await bao.root.write("sys/leases/revoke", { lease_id, sync: true });
  expect(await count()).toBe(0);
  await client.end();
});

test("init and what follows it make a repository that could be pushed", async () => {
  const folder = scratchFolder();
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  // The clone of the guide is this one, and nothing is created on GitHub.
  writeFileSync(path.join(bin, "gh"), '#!/bin/sh\necho gh "$@"\n');
  writeFileSync(
    path.join(bin, "leasehold"),
    `#!/bin/sh\nexec "${process.execPath}" "${ROOT}src/cli.ts" "$@"\n`,
  );
  for (const name of ["gh", "leasehold"]) chmodSync(path.join(bin, name), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  const init = block("leasehold init access")
    .split("\n")
    .filter((line) => /^(leasehold|cd) /.test(line));
  const action = `--action your-org/leasehold@${"0".repeat(40)}`;
  const change = "echo '# ours' >> policies/teams.yaml";
  const said = await bash(
    [
      ...init.map((line) => (line.startsWith("leasehold") ? `${line} ${action}` : line)),
      change,
      block("leasehold test"),
    ].join("\n"),
    env,
    folder,
  );
  expect(said).toContain("gh repo create acme/access --private --source . --push");
  const log = await bash("git -C access log --format=%s", env, folder);
  expect(log.trim().split("\n")).toEqual(["Our policies", "A new access repository"]);
});
