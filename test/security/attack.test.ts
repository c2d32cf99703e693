/**
 * What each identity, and whoever steals one, must not be able to do with what `setup` writes: tried on a real
 * OpenBao. Every attempt says how it was refused; a refusal of another kind than expected fails, as it may be none.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VaultClient } from "../../sandbox/vault-client.ts";
import { IDENTITIES } from "../../src/domain/access/names.ts";
import { type Attempt, attempt, type Tried } from "./attempt.ts";
import { byApply, byAudit, byEnforce, byRotate } from "./attempts/identities.ts";
import { badLogins } from "./attempts/logins.ts";
import { byHolder, byOperator, byPerson, byResponder } from "./attempts/people.ts";
import { nobodyMay } from "./attempts/shared.ts";
import { attackTable, type Count, count, keepTable, keptTable } from "./table.ts";
import { startTarget, type Target } from "./target.ts";

let target: Target;
const clients = new Map<string, VaultClient>();
/** Attempts by who made them, and how many of these were refused. */
const tried = new Map<string, Count>();

beforeAll(async () => {
  target = await startTarget();
  for (const identity of IDENTITIES) clients.set(identity, await target.world.identity(identity));
  const { estate, vault } = target.world;
  clients.set("people", await estate.person("alice").logIn());
  clients.set("responders", await estate.person("sam").logIn());
  const { auth } = await vault.write("auth/token/create", {
    policies: ["leasehold-pickup", "leasehold-emergency"],
  });
  clients.set("operators", vault.as(auth.client_token));
  clients.set("a grant's holder", vault.as(target.grantToken));
});
afterAll(async () => {
  console.log(attackTable(tried));
  await target[Symbol.asyncDispose]();
});

/** Each with the attempts of its own; nobodyMay comes on top, but for what that very person may do. */
const TABLE: readonly (readonly [who: string, own: (at: Target) => Attempt[], may: readonly string[]])[] = [
  ["apply", byApply, []],
  ["enforce", byEnforce, []],
  ["rotate", byRotate, []],
  ["audit", byAudit, []],
  // Vault's own default policy gives these two to everybody who logs in; both reach nothing of others.
  ["people", byPerson, ["use a cubbyhole", "look a stranger's lease up", "renew a stranger's lease"]],
  ["responders", byResponder, ["use a cubbyhole", "look a stranger's lease up", "renew a stranger's lease"]],
  ["operators", byOperator, ["use a cubbyhole", "look a stranger's lease up", "renew a stranger's lease"]],
  ["a grant's holder", byHolder, ["take a database user directly"]],
];

describe.each(TABLE)("%s", (who, own, may) => {
  test("gets nowhere with anything it must not do", async () => {
    const attempts = [...own(target), ...nobodyMay(target)].filter(({ what }) => !may.includes(what));
    const results: Tried[] = [];
    const attacker = clients.get(who);
    if (!attacker) throw new Error(`nobody plays ${who}`);
    for (const one of attempts) results.push(await attempt(attacker, target.administrator, one));
    const broken = results.filter((one) => one.broke !== undefined);
    count(tried, who, results.length, broken.length);
    expect(broken.map((one) => `${one.what} (${one.method} ${one.path}): ${one.broke}`)).toEqual([]);
  });
});

describe("nobody logs in as an identity with", () => {
  test.each(IDENTITIES)("somebody else's job, as %s", async (identity) => {
    const let_in: string[] = [];
    const logins = badLogins(identity);
    for (const { what, whose, job, audience = "leasehold", claims } of logins) {
      const jwt = await target.stage.oidc.sign(job, audience, claims);
      const body = { role: `leasehold-${identity}`, jwt };
      const answer = await target.administrator
        .as(undefined)
        .request("POST", "auth/github-actions/login", body);
      if (answer.status !== 400) let_in.push(`${what}: ${answer.status}`);
      count(tried, whose, 1, answer.status === 400 ? 0 : 1);
    }
    expect(let_in).toEqual([]);
  });
});

test("nothing of what was tried has changed anything", async () => {
  const { administrator, world, key } = target;
  expect(await world.setup({ plan: true })).toMatchObject({ changes: [] });
  expect((await administrator.read(`leasehold/data/pickups/${key}/bob`)).data.metadata.version).toBe(1);
  expect((await administrator.read(`leasehold/data/grants/${key}`)).data.metadata.version).toBe(1);
  expect((await administrator.read("leasehold/data/anchors/1")).data.data).toEqual({ count: 1 });
  await administrator.write("sys/leases/lookup", { lease_id: target.strangersLease });
  await administrator.write("auth/token/lookup-accessor", { accessor: target.strangersTokenAccessor });
  await administrator.write("auth/token/lookup-accessor", { accessor: target.grantAccessor });
});

test("docs/threat-model.md has the table of what was tried here", () => {
  const table = attackTable(tried);
  if (process.env.KEEP_ATTACK_TABLE) keepTable(table);
  expect(keptTable(), "npm run attacks writes it").toBe(table);
});
