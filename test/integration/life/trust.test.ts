/** Ways to more access than was approved that were open once: recalls that are forgotten, policies and history bent. */

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { gateBeforeDatabase } from "../../../sandbox/company/database-gate.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { tokenLeases, tokensOf } from "../../../sandbox/company/tokens.ts";
import type { Gate } from "../../../sandbox/gate.ts";
import { until } from "../../../sandbox/until.ts";
import { event } from "../../../src/domain/audit/events.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import { instant } from "../../../src/domain/units.ts";
import { grownOld } from "./crash.ts";

let company: Company;
let gate: Gate;
beforeAll(async () => {
  company = await Company.start({}, async (acme) => {
    gate = await gateBeforeDatabase(acme);
  });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await gate?.close();
  await company?.[Symbol.asyncDispose]();
});

afterEach(() => gate.set("open"));

const file = (id: string) => `grants/quick/${id}.yaml`;
const by = (actor: string, again = actor) => ({
  env: { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: again },
});

test("a recall that the database holds up is neither forgotten nor undone: it ends when the database is back", async () => {
  const { held } = await company.grant({ held: grantText() });
  await company.apply();
  await company.session(await company.open(held));
  gate.set("refuse");

  const recalled = await company.action("recall", held);

  expect(recalled.exit).toBe(3);
  expect(await company.record(held)).toMatchObject({ state: "live", ending: { why: "recalled" } });
  expect(await company.pickups(held)).toEqual([]);
  expect(await tokensOf(company.vault, held)).toEqual([]);
  await grownOld(company, held);
  await expect(company.action("reissue", held, by("alice"))).rejects.toThrow(/was recalled/);
  const run = await company.apply();
  expect(run.code).toBe(3);
  expect(run.stdout).toContain("0 unchanged");
  expect(run.stderr).toContain("lease-irrevocable");
  expect(await tokensOf(company.vault, held)).toEqual([]);

  gate.set("open");
  expect((await company.enforce()).code).toBe(0);
  expect(await company.record(held)).toMatchObject({ state: "ended", ended_by: "recalled" });
  expect(await company.story(held)).toEqual(["issued", "delivered", "ended"]);
});

test("what a person recalls at once while the database is down goes on to its end too", async () => {
  const { urgent } = await company.grant({ urgent: grantText() });
  await company.apply();
  await company.session(await company.open(urgent));
  const sam = await company.acme.person("sam").logIn();
  gate.set("refuse");

  const revoked = await company.acme.leasehold("sam", ["revoke", urgent, "--now"], {
    VAULT_TOKEN: sam.token ?? "",
  });

  expect(revoked.code).toBe(3);
  expect(await company.record(urgent)).toMatchObject({ state: "live", ending: { why: "recalled" } });
  expect(await company.pickups(urgent)).toEqual([]);
  gate.set("open");
  await company.enforce();
  expect(await company.record(urgent)).toMatchObject({ state: "ended", ended_by: "recalled" });
  expect(await tokensOf(company.vault, urgent)).toEqual([]);
});

test("a token that an administrator ended inside Vault is never replaced: its grant is closed, and told", async () => {
  const { inside } = await company.grant({ inside: grantText() });
  await company.apply();
  const { token_role } = await company.record(inside);
  await company.vault.write(`sys/leases/revoke-prefix/auth/token/create/${token_role}`, {});

  await expect(company.action("reissue", inside, by("alice"))).rejects.toThrow(/ended before its time/);
  await company.vault.remove(`leasehold/metadata/pickups/${inside}/alice`);
  await grownOld(company, inside);
  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/token-missing.*ended before its time/s);
  expect(await company.record(inside)).toMatchObject({ state: "ended", ended_by: "out-of-band" });
  await company.apply();
  expect(await tokensOf(company.vault, inside)).toEqual([]);
  expect(await company.pickups(inside)).toEqual([]);
});

test("a delivered grant whose token somebody ended inside Vault is closed as that, told, and owed; the others go on", async () => {
  const { cut, spared, hidden } = await company.grant({
    cut: grantText(),
    spared: grantText(),
    hidden: grantText(),
  });
  await company.apply();
  for (const key of [cut, spared, hidden]) await company.open(key);
  const endInside = async (key: GrantKey) => {
    const { accessor } = await company.record(key);
    await company.vault.write("auth/token/revoke-accessor", { accessor });
  };
  await endInside(cut);
  // The token of a second by which apply learnt the time hides one too, as long as it lives.
  const { token_role } = await company.record(cut);
  await until(
    async () =>
      (await tokenLeases(company.vault, token_role)).length <
      (await company.vault.list("leasehold/metadata/pickups")).length,
    "more leases than pick-ups",
  );

  const run = await company.enforce();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(new RegExp(`token-missing.*${cut} ended before its time`));
  expect(run.stdout).toContain("1 ended");
  expect(await company.record(cut)).toMatchObject({ state: "ended", ended_by: "out-of-band", settled: true });
  expect(await company.pickups(cut)).toEqual([]);
  expect(await company.owed()).toContain(cut);
  expect(await company.story(cut)).toEqual(["issued", "delivered", "ended"]);
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });

  // A pick-up that is not opened yet has a lease more: only the audit, which looks at each token, sees that one is gone.
  const { unopened } = await company.grant({ unopened: grantText() });
  await company.apply();
  await endInside(hidden);
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect((await company.job("audit", ["audit"])).stdout).toMatch(new RegExp(`token-missing.*${hidden}`));
  expect((await company.enforce()).code).toBe(1);
  expect(await company.record(hidden)).toMatchObject({ state: "ended", ended_by: "out-of-band" });
  for (const key of [spared, unopened]) expect(await company.record(key)).toMatchObject({ state: "live" });
});

