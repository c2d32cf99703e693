import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gate, startGate } from "../../../sandbox/gate.ts";
import { type OidcIssuer, startOidcIssuer } from "../../../sandbox/oidc.ts";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { createOrders } from "../../../sandbox/orders.ts";
import { type Postgres, startPostgres } from "../../../sandbox/postgres.ts";
import { createVaultEstate, type VaultEstate } from "../../../sandbox/vault-estate.ts";
import type { Vault } from "../../../src/adapters/vault/vault.ts";
import { reveal } from "../../../src/domain/secret.ts";
import { type InstalledVault, installVault } from "../../support/installed-vault.ts";
import { minting, pickup, policies } from "./world.ts";

describe("a grant's token over a real database", () => {
  let bao: OpenBao;
  let postgres: Postgres;
  let oidc: OidcIssuer;
  let gate: Gate;
  let estate: VaultEstate;
  let installed: InstalledVault;
  let apply: Vault;
  let enforce: Vault;
  beforeAll(async () => {
    [bao, postgres, oidc] = await Promise.all([startOpenBao(), startPostgres(), startOidcIssuer()]);
    gate = await startGate(postgres);
    const orders = await createOrders(postgres);
    const root = await bao.createNamespace();
    estate = await createVaultEstate(root, { database: gate, orders, people: { alice: [], bob: [] } });
    installed = await installVault(root, oidc, policies, estate.people.accessor);
    [apply, enforce] = await Promise.all([installed.as("apply"), installed.as("enforce")]);
  });
  afterAll(async () => {
    await gate.close();
    await Promise.all([bao.stop(), oidc.stop(), postgres[Symbol.asyncDispose]()]);
  });

  async function open(wrapping: string) {
    const answer = await installed.root.as(wrapping).write("sys/wrapping/unwrap");
    return installed.root.as(answer.auth.client_token);
  }

  async function session(ttl: number) {
    const minted = await apply.issuing.mint(minting(ttl));
    const holder = await open(reveal(minted.wrapping));
    const { data, lease_id } = await holder.read("database/creds/orders-read");
    const client = await postgres.connect("orders", { user: data.username, password: data.password });
    const ended = new Promise<void>((resolve) => client.on("end", () => resolve()));
    return { minted, user: String(data.username), lease: String(lease_id), client, ended };
  }

  it("reaches its person alone: alice finds her pick-up, bob does not", async () => {
    const minted = await apply.issuing.mint(minting(60));
    await apply.issuing.deliver(pickup({ wrapping: minted.wrapping }));
    const path = `leasehold/data/pickups/${pickup().key}/alice`;
    const [alice, bob] = await Promise.all([estate.person("alice").logIn(), estate.person("bob").logIn()]);
    expect((await bob.request("GET", path)).status).toBe(403);
    const found = (await alice.read(path)).data.data;
    const holder = await open(found.wrapping_token);
    expect((await holder.read("auth/token/lookup-self")).data.meta).toMatchObject({ user: "alice" });
    expect((await alice.as(found.wrapping_token).request("POST", "sys/wrapping/unwrap")).status).toBe(400);
  });

  it("shows the lease of every database user under the path, and kills them with the token", async () => {
    const { minted, lease, ended } = await session(600);
    const leases = await enforce.reads.leases("database/creds/orders-read");
    expect(leases).toEqual([expect.objectContaining({ id: lease })]);
    expect(leases[0]?.ttl).toBeGreaterThan(0);
    const token = await enforce.reads.token(minted.accessor);
    const [own] = (await enforce.reads.tokenLeases(minting(1).token_role)).filter(
      (one) => one.expires === token?.expires,
    );
    await enforce.ending.revokeLease(own?.id ?? "");
    await ended;
    // Vault ends the children behind the token's back: for a moment they are listed with no time left.
    await expect.poll(() => enforce.reads.leases("database/creds/orders-read")).toEqual([]);
  });

  it("finds the lease that is stuck because the database was out of reach, and ends it when it is back", async () => {
    const { lease, client, ended, user } = await session(2);
    gate.set("refuse");
    await expect
      .poll(() => enforce.reads.leases("database/creds/orders-read"), { timeout: 8_000 })
      .toEqual([expect.objectContaining({ id: lease, ttl: expect.toSatisfy((ttl: number) => ttl <= 0) })]);
    expect(
      (await client.query("SELECT 1 AS alive")).rows,
      "the promise says: Vault must reach the database",
    ).toEqual([{ alive: 1 }]);
    await expect(enforce.ending.revokeLease(lease)).rejects.toMatchObject({
      system: "vault",
      code: expect.stringMatching(/broken|invalid/),
    });

    gate.set("open");
    await enforce.ending.revokeLease(lease);
    await ended;
    expect(await enforce.reads.leases("database/creds/orders-read")).toEqual([]);
    await expect(postgres.connect("orders", { user, password: "any" })).rejects.toThrow();
  });

  it("ends the lease of a user whom somebody dropped by hand", async () => {
    const { lease, user, client, ended } = await session(600);
    client.on("error", () => undefined);
    await postgres.run(
      "orders",
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
      `DROP ROLE "${user}"`,
    );
    await ended;
    await enforce.ending.revokeLease(lease);
    expect(await enforce.reads.leases("database/creds/orders-read")).toEqual([]);
  });

  it("looks below every folder that a path with globs matches, and beside none", async () => {
    const { root } = installed;
    const administrator = installed.administrator();
    const tokens = await Promise.all(
      ["a", "b"].map(() => root.write("auth/token/create", { policies: ["default"], ttl: "1h" })),
    );
    expect(tokens).toHaveLength(2);
    for (const path of ["auth/token/create", "auth/token/*", "auth/+/create", "auth/*"]) {
      const ids = (await administrator.reads.leases(path)).map((lease) => lease.id);
      expect(
        ids.filter((id) => /^auth\/token\/create\/h/.test(id)),
        path,
      ).toHaveLength(2);
    }
    expect(await administrator.reads.leases("auth/tok")).toEqual([]);
    expect(await administrator.reads.leases("auth/+/nothing")).toEqual([]);
  });

  it("rotates the application's password, and knows when", async () => {
    const before = await estate.appPassword();
    const rotate = await installed.as("rotate");
    await rotate.rotating.write("database/rotate-role/orders-app");
    expect(await rotate.rotating.read("database/static-roles/orders-app")).toHaveProperty(
      "last_vault_rotation",
    );
    expect(await estate.appPassword()).not.toBe(before);
    await expect(rotate.rotating.read("database/static-creds/orders-app")).rejects.toMatchObject({
      code: "denied",
    });
  });
});
