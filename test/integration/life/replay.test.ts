import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { revokePulls } from "../../../sandbox/company/revoke-pulls.ts";
import { lives, tokensOf } from "../../../sandbox/company/tokens.ts";
import { REVOKE_BRANCHES } from "../../../src/domain/revoke-group.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

test("a grant whose record was deleted is never issued again: the log remembers it", async () => {
  const { gone } = await company.grant({ gone: grantText() });
  await company.apply();
  const { accessor } = await company.record(gone);
  await company.vault.write("auth/token/revoke-accessor", { accessor });
  await company.vault.remove(`leasehold/metadata/pickups/${gone}/alice`);
  await company.vault.remove(`leasehold/metadata/grants/${gone}`);

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toContain("error[token-missing]");
  expect(await tokensOf(company.vault, gone)).toEqual([]);
  expect(await company.pickups(gone)).toEqual([]);
  await company.land({ files: { "grants/quick/gone.yaml": undefined } }, []);
});

test("a refused grant stays refused when its record is deleted and its approval comes after all", async () => {
  const pull = await company.propose({ files: { "grants/quick/late.yaml": grantText() } });
  await company.merge(pull.number);
  const first = await company.apply();
  expect(first.code).toBe(1);
  const [late = ""] = /quick\.late\.[0-9a-f]{12}/.exec(first.stdout) ?? [];
  await company.approve("bob", pull.number);
  await company.vault.remove(`leasehold/metadata/grants/${late}`);

  expect((await company.apply()).stderr).toContain("token-missing");
  expect(await company.story(late)).toEqual(["refused"]);
  await company.land({ files: { "grants/quick/late.yaml": undefined } }, []);
});

test("a run with an old checkout fetches main first: it recalls nothing that came since, and issues what did", async () => {
  const old = await company.clone("old");
  const shallow = await company.clone("shallow", "--depth", "1");
  const { newer } = await company.grant({ newer: grantText() });
  expect((await company.apply({ dir: old })).stdout).toContain("1 issued");

  const { newest } = await company.grant({ newest: grantText() });
  await company.apply();
  for (const dir of [old, shallow]) {
    for (const run of [await company.apply({ dir }), await company.enforce({ dir })]) {
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toContain("0 ended, 2 unchanged");
    }
  }
  expect(await company.record(newer)).toMatchObject({ state: "live" });
  expect(await company.record(newest)).toMatchObject({ state: "live" });
});

test("a workflow run of the past that is run again, from its old checkout, issues nothing that has ended since", async () => {
  const { past } = await company.grant({ past: grantText() });
  const sha = await company.tip();
  const dir = await company.clone("past");
  const then = { GITHUB_SHA: sha, GITHUB_REF: "refs/heads/main", GITHUB_EVENT_NAME: "push" };
  expect((await company.apply({ dir, env: then })).stdout).toContain("1 issued");
  await company.land({ files: { "grants/quick/past.yaml": undefined } }, []);
  await company.enforce();
  // A day later the record has gone as well.
  await company.vault.remove(`leasehold/metadata/grants/${past}`);

  // actions/checkout takes the commit of then.
  await promisify(execFile)("git", ["-C", dir, "reset", "--quiet", "--hard", sha]);
  const again = await company.apply({ dir, env: { ...then, GITHUB_RUN_ATTEMPT: "2" } });

  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(past)).toBeUndefined();
  expect(await tokensOf(company.vault, past)).toEqual([]);
  expect(await company.pickups(past)).toEqual([]);
  expect((await company.story(past)).filter((type) => type === "issued")).toHaveLength(1);
});

test("with origin out of reach an old checkout recalls nothing, and says what it could not do", async () => {
  const old = await company.clone("cut-off");
  const { fresh } = await company.grant({ fresh: grantText() });
  await company.apply();
  const off = company.acme.github.faults.add({
    match: { operation: "git/upload-pack" },
    kind: "status",
    status: 503,
    times: 1_000,
  });

  const run = await company.enforce({ dir: old });
  off();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain("still owed: fetch main");
  expect(run.stdout).toContain("0 ended");
  expect(await company.record(fresh)).toMatchObject({ state: "live" });
});

test("a record that nobody can read holds up no other", async () => {
  const { broken, whole } = await company.grant({ broken: grantText(), whole: grantText() });
  await company.apply();
  const { accessor } = await company.record(whole);
  const version = (await company.vault.read(`leasehold/data/grants/${broken}`)).data.metadata.version;
  await company.vault.write(`leasehold/data/grants/${broken}`, {
    options: { cas: version },
    data: { note: "somebody wrote here by hand" },
  });
  await company.land({
    files: { "grants/quick/broken.yaml": undefined, "grants/quick/whole.yaml": undefined },
  });

  const run = await company.enforce();

  expect(run.code).toBe(3);
  expect(run.stderr).toContain(broken);
  expect(await lives(company.vault, accessor)).toBe(false);
  expect(await company.record(whole)).toMatchObject({ state: "ended", ended_by: "file-removed" });
  await company.vault.remove(`leasehold/metadata/grants/${broken}`);
});

test("a revoke pull request follows what ends, is put right when somebody changes it, and closed when nothing is left", async () => {
  const { one, two } = await company.grant({
    one: grantText({ duration: "1s" }),
    two: grantText({ duration: "1s" }),
  });
  // Their time passes before any run could issue them: approved but unused lapses.
  await pause(1_500);
  await company.enforce();
  const [pull] = await revokePulls(company.acme);
  expect(pull?.deletes).toEqual(["grants/quick/one.yaml", "grants/quick/two.yaml"]);
  expect([await company.record(one), await company.record(two)]).toEqual([undefined, undefined]);

  await company.commit("carol", `${REVOKE_BRANCHES}quick`, { "README.md": "# Something else\n" });
  await company.enforce();
  const [again] = await revokePulls(company.acme);
  expect(again).toMatchObject({ number: pull?.number, deletes: pull?.deletes });
  const { data } = await company.acme
    .octokit("olivia")
    .pulls.listFiles({ ...AT, pull_number: pull?.number ?? 0 });
  expect(data).toHaveLength(2);

  await company.land({
    files: { "grants/quick/one.yaml": undefined, "grants/quick/two.yaml": undefined },
  });
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect(await revokePulls(company.acme)).toEqual([]);
});
