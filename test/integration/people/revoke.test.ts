import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { Vault } from "../../../src/adapters/vault/vault.ts";
import { type Done, done } from "../../../src/commands/done.ts";
import { extend } from "../../../src/commands/extend.ts";
import { withoutGivenBack } from "../../../src/commands/person/given-back.ts";
import { type Revoked, type RevokeOptions, revoke } from "../../../src/commands/revoke.ts";
import { pickupAcl, recallAcl } from "../../../src/domain/access/people-policies.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { reveal, Secret } from "../../../src/domain/secret.ts";
import { type Instant, instant, plus, seconds } from "../../../src/domain/units.ts";
import { type Clone, createClone } from "./clone.ts";
import { deliver, deskOf, type Estate, grantText, removeFolders, startEstate } from "./estate.ts";

const ROLE = "orders-db-read";
const now = instant(Math.floor(Date.now() / 1000));

let estate: Estate;
let sam: string;

beforeAll(async () => {
  estate = await startEstate();
  const versions = [{ name: estate.tokenRole, access: estate.role.access }];
  await estate.vault.write("sys/policies/acl/leasehold-recall", {
    policy: recallAcl({ mount: "leasehold", versions }),
  });
  await estate.vault.write("sys/policies/acl/leasehold-pickup", {
    policy: pickupAcl("leasehold", estate.people.people.accessor),
  });
  sam = (await estate.people.person("sam").logIn()).token ?? "";
});

afterAll(async () => {
  await estate?.[Symbol.asyncDispose]();
  removeFolders();
});

const vaultOf = (token: string, address = estate.vault.address): Vault =>
  Vault.withToken(
    { address: new URL(address), namespace: estate.vault.namespace ?? "" },
    "leasehold",
    new Secret(token),
  );

/** Issues what landed, as apply does; the token is what the person would open. */
async function issue(key: GrantKey, user: string, end: Instant = plus(now, seconds(7200))): Promise<string> {
  const vault = vaultOf(estate.vault.token ?? "");
  const minted = await vault.issuing.mint({
    token_role: estate.tokenRole,
    ttl: seconds(end - now),
    display_name: user,
    meta: { key, user },
  });
  await vault.issuing.createRecord({
    key,
    file: `grants/${ROLE}/${key.split(".")[1]}.yaml`,
    role: ROLE,
    user,
    alias: user,
    commit: "0".repeat(40),
    policy_commit: "0".repeat(40),
    token_role: estate.tokenRole,
    access: estate.role.access,
    pull_request: 7,
    author: user,
    approvers: ["bob", "sam"],
    reason: "Refund 8812 is stuck today",
    begin: now,
    end,
    issued_at: now,
    accessor: minted.accessor,
    wrap_accessor: minted.wrap_accessor,
    state: "live",
  });

  const opened = await estate.vault.as(reveal(minted.wrapping)).write("sys/wrapping/unwrap");
  return opened.auth.client_token;
}

const lives = async (token: string): Promise<boolean> =>
  (await estate.vault.as(token).request("GET", "auth/token/lookup-self")).status === 200;

/** A database session of a grant's token, left open. */
async function sessionOf(token: string) {
  const { data } = await estate.vault.as(token).read("database/creds/orders-read");
  return estate.postgres.connect("orders", { user: data.username, password: data.password });
}

async function run(
  clone: Clone,
  options: Partial<RevokeOptions>,
  change: { token?: string; github?: "down"; address?: string } = {},
) {
  const vault = vaultOf(change.token ?? sam, change.address);
  return revoke(
    {
      ...(await clone.ports()),
      chance: () => "x7k2",
      github: async () => {
        if (change.github === "down") throw new Error("GitHub is down");
        return clone.github;
      },
      vault: async () => ({ ...vault.reads, ...vault.ending, ...vault.recalling }),
    },
    { branch: "main", now: false, ...options },
  );
}

const landed = (clone: Clone, ...files: [id: string, user: string][]): GrantKey[] => {
  const commit = clone.land(
    Object.fromEntries(files.map(([id, user]) => [`grants/${ROLE}/${id}.yaml`, grantText(user)])),
    now,
  );
  return files.map(([id]) => clone.key(ROLE, id, commit));
};

