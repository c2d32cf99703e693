import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { createOrders, type Orders } from "../../../sandbox/orders.ts";
import { type Postgres, startPostgres } from "../../../sandbox/postgres.ts";
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { createVaultEstate, type VaultEstate } from "../../../sandbox/vault-estate.ts";

describe("what an administrator has in Vault before Leasehold", () => {
  let bao: OpenBao;
  let postgres: Postgres;
  let orders: Orders;
  let vault: VaultClient;
  let estate: VaultEstate;
  beforeAll(async () => {
    [bao, postgres] = await Promise.all([startOpenBao(), startPostgres()]);
    orders = await createOrders(postgres);
    vault = await bao.createNamespace();
    estate = await createVaultEstate(vault, { database: postgres, orders });
  });
  afterAll(() => Promise.all([bao.stop(), postgres[Symbol.asyncDispose]()]));

  it("lets people in with a password and a code, and again at once", async () => {
    for (let logins = 0; logins < 2; logins += 1) {
      const alice = await estate.person("alice").logIn();
      expect((await alice.read("auth/token/lookup-self")).data.policies).toContain("leasehold-pickup");
    }
  });

  it("lets nobody in with a password alone", async () => {
    const bob = estate.person("bob");
    const answer = await vault.as(undefined).write("auth/userpass/login/bob", { password: bob.password });
    expect(answer.auth.client_token).toBe("");
    expect(answer.auth.mfa_requirement.mfa_constraints).toHaveProperty("people");
  });

  it("names people by an alias that a policy can speak of", async () => {
    const carol = await estate.person("carol").logIn();
    const policy = `path "kv/{{identity.entity.aliases.${estate.people.accessor}.name}}" { capabilities = ["read"] }`;
    await vault.write("sys/policies/acl/leasehold-pickup", { policy });
    await vault.write("sys/mounts/kv", { type: "kv" });
    for (const name of ["carol", "bob"]) await vault.write(`kv/${name}`, { of: name });
    expect((await carol.read("kv/carol")).data).toEqual({ of: "carol" });
    expect((await carol.request("GET", "kv/bob")).status).toBe(403);
  });

  it("has taken over the application's password", async () => {
    const app = { user: "orders-app", password: await estate.appPassword() };
    await (await postgres.connect("orders", app)).end();
    await expect(postgres.connect("orders", orders.app)).rejects.toThrow("password authentication failed");
    await vault.write("database/rotate-role/orders-app");
    await expect(postgres.connect("orders", app)).rejects.toThrow("password authentication failed");
  });

  /** A token as the product makes them: orphan, from a token role, with an end that nothing moves. */
  async function tokenFor(seconds: number): Promise<{ holder: VaultClient; end: number }> {
    const policy = {
      path: {
        "database/creds/orders-read": { capabilities: ["read"] },
        "sys/leases/renew": { capabilities: ["update"] },
      },
    };
    await vault.write("sys/policies/acl/reader", { policy: JSON.stringify(policy) });
    await vault.write("auth/token/roles/reader", {
      allowed_policies: ["reader"],
      orphan: true,
      renewable: false,
    });
    const made = await vault.write("auth/token/create/reader", {
      explicit_max_ttl: `${seconds}s`,
      display_name: "alice",
    });
    return { holder: vault.as(made.auth.client_token), end: performance.now() + seconds * 1_000 };
  }

  it("ends an open session with the token's end, a lease renewed to an hour notwithstanding", async () => {
    const { holder, end } = await tokenFor(3);
    const creds = await holder.read("database/creds/orders-read");
    expect(creds.data.username).toMatch(/^lh-alice-/);
    await holder.write("sys/leases/renew", { lease_id: creds.lease_id, increment: 3600 });
    const login = { user: creds.data.username, password: creds.data.password };
    const session = await postgres.connect("orders", login);
    expect((await session.query("SELECT count(*)::int AS n FROM orders")).rows).toEqual([{ n: orders.rows }]);

    const killed = new Promise<number>((resolve) => session.on("end", () => resolve(performance.now())));
    const late = (await killed) - end;
    expect(late).toBeGreaterThan(-1_000);
    expect(late, "milliseconds after the end").toBeLessThan(1_000);
    await expect(postgres.connect("orders", login)).rejects.toThrow();
  });

  it("leaves no database user although the session made something that blocks dropping it", async () => {
    const { holder } = await tokenFor(2);
    const creds = await holder.read("database/creds/orders-read");
    const session = await postgres.connect("orders", {
      user: creds.data.username,
      password: creds.data.password,
    });
    await session.query("SELECT lo_create(0)");
    await new Promise<void>((resolve) => session.on("end", () => resolve()));
    await expect.poll(() => rolesLike(creds.data.username), { timeout: 5_000 }).toBe(0);
  });

  async function rolesLike(name: string): Promise<number> {
    const client = await postgres.connect();
    try {
      return (await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name])).rows.length;
    } finally {
      await client.end();
    }
  }
});
