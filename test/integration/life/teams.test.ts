import { afterAll, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
  const { github } = company.acme;
  github.addTeam("acme", "payments", { members: ["alice", "dana"] });
  github.addTeam("acme", "sre", { members: ["dana"] });
  github.addOrg("acme", { olivia: "admin" });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** A token that may read teams, as an App's with members: read may. */
const reading = () => ({ env: { GITHUB_TOKEN: company.acme.github.tokenFor("olivia") } });

test("teams sync proposes who comes and who goes, and CODEOWNERS with it", async () => {
  const run = () => company.acme.leasehold("olivia", ["teams", "sync"]);
  const ran = await run();
  expect(ran.stdout).toContain("payments: +dana -carol\n");
  expect(ran.stderr).toContain("dba: GitHub shows no such team");
  expect(ran.code).toBe(0);

  const { data } = await company.acme.octokit("olivia").pulls.list(AT);
  const [pull] = data;
  expect(data).toHaveLength(1);
  const { data: files } = await company.acme
    .octokit("olivia")
    .pulls.listFiles({ ...AT, pull_number: pull?.number ?? 0 });
  const teams = files.find(({ filename }) => filename === "policies/teams.yaml");
  expect(teams?.patch).toContain("-payments: [alice, carol]\n+payments: [alice, dana]");
  // peter is on call for a week: that ends by itself.
  expect(teams?.patch).not.toMatch(/^[-+].*peter/m);
  expect((await run()).stdout).toContain(`pull request #${pull?.number}`);
});

test("with github.teams: github only who is in the organisation's team today is given anything", async () => {
  const settings = await company.text("policies/leasehold.yaml");
  const policies = settings.replace("teams: file", "teams: github");
  await company.land({ files: { "policies/leasehold.yaml": policies }, author: "olivia" }, ["peter"]);
  const { here, gone } = await company.grant({
    here: grantText({ user: "alice" }),
    gone: grantText({ user: "carol" }),
  });

  // GITHUB_TOKEN may not read teams: nothing is decided, and the next run tries again.
  const blind = await company.apply();
  expect(blind).toMatchObject({ code: 3 });
  expect(blind.stderr).toContain("GitHub shows no team payments");
  expect(await company.record(here)).toBeUndefined();

  const applied = await company.apply(reading());
  expect(applied).toMatchObject({ code: 1, stdout: expect.stringContaining("1 issued, 1 refused") });
  expect(await company.record(here)).toMatchObject({ state: "live" });
  expect(await company.record(gone)).toMatchObject({ state: "refused", user: "carol" });
  expect(applied.stderr).toContain("requester-eligible");
});