test("a reissue that somebody else runs again is nobody's", async () => {
  const { rerun } = await company.grant({ rerun: grantText() });
  await company.apply();
  const before = await company.record(rerun);

  await expect(company.action("reissue", rerun, by("alice", "carol"))).rejects.toThrow(/carol ran again/);
  await expect(company.action("reissue", rerun, by("carol", "alice"))).rejects.toThrow(/alice ran again/);
  await expect(company.action("reissue", rerun, { env: { GITHUB_ACTOR: "alice" } })).rejects.toThrow();

  expect(await company.record(rerun)).toEqual(before);
});

test("an end that somebody wrote into the log by hand stops no rotation", async () => {
  const { forged } = await company.grant({ forged: grantText() });
  await company.apply();
  await using world = await company.world("enforce");
  const log = await world.auditLog();
  await log.append([event("leasehold.grant.ended", forged, instant(Math.floor(Date.now() / 1_000)), {})]);

  await company.land({ files: { [file("forged")]: undefined } }, []);
  await company.apply();

  expect(await company.record(forged)).toMatchObject({ state: "ended", settled: true });
  expect(await company.owed()).toContain(forged);
  expect(await company.pickups(forged)).toEqual([]);
});

test("a record that nobody can read stops no other grant from being issued", async () => {
  const { spoilt } = await company.grant({ spoilt: grantText() });
  await company.apply();
  const { metadata, data } = (await company.vault.read(`leasehold/data/grants/${spoilt}`)).data;
  const write = (version: number, value: unknown) =>
    company.vault.write(`leasehold/data/grants/${spoilt}`, { options: { cas: version }, data: value });
  await write(metadata.version, { note: "somebody wrote here by hand" });
  await company.vault.remove(`leasehold/metadata/pickups/${spoilt}/alice`);
  const { beside } = await company.grant({ beside: grantText() });

  const run = await company.apply();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain(spoilt);
  expect(await company.record(beside)).toMatchObject({ state: "live" });
  await write(metadata.version + 1, data);
});

test("an approval of a pull request into another branch does not count when it is turned to main", async () => {
  const { git, pulls } = company.acme.octokit("alice");
  await git.createRef({ ...AT, ref: "refs/heads/elsewhere", sha: await company.tip() });
  const turned = async (id: string, again: boolean) => {
    const pull = await company.propose({ files: { [file(id)]: grantText() }, base: "elsewhere" });
    await company.approve("bob", pull.number);
    await pulls.update({ ...AT, pull_number: pull.number, base: "main" });
    // GitHub tells both to the second: an approval in the second of the turn may have come before it.
    await pause(1_100);
    if (again) await company.approve("bob", pull.number);
    return keyOf("quick", id, await company.merge(pull.number));
  };
  const once = await turned("turned-once", false);
  const twice = await turned("turned-twice", true);

  await company.apply();

  const refused = await company.record(once);
  expect(refused).toMatchObject({ state: "refused" });
  expect(refused.findings.map((finding: { rule: string }) => finding.rule)).toEqual(["approvals"]);
  expect(await company.record(twice)).toMatchObject({ state: "live", approvers: ["bob"] });
});

test("policies that nobody approved judge nothing, though an administrator has since put them right", async () => {
  const role = await company.text("policies/roles/quick.yaml");
  await company.commit("carol", "main", {
    "policies/roles/quick.yaml": role.replace("users: [bob]", "users: [sam]"),
  });
  const { smuggled } = await company.grant({ smuggled: grantText() }, ["sam"]);
  expect((await company.apply()).stderr).toContain("policy-unproven");
  await company.commit("carol", "main", { "policies/roles/quick.yaml": role });
  await company.setup();

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/approvals.*bob/s);
  expect(await company.record(smuggled)).toMatchObject({ state: "refused" });
  expect(await tokensOf(company.vault, smuggled)).toEqual([]);
});

test("a merge that makes a side branch main's first parent proves no policies, and brings no recalled grant back", async () => {
  const before = await company.tip();
  const { gone } = await company.grant({ gone: grantText() });
  await company.apply();
  await company.action("recall", gone);
  expect(await company.record(gone)).toMatchObject({ state: "ended" });
  const teams = await company.text("policies/teams.yaml");
  await company.land({ files: { "policies/teams.yaml": `${teams}# reviewed\n` }, author: "peter" }, [
    "olivia",
  ]);
  await company.setup();
  const { git } = company.acme.octokit("olivia");
  const treeOf = async (sha: string) => (await git.getCommit({ ...AT, commit_sha: sha })).data.tree.sha;
  // The side branch leaves main before the grant: with it as the first parent, the merge is what brings the grant.
  const main = await company.tip();
  const beside = { message: "Beside", tree: await treeOf(before), parents: [before] };
  const side = await git.createCommit({ ...AT, ...beside });
  const merge = { message: "The other way round", tree: await treeOf(main), parents: [side.data.sha, main] };
  const foxtrot = await git.createCommit({ ...AT, ...merge });
  await git.updateRef({ ...AT, ref: "heads/main", sha: foxtrot.data.sha });
  const again = keyOf("quick", "gone", foxtrot.data.sha);

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/policy-unproven.*is not in main's history/s);
  expect(await company.record(again)).toBeUndefined();

  // Also when an administrator takes the new history for main's.
  await company.setup();
  await company.apply();
  expect(await company.record(again)).toMatchObject({ state: "refused" });
  expect(await tokensOf(company.vault, again)).toEqual([]);
  expect(await tokensOf(company.vault, gone)).toEqual([]);
});
