/**
 * What each identity, and whoever steals one, must not be able to do with what `setup` writes: tried on a real
 * OpenBao. Every attempt says how it was refused; a refusal of another kind than expected fails, as it may be none.
 */
import { decodeJwt } from "jose";
import pMap from "p-map";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobOf } from "../../sandbox/company/identities.ts";
import type { VaultClient } from "../../sandbox/vault-client.ts";
import { IDENTITIES, type Identity } from "../../src/domain/access/names.ts";
import { REPOSITORY } from "../support/setup-stage.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { DELETE_RECORD } from "./attempts/beside.ts";
import { byApply, byAudit, byEnforce, byRotate } from "./attempts/identities.ts";
import { badLogins } from "./attempts/logins.ts";
import { byHolderOf, byOperator, byPerson, byResponder } from "./attempts/people.ts";
import { nobodyMay } from "./attempts/shared.ts";
import { beyond, linesOf } from "./beyond.ts";
import { holeTable, lostTests, untriedHoles } from "./holes.ts";
import { attackTable, type BeyondLine, type Count, count, keepTable, keptTable, lineTable } from "./table.ts";
import { startTarget, type Target } from "./target.ts";

/** Somebody who attacks: as whom the table counts them, and what they hold. */
interface Attacker {
  readonly who: string;
  readonly as?: string;
  readonly client: (target: Target) => Promise<VaultClient> | VaultClient;
  /** Their own name, where lines hold for that. */
  readonly own?: string;
  readonly attempts: (target: Target) => Attempt[];
  /** Of what nobody may, what they may. */
  readonly may?: readonly string[];
}

/** Vault's own default policy gives these to everybody who logs in; all reach nothing of others. */
const LOGGED_IN = ["use a cubbyhole", "look a stranger's lease up", "renew a stranger's lease"];
const job = (who: Identity, attempts: Attacker["attempts"], may: string[] = []): Attacker => ({
  who,
  may,
  client: ({ world }) => world.identity(who),
  attempts,
});
const login = (who: string, own: string, attempts: Attacker["attempts"]): Attacker => ({
  who,
  own,
  client: ({ world }) => world.estate.person(own).logIn(),
  attempts,
  may: LOGGED_IN,
});
const holder = (
  role: string,
  path: string,
  of: (target: Target) => string | undefined,
  may: string,
): Attacker => ({
  who: "a grant's holder",
  as: `a holder of ${role}`,
  client: (target) => target.administrator.as(of(target)),
  attempts: byHolderOf(path),
  may: [may],
});
const READ = "database/creds/orders-read";
const STATIC = "database/static-creds/orders-app";

const ATTACKERS: readonly Attacker[] = [
  job("apply", byApply),
  job("enforce", byEnforce, [DELETE_RECORD]),
  job("rotate", byRotate),
  job("audit", byAudit),
  login("people", "alice", byPerson),
  login("responders", "sam", byResponder),
  login("operators", "erin", byOperator),
  holder("orders-db-read", READ, ({ grantToken }) => grantToken, "take a database user directly"),
  holder(
    "orders-db-oncall",
    READ,
    ({ otherGrants }) => otherGrants["orders-db-oncall"],
    "take a database user directly",
  ),
  holder(
    "orders-db-admin",
    STATIC,
    ({ otherGrants }) => otherGrants["orders-db-admin"],
    "read the application's password",
  ),
];

let target: Target;
/** Attempts by who made them, and how many of these were refused. */
const counts = new Map<string, Count>();
const tried = new Map<string, Attempt[]>();
/** Policies that somebody had who attacked, and the lines of each. */
const attacked = new Set<string>();
const lines: BeyondLine[] = [];

beforeAll(async () => {
  target = await startTarget();
});
afterAll(async () => {
  console.log(attackTable(counts));
  await target[Symbol.asyncDispose]();
});

