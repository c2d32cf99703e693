import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { rewriteRecord } from "../../../sandbox/company/records.ts";
import { revokePulls } from "../../../sandbox/company/revoke-pulls.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { until } from "../../../sandbox/until.ts";
import { checkPull } from "../../../src/commands/check-pull.ts";
import { type GrantKey, keyOf, parseKey } from "../../../src/domain/key.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
  // A job has its clone before GitHub goes down.
  await Promise.all((["apply", "enforce", "rotate"] as const).map((one) => company.checkout(one)));
});
afterAll(async () => {
  await company?.[Symbol.asyncDispose]();
});

afterEach(() => company.acme.github.faults.clear());

const everything = 100_000;

test("with GitHub down, what is over ends and is proved; the paper follows when it is back", async () => {
  const { over } = await company.grant({ over: grantText({ duration: "15s" }) });
  await company.apply();
  const { accessor } = await company.record(over);
  await until(async () => !(await lives(company.vault, accessor)), "the token lives on");
  const back = company.acme.github.faults.add({ kind: "status", status: 503, times: everything });

  for (const _ of [1, 2]) {
    const run = await company.enforce();
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("still owed: fetch main");
    expect(run.stderr).toMatch(/still owed: (write \d+ audit events|read the audit log)/);
    expect(await company.record(over)).toMatchObject({ state: "ended", ended_by: "expired" });
    expect(await company.owed()).toEqual([over]);
  }
  back();

  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.story(over)).toEqual(["issued", "delivered", "ended"]);
  expect(await company.pickups(over)).toEqual([]);
  expect(await revokePulls(company.acme)).toMatchObject([{ deletes: ["grants/quick/over.yaml"] }]);
});

test("with GitHub's API down and nobody saying which repository this is, access ends; the log waits", async () => {
  const { nameless } = await company.grant({ nameless: grantText() });
  await company.apply();
  const { accessor } = await company.record(nameless);
  await company.land({ files: { "grants/quick/nameless.yaml": undefined } }, []);
  const back = company.acme.github.faults.add({
    kind: "cut",
    match: { path: /^\/repos\// },
    times: everything,
  });

  const run = await company.enforce({ env: { GITHUB_REPOSITORY_ID: undefined } });
  back();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain("GITHUB_REPOSITORY_ID is not set, and GitHub does not say");
  expect(await lives(company.vault, accessor)).toBe(false);
  expect(await company.record(nameless)).toMatchObject({ state: "ended", ended_by: "file-removed" });
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.story(nameless)).toEqual(["issued", "delivered", "ended"]);
});

test("a Git server that takes connections and says nothing holds up no end for long", async () => {
  const { mute } = await company.grant({ mute: grantText({ duration: "12s" }) });
  await company.apply();
  const { accessor } = await company.record(mute);
  await until(async () => !(await lives(company.vault, accessor)), "the token lives on");
  const fault = { kind: "latency", delay: 60_000, match: { operation: "git/upload-pack" } } as const;
  const back = company.acme.github.faults.add({ ...fault, times: everything });

  // A second in place of the twenty that are given to it: Git's own way to say so.
  const run = await company.enforce({ env: { GIT_HTTP_LOW_SPEED_TIME: "1", GIT_HTTP_LOW_SPEED_LIMIT: "1" } });
  back();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain("still owed: fetch main");
  expect(await company.record(mute)).toMatchObject({ state: "ended", ended_by: "expired" });
  expect(await company.owed()).toContain(mute);
});

test("with GitHub down owed rotations are done, once, and told when it is back", async () => {
  const told = async () =>
    (await company.events("orders-app")).filter(({ type }) => type.endsWith("rotation.done"));
  expect(await company.owed()).not.toEqual([]);
  const before = await told();
  const [first, back] = [
    await company.acme.estate.appPassword(),
    company.acme.github.faults.add({ kind: "status", status: 503, times: everything }),
  ];

  for (const _ of [1, 2]) {
    const run = await company.job("rotate", ["rotate", "--due"]);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/still owed: write \d+ audit events/);
  }
  const second = await company.acme.estate.appPassword();
  back();

  expect(second).not.toBe(first);
  expect(await company.owed()).toEqual([]);
  expect(await company.job("rotate", ["rotate", "--due"])).toMatchObject({ code: 0, stderr: "" });
  expect(await company.acme.estate.appPassword()).toBe(second);
  expect(await told()).toHaveLength(before.length + 1);
});

