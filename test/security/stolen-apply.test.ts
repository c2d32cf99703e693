/**
 * What whoever takes over the apply job itself gets, said plainly in docs/threat-model.md and shown here: tokens of
 * declared roles, up to their maximum, that `audit` finds and one command ends.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../sandbox/company/company.ts";
import { logInAs } from "../../sandbox/company/identities.ts";
import { grantText } from "../../sandbox/company/quick-role.ts";
import { lives } from "../../sandbox/company/tokens.ts";
import { until } from "../../sandbox/until.ts";
import type { VaultClient } from "../../sandbox/vault-client.ts";
import { policiesAt } from "../../src/commands/main/main-state.ts";
import { roleVersionName } from "../../src/domain/access/names.ts";
import type { Finding } from "../../src/domain/finding.ts";
import type { Role } from "../../src/domain/model.ts";

const role = (max: string, path: string, more = ""): string => `description: Read the orders database
access: [{ path: ${path}, capabilities: [read] }]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: ${max} }
${more}`;

let company: Company;
let roles: ReadonlyMap<string, Role>;
/** The apply identity's token, in the hands of somebody else. */
let thief: VaultClient;
beforeAll(async () => {
  const files = {
    "policies/roles/brief.yaml": role("3s", "database/creds/brief"),
    "policies/roles/bound.yaml": role("8h", "database/creds/orders-read", "bound_cidrs: [10.20.0.0/16]\n"),
  };
  company = await Company.start(files, async ({ bao: { root } }) => {
    const { data } = await root.read("database/roles/orders-read");
    await root.write("database/config/orders", { allowed_roles: ["*"] });
    await root.write("database/roles/brief", { ...data, default_ttl: "3s", max_ttl: "3s" });
  });
  await using world = await company.world("audit");
  ({ roles } = (await policiesAt(await world.repository(), await company.tip())).policies);
  thief = await logInAs(company.acme, "apply");
});
afterAll(() => company?.[Symbol.asyncDispose]());

const tokenRole = (name: string): string => roleVersionName(roles.get(name) as Role);
const LIFE = { meta: { key: "k" }, display_name: "thief" };

const mint = async (name: string, seconds: string) => {
  const body = { ...LIFE, explicit_max_ttl: seconds };
  const made = await thief.write(`auth/token/create/${tokenRole(name)}`, body, { wrapTtl: "3s" });
  expect(made.auth).toBeNull();
  return made.wrap_info;
};

const steal = async (name: string, seconds: string): Promise<VaultClient> => {
  const { token } = await mint(name, seconds);
  const opened = await company.vault.as(token, undefined).write("sys/wrapping/unwrap");
  return company.vault.as(opened.auth.client_token);
};

const unknown = async (): Promise<readonly Finding[]> => {
  const { stdout } = await company.job("audit", ["audit", "--format", "json"]);
  return JSON.parse(stdout).findings.filter((one: Finding) => one.rule === "token-unknown");
};

const asSam = async (...args: string[]) => {
  const sam = await company.acme.person("sam").logIn();
  return company.acme.leasehold("sam", args, { VAULT_TOKEN: sam.token ?? "" });
};

test("it yields only wrapped tokens, only of declared roles", async () => {
  const create = (name: string, options = {}) =>
    thief.request("POST", `auth/token/create/${name}`, { ...LIFE, explicit_max_ttl: "60s" }, options);
  await company.vault.write("auth/token/roles/leasehold-role-quick-00000000", { allowed_policies: ["root"] });

  expect((await create(tokenRole("quick"))).status).toBe(403);
  expect((await create("leasehold-role-quick-00000000", { wrapTtl: "60s" })).status).toBe(403);
  expect((await thief.request("GET", "database/creds/orders-read")).status).toBe(403);
});

