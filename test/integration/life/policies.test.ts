import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";

const MFA_ROLE = `description: Read the orders database, with a second factor
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 1h }
require: { mfa: true }
`;

let company: Company;
beforeAll(async () => {
  company = await Company.start({ "policies/roles/careful.yaml": MFA_ROLE });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

test("policies changed without their owners: nothing is issued, what is over ends, until an administrator has looked", async () => {
  const { over } = await company.grant({ over: grantText({ duration: "15s" }) });
  await company.apply();
  const { accessor, end } = await company.record(over);
  const teams = await company.text("policies/teams.yaml");
  const files = { "policies/teams.yaml": `${teams}# looks harmless\n` };
  const { sha, pull } = await company.land({ files, author: "carol" }, ["bob"]);
  const { waiting } = await company.grant({ waiting: grantText() });
  await until(async () => !(await lives(company.vault, accessor)), "the token lives on");

  for (const expected of [{ ended: "expired" }, {}]) {
    const run = await company.apply();
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/policy-unproven.*without its owners: one approval of platform missing/s);
    if (expected.ended) expect(await company.record(over)).toMatchObject({ state: "ended", ended_at: end });
  }
  expect(await company.record(waiting)).toBeUndefined();
  expect(await company.story(waiting)).toEqual([]);
  expect(await changesTold()).toEqual([
    { commit: sha, files: Object.keys(files), pull_request: pull, author: "carol", approvers: [] },
  ]);

  await company.setup();
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(waiting)).toMatchObject({ state: "live" });
});

test("nobody makes themselves an owner: the owners of a change are those before it", async () => {
  const settings = await company.text("policies/leasehold.yaml");
  const owners = settings.replace(
    "owners: { teams: [platform], count: 1 }",
    "owners: { users: [carol], count: 1 }",
  );
  await company.land({ files: { "policies/leasehold.yaml": owners } }, ["carol"]);
  const { hoped } = await company.grant({ hoped: grantText() });

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toContain("policy-unproven");
  expect(await company.record(hoped)).toBeUndefined();
  await company.land({ files: { "policies/leasehold.yaml": settings }, author: "peter" }, ["olivia"]);
  expect((await company.apply()).stderr).toContain("policy-unproven");
  await company.setup();
  expect((await company.apply()).code).toBe(0);
});

test("policies pushed straight to main, or squashed by their owners: the first stops issuing, the second does not", async () => {
  const teams = await company.text("policies/teams.yaml");
  const files = { "policies/teams.yaml": `${teams}# reviewed\n` };
  const reviewed = await company.land({ files, author: "peter" }, ["olivia"]);
  const { fine } = await company.grant({ fine: grantText() });
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(fine)).toMatchObject({ state: "live" });

  const pushed = await company.commit("olivia", "main", { "policies/teams.yaml": `${teams}# pushed\n` });
  const { stopped } = await company.grant({ stopped: grantText() });
  const run = await company.apply();
  expect(run.code).toBe(1);
  expect(run.stderr).toContain("was pushed straight to main by olivia");
  expect(await company.record(stopped)).toBeUndefined();
  expect(await company.record(fine)).toMatchObject({ state: "live" });
  // Each is told once, by apply or by enforce.
  await Promise.all([company.enforce(), company.apply()]);
  expect((await changesTold()).slice(-2)).toEqual([
    {
      commit: reviewed.sha,
      files: Object.keys(files),
      pull_request: reviewed.pull,
      author: "peter",
      approvers: ["olivia"],
    },
    { commit: pushed, files: Object.keys(files), approvers: [] },
  ]);
  await company.setup();
  expect((await company.apply()).code).toBe(0);
});

const changesTold = async () =>
  (await company.events("policies")).flatMap(({ type, data }) =>
    type === "leasehold.policy.changed" ? [data] : [],
  );

test("a role policy edited in Vault by hand is drift: later, not never", async () => {
  const { next } = await company.grant({ next: grantText() });
  const { token_role: version } = await company.record((await firstLive()) ?? next);
  const policy = (await company.vault.read(`sys/policies/acl/${version}`)).data.policy;
  const wider = JSON.parse(policy);
  wider.path["database/creds/*"] = { capabilities: ["read"] };
  await company.vault.write(`sys/policies/acl/${version}`, { policy: JSON.stringify(wider) });

  for (const _ of [1, 2]) {
    const run = await company.apply();
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("drift");
  }
  expect(await company.record(next)).toBeUndefined();
  await company.setup();
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(next)).toMatchObject({ state: "live" });
});

test("a role that changed between approval and merge was approved as something else", async () => {
  const role = await company.text("policies/roles/quick.yaml");
  const pull = await company.propose({ files: { "grants/quick/crossed.yaml": grantText() } });
  await company.approve("bob", pull.number);
  await company.merge(pull.number);
  await company.land(
    { files: { "policies/roles/quick.yaml": role.replace("max: 8h", "max: 7h") }, author: "peter" },
    ["olivia"],
  );
  await company.setup();

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/drift.*changed between the approval/s);
  // Changed back, it is again what its approvers saw.
  await company.land({ files: { "policies/roles/quick.yaml": role }, author: "peter" }, ["olivia"]);
  await company.setup();
  expect(await company.apply()).toMatchObject({ code: 0 });
});

test("without the second factor that a role asks for, its grants wait", async () => {
  const enforcement = "identity/mfa/login-enforcement/people";
  const { data } = await company.vault.read(enforcement);
  await company.vault.remove(enforcement);
  const { careful } = await company.grant({ careful: grantText({ role: "careful" }) }, ["bob"], "careful");

  const without = await company.apply();
  expect(without.code).toBe(1);
  expect(without.stderr).toContain("error[mfa]");
  expect(await company.record(careful)).toBeUndefined();

  await company.vault.write(enforcement, {
    mfa_method_ids: data.mfa_method_ids,
    auth_method_accessors: data.auth_method_accessors,
  });
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(careful)).toMatchObject({ state: "live" });
});

/** A grant of the quick role that is live: its record names the role's version. */
async function firstLive() {
  const keys = await company.vault.list("leasehold/metadata/grants");
  const records = await Promise.all(
    keys.map((key) => company.record(key as Parameters<Company["record"]>[0])),
  );
  return records.find((record) => record?.state === "live" && record.role === "quick")?.key;
}