/** Lives, to be ended while GitHub's API does not do what it should. */
let goes: GrantKey;

test("without its audit log nothing is handed out; it is as soon as the log can be written", async () => {
  const { untold } = await company.grant({ untold: grantText() });
  const back = company.acme.github.faults.add({
    kind: "status",
    status: 503,
    match: { operation: "git/receive-pack" },
    times: everything,
  });

  const run = await company.apply();
  back();
  expect(run.code).toBe(3);
  expect(run.stderr).toContain("still owed: write the audit events of this run");
  expect(await company.pickups(untold)).toEqual([]);

  await rewriteRecord(company.vault, untold, {
    issued_at: new Date(Date.now() - 300_000).toISOString().replace(/\.\d+/, ""),
  });
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.pickups(untold)).toEqual(["alice"]);
  expect((await company.story(untold)).sort()).toEqual(["delivered", "issued"]);
  goes = untold;
});

test.for([
  ["gives half answers", { kind: "half-body" }, { kind: "half-body" }, 3],
  ["has a secondary limit for an hour", { kind: "secondary", retryAfter: 3_600 }, { kind: "secondary" }, 0],
  ["takes requests and says nothing", { kind: "hang" }, { kind: "status", status: 502 }, 0],
] as const)(
  "while GitHub's API %s ends are held up by nothing, and the next run issues",
  async ([how, fault, once, code]) => {
    const { faults, url } = company.acme.github;
    const id = how.replaceAll(" ", "-");
    const files = { [fileOf(goes)]: undefined, [`grants/quick/${id}.yaml`]: grantText() };
    // One pull request asks for the one and gives the other back.
    const { sha, pull } = await company.land({ files });
    const comes = keyOf("quick", id, sha);
    const { accessor } = await company.record(goes);
    const back = faults.add({ ...fault, match: { path: /^\/repos\// }, times: everything });

    const patience = { github_timeout: 300 };
    await using reader = await company.world("audit", patience);
    const ports = { repository: await reader.repository(), github: await reader.github() };
    await expect(checkPull(ports, { pull, at: reader.clock.now() })).rejects.toThrow(`GitHub at ${url}`);
    for (const identity of ["apply", "enforce"] as const) {
      const struck = faults.struck.length;
      const running = company.job(identity, [identity], patience);
      await until(async () => faults.struck.length > struck, "GitHub is asked nothing");
      // It ended before GitHub was asked for the first time.
      expect(await lives(company.vault, accessor)).toBe(false);
      const run = await running;
      expect(run.code).toBe(3);
      expect(run.stderr).toContain(identity === "apply" ? "still owed: issue" : "still owed: ");
      expect(run.stderr).toContain(`GitHub at ${url}`);
    }
    back();
    expect(await company.record(goes)).toMatchObject({ state: "ended", ended_by: "file-removed" });
    expect(await company.record(comes)).toBeUndefined();

    // Once more, in the middle of what proves the approvals: it is asked again, or left to the next run.
    faults.add({ ...once, match: { path: /^\/repos\// }, times: 1, after: 2 });
    const disturbed = await company.apply();
    expect(disturbed.code).toBe(code);
    if (disturbed.code === 3) expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
    expect(await company.record(comes)).toMatchObject({ state: "live" });
    if (disturbed.code === 3) expect(await company.story(comes)).toEqual(["issued", "delivered"]);
    goes = comes;
  },
);

const fileOf = (key: GrantKey): string => `grants/quick/${parseKey(key)?.id}.yaml`;

test("with Vault sealed, standby or away a run says where and what to do, and the next one goes on", async () => {
  const { calm } = await company.grant({ calm: grantText() });
  await using proxy = await startFaultyProxy(company.acme.bao.address);
  const env = { VAULT_ADDR: proxy.address };
  const body = JSON.stringify({ errors: ["Vault is sealed"] });
  proxy.fail({ fault: { kind: "answer", status: 503, body }, times: everything });
  for (const run of [await company.apply({ env }), await company.enforce({ env })]) {
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(proxy.address);
    expect(run.stderr).toContain("sealed");
    expect(run.stderr).toContain("help:");
  }
  const away = await company.apply({ env: { VAULT_ADDR: "http://127.0.0.1:9" } });
  expect(away.code).toBe(3);
  expect(away.stderr).toContain("http://127.0.0.1:9");

  proxy.clear();
  proxy.fail({ fault: { kind: "answer", status: 473, body: "{}" }, times: 2 });
  expect(await company.apply({ env })).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(calm)).toMatchObject({ state: "live" });
});

test.for([
  ["a standby answers 429", { kind: "answer", status: 429, body: "{}" }],
  ["a standby answers 473", { kind: "answer", status: 473, body: "{}" }],
  ["a proxy before it answers 502", { kind: "answer", status: 502, body: "<html>Bad Gateway</html>" }],
  ["it is slow", { kind: "slow", milliseconds: 400 }],
  ["connections to it are cut", { kind: "lose-request" }],
  ["half of its answers come", { kind: "half-answer" }],
] as const)(
  "while %s, whatever Vault is asked, a run gets by or says what it owes; the next one goes on",
  async ([how, fault]) => {
    const id = how.replaceAll(" ", "-");
    const { [id]: key } = await company.grant({ [id]: grantText() });
    if (key === undefined) throw new Error("no grant");
    await using proxy = await startFaultyProxy(company.acme.bao.address);
    const env = { VAULT_ADDR: proxy.address };
    // Every third request, in the middle of everything.
    let nth = 0;
    proxy.onRequest(() => {
      nth += 1;
      if (nth % 3 === 0) proxy.fail({ fault });
    });
    const disturbed = await company.apply({ env });
    proxy.clear();

    expect([0, 3]).toContain(disturbed.code);
    if (disturbed.code === 3) expect(disturbed.stderr).toMatch(/still owed: |Vault at/);
    const record = await company.record(key);
    if (record && (await company.pickups(key)).length === 0)
      await rewriteRecord(company.vault, key, {
        issued_at: new Date(Date.now() - 300_000).toISOString().replace(/\.\d+/, ""),
      });
    expect(await company.apply({ env })).toMatchObject({ code: 0 });
    const token = await company.open(key);
    expect((await token.read("auth/token/lookup-self")).data.accessor).toBe(
      (await company.record(key)).accessor,
    );
    expect((await company.story(key)).filter((type) => type === "issued")).toHaveLength(1);
  },
);

test("an answer that is lost on its way back changes nothing: done once, known as done", async () => {
  const { doubtful } = await company.grant({ doubtful: grantText() });
  await using proxy = await startFaultyProxy(company.acme.bao.address);
  for (const path of [/data\/grants\//, /data\/pickups\//, /data\/anchors\//]) {
    proxy.fail({ method: "POST", path, fault: { kind: "lose-answer" } });
  }

  expect(await company.apply({ env: { VAULT_ADDR: proxy.address } })).toMatchObject({ code: 0, stderr: "" });

  const { accessor } = await company.record(doubtful);
  const token = await company.open(doubtful);
  expect((await token.read("auth/token/lookup-self")).data.accessor).toBe(accessor);
  expect(await company.story(doubtful)).toEqual(["issued", "delivered"]);
});

test("what a job is not given is named, and nothing is tried", async () => {
  for (const [name, env] of [
    ["VAULT_ADDR", { VAULT_ADDR: undefined }],
    ["VAULT_TOKEN", { ACTIONS_ID_TOKEN_REQUEST_URL: undefined }],
    ["GITHUB_TOKEN", { GITHUB_TOKEN: undefined }],
  ] as const) {
    const run = await company.apply({ env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(name);
  }
});
