import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { Company, grantText, until } from "./company.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
  // A job has its clone before GitHub goes down.
  await Promise.all([company.checkout("apply"), company.checkout("enforce")]);
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
  await until(async () => !(await company.lives(accessor)), "the token lives on");
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
  expect(await company.revokePulls()).toMatchObject([{ deletes: ["grants/quick/over.yaml"] }]);
});

test.for([
  ["answers 503", { kind: "status", status: 503 }],
  ["cuts connections", { kind: "cut" }],
] as const)("while GitHub's API %s nothing is issued, and the next run issues", async ([how, fault]) => {
  const id = how.replaceAll(" ", "-");
  const { [id]: key } = await company.grant({ [id]: grantText() });
  const back = company.acme.github.faults.add({ ...fault, match: { path: /^\/repos\// }, times: everything });

  const run = await company.apply();
  back();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain("still owed: issue");
  expect(await company.record(key ?? ("" as never))).toBeUndefined();
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(key ?? ("" as never))).toMatchObject({ state: "live" });
});

test("a moment of too many requests is waited out", async () => {
  const { patient } = await company.grant({ patient: grantText() });
  company.acme.github.faults.add({ kind: "429", match: { path: /^\/repos\// }, times: 1, retryAfter: 1 });

  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(patient)).toMatchObject({ state: "live" });
});

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

  await company.rewrite(untold, {
    issued_at: new Date(Date.now() - 300_000).toISOString().replace(/\.\d+/, ""),
  });
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.pickups(untold)).toEqual(["alice"]);
  expect((await company.story(untold)).sort()).toEqual(["delivered", "issued"]);
});

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
