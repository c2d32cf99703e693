/** What setup writes is enough: each identity does its whole work with its own login, through the product's adapter. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Vault } from "../../../src/adapters/vault/vault.ts";
import { type Identity, roleVersionName, tokenRoleName } from "../../../src/domain/access/names.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import type { Role } from "../../../src/domain/model.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import { instant, seconds } from "../../../src/domain/units.ts";
import { type SetupWorld, type Stage, startStage } from "../../support/setup-stage.ts";

let stage: Stage;
let world: SetupWorld;
let role: Role;
let oncall: Role;
beforeAll(async () => {
  stage = await startStage();
  world = await stage.world();
  await world.setup();
  const { roles } = await world.policies();
  role = roles.get("orders-db-read") as Role;
  oncall = roles.get("orders-db-oncall") as Role;
});
afterAll(() => stage[Symbol.asyncDispose]());

const as = async (identity: Identity): Promise<Vault> =>
  world.connect((await world.identity(identity)).token);
const now = () => instant(Math.floor(Date.now() / 1000));

const record = (key: string, accessor: string, change: Partial<GrantRecord> = {}): GrantRecord => ({
  key: key as GrantKey,
  file: "grants/orders-db-read/x.yaml",
  role: role.name,
  user: "alice" as GrantRecord["user"],
  alias: "alice",
  commit: "0123456789ab".padEnd(40, "0"),
  policy_commit: "1".repeat(40),
  token_role: roleVersionName(role),
  access: role.access,
  pull_request: 7,
  author: "alice" as GrantRecord["author"],
  approvers: [],
  reason: "Refund 8812",
  begin: now(),
  end: instant(now() + 600),
  issued_at: now(),
  accessor,
  state: "live",
  ...change,
});

/** Everything apply does for one grant. */
async function issue(key: string, alias = "alice") {
  const apply = await as("apply");
  const token_role = roleVersionName(role);
  const meta = { key, user: alias };
  const minted = await apply.issuing.mint({ token_role, ttl: seconds(600), display_name: alias, meta });
  const made = record(key, minted.accessor, { alias });
  expect(await apply.issuing.createRecord(made)).toBe(true);
  expect(await apply.issuing.createRecord(made)).toBe(false);
  const { begin, end } = made;
  const pickup = {
    key: made.key,
    alias,
    wrapping: minted.wrapping,
    token_role,
    role: role.name,
    begin,
    end,
    pull_request: 7,
  };
  expect(await apply.issuing.deliver(pickup)).toBe(true);
  return { apply, minted, made };
}

describe("apply", () => {
  test("issues, and looks at all that it judges by", async () => {
    const { apply, made } = await issue("orders-db-read.one.0123456789ab");
    expect(await apply.reads.recordKeys()).toContain(made.key);
    expect(await apply.reads.pickupKeys()).toContain(made.key);
    expect(await apply.reads.setup()).toMatchObject({ people_accessor: world.estate.people.accessor });
    expect(await apply.reads.aclPolicy(roleVersionName(role))).toContain("database/creds/orders-read");
    expect(await apply.reads.tokenRole(tokenRoleName(oncall, true))).toMatchObject({
      token_explicit_max_ttl: 1800,
    });
    expect(await apply.reads.mfaCovers(world.estate.people.accessor)).toBe(true);
    expect(await apply.ending.writeAnchor(1, "a".repeat(64))).toBe(true);
    const token_role = tokenRoleName(oncall, true);
    await apply.issuing.mint({ token_role, ttl: seconds(60), display_name: "dana", meta: { key: "k" } });
  });

  test("recalls what it issued, and takes the pick-up away", async () => {
    const { apply, made, minted } = await issue("orders-db-read.two.0123456789ab");
    for (const lease of await apply.reads.tokenLeases(made.token_role))
      await apply.ending.revokeLease(lease.id);
    expect(await apply.reads.token(minted.accessor)).toBeUndefined();
    await apply.ending.deletePickups(made.key);
    expect(await apply.reads.pickupKeys()).not.toContain(made.key);
  });
});

describe("people", () => {
  test("open their own pick-up with their own login, and read rows", async () => {
    const { made } = await issue("orders-db-read.three.0123456789ab", "carol");
    const carol = await world.estate.person("carol").logIn();
    const { data } = (await carol.read(`leasehold/data/pickups/${made.key}/carol`)).data;
    const opened = await world.vault.as(data.wrapping_token).write("sys/wrapping/unwrap");
    const holder = world.vault.as(opened.auth.client_token);
    const login = (await holder.read("database/creds/orders-read")).data;
    const session = await stage.postgres.connect("orders", {
      user: login.username,
      password: login.password,
    });
    expect((await session.query("select count(*)::int as rows from orders")).rows).toEqual([{ rows: 300 }]);
    await session.end();
    await holder.write("auth/token/revoke-self");
  });
});

