import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { exitCode } from "../../../src/commands/outcome.ts";
import { OutsideError } from "../../../src/commands/outside-error.ts";
import type { AuditLogWrites, SecretsDelivery } from "../../../src/commands/ports.ts";
import { type RotatePorts, type RotateResult, rotate } from "../../../src/commands/rotate.ts";
import type { LeaseholdEvent } from "../../../src/domain/audit/events.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { reveal } from "../../../src/domain/secret.ts";
import { instant, seconds } from "../../../src/domain/units.ts";
import { type SetupWorld, type Stage, startStage } from "../../support/setup-stage.ts";

let stage: Stage;
let world: SetupWorld;
beforeAll(async () => {
  stage = await startStage();
  world = await stage.world();
  await prepare(world);
  const done = await world.setup();
  if (!("changes" in done) || exitCode(done) !== 0) throw new Error(JSON.stringify(done));
});
afterAll(() => stage[Symbol.asyncDispose]());

/** One credential of each kind, and a file for it. */
async function prepare({ vault, clone }: SetupWorld): Promise<void> {
  for (const user of ["vaultroot", "reporting"]) {
    await stage.postgres.run("orders", `CREATE ROLE ${user} LOGIN PASSWORD 'first-${user}'`);
    await vault.write(`database/config/${user}`, {
      plugin_name: "postgresql-database-plugin",
      connection_url: `postgresql://{{username}}:{{password}}@${stage.postgres.host}:${stage.postgres.port}/orders?sslmode=disable`,
      username: user,
      password: `first-${user}`,
      root_rotation_statements: [`ALTER ROLE "{{username}}" WITH PASSWORD '{{password}}'`],
    });
  }
  await vault.write("sys/mounts/transit", { type: "transit" });
  await vault.write("transit/keys/orders");
  await vault.write("sys/auth/approle", { type: "approle" });
  await vault.write("auth/approle/role/ci", { token_policies: ["default"], token_ttl: "60s" });
  const file = (name: string, text: string) =>
    clone.write(`policies/rotations/${name}.yaml`, `description: ${name}\n${text}`);
  file("root", "kind: database-root\nmount: database\nname: vaultroot\nevery: 7d\n");
  file("key", "kind: transit-key\nmount: transit\nname: orders\nevery: 30d\n");
  file(
    "ci",
    "kind: approle-secret-id\nmount: approle\nname: ci\ndeliver: { github_secret: CI_SECRET_ID, environment: prod }\n",
  );
  file("endpoint", "kind: vault-endpoint\npath: database/rotate-root/reporting\n");
  file("broken", "kind: database-root\nmount: database\nname: nowhere\n");
  clone.commit("rotations");
}

/** What GitHub would hold, by the secret's name. */
class Delivered implements SecretsDelivery {
  readonly held = new Map<string, string>();
  down = false;

  async put(
    secret: { readonly name: string; readonly environment?: string },
    value: Parameters<SecretsDelivery["put"]>[1],
  ) {
    if (this.down) throw new OutsideError("github", "unreachable", "GitHub cannot be reached");
    this.held.set(`${secret.environment}/${secret.name}`, reveal(value));
  }
}

/** An audit log that keeps each event once, as the branch does. */
class Log implements AuditLogWrites {
  /** One Vault holds the anchors of all that are written here: each log goes on where the one before it stopped. */
  static #before = 0;
  readonly #start = Log.#before;
  readonly events: LeaseholdEvent[] = [];

