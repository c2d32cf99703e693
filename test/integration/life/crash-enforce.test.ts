import { afterAll, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { auditLines } from "../../../sandbox/company/audit-branch.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import type { RawRecord } from "../../../sandbox/company/records.ts";
import { revokePulls } from "../../../sandbox/company/revoke-pulls.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { NOTHING_LEFT, REVOKE_BRANCHES, REVOKE_LABELS } from "../../../src/domain/revoke-group.ts";
import { forgetAll, liveGrant } from "./crash.ts";
import { Killing } from "./killing.ts";

let company: Company;
let killing: Killing;
beforeAll(async () => {
  company = await Company.start();
  killing = await Killing.start(company);
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await killing?.[Symbol.asyncDispose]();
  await company?.[Symbol.asyncDispose]();
});

const enforce = { identity: "enforce", args: ["enforce"] } as const;
const file = (id: string) => `grants/quick/${id}.yaml`;

test("killed after whichever call, enforce has ended the grant after the next run, told of it once and owed once", async () => {
  const { fragile: key } = await company.grant({ fragile: grantText() });
  await company.apply();
  const issued: RawRecord = await company.record(key);
  await company.land({ files: { [file("fragile")]: undefined } }, []);
  let live: Awaited<ReturnType<typeof liveGrant>>;
  let session: Awaited<ReturnType<Company["session"]>>;

  const killed = await killing.afterEachCall(
    enforce,
    async () => {
      await forgetAll(company, issued.token_role);
      live = await liveGrant(company, issued, true);
      session = await company.session(live.token);
    },
    async (when) => {
      expect(await company.enforce(), when).toMatchObject({
        code: 0,
        stderr: "",
      });
      expect(await lives(company.vault, live.accessor), when).toBe(false);
      expect(await session.works(), when).toBe(false);
      expect(await company.record(key), when).toMatchObject({ state: "ended", ended_by: "file-removed" });
      expect(await company.pickups(key), when).toEqual([]);
      expect(await company.owed(), when).toEqual([key]);
      const told = await auditLines(company.acme);
      const delivered = `grant.delivered ${key}`;
      expect(told.filter((event) => event !== delivered).sort(), when).toEqual([
        `grant.ended ${key}`,
        `grant.issued ${key}`,
      ]);
      expect(told.filter((event) => event === delivered).length, when).toBeLessThanOrEqual(1);
    },
  );
  for (const step of [
    /leases\/revoke/,
    /data\/grants/,
    /data\/rotations/,
    /receive-pack/,
    /metadata\/pickups/,
  ])
    expect(killed).toContainEqual(expect.stringMatching(step));
}, 240_000);

/** That one pull request deletes exactly these files, named and labelled for them, and that main is as it was. */
async function expectRevokePull(when: string, ids: readonly string[]): Promise<void> {
  const pulls = await revokePulls(company.acme);
  expect(pulls, when).toHaveLength(1);
  const [pull] = pulls;
  expect(pull?.deletes, when).toEqual(ids.map(file));
  const { data } = await company.acme.octokit("olivia").pulls.get({ ...AT, pull_number: pull?.number ?? 0 });
  for (const id of ids) expect(data.body, when).toContain(`quick.${id}`);
  expect(
    data.labels.map((label) => label.name),
    when,
  ).toEqual(REVOKE_LABELS);
  expect(data.title, when).toContain(ids.length === 1 ? `quick.${ids[0]}` : `${ids.length} ended grants`);
  expect(
    (data.requested_reviewers ?? []).map((one) => one.login),
    when,
  ).toEqual(["bob"]);
}

/** As if there had never been a revoke pull request. */
async function withoutRevokePulls(): Promise<void> {
  const { git, pulls } = company.acme.octokit("olivia");
  for (const { number } of await revokePulls(company.acme))
    await pulls.update({ ...AT, pull_number: number, state: "closed", title: NOTHING_LEFT });
  await git.deleteRef({ ...AT, ref: `heads/${REVOKE_BRANCHES}quick` }).catch(() => undefined);
}

test("killed after whichever call, the revoke pull request is opened, moved on and closed by the next run, and is ever one", async () => {
  const brief = { duration: "1s" };
  await company.grant({ first: grantText(brief) });
  await company.enforce();
  const opened = await killing.afterEachCall(enforce, withoutRevokePulls, async (when) => {
    expect(await company.enforce(), when).toMatchObject({ code: 0, stderr: "" });
    await expectRevokePull(when, ["first"]);
  });
  for (const step of [/git\/trees/, /git\/commits/, /git\/refs/, /\/pulls \(/, /labels/])
    expect(opened).toContainEqual(expect.stringMatching(step));

  const one = await revokePulls(company.acme);
  await company.grant({ second: grantText(brief) });
  const moved = await killing.afterEachCall(
    enforce,
    async () => {
      // As it was while only the first was over.
      const { git, pulls } = company.acme.octokit("olivia");
      const [pull] = one;
      await git.updateRef({
        ...AT,
        ref: `heads/${REVOKE_BRANCHES}quick`,
        sha: pull?.head ?? "",
        force: true,
      });
      await pulls.update({ ...AT, pull_number: pull?.number ?? 0, title: "As it was", body: "As it was" });
    },
    async (when) => {
      expect(await company.enforce(), when).toMatchObject({
        code: 0,
        stderr: "",
      });
      await expectRevokePull(when, ["first", "second"]);
    },
  );
  expect(moved).toContainEqual(expect.stringMatching(/PATCH .*\/pulls\//));

  await company.land({ files: { [file("first")]: undefined, [file("second")]: undefined } });
  const branch = `${REVOKE_BRANCHES}quick`;
  const closed = await killing.afterEachCall(
    enforce,
    async () => {
      await withoutRevokePulls();
      await company.propose({ files: { "note.md": "What it deleted is gone from main." }, branch });
    },
    async (when) => {
      expect(await company.enforce(), when).toMatchObject({ code: 0, stderr: "" });
      expect(await revokePulls(company.acme), when).toEqual([]);
      const left = await company.acme
        .octokit("olivia")
        .git.listMatchingRefs({ ...AT, ref: `heads/${branch}` });
      expect(left.data, when).toEqual([]);
    },
  );
  expect(closed).toContainEqual(expect.stringMatching(/DELETE .*\/git\/refs/));
}, 300_000);

/** Open issues that alert of this. */
async function alertsOf(subject: string) {
  const { issues } = company.acme.octokit("olivia");
  const { data } = await issues.listForRepo({ ...AT, labels: "leasehold-alert", state: "open" });
  return data.filter(({ title, body }) => `${title}${body}`.includes(subject));
}

async function commentsOf(issue_number: number): Promise<string[]> {
  const { data } = await company.acme.octokit("olivia").issues.listComments({ ...AT, issue_number });
  return data.map(({ body = "" }) => body);
}

/** Where the sink stands in the log: what it was told last, and a run's claim to tell it. */
async function sinkPlace() {
  const [name = ""] = (await company.vault.list("leasehold/metadata/alerts")).filter((one) =>
    one.startsWith("issue-"),
  );
  const { data, metadata } = (await company.vault.read(`leasehold/data/alerts/${name}`)).data;
  const moveTo = (place: object) =>
    company.vault.write(`leasehold/data/alerts/${name}`, {
      options: { cas: metadata.version },
      data: place,
    });
  return { place: data as { readonly claimed_until?: string }, moveTo };
}

/** The role's current token role. */
async function quickTokenRole(): Promise<string> {
  const { token_roles } = (await company.vault.read("leasehold/data/setup")).data.data;
  return token_roles.find((name: string) => name.startsWith("leasehold-role-quick-"));
}

/** A token that no record names: one more mismatch. The one before it ends, so that runs ask Vault for the same. */
async function stray(tokenRole: string): Promise<void> {
  await company.vault.write(`sys/leases/revoke-prefix/auth/token/create/${tokenRole}`, { sync: true });
  await company.vault.write(`auth/token/create/${tokenRole}`, { explicit_max_ttl: "3000s" });
}

test("killed after whichever call, audit tells each mismatch once", async () => {
  const tokenRole = await quickTokenRole();
  let strays = 0;
  const audited = await killing.afterEachCall(
    { identity: "audit", args: ["audit"] },
    async () => {
      await stray(tokenRole);
      strays += 1;
    },
    async (when) => {
      expect((await company.job("audit", ["audit"])).code, when).toBe(1);
      await auditLines(company.acme);
      const told = (await company.events()).filter(({ subject }) => subject === tokenRole);
      expect(told, when).toHaveLength(strays);
      expect(new Set(told.map(({ id }) => id)).size, when).toBe(strays);
    },
  );
  expect(audited).toContainEqual(expect.stringMatching(/receive-pack/));
}, 240_000);

test("killed after whichever call, enforce alerts of what audit found by one issue", async () => {
  const tokenRole = await quickTokenRole();
  const mismatch = async () => {
    await stray(tokenRole);
    await company.job("audit", ["audit"]);
  };
  await mismatch();
  await company.enforce();
  const { place: before } = await sinkPlace();
  for (let n = 0; n < 3; n += 1) await mismatch();
  const found = (await company.events()).filter(({ subject }) => subject === tokenRole);
  const [first = "", ...others] = found.slice(-3).map(({ id }) => id);
  expect(others).toHaveLength(2);

  const alerted = await killing.afterEachCall(
    enforce,
    async () => {
      // As if nobody had been alerted of these yet.
      await (await sinkPlace()).moveTo(before);
      const { issues } = company.acme.octokit("olivia");
      for (const { number } of await alertsOf(tokenRole))
        await issues.update({ ...AT, issue_number: number, state: "closed" });
    },
    async (when) => {
      const { place, moveTo } = await sinkPlace();
      // A run that died while it told holds its claim for three minutes: as if these were over.
      if (place.claimed_until) await moveTo({ ...place, claimed_until: "2026-01-01T00:00:00Z" });
      expect(await company.enforce(), when).toMatchObject({ code: 0, stderr: "" });
      const issues = await alertsOf(tokenRole);
      expect(issues, when).toHaveLength(1);
      const comments = await commentsOf(issues[0]?.number ?? 0);
      const telling = (id: string) => comments.filter((body) => body.includes(id)).length;
      expect(others.map(telling), when).toEqual(others.map(() => 1));
      // Where the run died that had just opened the issue for it, the next one tells of it again.
      expect(telling(first), when).toBeLessThanOrEqual(1);
      expect((await sinkPlace()).place, when).toEqual({ after: expect.anything() });
    },
  );
  for (const step of [/data\/alerts\/issue/, /POST .*\/issues \(/, /POST .*\/comments \(/])
    expect(alerted).toContainEqual(expect.stringMatching(step));
}, 240_000);
