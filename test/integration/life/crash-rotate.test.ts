import { afterAll, beforeAll, expect, test } from "vitest";
import type { Acme } from "../../../sandbox/acme.ts";
import { auditLines } from "../../../sandbox/company/audit-branch.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { forgetAll } from "./crash.ts";
import { Killing } from "./killing.ts";

const ROTATIONS = {
  ci: "kind: approle-secret-id\nmount: approle\nname: ci\ndeliver: { github_secret: CI_SECRET_ID }\n",
  endpoint: "kind: vault-endpoint\npath: database/rotate-root/reporting\n",
  key: "kind: transit-key\nmount: transit\nname: orders\n",
  "orders-app": "kind: database-static-role\nmount: database\nname: orders-app\nevery: 24h\n",
  root: "kind: database-root\nmount: database\nname: vaultroot\n",
};
const NAMES = Object.keys(ROTATIONS);
const OWED_BY = "quick.gone.0123456789ab";

let company: Company;
let killing: Killing;
beforeAll(async () => {
  const files = Object.entries(ROTATIONS).map(
    ([name, text]) => [`policies/rotations/${name}.yaml`, `description: ${name}\n${text}`] as const,
  );
  company = await Company.start(Object.fromEntries(files), credentials);
  killing = await Killing.start(company);
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await killing?.[Symbol.asyncDispose]();
  await company?.[Symbol.asyncDispose]();
});

/** One of each kind. */
async function credentials({ bao, postgres }: Acme): Promise<void> {
  const { root } = bao;
  for (const user of ["vaultroot", "reporting"]) {
    await postgres.run("orders", `CREATE ROLE ${user} LOGIN PASSWORD 'first-${user}'`);
    await root.write(`database/config/${user}`, {
      plugin_name: "postgresql-database-plugin",
      connection_url: `postgresql://{{username}}:{{password}}@${postgres.host}:${postgres.port}/orders?sslmode=disable`,
      username: user,
      password: `first-${user}`,
      root_rotation_statements: [`ALTER ROLE "{{username}}" WITH PASSWORD '{{password}}'`],
    });
  }
  await root.write("sys/mounts/transit", { type: "transit" });
  await root.write("transit/keys/orders");
  await root.write("sys/auth/approle", { type: "approle" });
  await root.write("auth/approle/role/ci", { token_policies: ["default"], token_ttl: "60s" });
}

const SECRET_IDS = "auth/approle/role/ci/secret-id";
const versions = async () => Number((await company.vault.read("transit/keys/orders")).data.latest_version);
const logIn = async (secret_id: string) => {
  const role_id = (await company.vault.read("auth/approle/role/ci/role-id")).data.role_id;
  return (await company.vault.as(undefined).request("POST", "auth/approle/login", { role_id, secret_id }))
    .status;
};

test("killed after whichever call, rotate has paid every debt after the next run, and told of each rotation once", async () => {
  const env = { GITHUB_TOKEN: company.acme.github.tokenFor("olivia") };
  const rotate = { identity: "rotate", args: ["rotate", "--due"], env } as const;
  let before = { versions: 0, password: "", secret_id: "" };

  const killed = await killing.afterEachCall(
    rotate,
    async () => {
      await forgetAll(company);
      for (const secret_id_accessor of await company.vault.list(SECRET_IDS))
        await company.vault.write(`${SECRET_IDS}-accessor/destroy`, { secret_id_accessor });
      before = {
        versions: await versions(),
        password: await company.acme.estate.appPassword(),
        secret_id: (await company.vault.write(SECRET_IDS)).data.secret_id,
      };
      for (const name of NAMES)
        await company.vault.write(`leasehold/data/rotations/${name}`, {
          options: { cas: 0 },
          data: { owed_since: new Date().toISOString().replace(/\.\d+/, ""), owed_by: [OWED_BY] },
        });
    },
    async (when) => {
      expect(await company.job("rotate", rotate.args, { env }), when).toMatchObject({ code: 0 });
      const told = await auditLines(company.acme);
      for (const name of NAMES) {
        const { data } = (await company.vault.read(`leasehold/data/rotations/${name}`)).data;
        expect(data, `${name} ${when}`).toEqual({ last_done: expect.any(String), owed_by: [] });
        expect(told, when).toContain(`rotation.done ${name}`);
      }
      // Vault counts these by itself.
      const rotatedKey = told.filter((event) => event === "rotation.done key");
      expect(rotatedKey.length, when).toBe((await versions()) - before.versions);
      expect(await company.acme.estate.appPassword(), when).not.toBe(before.password);
      const delivered = (await company.acme.github.secret("acme/access", "CI_SECRET_ID")) ?? "";
      expect(await company.vault.list(SECRET_IDS), when).toHaveLength(1);
      expect(await logIn(delivered), when).toBe(200);
      expect(await logIn(before.secret_id), when).toBe(400);
    },
  );
  for (const step of [
    /rotate-role/,
    /rotate-root\/vaultroot/,
    /rotate-root\/reporting/,
    /keys\/orders\/rotate/,
  ])
    expect(killed).toContainEqual(expect.stringMatching(step));
  for (const step of [
    /role\/ci\/secret-id \(/,
    /actions\/secrets/,
    /accessor\/destroy/,
    /receive-pack/,
    /anchors/,
  ])
    expect(killed).toContainEqual(expect.stringMatching(step));
}, 400_000);
