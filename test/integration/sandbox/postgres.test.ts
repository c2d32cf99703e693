import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGate } from "../../../sandbox/gate.ts";
import { createOrders, type Orders } from "../../../sandbox/orders.ts";
import { type Postgres, startPostgres } from "../../../sandbox/postgres.ts";

describe("Postgres in the sandbox", () => {
  let postgres: Postgres;
  let orders: Orders;
  beforeAll(async () => {
    postgres = await startPostgres();
    orders = await createOrders(postgres);
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  it("has orders that the application's login reads", async () => {
    const client = await postgres.connect("orders", orders.app);
    expect((await client.query("SELECT count(*)::int AS n FROM orders")).rows).toEqual([{ n: orders.rows }]);
    await client.end();
  });

  it("checks passwords", async () => {
    await expect(postgres.connect("orders", { ...orders.app, password: "guess" })).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it("gives Vault's login no superuser", async () => {
    const client = await postgres.connect("orders", orders.vaultAdmin);
    const [row] = (await client.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).rows;
    expect(row).toEqual({ rolsuper: false });
    await client.end();
  });

  it("can be out for a while and keeps its data and its port", async () => {
    const port = postgres.port;
    await postgres.stop();
    await expect(postgres.connect("orders", orders.app)).rejects.toThrow("ECONNREFUSED");
    await postgres.start();
    expect(postgres.port).toBe(port);
    const client = await postgres.connect("orders", orders.app);
    await client.end();
  });

  it("can be unreachable through a gate while sessions beside it live on", async () => {
    await using gate = await startGate(postgres);
    const beside = await postgres.connect("orders", orders.app);
    const through = { ...postgres, host: gate.host, port: gate.port, superuser: postgres.superuser };
    const connect = () => postgres.connect.call(through, "orders", orders.app);

    await (await connect()).end();
    gate.set("refuse");
    await expect(connect()).rejects.toThrow();
    expect((await beside.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    gate.set("open");
    await (await connect()).end();
    await beside.end();
  });
});