describe("enforce", () => {
  test("ends by lease, proves it, closes and tidies, and marks what is owed", async () => {
    const { made, minted } = await issue("orders-db-read.four.0123456789ab");
    const enforce = await as("enforce");
    const token = await enforce.reads.token(minted.accessor);
    const leases = await enforce.reads.tokenLeases(made.token_role);
    const lease = leases.find((one) => one.expires === token?.expires);
    await enforce.ending.revokeLease(lease?.id ?? "");
    expect(await enforce.reads.token(minted.accessor)).toBeUndefined();
    expect(await enforce.reads.leases("database/creds/orders-read")).toEqual([]);
    const found = await enforce.reads.record(made.key);
    const closed = { ...made, state: "ended" as const, ended_at: now(), ended_by: "recalled" as const };
    expect(await enforce.ending.replaceRecord(closed, found?.version ?? 0)).toBe(true);
    await enforce.ending.deletePickups(made.key);
    await enforce.ending.deleteRecord(made.key);
    expect(await enforce.reads.recordKeys()).not.toContain(made.key);
    expect(await enforce.ending.writeRotationState("orders-app", { owed_by: [made.key] }, 0)).toBe(true);
    expect(await enforce.ending.writeAnchor(2, "b".repeat(64))).toBe(true);
    expect((await enforce.reads.setup())?.shared_paths).toEqual([]);
  });
});

describe("audit", () => {
  test("compares everything, from a login that can change nothing", async () => {
    const { made, minted } = await issue("orders-db-read.five.0123456789ab");
    const audit = await as("audit");
    expect((await audit.reads.record(made.key))?.value.accessor).toBe(minted.accessor);
    expect(await audit.reads.token(minted.accessor)).toMatchObject({ policies: [made.token_role] });
    expect((await audit.reads.tokenLeases(made.token_role)).length).toBeGreaterThan(0);
    expect(await audit.reads.mfaCovers(world.estate.people.accessor)).toBe(true);
    const reads = [
      "auth/github-actions/role/leasehold-apply",
      "sys/policies/acl/leasehold-pickup",
      "database/static-roles/orders-app",
      "leasehold/data/anchors/1",
      "leasehold/config",
      "sys/leases/count?type=irrevocable",
      "sys/leases?type=irrevocable",
    ];
    const raw = await world.identity("audit");
    for (const path of reads) expect([path, (await raw.request("GET", path)).status]).toEqual([path, 200]);
    for (const path of ["auth/token/roles", "sys/policies/acl", "leasehold/metadata/anchors"])
      expect((await raw.list(path)).length).toBeGreaterThan(0);
  });
});

describe("people with more", () => {
  test("a responder ends all of a role at once, sessions too", async () => {
    const { made, minted } = await issue("orders-db-read.six.0123456789ab");
    const sam = await world.estate.person("sam").logIn();
    await sam.write(`sys/leases/revoke-prefix/auth/token/create/${made.token_role}`, { sync: true });
    const vault = world.connect(sam.token);
    expect(await vault.reads.token(minted.accessor)).toBeUndefined();
    expect(await vault.reads.record(made.key)).toBeDefined();
  });

  test("an operator issues a break-glass token while GitHub is down", async () => {
    const dana = world.connect((await world.estate.person("dana").logIn()).token);
    const token_role = tokenRoleName(oncall, true);
    const key = "orders-db-oncall.outage.emergency-0123456789ab";
    const minted = await dana.issuing.mint({
      token_role,
      ttl: seconds(60),
      display_name: "dana",
      meta: { key },
    });
    expect(await dana.issuing.createRecord(record(key, minted.accessor, { token_role }))).toBe(true);
  });
});

test("a token of a role that is bound to a network is of no use outside it, opened or not", async () => {
  const bound = await stage.world();
  bound.edit("roles/orders-db-read.yaml", (text) => `${text}\nbound_cidrs: [10.20.0.0/16]\n`);
  bound.clone.commit("bound");
  await bound.setup();
  const version = roleVersionName((await bound.policies()).roles.get("orders-db-read") as Role);
  const apply = await bound.identity("apply");
  const life = { explicit_max_ttl: "60s", meta: { key: "k" }, display_name: "thief" };
  const { wrap_info } = await apply.write(`auth/token/create/${version}`, life, { wrapTtl: "60s" });
  const opened = await bound.vault.as(wrap_info.token).write("sys/wrapping/unwrap");
  const thief = bound.vault.as(opened.auth.client_token);
  expect((await thief.request("GET", "database/creds/orders-read")).status).toBe(403);
  expect((await thief.request("GET", "auth/token/lookup-self")).status).toBe(403);
});