describe("leasehold revoke", () => {
  test("opens a pull request that deletes the file, and gives the same one back when asked again", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["refund", "alice"], ["other", "carol"]);
    const options = { key: String(key), reason: "Not needed: see #4" };
    expect(await run(clone, options)).toMatchObject({ pull: { number: 1 }, recalled: [], troubles: [] });
    expect(clone.files(`leasehold-revoke/${key}-x7k2`)).toEqual([`D\tgrants/${ROLE}/refund.yaml`]);
    expect(clone.opened[0]?.title).toBe(`End ${ROLE}.refund of alice`);
    expect(clone.opened[0]?.body).not.toMatch(/#4/);
    expect(await run(clone, options)).toMatchObject({ pull: { number: 1 } });
    expect(clone.opened).toHaveLength(1);
  });

  test("of a person, a role or everybody deletes all their files at once", async () => {
    const clone = createClone();
    landed(clone, ["a", "alice"], ["b", "alice"], ["c", "carol"]);
    await run(clone, { user: "ALICE" });
    expect(clone.files("leasehold-revoke/user-alice-x7k2")).toHaveLength(2);
    await run(clone, { role: ROLE });
    expect(clone.files(`leasehold-revoke/role-${ROLE}-x7k2`)).toHaveLength(3);
    expect(clone.opened[1]?.title).toBe("End 3 grants of several people");
  });

  test("--now ends the token in Vault first, with the responder's own login, and proves it", async () => {
    const clone = createClone();
    const [hers, his] = landed(clone, ["hers", "alice"], ["his", "carol"]) as [GrantKey, GrantKey];
    const tokens = [await issue(hers, "alice"), await issue(his, "carol")] as const;
    const session = await sessionOf(tokens[0]);

    const result = (await run(clone, { key: hers, now: true })) as Revoked;
    expect(result).toMatchObject({
      recalled: [{ key: hers, ended_by: "recalled" }],
      pull: { number: 1 },
      troubles: [],
    });
    expect(await Promise.all(tokens.map(lives))).toEqual([false, true]);
    await expect(session.query("select 1")).rejects.toThrow();
    expect(clone.opened[0]?.body).toContain("ended in Vault already");
  });

  test("--now ends many of a role together: three calls a grant, and each end is proved", async () => {
    await using proxy = await startFaultyProxy(estate.vault.address);
    const calls: number[] = [];
    for (const count of [16, 32]) {
      const clone = createClone();
      const names = Array.from(
        { length: count },
        (_, n) => [`many-${count}-${n}`, "alice"] as [string, string],
      );
      const keys = landed(clone, ...names);
      const tokens = await Promise.all(keys.map((key) => issue(key, "alice")));
      const session = await sessionOf(tokens[0] ?? "");
      const records = (await estate.vault.list("leasehold/metadata/grants")).length;
      proxy.clear();

      const result = (await run(clone, { role: ROLE, now: true }, { address: proxy.address })) as Revoked;
      calls.push(proxy.requests.length - records);

      expect(result).toMatchObject({ troubles: [], findings: [], unrecorded: 0 });
      expect(result.recalled.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
      expect(result.recalled[0]).toMatchObject({
        state: "ended",
        ended_by: "recalled",
        proof: { tokens_gone: 1 },
      });
      expect(await Promise.all(tokens.map(lives))).toEqual(tokens.map(() => false));
      await expect(session.query("select 1")).rejects.toThrow();
    }
    // Beside the reading of every record: the closing of the record and the pick-up of each, and what is asked once.
    const [few = 0, many = 0] = calls;
    expect(many - few).toBeLessThanOrEqual(2 * 16 + 4);
    expect(few).toBeLessThanOrEqual(2 * 16 + 20);
  });

  test("--now ends one by one where Vault cannot end them together", async () => {
    await using proxy = await startFaultyProxy(estate.vault.address);
    const clone = createClone();
    const keys = landed(
      clone,
      ...Array.from({ length: 16 }, (_, n) => [`one-${n}`, "alice"] as [string, string]),
    );
    const tokens = await Promise.all(keys.map((key) => issue(key, "alice")));
    proxy.fail({ path: /revoke-prefix/, times: 100, fault: { kind: "answer", status: 403, body: "{}" } });

    const result = (await run(clone, { role: ROLE, now: true }, { address: proxy.address })) as Revoked;

    expect(result.recalled.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    expect(await Promise.all(tokens.map(lives))).toEqual(tokens.map(() => false));
  });

  test("--now works while GitHub is down, and says what is still owed", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["down", "carol"]) as [GrantKey];
    const token = await issue(key, "carol");
    const result = (await run(clone, { user: "carol", now: true }, { github: "down" })) as Revoked;
    expect(result.recalled.map((record) => record.key)).toContain(key);
    expect(result.troubles).toMatchObject([
      { message: "GitHub is down", owed: expect.stringContaining("pull request") },
    ]);
    expect(await lives(token)).toBe(false);
  });

  test("--now without the right to recall says so, and still opens the pull request", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["mine", "alice"]) as [GrantKey];
    const token = await issue(key, "alice");
    const alice = (await estate.people.person("alice").logIn()).token ?? "";
    const result = (await run(clone, { key, now: true }, { token: alice })) as Revoked;
    expect(result.troubles).toMatchObject([{ hint: expect.stringContaining("leasehold-recall") }]);
    expect(result.pull).toBeDefined();
    expect(await lives(token)).toBe(true);
  });

  test("nothing to end, or several ways to say what, is told", async () => {
    const clone = createClone();
    await expect(run(clone, { key: `${ROLE}.x.000000000000` })).rejects.toMatchObject({ exit: 1 });
    await expect(run(clone, { key: `${ROLE}.x.000000000000`, now: true })).rejects.toMatchObject({
      exit: 1,
      message: expect.stringContaining("neither live in Vault nor on main"),
    });
    await expect(run(clone, {})).rejects.toMatchObject({ exit: 2 });
    await expect(run(clone, { all: true, user: "alice" })).rejects.toMatchObject({ exit: 2 });
    await expect(run(clone, { key: "refund" })).rejects.toMatchObject({ exit: 2 });
  });
});