test("the role's maximum ends them, whatever was asked for and however often, and their database users with them", async () => {
  const token = await steal("brief", "99999999s");
  const { data } = await token.read("auth/token/lookup-self");
  const user = (await token.read("database/creds/brief")).data.username;
  const postgres = await company.acme.postgres.connect("orders");
  const there = async () =>
    (await postgres.query("select 1 from pg_roles where rolname = $1", [user])).rows.length > 0;

  expect(data).toMatchObject({ renewable: false, policies: [tokenRole("brief")] });
  expect(data.ttl).toBeLessThanOrEqual(3);

  // Issued again, on top of the first, through other roles, or in the very moment of the end: nothing moves that end.
  const { accessor, expire_time } = data;
  const wrapped = await mint("brief", "99999999s");
  const chained = (role: string) => [
    "POST",
    `auth/token/create/${tokenRole(role)}`,
    { ...LIFE, explicit_max_ttl: "99999999s" },
  ];
  const longer = [
    [token, ...chained("brief")],
    [token, ...chained("quick")],
    [token, "POST", "auth/token/create", { ttl: "9h" }],
    [token, "POST", "auth/token/renew-self", { increment: "9h" }],
    [token, "POST", "sys/wrapping/rewrap", { token: wrapped.token }],
    [company.vault.as(wrapped.token), ...chained("quick")],
    [thief, "POST", "auth/token/renew-accessor", { accessor, increment: "9h" }],
    [thief, "POST", "auth/token/renew", { token: token.token, increment: "9h" }],
    [thief, "POST", "sys/wrapping/rewrap", { token: wrapped.token }],
  ] as [VaultClient, string, string, unknown][];
  const second = await steal("brief", "99999999s");
  await until(async () => {
    for (const [who, method, path, body] of longer)
      expect((await who.request(method, path, body)).status, path).toBeGreaterThanOrEqual(400);
    const now = await token.request("GET", "auth/token/lookup-self");
    if (now.status === 200) expect(now.body.data.expire_time).toBe(expire_time);
    return now.status === 403 && !(await there());
  }, "a stolen token outlives its role's maximum");
  await until(
    async () => (await second.request("GET", "auth/token/lookup-self")).status === 403,
    "one that was issued on top of another outlives it by more than its own maximum",
  );
  await postgres.end();
});

test("with bound_cidrs they are of no use from the runner", async () => {
  const token = await steal("bound", "60s");
  for (const path of ["database/creds/orders-read", "auth/token/lookup-self"])
    expect((await token.request("GET", path)).status).toBe(403);
});

test("audit finds them, and the command it names ends them at once, beside the grants that are meant to live", async () => {
  const { honest } = await company.grant({ honest: grantText() });
  await company.apply();
  const token = await steal("quick", "28800s");
  const session = await company.session(token);

  const [found] = (await unknown()).filter(({ message }) => message.includes(tokenRole("quick")));

  expect(found?.message).toContain("no record names it");
  const [command = ""] = /leasehold revoke --role quick --now/.exec(found?.hint ?? "") ?? [];
  const revoked = await asSam(...command.split(" ").slice(1));
  expect(revoked).toMatchObject({ code: 0 });
  expect(revoked.stdout).toMatch(/1 more token or wrapping, which no record named/);
  await session.ended;
  expect(await company.record(honest)).toMatchObject({ state: "ended", ended_by: "recalled" });
  expect((await unknown()).filter(({ message }) => message.includes(tokenRole("quick")))).toEqual([]);
});

test("those of all roles end with one command too, where no record is left", async () => {
  const sessions = [await steal("quick", "28800s"), await steal("quick", "28800s")];
  const bound = await thief.write(
    `auth/token/create/${tokenRole("bound")}`,
    { ...LIFE, explicit_max_ttl: "600s" },
    { wrapTtl: "600s" },
  );

  expect(await asSam("revoke", "--all", "--now")).toMatchObject({ code: 0 });

  for (const token of sessions)
    expect((await token.request("GET", "auth/token/lookup-self")).status).toBe(403);
  expect(await lives(company.vault, bound.wrap_info.wrapped_accessor)).toBe(false);
  expect(await unknown()).toEqual([]);
});
