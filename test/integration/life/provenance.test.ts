import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";

let company: Company;
beforeAll(async () => {
  const teams = {
    "policies/teams.yaml":
      "payments: [alice, carol, bob]\ndba: [bob]\nsecurity: [sam]\nplatform: [olivia, peter]\nsre: [dana]\n",
  };
  company = await Company.start(teams);
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

const file = (id: string) => `grants/quick/${id}.yaml`;
const asking = (id: string, change: Readonly<Record<string, string>> = {}) => ({
  [file(id)]: grantText(change),
});

/** How a grant came to main on a way that must not work; gives its commit. */
type Way = (id: string) => Promise<string>;

/** Each with the rule that refuses it, and what the person is told. */
const REFUSED: Readonly<Record<string, readonly [rule: string, said: RegExp, Way]>> = {
  "pushed-by-git": [
    "provenance",
    /was pushed straight to main by olivia: no pull request/,
    async (id) => {
      const dir = await company.acme.clone("olivia");
      const { writeFile, mkdir } = await import("node:fs/promises");
      await mkdir(`${dir}/grants/quick`, { recursive: true });
      await writeFile(`${dir}/${file(id)}`, grantText());
      await company.acme.git("olivia", "add", "--all");
      await company.acme.git("olivia", "commit", "--quiet", "--message", "Straight to main");
      const pushed = await company.acme.git("olivia", "push", "--quiet", "origin", "HEAD:main");
      expect(pushed.code).toBe(0);
      return company.tip();
    },
  ],
  unapproved: [
    "approvals",
    /one approval of bob missing/,
    async (id) => (await company.land({ files: asking(id) }, [])).sha,
  ],
  "by-a-stranger": [
    "approvals",
    /one approval of bob missing at the final head commit: sam is no approver here; erin is no approver here/,
    async (id) => (await company.land({ files: asking(id) }, ["sam", "erin"])).sha,
  ],
  "older-head": [
    "approvals",
    /missing at the final head commit: bob approved [0-9a-f]{7}, an older head/,
    async (id) => {
      const pull = await company.propose({ files: asking(id, { duration: "1m" }) });
      await company.approve("bob", pull.number);
      await company.commit("alice", pull.branch, asking(id, { duration: "8h" }));
      return company.merge(pull.number);
    },
  ],
  "own-commit": [
    "four-eyes",
    /the approval of bob does not count: bob wrote commit/,
    async (id) => {
      const pull = await company.propose({ files: asking(id, { duration: "1m" }) });
      await company.commit("bob", pull.branch, asking(id, { duration: "8h" }));
      await company.approve("bob", pull.number);
      return company.merge(pull.number);
    },
  ],
  "for-oneself": [
    "four-eyes",
    /bob gets the access/,
    async (id) => (await company.land({ files: asking(id, { user: "BOB" }) })).sha,
  ],
  dismissed: [
    "approvals",
    /missing at the final head commit: the review of bob was dismissed/,
    async (id) => {
      const pull = await company.propose({ files: asking(id) });
      await company.approve("bob", pull.number);
      const { pulls } = company.acme.octokit("olivia");
      const reviews = await pulls.listReviews({ ...AT, pull_number: pull.number });
      const review_id = reviews.data[0]?.id ?? 0;
      await pulls.dismissReview({ ...AT, pull_number: pull.number, review_id, message: "Not now" });
      return company.merge(pull.number);
    },
  ],
  "second-thoughts": [
    "approvals",
    /missing at the final head commit: bob asked for changes/,
    async (id) => {
      const pull = await company.propose({ files: asking(id) });
      await company.approve("bob", pull.number);
      const { pulls } = company.acme.octokit("bob");
      await pulls.createReview({
        ...AT,
        pull_number: pull.number,
        event: "REQUEST_CHANGES",
        body: "Too long",
      });
      return company.merge(pull.number);
    },
  ],
  mixed: [
    "mixed-change",
    /also touches "README.md"/,
    async (id) => (await company.land({ files: { ...asking(id), "README.md": "# Access\n" } })).sha,
  ],
  "other-branch": [
    "provenance",
    /was pushed straight to main/,
    async (id) => {
      const { git } = company.acme.octokit("olivia");
      await git.createRef({ ...AT, ref: "refs/heads/feature", sha: await company.tip() });
      await company.land({ files: asking(`${id}-before`), base: "feature" });
      const { sha } = await company.land({ files: asking(id), base: "feature" });
      await git.updateRef({ ...AT, ref: "heads/main", sha });
      return sha;
    },
  ],
  forced: [
    "provenance",
    /was force-pushed to main by olivia/,
    async (id) => {
      await company.commit("olivia", "rewritten", asking(id), "main");
      const { data } = await company.acme.octokit("olivia").git.getCommit({
        ...AT,
        commit_sha: await company.tip("rewritten"),
      });
      const main = await company.acme
        .octokit("olivia")
        .git.getCommit({ ...AT, commit_sha: await company.tip() });
      const { git } = company.acme.octokit("olivia");
      const made = await git.createCommit({
        ...AT,
        message: "History as it should have been",
        tree: data.tree.sha,
        parents: main.data.parents.map((parent) => parent.sha),
      });
      await git.updateRef({ ...AT, ref: "heads/main", sha: made.data.sha, force: true });
      return made.data.sha;
    },
  ],
};

test("what came to main without its approval is refused for good, each with its reason, and told once", async () => {
  const keys = new Map<string, GrantKey>();
  // Something of its own on main, which the force push may throw away.
  for (const [id, [, , way]] of Object.entries(REFUSED)) {
    if (id === "forced") await company.land({ files: { "grants/README.md": "Grants\n" } }, []);
    keys.set(id, keyOf("quick", id, await way(id)));
  }

  const run = await company.apply();
  const again = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stdout).toContain(`0 issued, ${keys.size + 1} refused`);
  for (const [id, [rule, said]] of Object.entries(REFUSED)) {
    const key = keys.get(id) ?? "";
    const record = await company.record(key as GrantKey);
    expect(record, id).toMatchObject({ state: "refused" });
    expect(record, id).not.toHaveProperty("accessor");
    const reasons: { rule: string; message: string }[] = record.findings;
    expect(
      reasons.map((one) => one.rule),
      id,
    ).toContain(rule);
    expect(reasons.map((one) => one.message).join("\n"), id).toMatch(said);
    expect(run.stderr, id).toMatch(said);
    expect(await company.story(key), id).toEqual(["refused"]);
    expect(await company.pickups(key as GrantKey), id).toEqual([]);
  }
  // Without a finding of its own any more: a refusal is the finding of the run that makes it.
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(again.stdout).toContain("0 issued, 0 refused");
});

test("an approval that comes after the merge changes nothing: asked again, it is issued", async () => {
  const pull = await company.propose({ files: asking("hasty") });
  const sha = await company.merge(pull.number);
  // GitHub tells both to the second: what comes in the second of the merge may have come before it.
  await pause(1_100);
  await company.approve("bob", pull.number);
  const hasty = keyOf("quick", "hasty", sha);

  expect((await company.apply()).code).toBe(1);
  expect(await company.record(hasty)).toMatchObject({ state: "refused" });
  const { proper } = await company.grant({ proper: grantText() });
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(proper)).toMatchObject({ state: "live", approvers: ["bob"], author: "alice" });
});