describe("leasehold done", () => {
  test("gives the kept token back, with which the session ends, drops it, and opens the pull request", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["finished", "alice"]) as [GrantKey];
    await deliver(estate, key, "alice");
    const desk = await deskOf(estate, clone.work, undefined);
    const token = await issue(key, "alice");
    const session = await sessionOf(token);
    await desk.ports.kept.keep({ key, token: new Secret(token), end: plus(now, seconds(7200)) });
    const ports = {
      ...(await clone.ports()),
      ...desk.ports,
      chance: () => "x7k2",
      github: async () => clone.github,
      now,
    };
    expect(await done(ports, { branch: "main" })).toMatchObject({
      key,
      ended: true,
      pull: { number: 1 },
      troubles: [],
    });
    expect(await lives(token)).toBe(false);
    await expect(session.query("select 1")).rejects.toThrow();
    expect(await desk.ports.kept.all()).toEqual([]);
    expect(await desk.ports.kept.givenBack(now)).toEqual([{ key, at: now, end: now + 7200 }]);
    // Its pick-up is open and its token dead: nobody is told that somebody has stolen it.
    await expect(withoutGivenBack(desk.ports.kept, [{ key, aliases: ["alice"] }], now)).rejects.toMatchObject(
      {
        message: expect.stringContaining("you gave"),
      },
    );
    await expect(done(ports, { branch: "main" })).rejects.toMatchObject({ exit: 2 });
    // Without a kept token it is the pull request alone, and says so.
    expect((await done(ports, { key, branch: "main" })) as Done).toMatchObject({
      ended: false,
      pull: { number: 1 },
    });
  });
});

describe("leasehold extend", () => {
  const ask = async (clone: Clone, key: string, change: { for?: string; reason?: string } = { for: "1h" }) =>
    extend(
      { ...(await clone.ports()), github: clone.github, now, chance: () => "x7k2", me: async () => "alice" },
      { key, branch: "main", check: true, ...change },
    );

  test("asks for a file that goes on where the first grant ends", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["refund", "alice"]) as [GrantKey];
    expect(await ask(clone, key)).toMatchObject({
      pull: { number: 1 },
      findings: [],
      judged: { grant: { extends: key, end: now + 7200 + 3600 } },
    });
    expect(clone.opened[0]?.title).toMatch(/^Extend: orders-db-read for alice for 1h/);
    expect(clone.opened[0]?.body).toContain(`\`${key}\``);
  });

  test("refuses what is over, unknown, no key, or more than the role allows", async () => {
    const clone = createClone();
    const [key] = landed(clone, ["refund", "alice"]) as [GrantKey];
    expect(await ask(clone, key, { for: "23h" })).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ rule: "extends" })]),
    });
    await expect(ask(clone, key, {})).rejects.toMatchObject({ exit: 2 });
    await expect(ask(clone, "refund")).rejects.toMatchObject({ exit: 2 });
    await expect(ask(clone, `${ROLE}.refund.000000000000`)).rejects.toMatchObject({ exit: 1 });
    const old = clone.land({ [`grants/${ROLE}/old.yaml`]: grantText("carol") }, plus(now, seconds(-90_000)));
    await expect(ask(clone, clone.key(ROLE, "old", old))).rejects.toMatchObject({
      exit: 1,
      message: expect.stringContaining("ended"),
    });
  });
});
