/** Alerts from end to end: a real OpenBao and GitHub's issues; receivers that check what they are told. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import type { RawRecord } from "../../../sandbox/company/records.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { keyOf } from "../../../src/domain/key.ts";
import { KEY, type Receiver, startReceiver } from "./receiver.ts";

const ONCALL = `description: Look into the orders database while on call
access:
  - { path: database/creds/orders-read, capabilities: [read] }
requesters: { teams: [sre] }
approvers: { users: [bob, dana], count: 1 }
duration: { max: 1h }
break_glass: { requesters: { teams: [sre] }, max: 30m, review_within: 24h }
`;

const SINKS = `  sinks:
    - { kind: slack, url_env: SLACK_WEBHOOK_URL, events: ['leasehold.grant.expiring', 'leasehold.schedule.late', 'leasehold.rotation.done'] }
    - { kind: webhook, url_env: ALERT_WEBHOOK_URL, secret_env: ALERT_WEBHOOK_SECRET }
    - { kind: issue, label: watch, events: ['leasehold.grant.expiring'] }
`;

let company: Company;
let receiver: Receiver;
let env: Record<string, string>;
beforeAll(async () => {
  receiver = await startReceiver();
  env = {
    SLACK_WEBHOOK_URL: `${receiver.url}/slack`,
    ALERT_WEBHOOK_URL: `${receiver.url}/hook`,
    ALERT_WEBHOOK_SECRET: KEY,
  };
  company = await Company.start({ "policies/roles/oncall.yaml": ONCALL });
  const settings = await company.text("policies/leasehold.yaml");
  const changed = settings.replace(/^ {2}sinks:\n(?: {4}.*\n)+/m, SINKS);
  await company.land({ files: { "policies/leasehold.yaml": changed }, author: "peter" }, ["olivia"]);
  await company.setup();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
  await receiver?.[Symbol.asyncDispose]();
});
afterEach(() => {
  receiver.answer = 200;
});

const issues = async (labels: string, state: "open" | "closed" | "all" = "open"): Promise<RawRecord[]> =>
  (await company.acme.octokit("olivia").issues.listForRepo({ ...AT, labels, state })).data;
const close = (login: string, issue_number: number) =>
  company.acme.octokit(login).issues.update({ ...AT, issue_number, state: "closed" });
const comments = async (issue_number: number): Promise<(string | undefined)[]> =>
  (await company.acme.octokit("olivia").issues.listComments({ ...AT, issue_number })).data.map(
    ({ body }) => body,
  );
const heard = (type: string, subject: string) =>
  receiver.events.filter((one) => one.type === type && one.subject === subject);

test("break-glass reaches every sink in the run that issues it, once, and is over when another approver closes its review", async () => {
  const file = "grants/oncall/bg-outage.yaml";
  const text = grantText({ role: "oncall", user: "dana", duration: "30m", break_glass: "true" });
  const { sha, pull } = await company.land({ files: { [file]: text }, author: "dana" }, []);
  const key = keyOf("oncall", "bg-outage", sha);

  expect(await company.apply({ env })).toMatchObject({ code: 0, stderr: "" });

  expect(receiver.slack).toEqual(["🔴 BREAK-GLASS: dana took oncall without approval"]);
  const [used, ...more] = heard("leasehold.breakglass.used", key);
  expect(more).toEqual([]);
  expect(used).toMatchObject({ id: `breakglass.used/${key}`, data: { user: "dana", pull_request: pull } });
  const [review, ...others] = await issues("leasehold-breakglass");
  expect(others).toEqual([]);
  expect(review.title).toMatch(/^Break-glass: review what dana did with oncall, by 20\d\d-.* UTC$/);
  expect(review.body).toContain("Refund 8812 is stuck");
  expect(review.body).toContain("@bob");
  expect(review.body).not.toContain("@dana");

  for (const [who, why] of [
    ["dana", "dana is who took the access"],
    ["carol", "carol is no approver of oncall"],
  ] as const) {
    await close(who, review.number);
    expect(await company.enforce({ env })).toMatchObject({ code: 0, stderr: "" });
    expect((await issues("leasehold-breakglass")).map(({ number }) => number)).toEqual([review.number]);
    expect((await comments(review.number)).at(-1)).toContain(`Opened again: ${why}`);
  }
  await close("bob", review.number);
  await company.enforce({ env });
  await company.enforce({ env });

  expect(await company.story(key)).toEqual(["issued", "breakglass.used", "delivered", "breakglass.reviewed"]);
  expect(heard("leasehold.breakglass.reviewed", key)).toMatchObject([{ data: { reviewer: "bob" } }]);
  expect(await issues("leasehold-breakglass")).toEqual([]);
  expect(heard("leasehold.breakglass.used", key)).toHaveLength(1);
});

test("two runs at once tell each sink of a grant about to end once; its issue closes when it has ended", async () => {
  const { short } = await company.grant({ short: grantText({ duration: "20m" }) });
  await company.apply({ env });
  const other = await company.clone("other");

  const runs = await Promise.all([company.enforce({ env }), company.enforce({ env, dir: other })]);

  for (const run of runs) expect(run).toMatchObject({ code: 0, stderr: "" });
  // What one of them left to the other is told by the time that both are done.
  expect(receiver.slack.filter((one) => one.includes("quick of alice is about to end"))).toHaveLength(1);
  expect(heard("leasehold.grant.expiring", short)).toHaveLength(1);
  expect((await company.events(short)).filter(({ type }) => type.endsWith("expiring"))).toHaveLength(1);
  const [issue, ...more] = (await issues("watch")).filter(({ body }) => body.includes(short));
  expect(more).toEqual([]);
  expect(issue.title).toBe("🟡 quick of alice is about to end");

  await company.action("recall", short);
  await company.enforce({ env });
  expect((await issues("watch")).filter(({ body }) => body.includes(short))).toEqual([]);
  expect((await comments(issue.number)).at(-1)).toContain("has ended");
});

test("a dead sink holds nothing up and is reported; what it missed it hears from the next run, once", async () => {
  const { missed } = await company.grant({ missed: grantText({ duration: "15m" }) });
  receiver.answer = 503;
  await company.apply({ env });

  const run = await company.enforce({ env });

  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(
    /still owed: tell slack \(SLACK_WEBHOOK_URL\) of 1 alert\n {2}the address in SLACK_WEBHOOK_URL answers 503/,
  );
  expect(run.stderr).toMatch(/still owed: tell webhook \(ALERT_WEBHOOK_URL\) of \d alerts?\n/);
  expect(run.stderr).not.toContain(receiver.url);
  expect((await issues("watch")).filter(({ body }) => body.includes(missed))).toHaveLength(1);
  expect(await company.story(missed)).toContain("expiring");

  receiver.answer = 200;
  expect(await company.enforce({ env })).toMatchObject({ code: 0, stderr: "" });
  await company.enforce({ env });
  expect(heard("leasehold.grant.expiring", missed)).toHaveLength(1);
  expect(receiver.slack.filter((one) => one.includes("quick of alice is about to end"))).toHaveLength(2);
});

test("a sink whose address or key nobody gave waits, and the run says which variable it is", async () => {
  const { unset } = await company.grant({ unset: grantText({ duration: "10m", user: "carol" }) });
  await company.apply({ env });

  const run = await company.enforce({ env: { ...env, ALERT_WEBHOOK_SECRET: "" } });

  expect(run.code).toBe(3);
  expect(run.stderr).toContain("ALERT_WEBHOOK_SECRET is not set");
  expect(heard("leasehold.grant.expiring", unset)).toEqual([]);
  const plain = await company.enforce({ env: { ...env, ALERT_WEBHOOK_URL: "http://alerts.example.com/x" } });
  expect(plain.stderr).toContain("ALERT_WEBHOOK_URL holds no https:// address");
  expect(await company.enforce({ env })).toMatchObject({ code: 0 });
  expect(heard("leasehold.grant.expiring", unset)).toHaveLength(1);
  expect(receiver.unsigned).toEqual([]);
});

test("a schedule that did not run is noticed by whoever runs first, be it apply after a push", async () => {
  const path = "leasehold/data/alerts/schedule";
  const { data } = await company.vault.read(path);
  const before = new Date(Date.now() - 7 * 3_600_000).toISOString().replace(/\.\d+Z/, "Z");
  await company.vault.write(path, { options: { cas: data.metadata.version }, data: { enforce: before } });

  await company.apply({ env });
  await company.enforce({ env });
  await company.enforce({ env });

  const late = receiver.events.filter(({ type }) => type === "leasehold.schedule.late");
  expect(late).toMatchObject([
    { id: `schedule.late/enforce/${before}`, data: { last: before, expected: 21_600 } },
  ]);
  expect(receiver.slack.at(-1)).toBe("🟡 The schedule was late: enforce did not run for 7 h");
});

test("what audit finds wrong reaches the sinks by the enforce after it: its identity can remember nobody whom it told", async () => {
  const [role] = await company.vault.list("auth/token/roles");
  const stray = await company.vault.write(`auth/token/create/${role}`, { explicit_max_ttl: "600s" });
  await company.action("audit", "", { env });
  const told = () => receiver.events.filter(({ type }) => type === "leasehold.audit.mismatch");
  expect(told()).toEqual([]);

  await company.enforce({ env });

  expect(told()).toMatchObject([{ data: { finding: { rule: "token-unknown", severity: "error" } } }]);
  await company.vault.write("auth/token/revoke", { token: stray.auth.client_token });
});

test("rotate tells its own: every identity that alerts may remember whom it told", async () => {
  const ran = await company.job("rotate", ["rotate", "orders-app"], { env });
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining("rotated orders-app") });
  expect(receiver.slack.at(-1)).toBe("🟢 orders-app was rotated");
});

test("a pick-up that somebody else opened: use fails and says so, the grant ends with that reason, and the sinks hear of it", async () => {
  const { stolen } = await company.grant({ stolen: grantText({ duration: "2h" }) });
  await company.apply({ env });
  const thief = await company.vault
    .as(await company.wrapping(stolen), undefined)
    .write("sys/wrapping/unwrap");
  const alice = { VAULT_TOKEN: (await company.acme.person("alice").logIn()).token ?? "" };

  const use = await company.acme.leasehold("alice", ["use", stolen, "--", "true"], alice);

  expect(use.code).toBe(1);
  expect(use.stderr).toContain("HAS ALREADY BEEN OPENED");
  expect(use.stderr).toContain(`leasehold revoke ${stolen} --now --stolen`);

  // She may not recall in Vault herself: the workflow is asked to, and does it with the identity that may.
  const asked = await company.acme.leasehold("alice", ["revoke", stolen, "--stolen"], alice);
  expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining(`asked    ${stolen}`) });
  await company.action("recall", stolen, { env: { ...env, LEASEHOLD_REPORT: "pickup-opened" } });

  expect(await lives(company.vault, thief.auth.accessor)).toBe(false);
  expect(await company.record(stolen)).toMatchObject({ state: "ended", ending: { report: "pickup-opened" } });
  expect(heard("leasehold.grant.unusual", stolen)).toMatchObject([
    {
      data: {
        user: "alice",
        what: "pickup-opened",
        message: expect.stringContaining("somebody else than alice"),
      },
    },
  ]);
});

test("who may recall ends it themselves; the next enforce records what they said", async () => {
  const { mine } = await company.grant({ mine: grantText({ duration: "2h" }) });
  await company.apply({ env });
  const sam = { VAULT_TOKEN: (await company.acme.person("sam").logIn()).token ?? "" };

  expect(await company.acme.leasehold("sam", ["revoke", mine, "--stolen"], sam)).toMatchObject({ code: 0 });
  expect((await company.story(mine)).includes("unusual")).toBe(false);
  await company.enforce({ env });
  await company.enforce({ env });

  expect(await company.story(mine)).toEqual(["issued", "delivered", "ended", "unusual"]);
  expect(heard("leasehold.grant.unusual", mine)).toHaveLength(1);
});
