import { describe, expect, it } from "vitest";
import { CHECKOUT, jobOf, runOf, type Toy, toy } from "./toy-repository.ts";

const step = (inputs: string) => `${CHECKOUT}
      - uses: ./
        with: ${inputs}`;

const check = `
name: check
on: { pull_request: , pull_request_review: { types: [submitted] } }
permissions: {}
jobs:
  check:
    runs-on: ubuntu-latest
    permissions: { contents: read, issues: write }
    steps:${step("{ command: check }")}
`;

const apply = `
name: apply
on:
  push: { branches: [main] }
  workflow_dispatch:
    inputs: { command: { type: choice, options: [apply, recall], default: apply }, key: { type: string, default: "" } }
permissions: {}
jobs:
  apply:
    if: \${{ inputs.command != 'recall' }}
    uses: ./.github/workflows/leasehold-apply.yml
    with: { command: "\${{ inputs.command || 'apply' }}", key: "\${{ inputs.key }}" }
    permissions: { contents: read, id-token: write }
  recall:
    if: \${{ inputs.command == 'recall' }}
    uses: ./.github/workflows/leasehold-enforce.yml
    permissions: { contents: read, id-token: write }
`;

const reusable = (identity: string, command: string, permissions = "{ contents: read, id-token: write }") => `
name: leasehold-${identity}
on:
  workflow_call:
    inputs: { command: { type: string, default: ${command} }, key: { type: string, default: "" } }
permissions: {}
concurrency: { group: leasehold-${identity}, cancel-in-progress: false }
jobs:
  ${identity}:
    runs-on: ubuntu-latest
    environment: leasehold-${identity}
    permissions: ${permissions}
    steps:${step(`{ command: '\${{ inputs.command }}', key: '\${{ inputs.key }}', vault-addr: '\${{ vars.VAULT_ADDR }}' }`)}
`;

const schedule = `
name: schedule
on: { schedule: [{ cron: "23 * * * *" }] }
permissions: {}
jobs:
  apply:
    needs: enforce
    if: \${{ !cancelled() }}
    uses: ./.github/workflows/leasehold-apply.yml
    permissions: { contents: read, id-token: write }
  enforce:
    uses: ./.github/workflows/leasehold-enforce.yml
    with: { key: fail }
    permissions: { contents: read, id-token: write }
  never:
    needs: enforce
    uses: ./.github/workflows/leasehold-apply.yml
    permissions: { contents: read, id-token: write }
`;

const workflows = {
  "check.yml": check,
  "apply.yml": apply,
  "schedule.yml": schedule,
  "leasehold-apply.yml": reusable("apply", "apply"),
  "leasehold-enforce.yml": reusable("enforce", "enforce"),
};

async function openPull({ api, commit }: Toy): Promise<{ head: string }> {
  const head = await commit("wish", "A wish");
  await api("POST", "/pulls", { title: "A wish", head: "wish", base: "main" });
  return { head };
}