test("squashed, merged and rebased, with one commit or several: all are proved and issued", async () => {
  const made: GrantKey[] = [];
  for (const method of ["squash", "merge", "rebase"] as const) {
    const pull = await company.propose({ files: asking(`${method}-one`) });
    await company.commit("alice", pull.branch, asking(`${method}-two`));
    await company.commit("alice", pull.branch, asking(`${method}-three`));
    await company.approve("bob", pull.number);
    const sha = await company.merge(pull.number, method);
    const { data } = await company.acme
      .octokit("olivia")
      .repos.listCommits({ ...AT, sha: "main", per_page: 3 });
    const [three = "", two = "", one = ""] = data.map((commit) => commit.sha);
    const landed = method === "rebase" ? { one, two, three } : { one: sha, two: sha, three: sha };
    for (const [name, commit] of Object.entries(landed))
      made.push(keyOf("quick", `${method}-${name}`, commit));
  }

  const run = await company.apply();

  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toContain("9 issued");
  for (const key of made) {
    expect(await company.record(key), key).toMatchObject({
      state: "live",
      author: "alice",
      approvers: ["bob"],
    });
  }
});

test("a rebase merge cannot bring its own judges: the policies before all of it decide", async () => {
  const role = await company.text("policies/roles/quick.yaml");
  const pull = await company.propose({
    files: { "policies/roles/quick.yaml": role.replace("users: [bob]", "users: [carol]") },
  });
  await company.commit("alice", pull.branch, asking("smuggled"));
  await company.commit("alice", pull.branch, { "policies/roles/quick.yaml": role });
  await company.approve("carol", pull.number);
  await company.merge(pull.number, "rebase");
  const { data } = await company.acme
    .octokit("olivia")
    .repos.listCommits({ ...AT, sha: "main", per_page: 2 });
  const smuggled = keyOf("quick", "smuggled", data[1]?.sha ?? "");

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stderr).toContain("policy-unproven");
  expect(await company.record(smuggled)).toBeUndefined();
  // An administrator has looked and found main as it was: the request itself was never approved by bob.
  await company.setup();
  expect((await company.apply()).code).toBe(1);
  expect(await company.record(smuggled)).toMatchObject({ state: "refused" });
});
