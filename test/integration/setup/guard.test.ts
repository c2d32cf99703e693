import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "../../support/setup-stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Settles with true once the server closes the session. */
const closes = (session: { on(event: "error" | "end", then: () => void): unknown }): Promise<true> =>
  new Promise((resolve) => {
    session.on("error", () => resolve(true));
    session.on("end", () => resolve(true));
  });

test("the database guard ends sessions whose user is closed, over or gone, and no others", async () => {
  const world = await stage.world();
  const { postgres } = stage;
  await postgres.run(
    "orders",
    `CREATE ROLE "leasehold-guard" LOGIN`,
    `GRANT "leasehold-guard" TO vaultadmin WITH ADMIN OPTION`,
    ...["closed", "over", "gone", "fine"].map((user) => `CREATE ROLE ${user} LOGIN PASSWORD 'x'`),
  );
  await world.vault.write("database/config/orders", {
    allowed_roles: ["orders-read", "orders-app", "leasehold-guard"],
  });
  const without = await world.setup();
  const kinds = (result: typeof without) =>
    "changes" in result ? result.changes.map((one) => one.kind) : [];
  expect(kinds(without)).not.toContain("database-guard");
  const written = await world.setup({ guard: true });
  expect(written).toMatchObject({ kind: "written", troubles: [] });
  expect(kinds(written)).toEqual(["database-guard"]);
  expect(kinds(await world.setup({ guard: true }))).toEqual([]);

  const open = (user: string) => postgres.connect("orders", { user, password: "x" });
  const lost = [await open("closed"), await open("over"), await open("gone")];
  const fine = await open("fine");
  await postgres.run(
    "orders",
    "ALTER ROLE closed NOLOGIN",
    "ALTER ROLE over VALID UNTIL '2001-01-01'",
    "DROP ROLE gone",
  );
  const ended = lost.map(closes);
  // What Vault does by itself every minute.
  await world.vault.write("database/rotate-role/leasehold-guard");
  expect(await Promise.all(ended)).toEqual([true, true, true]);
  expect((await fine.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await fine.end();
});
