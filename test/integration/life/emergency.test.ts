/** Issuing while GitHub is down: a real OpenBao with the policies that setup writes, an operator with a second factor. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";
import type { GrantKey } from "../../../src/domain/key.ts";

const ROLE = "orders-db-oncall";
const REASON = "GitHub is down and refunds are stuck";

let company: Company;
let dana: string;
let clone: string;
beforeAll(async () => {
  company = await Company.start();
  [clone] = await Promise.all([
    company.clone("operator"),
    company.checkout("apply"),
    company.checkout("enforce"),
  ]);
  dana = (await company.acme.person("dana").logIn()).token ?? "";
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});
afterEach(() => company.acme.github.faults.clear());

const gitHubDown = () => company.acme.github.faults.add({ kind: "status", status: 503, times: 100_000 });

/** `leasehold emergency …` as an operator, in a clone that was made before. */
const emergency = (options: Readonly<Record<string, string>> = {}, role = ROLE, token = dana) => {
  const { VAULT_TOKEN = token, ...words } = { user: "dana", for: "20m", reason: REASON, ...options };
  const typed = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]);
  return company.job("apply", ["emergency", role, ...typed], { env: { VAULT_TOKEN }, dir: clone });
};

/** The grant's own events; that it is about to end is an alert. */
const story = async (key: GrantKey) => (await company.story(key)).filter((what) => what !== "expiring");

const keyIn = (text: string): GrantKey => (/leasehold use (\S+)/.exec(text)?.[1] ?? "") as GrantKey;
const records = () => company.vault.list("leasehold/metadata/grants");

test("with GitHub down an operator issues; it works, ends on the second, and its paper follows when GitHub is back", async () => {
  const back = gitHubDown();
  const ran = await emergency({ for: "20s" });
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining("what this clone last saw of main") });
  const key = keyIn(ran.stdout);
  expect(key).toMatch(/^orders-db-oncall\.bg-github-is-down-[a-z0-9-]+\.emergency-[0-9a-f]{12}$/);
  const record = await company.record(key);
  expect(record).toMatchObject({
    state: "live",
    break_glass: true,
    user: "dana",
    author: "dana",
    approvers: [],
    reason: REASON,
    token_role: expect.stringMatching(/^leasehold-role-orders-db-oncall-[0-9a-f]{8}-bg$/),
  });
  const session = await company.session(await company.open(key, "dana"));

  const downed = await company.apply();
  expect(downed.code).toBe(3);
  expect(await lives(company.vault, record.accessor)).toBe(true);
  back();
  for (const job of [company.apply(), company.enforce()]) {
    const run = await job;
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("1 unchanged");
  }
  expect(await story(key)).toEqual(["issued", "breakglass.used", "delivered"]);
  const { data: issues } = await company.acme.octokit("olivia").issues.listForRepo({ ...AT, state: "open" });
  expect(issues.filter(({ body }) => body?.includes(key))).not.toEqual([]);
  const [issued] = await company.events(key);
  expect(issued?.data).not.toHaveProperty("pull_request");
  expect(issued?.data).toMatchObject({ break_glass: true, author: "dana", access: record.access });

  const late = (await session.ended) - Date.parse(record.end);
  expect(late).toBeGreaterThan(-2_000);
  expect(late).toBeLessThan(1_500);
  await until(async () => Date.parse(record.end) < Date.now(), "the end never comes");
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(key)).toMatchObject({ state: "ended", ended_by: "expired" });
  expect(await company.owed()).toEqual([key]);
  expect(await story(key)).toEqual(["issued", "breakglass.used", "delivered", "ended"]);
});

test.for([
  ["longer than the role's break-glass maximum", { for: "31m" }, ROLE, "break-glass"],
  ["to somebody whom the role does not let break glass", { user: "alice" }, ROLE, "break-glass"],
  ["of a role that has no break-glass", { user: "alice", ticket: "INC-1" }, "orders-db-read", "break-glass"],
  ["with a reason that says too little", { reason: "help" }, ROLE, "reason"],
  ["of a role that is not there", {}, "orders-db-onkall", "role-unknown"],
] as const)("refused %s", async ([, options, role, rule]) => {
  gitHubDown();
  const before = await records();
  const ran = await emergency(options, role);
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toContain(rule);
  expect(await records()).toEqual(before);
});

test("somebody without the policy leasehold-emergency gets nothing from Vault", async () => {
  const alice = (await company.acme.person("alice").logIn()).token ?? "";
  const before = await records();
  const ran = await emergency({}, ROLE, alice);
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("needs the policy leasehold-emergency");
  expect(await records()).toEqual(before);
});

test("what an operator may do is that and no more: no other role, no longer, nothing unwrapped, no look at pick-ups", async () => {
  const { auth } = await company.vault.write("auth/token/create", { policies: ["leasehold-emergency"] });
  const operator = company.vault.as(auth.client_token);
  const [bg = ""] = (await company.vault.list("auth/token/roles")).filter((name) => name.endsWith("-bg"));
  const body = { explicit_max_ttl: "60s", meta: { key: "x" }, display_name: "dana" };
  const create = (role: string, change: object = {}, wrapTtl: string | undefined = "60s") =>
    operator.request("POST", `auth/token/create/${role}`, { ...body, ...change }, wrapTtl ? { wrapTtl } : {});

  expect((await create(bg)).status).toBe(200);
  expect((await create(bg, {}, "")).status).not.toBe(200);
  expect((await create(bg, { renewable: true })).status).toBe(403);
  expect((await create(bg.replace(/-bg$/, ""))).status).toBe(403);
  const long = await create(bg, { explicit_max_ttl: "7200s" });
  const opened = await company.vault.as(long.body.wrap_info.token, undefined).write("sys/wrapping/unwrap");
  expect(opened.auth.lease_duration).toBeLessThanOrEqual(1_800);
  const key = "orders-db-oncall.bg-x.emergency-0123456789ab";
  expect((await operator.request("GET", `leasehold/data/pickups/${key}/alice`)).status).toBe(403);
  expect((await operator.request("GET", `leasehold/data/grants/${key}`)).status).toBe(403);
  expect((await operator.request("LIST", "leasehold/metadata/grants")).status).toBe(403);
});

test("a role that changed since the last setup is refused as drift, until setup has run", async () => {
  const path = `policies/roles/${ROLE}.yaml`;
  const text = (await company.text(path)).replace("max: 30m", "max: 20m");
  await company.land({ author: "bob", files: { [path]: text } }, ["olivia"]);

  const drifted = await emergency({ for: "10m" });
  expect(drifted.code).toBe(1);
  expect(drifted.stderr).toContain("drift");
  await company.setup();
  expect(await emergency({ for: "10m" })).toMatchObject({ code: 0 });
});