  async append(events: readonly LeaseholdEvent[]) {
    const added = events.filter(({ id }) => !this.events.some((known) => known.id === id));
    this.events.push(...added);
    Log.#before = this.#start + this.events.length;
    return { count: Log.#before, head: "0".repeat(64), added: added.length };
  }

  get types(): string[] {
    return this.events.map(({ type, subject }) => `${type.slice("leasehold.rotation.".length)} ${subject}`);
  }
}

interface Desk {
  readonly ports: RotatePorts;
  readonly log: Log;
  readonly secrets: Delivered;
}

/** The rotate job, with its own identity and nothing more. */
async function desk(given: { readonly secrets?: boolean } = {}): Promise<Desk> {
  const vault = world.connect((await world.identity("rotate")).token);
  const log = new Log();
  const secrets = new Delivered();
  const silent = () => undefined;
  const ports: RotatePorts = {
    vault: { ...vault.reads, ...vault.rotating, ...vault.ending },
    log,
    reporter: { info: silent, warn: silent, progress: silent },
    ...(given.secrets === false ? {} : { secrets }),
  };
  return { ports, log, secrets };
}

async function run({ ports }: Desk, name?: string) {
  const { rotations } = await world.policies();
  return rotate(ports, rotations, name === undefined ? {} : { name });
}

const names = (result: RotateResult) => result.rotated.map((one) => `${one.name} ${one.why}`);
const opens = (user: string, password: string) =>
  stage.postgres.connect("orders", { user, password }).then(
    async (session) => {
      await session.end();
      return true;
    },
    () => false,
  );
const state = async (name: string) => (await world.vault.read(`leasehold/data/rotations/${name}`)).data.data;

const GRANT = "orders-db-read.refund.0123456789ab" as GrantKey;

/** As enforce leaves it when a grant ended. */
async function owe(name: string, secondsAgo = 5): Promise<void> {
  const { reads, ending } = world.connect(world.vault.token);
  const found = await reads.rotationState(name);
  const owed_since = instant(Math.floor(Date.now() / 1000) - secondsAgo);
  const next = { ...found?.value, owed_since, owed_by: [GRANT] };
  expect(await ending.writeRotationState(name, next, found?.version ?? 0)).toBe(true);
}

describe("each kind, with the rotate identity alone", () => {
  test("database-static-role: the old password is refused, Vault has a new one", async () => {
    const before = await world.estate.appPassword();
    expect(await opens("orders-app", before)).toBe(true);
    const { log, ...rest } = await desk();
    const result = await run({ log, ...rest }, "orders-app");
    expect(names(result)).toEqual(["orders-app asked"]);
    expect(await opens("orders-app", before)).toBe(false);
    expect(await opens("orders-app", await world.estate.appPassword())).toBe(true);
    expect(log.events[0]).toMatchObject({
      type: "leasehold.rotation.done",
      subject: "orders-app",
      data: { kind: "database-static-role", why: "asked", owed_by: [] },
    });
    expect(exitCode(result)).toBe(0);
  });

  test("database-root: the administrator's first password is dead, Vault's own works", async () => {
    expect(await opens("vaultroot", "first-vaultroot")).toBe(true);
    await run(await desk(), "root");
    expect(await opens("vaultroot", "first-vaultroot")).toBe(false);
    expect((await state("root")).last_done).toMatch(/^20\d\d-/);
  });

  test("vault-endpoint: what the path does is done", async () => {
    await run(await desk(), "endpoint");
    expect(await opens("reporting", "first-reporting")).toBe(false);
  });

  test("transit-key: a new version encrypts, and old texts still open", async () => {
    const plaintext = Buffer.from("order 8812").toString("base64");
    const old = (await world.vault.write("transit/encrypt/orders", { plaintext })).data.ciphertext;
    await run(await desk(), "key");
    const fresh = (await world.vault.write("transit/encrypt/orders", { plaintext })).data.ciphertext;
    expect([old.slice(0, 9), fresh.slice(0, 9)]).toEqual(["vault:v1:", "vault:v2:"]);
    expect((await world.vault.write("transit/decrypt/orders", { ciphertext: old })).data.plaintext).toBe(
      plaintext,
    );
  });
});

const logIn = async (secret_id: string, vault: VaultClient = world.vault) => {
  const role_id = (await vault.read("auth/approle/role/ci/role-id")).data.role_id;
  return (await vault.as(undefined).request("POST", "auth/approle/login", { role_id, secret_id })).status;
};
const firstSecretId = async () => (await world.vault.write("auth/approle/role/ci/secret-id")).data.secret_id;

describe("approle-secret-id", () => {
  test("the new one is delivered and logs in, the old one does not", async () => {
    const old = await firstSecretId();
    expect(await logIn(old)).toBe(200);
    const at = await desk();
    await run(at, "ci");
    const fresh = at.secrets.held.get("prod/CI_SECRET_ID") ?? "";
    expect(await logIn(fresh)).toBe(200);
    expect(await logIn(old)).toBe(400);
    expect(JSON.stringify(at.log.events)).not.toContain(fresh);
  });

  test("with GitHub down nothing is destroyed, and no second one is left behind", async () => {
    const old = await firstSecretId();
    const before = (await world.vault.list("auth/approle/role/ci/secret-id")).length;
    const at = await desk();
    at.secrets.down = true;
    const result = await run(at, "ci");
    expect(result.troubles.map((one) => one.owed)).toEqual(["rotate ci"]);
    expect(exitCode(result)).toBe(3);
    expect(await logIn(old)).toBe(200);
    expect(await world.vault.list("auth/approle/role/ci/secret-id")).toHaveLength(before);
    expect(at.log.types).toEqual(["failed ci"]);
  });

  test("without a token for GitHub's secrets it says so, and touches nothing", async () => {
    const old = await firstSecretId();
    const result = await run(await desk({ secrets: false }), "ci");
    expect(result.troubles[0]?.message).toContain("nothing was rotated, nothing destroyed");
    expect(await logIn(old)).toBe(200);
  });
});

describe("the schedule", () => {
  test("rotates each kind when its time has come, but what Vault rotates itself, and when the end of a grant owes it", async () => {
    const { rotations } = await world.policies();
    const whole = [...rotations].filter(([name]) => name !== "broken");
    const hasty = new Map(whole.map(([name, one]) => [name, { ...one, every: seconds(1) }]));
    const old = await firstSecretId();
    const keys = async () => (await world.vault.read("transit/keys/orders")).data.latest_version;
    const before = await keys();
    // All that Vault made has to be more than a second old, as it counts them.
    await pause(2_000);

    const due = await rotate((await desk()).ports, hasty, {});

    expect(names(due).toSorted()).toEqual(["ci due", "endpoint due", "key due", "root due"]);
    expect(await logIn(old)).toBe(400);
    expect(await keys()).toBe(before + 1);

    for (const [name] of whole) await owe(name);
    const owed = await rotate((await desk()).ports, new Map(whole), {});

    const all = ["ci", "endpoint", "key", "orders-app", "root"];
    expect(names(owed).toSorted()).toEqual(all.map((name) => `${name} owed`));
    expect(await keys()).toBe(before + 2);
  });

  test("finds what was missed by its age, and reports it until it is done", async () => {
    const reach = (port: number) =>
      world.vault.write("database/config/vaultroot", {
        plugin_name: "postgresql-database-plugin",
        connection_url: `postgresql://{{username}}:{{password}}@${stage.postgres.host}:${port}/orders?sslmode=disable`,
        verify_connection: false,
      });
    const { data } = await world.vault.read("leasehold/data/rotations/root");
    const last_done = new Date(Date.now() - 9 * 86_400_000).toISOString().replace(/\.\d+/, "");
    const options = { cas: data.metadata.version };
    await world.vault.write("leasehold/data/rotations/root", { options, data: { ...data.data, last_done } });
    await reach(1);
    const at = await desk();
    const missed = ({ findings }: RotateResult) =>
      findings.filter(({ message }) => message.startsWith("root was due every 7d"));

    for (const _ of [1, 2]) expect(missed(await run(at))).toMatchObject([{ severity: "error" }]);
    expect(at.log.types.filter((one) => one.endsWith(" root"))).toEqual(["failed root", "missed root"]);

    await reach(stage.postgres.port);
    const done = await run(at);
    expect(names(done)).toContain("root due");
    expect(missed(done)).toMatchObject([{ severity: "warning" }]);
    expect(missed(await run(at))).toEqual([]);
  });

  test("does what ended grants owe, and one failure stops no other", async () => {
    await owe("broken");
    await owe("endpoint");
    const at = await desk();
    const result = await run(at);
    expect(names(result)).toContain("endpoint owed");
    expect(result.troubles.map((one) => one.owed)).toEqual(["rotate broken"]);
    expect(at.log.types).toEqual(expect.arrayContaining(["done endpoint", "failed broken"]));
    expect(exitCode(result)).toBe(3);
    // Told once, however often it is tried.
    await run(at);
    expect(at.log.types.filter((one) => one === "failed broken")).toHaveLength(1);
  });

  test("an old password dies with the grant that saw it, and the debt is paid once", async () => {
    const password = await world.estate.appPassword();
    await owe("orders-app", 2 * 3600);
    const at = await desk();
    const result = await run(at);
    expect(names(result)).toContain("orders-app owed");
    expect(await opens("orders-app", password)).toBe(false);
    expect(await state("orders-app")).toEqual({ last_done: expect.any(String), owed_by: [] });
    const done = at.log.events.find((one) => one.subject === "orders-app" && one.type.endsWith("done"));
    expect(done?.data).toMatchObject({ why: "owed", owed_by: [GRANT] });
    // Two hours late, but done now.
    expect(result.findings.find((one) => one.message.includes("orders-app"))).toMatchObject({
      rule: "rotation-missed",
      severity: "warning",
    });
    expect(names(await run(await desk()))).not.toContain("orders-app owed");
  });

  test("verifies what Vault rotates itself, and reports where Vault has another period", async () => {
    await world.vault.write("database/static-roles/orders-app", {
      db_name: "orders",
      username: "orders-app",
      rotation_period: "24h",
    });
    const result = await run(await desk(), "orders-app");
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        rule: "drift",
        message: "Vault rotates orders-app every 1d; its file says every 1h",
      }),
    );
  });

  test("knows no rotation that has no file", async () => {
    const { rotations } = await world.policies();
    await expect(rotate((await desk()).ports, rotations, { name: "orders" })).rejects.toMatchObject({
      exit: 2,
      message: "there is no rotation orders",
      hint: "There are: broken, ci, endpoint, key, orders-app, root.",
    });
  });
});