describe.each(ATTACKERS.map((one) => [one.as ?? one.who, one] as const))("%s", (_, attacker) => {
  const { who, own = "", may = [] } = attacker;

  test("gets nowhere with anything it must not do, a step beyond each line of its policies", async () => {
    const client = await attacker.client(target);
    const attempts = [...attacker.attempts(target), ...nobodyMay(target)].filter(
      ({ what }) => !may.includes(what),
    );
    const results = await pMap(attempts, (one) => attempt(client, target.administrator, one), {
      concurrency: 4,
    });
    const broken = results.filter((one) => one.broke !== undefined);
    count(counts, who, results.length, broken.length);
    tried.set(who, [...(tried.get(who) ?? []), ...attempts]);
    expect(broken.map((one) => `${one.what} (${one.method} ${one.path}): ${one.broke}`)).toEqual([]);

    const missing: string[] = [];
    for (const name of await policiesOf(client)) {
      attacked.add(name);
      const { data } = await target.administrator.read(`sys/policies/acl/${name}`);
      for (const line of linesOf(data.policy, own)) {
        const gone = beyond(line, attempts);
        lines.push({ path: line.named, who, attempts: gone.attempts });
        missing.push(...gone.missing);
      }
    }
    expect(missing, "test/security/attempts/beside.ts lacks an attempt").toEqual([]);
  });
});

/** What Vault goes by for a token, but its own default policy. */
async function policiesOf(client: VaultClient): Promise<string[]> {
  const { data } = await target.administrator.write("auth/token/lookup", { token: client.token });
  const names: string[] = [...data.policies, ...(data.identity_policies ?? [])];
  return names.filter((name) => name !== "default");
}

test("every policy that setup writes was somebody's who attacked", async () => {
  const written = (await target.administrator.list("sys/policies/acl")).filter((name) =>
    name.startsWith("leasehold-"),
  );
  expect([...attacked].sort()).toEqual(written.sort());
});

test("a line that nobody went beyond is told, and how", () => {
  const line = {
    named: "secret/data/+",
    path: "secret/data/+",
    capabilities: ["read"],
    required_parameters: ["x"],
  };
  const at = (method: string, path: string, body?: unknown): Attempt => ({ what: "", method, path, body });
  const all = [at("LIST", "secret/data/a"), at("GET", "secret/data/a/b"), at("GET", "secret/data/a")];
  expect(beyond(line, all)).toEqual({ missing: [], attempts: 3 });
  expect(beyond(line, [at("GET", "other/thing/a"), at("GET", "secret/data/a", { x: 1 })]).missing).toEqual([
    "secret/data/+: another operation",
    "secret/data/+: a path beside it",
    "secret/data/+: without x",
  ]);
});

test("every hole that was ever found was tried by all it might be open to", () => {
  expect(untriedHoles(tried)).toEqual([]);
  expect(lostTests()).toEqual([]);
});

describe("nobody logs in as an identity with", () => {
  test.each(IDENTITIES)("somebody else's job, as %s", async (identity) => {
    const let_in: string[] = [];
    const logins = badLogins(identity);
    const role = (await target.administrator.read(`auth/github-actions/role/leasehold-${identity}`)).data;
    const bound: string[] = Object.keys(role.bound_claims);
    const good = decodeJwt(await target.stage.oidc.sign(jobOf(REPOSITORY, identity), "leasehold"));
    const wrongAlone = new Set<string>();
    for (const { what, whose, job, audience = "leasehold", claims } of logins) {
      const jwt = await target.stage.oidc.sign(job, audience, claims);
      const body = { role: `leasehold-${identity}`, jwt };
      const answer = await target.administrator
        .as(undefined)
        .request("POST", "auth/github-actions/login", body);
      if (answer.status !== 400) let_in.push(`${what}: ${answer.status}`);
      const sent = decodeJwt(jwt);
      const wrong = bound.filter((claim) => JSON.stringify(sent[claim]) !== JSON.stringify(good[claim]));
      if (wrong.length === 1) wrongAlone.add(wrong[0] ?? "");
      count(counts, whose, 1, answer.status === 400 ? 0 : 1);
    }
    expect(let_in).toEqual([]);
    expect([...wrongAlone].sort(), "each claim that is bound, wrong by itself").toEqual(bound.sort());
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

test("docs/threat-model.md has the tables of what was tried here", () => {
  const tables = { attacks: attackTable(counts), lines: lineTable(lines), holes: holeTable(tried) };
  for (const [name, table] of Object.entries(tables)) {
    if (process.env.KEEP_ATTACK_TABLE) keepTable(name, table);
    expect(keptTable(name), "npm run attacks writes it").toBe(table);
  }
});
