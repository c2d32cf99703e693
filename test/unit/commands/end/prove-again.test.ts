import { describe, expect, it } from "vitest";
import { endGrants } from "../../../../src/commands/end/end-grants.ts";
import { proveAgain } from "../../../../src/commands/end/prove-again.ts";
import type { VaultReads } from "../../../../src/commands/ports.ts";
import type { Lease } from "../../../../src/domain/lease.ts";
import type { GrantRecord } from "../../../../src/domain/record.ts";
import { instant, seconds } from "../../../../src/domain/units.ts";
import { moment } from "../../../support/world.ts";
import { FakeVault, record } from "./end-fakes.ts";

const PATH = "database/creds/orders-read";
const access = [{ path: PATH, capabilities: ["read" as const] }];
const RECALLED = moment("12:00");

const given = (id: string, issued: number): Lease => ({
  id: `${PATH}/${id}`,
  issued: instant(issued),
  ttl: seconds(900),
});

const asPort = (vault: FakeVault) => vault as unknown as FakeVault & VaultReads;
const live = (vault: FakeVault) =>
  [...vault.records.values()].flatMap(({ value }) => (value.state === "live" ? [value] : []));
const closed = (vault: FakeVault) =>
  [...vault.records.values()].flatMap(({ value }) => (value.state === "ended" ? [value] : []));

/** Recalls these, all others of the vault live beside them. */
const recall = (vault: FakeVault, ...grants: readonly GrantRecord[]) =>
  endGrants(
    asPort(vault),
    grants.map(({ key }) => ({ key, why: "recalled" as const })),
    { holders: live(vault), shared_paths: [] },
  );
/** What a later run does. */
const look = (vault: FakeVault) =>
  proveAgain(asPort(vault), closed(vault), { holders: live(vault), shared_paths: [] });

describe("a credential that the end of its grant missed", () => {
  it("is found by whatever run comes next, revoked, and told", async () => {
    const grant = record("one", { access });
    const vault = new FakeVault().holding(grant);
    await recall(vault, grant);
    vault.credentials = [given("late", RECALLED)];
    vault.time = instant(RECALLED + 5);

    const looked = await look(vault);

    expect(vault.credentials).toEqual([]);
    expect(looked).toMatchObject({ troubles: [], news: [{ key: grant.key, settled: false }] });
    expect(vault.records.get(grant.key)?.value.proof).toMatchObject({ strays_revoked: 1 });
    // Another may still come: it is looked for until none can.
    vault.credentials = [given("later", RECALLED + 80)];
    vault.time = instant(RECALLED + 91);
    await look(vault);
    expect(vault.credentials).toEqual([]);
    const written = vault.records.get(grant.key)?.version;
    expect(await look(vault)).toEqual({ findings: [], troubles: [], news: [] });
    expect(vault.records.get(grant.key)).toMatchObject({
      version: written,
      value: { proof: { strays_revoked: 2, at: instant(RECALLED + 91) } },
    });
  });

  it("is nobody else's where the others of its path end with it", async () => {
    const grants = [record("one", { access }), record("two", { access })];
    const vault = grants.reduce((all, grant) => all.holding(grant), new FakeVault());
    vault.credentials = [given("missed", RECALLED)];
    await recall(vault, ...grants);
    expect(vault.credentials).toEqual([]);
  });

  it("may be that of another grant of the path, and is ended with that one, however much later", async () => {
    const [one, two] = [record("one", { access }), record("two", { access })];
    const vault = new FakeVault().holding(one).holding(two);
    vault.credentials = [given("whose", RECALLED)];
    await recall(vault, one);
    vault.time = moment("12:40");
    expect(await look(vault)).toMatchObject({ news: [] });
    expect(vault.credentials).toHaveLength(1);

    await recall(vault, two);
    const { news } = await look(vault);

    expect(vault.credentials).toEqual([]);
    expect(news).toMatchObject([{ key: one.key, proof: { strays_revoked: 1 } }]);
    expect(vault.records.get(one.key)?.value.proof).not.toHaveProperty("explained");
  });

  it("may also come when Vault answered only long after somebody wanted the end", async () => {
    const grant = record("one", { access, ending: { why: "recalled", at: moment("11:30") } });
    const vault = new FakeVault().holding(grant);
    await recall(vault, grant);
    vault.credentials = [given("late", RECALLED + 10)];
    vault.time = instant(RECALLED + 60);
    await look(vault);
    expect(vault.credentials).toEqual([]);
  });

  it("that Vault cannot revoke is owed, and tried again by every run", async () => {
    const grant = record("one", { access });
    const vault = new FakeVault().holding(grant);
    await recall(vault, grant);
    vault.credentials = [given("late", RECALLED)];
    vault.broken.add(`${PATH}/late`);
    vault.time = moment("12:10");
    for (const _ of [1, 2]) {
      expect(await look(vault)).toMatchObject({
        findings: [{ rule: "lease-irrevocable", severity: "error" }],
        troubles: [{ owed: `the later look at the end of ${grant.key}` }],
      });
    }
    vault.broken.clear();
    expect(await look(vault)).toMatchObject({ troubles: [], news: [{ key: grant.key }] });
    expect(vault.credentials).toEqual([]);
  });
});

it("where somebody ended the token inside Vault, nobody knows when: what may be left of it is told, not revoked", async () => {
  const grant = record("one", { access });
  const vault = new FakeVault().holding(grant);
  vault.tokens.clear();
  vault.credentials = [given("old", moment("11:20")), given("new", RECALLED)];

  const { findings } = await recall(vault, grant);

  expect(findings).toMatchObject([
    { severity: "warning", hint: expect.stringContaining("lease revoke -sync") },
  ]);
  expect(vault.credentials.map(({ id }) => id)).toEqual([`${PATH}/old`]);
});