describe.each(["in-process", "act"] as const)("the runner, %s", (mode) => {
  it("runs the check of a pull request on its test merge, without an OIDC token", async () => {
    await using world = await toy(mode, workflows);
    await openPull(world);
    await world.runner.idle();

    const run = runOf(world, "check.yml");
    expect(run.conclusion).toBe("success");
    const { outputs, annotations, summary, log } = jobOf(run, "check");
    const merge = await world.github.repo("acme/access").git.ref("refs/pull/1/merge");
    expect(outputs).toMatchObject({
      command: "check",
      event: "pull_request opened",
      ref: "refs/pull/1/merge",
      sha: merge,
      files: "action.yml later.txt",
      comment: "201",
    });
    expect(outputs.claims).toBeUndefined();
    expect(annotations).toEqual([
      { level: "error", file: "grants/a.yaml", line: 3, title: "Too long", message: "first\nsecond" },
    ]);
    expect(summary).toBe("# check\n");
    expect(log).toContain("said: ***");
    expect(log).toContain("on standard error");
    expect(log).not.toContain("planted");
  });

  it("gives the job of a reusable workflow the claims and the permissions of that very job", async () => {
    await using world = await toy(mode, workflows);
    await openPull(world);
    await world.api("PUT", "/pulls/1/merge", { merge_method: "squash" });
    await world.runner.idle();

    const { outputs } = jobOf(runOf(world, "apply.yml"), "apply / apply");
    expect(outputs).toMatchObject({ command: "apply", ref: "refs/heads/main", vault: "http://vault" });
    // `contents: read` and nothing else: no comment.
    expect(outputs.comment).toBe("403");
    expect(JSON.parse(outputs.claims ?? "{}")).toMatchObject({
      aud: "leasehold",
      sub: "repo:acme/access:environment:leasehold-apply",
      repository_id: String(world.github.repo("acme/access").id),
      ref: "refs/heads/main",
      sha: outputs.sha,
      event_name: "push",
      actor: "alice",
      environment: "leasehold-apply",
      workflow_ref: "acme/access/.github/workflows/apply.yml@refs/heads/main",
      job_workflow_ref: "acme/access/.github/workflows/leasehold-apply.yml@refs/heads/main",
    });
  });

  it("starts by hand the job that the inputs ask for", async () => {
    await using world = await toy(mode, workflows);
    const inputs = { command: "recall", key: "a.b.c" };
    await world.api("POST", "/actions/workflows/apply.yml/dispatches", { ref: "main", inputs });
    await world.runner.idle();

    const run = runOf(world, "apply.yml");
    expect(run.jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`).sort()).toEqual([
      "apply: skipped",
      "recall / enforce: success",
    ]);
    expect(JSON.parse(jobOf(run, "recall / enforce").outputs.claims ?? "{}")).toMatchObject({
      environment: "leasehold-enforce",
      event_name: "workflow_dispatch",
    });
  });

  it("runs what needs a failed job only where its condition says so", async () => {
    await using world = await toy(mode, workflows);
    await world.github.tick();
    await world.runner.idle();

    const run = runOf(world, "schedule.yml");
    expect(run.conclusion).toBe("failure");
    expect(run.jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
      "enforce / enforce: failure",
      "never: skipped",
      "apply / apply: success",
    ]);
    expect(JSON.parse(jobOf(run, "apply / apply").outputs.claims ?? "{}").environment).toBe(
      "leasehold-apply",
    );
  });
});

describe("the runner", () => {
  it("shows each job as a check of the pull request's head, pending while it runs", async () => {
    await using world = await toy("in-process", workflows);
    const { head } = await openPull(world);
    await world.runner.idle();

    const { check_runs } = (await world.api("GET", `/commits/${head}/check-runs`)) as {
      check_runs: { name: string; id: number; conclusion: string; app: { slug: string } }[];
    };
    expect(check_runs).toMatchObject([
      { name: "check", conclusion: "success", app: { slug: "github-actions" } },
    ]);
    const annotations = await world.api("GET", `/check-runs/${check_runs[0]?.id}/annotations`);
    expect(annotations).toMatchObject([
      { path: "grants/a.yaml", start_line: 3, annotation_level: "failure", message: "first\nsecond" },
    ]);
    world.github.assertContract();
  });

  it("gives a pull request from a fork a token that only reads, and no secrets", async () => {
    await using world = await toy("in-process", workflows);
    const { github } = world;
    await github.addRepo({ owner: "mallory", name: "access", forkOf: "acme/access" });
    const { git } = github.repo("mallory/access");
    const main = (await git.ref("refs/heads/main")) ?? "";
    const author = github.world.signature(github.account("mallory"));
    const tree = await git.writeTree(main, [
      { path: "gift.txt", mode: "100644", sha: await git.writeBlob(Buffer.from("A gift")) },
    ]);
    const gift = { tree, parents: [main], author, committer: author, message: "A gift" };
    await git.updateRef("refs/heads/gift", await git.writeCommit(gift));
    await world.api("POST", "/pulls", { title: "A gift", head: "mallory:gift", base: "main" });
    await world.runner.idle();

    expect(jobOf(runOf(world, "check.yml"), "check").outputs.comment).toBe("403");
  });

  it("lets only the branches of an environment into it", async () => {
    await using world = await toy("in-process", workflows);
    await world.api("PUT", "/environments/leasehold-apply", {
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await world.api("POST", "/environments/leasehold-apply/deployment-branch-policies", {
      name: "release/*",
    });
    await world.commit("main", "Loudly");
    await world.runner.idle();

    const { conclusion, annotations, outputs } = jobOf(runOf(world, "apply.yml"), "apply / apply");
    expect({ conclusion, outputs }).toEqual({ conclusion: "failure", outputs: {} });
    expect(annotations[0]?.message).toBe(
      'Branch "main" is not allowed to deploy to leasehold-apply due to environment protection rules.',
    );
  });

  it("lets one run, one wait, and the one that waits give way to a newer one", async () => {
    await using world = await toy("in-process", workflows);
    for (const branch of ["one", "two", "three"]) {
      await world.commit(branch, branch, { [`${branch}.txt`]: branch });
      await world.api("POST", "/pulls", { title: branch, head: branch, base: "main" });
    }
    await world.runner.idle();
    for (const number of [1, 2, 3])
      await world.api("PUT", `/pulls/${number}/merge`, { merge_method: "squash" });
    await world.runner.idle();

    const runs = world.runner.runs.filter(({ workflow }) => workflow.endsWith("/apply.yml"));
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(["success", "cancelled", "success"]);
    const tip = await world.github.repo("acme/access").git.ref("refs/heads/main");
    expect(runs[2] && jobOf(runs[2], "apply / apply").outputs.sha).toBe(tip);
  });

  it("starts nothing for [skip ci]", async () => {
    await using world = await toy("in-process", workflows);
    await world.commit("main", "Quietly [skip ci]");
    await world.runner.idle();
    expect(world.runner.runs).toEqual([]);
  });

  it("does not start a workflow that calls another which asks for more than its caller has", async () => {
    await using world = await toy("in-process", {
      ...workflows,
      "leasehold-apply.yml": reusable("apply", "apply", "{ contents: write, id-token: write }"),
    });
    await world.commit("main", "Loudly");
    await world.runner.idle();

    const run = runOf(world, "apply.yml");
    expect(run.conclusion).toBe("startup_failure");
    expect(run.problem).toBe(
      "apply / apply asks for contents: write, which the job that calls it does not have",
    );
  });

  it("takes a job's token back when the job is over", async () => {
    await using world = await toy("in-process", workflows);
    await openPull(world);
    await world.runner.idle();
    const jobs = [...world.github.world.state.tokens.values()].filter(({ kind }) => kind === "job");
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.every(({ revoked }) => revoked)).toBe(true);
  });
});
