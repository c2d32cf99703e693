/** An administrator's first hour and a person's first request, on the sandbox: from nothing to a row of the database. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Acme, AT, startAcme } from "../../../sandbox/acme.ts";
import type { Run } from "../../../sandbox/runner/runner.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

describe("a repository that init made", () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await startAcme({ runner: "in-process", empty: true });
  });
  afterAll(async () => {
    await acme?.[Symbol.asyncDispose]();
  });

  const run = promisify(execFile);
  const comments = async (issue: number) =>
    (await acme.octokit("bob").issues.listComments({ ...AT, issue_number: issue })).data.map(
      (one) => one.body,
    );
  /** What runs because of something that is done, to its end. */
  const runsOf = async (work: () => Promise<unknown>): Promise<readonly Run[]> => {
    const before = acme.runner?.runs.length ?? 0;
    await work();
    await acme.runner?.idle();
    return acme.runner?.runs.slice(before) ?? [];
  };
  const ask = (login: string, answers: Record<string, string>) =>
    acme.github.submitForm(acme.slug, "access.yml", login, "refund", answers);

  it("is pushed as it is, and setup writes its side of Vault", async () => {
    const env = await acme.shell("olivia");
    const dir = path.join(acme.folder, "new");
    const words = [
      "--owners=olivia,peter",
      "--approvers=bob,sam",
      "--requesters=alice,bob",
      `--vault=${acme.bao.address}`,
      `--issuer=${acme.oidc.issuer}`,
      `--action=acme/leasehold@${COMMIT}`,
    ];
    await run(process.execPath, [acme.cli, "init", dir, ...words], { env });
    const remote = acme.github.gitUrl("acme", "access", acme.github.tokenFor("olivia"));
    await run("git", ["push", "--quiet", remote, "main"], { cwd: dir, env });
    await acme.runner?.idle();

    const setup = await acme.leasehold("olivia", ["setup"], { VAULT_TOKEN: acme.bao.rootToken });
    expect(setup).toMatchObject({ code: 0 });
    const doctor = await acme.leasehold("olivia", ["setup", "--plan"], { VAULT_TOKEN: acme.bao.rootToken });
    expect(doctor).toMatchObject({ code: 0 });
  });

  it("makes a pull request of an issue by its form: for its author, who counts as its author", async () => {
    let issue = 0;
    const runs = await runsOf(async () => {
      issue = await ask("bob", {
        role: "orders-db-read: Read the orders database (at most 8h)",
        duration: "2h",
        reason: "Refund 8812 is stuck; need to read its rows\n\n### Role\n\norders-db-admin",
      });
    });
    expect(runs.flatMap((one) => one.jobs).map(({ name, conclusion }) => `${name} ${conclusion}`)).toEqual([
      "request success",
    ]);
    const [pull] = (await acme.octokit("bob").pulls.list(AT)).data;
    expect(pull).toMatchObject({ user: { login: "github-actions[bot]" } });
    expect(pull?.title).toMatch(/^orders-db-read for bob for 2h: Refund 8812 is stuck/);
    expect(pull?.body).toContain(`Closes #${issue}`);
    expect(await comments(issue)).toEqual([expect.stringContaining(`pull request #${pull?.number}`)]);

    // bob is one of the role's approvers, and may not approve what he asked for, though a bot opened it.
    for (const event of acme.runner?.waiting ?? []) await acme.runner?.approve(event);
    await acme.octokit("bob").pulls.createReview({ ...AT, pull_number: pull?.number ?? 0, event: "APPROVE" });
    await acme.runner?.idle();
    const { data: status } = await acme.octokit("bob").repos.getCombinedStatusForRef({
      ...AT,
      ref: pull?.head.sha ?? "",
    });
    expect(status.statuses[0]).toMatchObject({ context: "leasehold/approvals", state: "pending" });
    const { data: commits } = await acme
      .octokit("bob")
      .pulls.listCommits({ ...AT, pull_number: pull?.number ?? 0 });
    expect(commits.map(({ commit }) => commit.message)).toEqual([
      expect.stringMatching(/\n\nCo-authored-by: bob <\d+\+bob@users\.noreply\.github\.com>$/),
    ]);
  });

  it("answers what would be refused on the issue, with what would pass, and closes it", async () => {
    let issue = 0;
    const runs = await runsOf(async () => {
      issue = await ask("alice", {
        role: "orders-db-read: Read the orders database (at most 8h)",
        duration: "3d",
        reason: `$(touch /tmp/owned) "; touch /tmp/owned; $\{{ github.token }} @acme/everybody`,
      });
    });
    expect(runs.flatMap((one) => one.jobs).map(({ conclusion }) => conclusion)).toEqual(["failure"]);
    const [reply] = await comments(issue);
    expect(reply).toContain("is over the 8h");
    expect(reply).toContain("What would pass: **orders-db-read** for 8h");
    expect(reply).not.toContain("@acme/everybody");
    const { data } = await acme.octokit("alice").issues.get({ ...AT, issue_number: issue });
    expect(data).toMatchObject({ state: "closed", state_reason: "not_planned" });
  });

  it("gives the first grant: asked for, approved, merged, used", async () => {
    await runsOf(() =>
      ask("alice", {
        role: "orders-db-read: Read the orders database (at most 8h)",
        duration: "1h",
        reason: "Refund 8813 is stuck; need to read its rows",
      }),
    );
    const pull = (await acme.octokit("bob").pulls.list(AT)).data.find(({ title }) => title.includes("alice"));
    const at = { ...AT, pull_number: pull?.number ?? 0 };
    const runs = await runsOf(async () => {
      await acme.octokit("bob").pulls.createReview({ ...at, event: "APPROVE" });
      await acme.octokit("bob").pulls.merge({ ...at, merge_method: "squash" });
    });
    const apply = runs.flatMap((one) => one.jobs).find(({ name }) => name === "apply / apply");
    expect(apply).toMatchObject({ conclusion: "success" });
    expect(JSON.parse(apply?.outputs.issued ?? "[]")).toHaveLength(1);

    const token = (await acme.person("alice").logIn()).token;
    const used = await acme.leasehold(
      "alice",
      ["use", "orders-db-read", "--", "sh", "-c", "echo $PGDATABASE as $PGUSER"],
      { VAULT_TOKEN: token ?? "" },
    );
    expect(used).toMatchObject({ code: 0, stdout: expect.stringMatching(/^orders as lh-/) });
    const status = await acme.leasehold("olivia", ["status", "--format", "json"]);
    expect(JSON.parse(status.stdout).grants).toMatchObject([{ user: "alice", state: "live" }]);
    acme.github.assertContract();
  });
});
