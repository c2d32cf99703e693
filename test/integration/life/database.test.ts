/** Ways to stay in the database beyond the end, on a real Postgres with the shipped statements and the guard. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { until } from "../../../sandbox/until.ts";
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { proveAgain } from "../../../src/commands/end/prove-again.ts";
import { databaseAdvice } from "../../../src/domain/access/database-statements.ts";
import type { GrantKey } from "../../../src/domain/key.ts";

const UNLOCKED_ROLE = `description: The same where Vault may not lock pg_authid
access:
  - path: database/creds/unlocked
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
`;

let company: Company;
beforeAll(async () => {
  company = await Company.start(
    { "policies/roles/unlocked.yaml": UNLOCKED_ROLE },
    async ({ bao, postgres }) => {
      const { data } = await bao.root.read("database/roles/orders-read");
      const lock = (statement: string) => statement.startsWith("LOCK TABLE");
      await bao.root.write("database/roles/unlocked", {
        db_name: "orders",
        creation_statements: data.creation_statements,
        revocation_statements: data.revocation_statements.filter((one: string) => !lock(one)),
        default_ttl: "15m",
        max_ttl: "1h",
      });
      await bao.root.write("database/config/orders", {
        allowed_roles: ["orders-read", "orders-app", "unlocked", "leasehold-guard"],
      });
      await postgres.run(
        "orders",
        `CREATE ROLE "leasehold-guard" LOGIN`,
        `GRANT "leasehold-guard" TO vaultadmin WITH ADMIN OPTION`,
      );
    },
  );
  await company.setup("--guard");
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** Dynamic users that can still log in, and sessions of dynamic users. */
async function leftInside(): Promise<{ readonly users: string[]; readonly sessions: number }> {
  const client = await company.acme.postgres.connect("orders");
  try {
    const users = await client.query(
      "select rolname from pg_roles where rolname like 'lh-%' and rolcanlogin",
    );
    const sessions = await client.query("select 1 from pg_stat_activity where usename like 'lh-%'");
    return { users: users.rows.map((row) => row.rolname), sessions: sessions.rows.length };
  } finally {
    await client.end();
  }
}

/** Connects and connects again, as fast as it can, for as long as it gets in; each session is kept open. */
function reconnecting(login: { readonly user: string; readonly password: string }): () => Promise<void> {
  let goesOn = true;
  const loops = Array.from({ length: 4 }, async () => {
    while (goesOn) await company.acme.postgres.connect("orders", login).catch(() => undefined);
  });
  return async () => {
    goesOn = false;
    await Promise.all(loops);
  };
}

async function databaseUser(token: VaultClient, path = "database/creds/orders-read") {
  const { data } = await token.read(path);
  return { user: String(data.username), password: String(data.password) };
}

test("the sandbox's database has the statements that setup gives, to the letter", async () => {
  const { data } = await company.vault.read("database/roles/orders-read");
  expect(data.revocation_statements).toEqual(databaseAdvice.revocation_statements);
});

test("a reader who made a large object, so that the role cannot be dropped, is out all the same", async () => {
  const { hoarder } = await company.grant({ hoarder: grantText() });
  await company.apply();
  const login = await databaseUser(await company.open(hoarder));
  const session = await company.acme.postgres.connect("orders", login);
  await session.query("select lo_create(0)");
  const ended = new Promise<void>((resolve) => session.on("end", () => resolve()));

  await company.action("recall", hoarder);

  await ended;
  expect(await leftInside()).toEqual({ users: [], sessions: 0 });
  await expect(company.acme.postgres.connect("orders", login)).rejects.toThrow();
  expect(await company.record(hoarder)).toMatchObject({ state: "ended" });
});

test("a client that reconnects in a loop over the end gets in no more", async () => {
  for (const id of ["looper-one", "looper-two"]) {
    const { [id]: key } = await company.grant({ [id]: grantText() });
    if (key === undefined) throw new Error("no grant");
    await company.apply();
    const stop = reconnecting(await databaseUser(await company.open(key)));
    await until(async () => (await leftInside()).sessions > 4, "the client does not get in");

    const recalled = await company.action("recall", key);
    await stop();

    expect(recalled.exit).toBe(0);
    expect(await leftInside()).toEqual({ users: [], sessions: 0 });
  }
});

test("where Vault may not lock pg_authid, the guard ends who slipped in", async () => {
  const { slipper } = await company.grant({ slipper: grantText({ role: "unlocked" }) }, ["bob"], "unlocked");
  await company.apply();
  const stop = reconnecting(await databaseUser(await company.open(slipper), "database/creds/unlocked"));
  await until(async () => (await leftInside()).sessions > 4, "the client does not get in");

  await company.action("recall", slipper);
  await stop();
  // What Vault does by itself every minute.
  await company.vault.write("database/rotate-role/leasehold-guard");

  expect(await leftInside()).toEqual({ users: [], sessions: 0 });
});

/** What each later run does with an end that was proved at once. */
async function lookAgain(key: GrantKey) {
  await using world = await company.world("enforce");
  const { reads, ending } = await world.vault.as("enforce");
  const found = await reads.record(key);
  if (!found) throw new Error(`no record of ${key}`);
  // Awaited here: the login ends on the way out.
  return await proveAgain({ ...reads, ...ending }, [found.value], { holders: [], shared_paths: [] });
}

test("credentials asked for in the very moment of the end are found, and revoked", async () => {
  for (let round = 0; round < 2; round += 1) {
    const id = `racer-${round}`;
    const { [id]: key } = await company.grant({ [id]: grantText() });
    if (key === undefined) throw new Error("no grant");
    await company.apply();
    const token = await company.open(key);
    let given = 0;
    const loops = Array.from({ length: 8 }, async (_, n) => {
      for (;;) {
        const { status, body } = await token.request("GET", "database/creds/orders-read");
        if (status !== 200) return;
        given += 1;
        // One of them is inside with whatever it gets, as long as it is let.
        const login = { user: body.data.username, password: body.data.password };
        if (n === 0) await company.acme.postgres.connect("orders", login).catch(() => undefined);
      }
    });
    await until(async () => given > 8, "no credential is given");

    const recalled = await company.action("recall", key);
    await Promise.all(loops);
    // Requests that were on their way have had their answers now: what they left is found by the later look.
    const late = await lookAgain(key);

    expect([recalled.exit, late.findings, late.troubles]).toEqual([0, [], []]);
    expect(await company.vault.list("sys/leases/lookup/database/creds/orders-read")).toEqual([]);
    expect(await leftInside()).toEqual({ users: [], sessions: 0 });
  }
});
