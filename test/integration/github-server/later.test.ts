import type { Octokit } from "@octokit/rest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, place, pullWith, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

const mutate = (who: Octokit, name: string, id: string, more = "") =>
  who.graphql<Record<string, { pullRequest: Record<string, unknown> }>>(
    `mutation Change($id: ID!) {
      ${name}(input: { pullRequestId: $id ${more} }) {
        pullRequest { number isDraft merged state autoMergeRequest { mergeMethod enabledBy { login } } }
      }
    }`,
    { id },
  );

describe("auto-merge", () => {
  it("merges by itself when the last thing that was missing came", async () => {
    const { at, alice, bob, name } = await place(github, { settings: { autoMerge: true } });
    github.protect(name, "main", { approvals: 1, checks: ["check"] });
    const { pull_number, head } = await pullWith(alice, at);
    const { data } = await alice.pulls.get({ ...at, pull_number });
    const enabled = await mutate(alice, "enablePullRequestAutoMerge", data.node_id, "mergeMethod: SQUASH");
    expect(enabled.enablePullRequestAutoMerge?.pullRequest.autoMergeRequest).toEqual({
      mergeMethod: "SQUASH",
      enabledBy: { login: "alice" },
    });
    expect((await alice.pulls.get({ ...at, pull_number })).data.auto_merge?.merge_method).toBe("squash");
    await bob.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await alice.pulls.get({ ...at, pull_number })).data.merged).toBe(false);
    await alice.repos.createCommitStatus({ ...at, sha: head, context: "check", state: "success" });
    expect((await alice.pulls.get({ ...at, pull_number })).data).toMatchObject({
      merged: true,
      merged_by: { login: "alice" },
    });
  });

  it("is refused where the repository does not allow it, where nothing is missing, and to readers", async () => {
    const { at, alice, mallory, name } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const { node_id } = (await alice.pulls.get({ ...at, pull_number })).data;
    const enable = (who: Octokit) => mutate(who, "enablePullRequestAutoMerge", node_id);
    await expect(enable(alice)).rejects.toThrow("Auto merge is not allowed for this repository");
    github.repo(name).settings.autoMerge = true;
    await expect(enable(alice)).rejects.toThrow("Pull request is in clean status");
    await expect(enable(mallory)).rejects.toThrow("Must have push access");
    await expect(mutate(alice, "enablePullRequestAutoMerge", "nonsense")).rejects.toThrow(
      "Could not resolve",
    );
  });
});

describe("a draft", () => {
  it("becomes ready and a draft again by GraphQL", async () => {
    const { at, alice } = await place(github);
    await branchWith(alice, at, "draft", { "a.txt": "a\n" });
    const { data } = await alice.pulls.create({
      ...at,
      title: "Draft",
      head: "draft",
      base: "main",
      draft: true,
    });
    const ready = await mutate(alice, "markPullRequestReadyForReview", data.node_id);
    expect(ready.markPullRequestReadyForReview?.pullRequest.isDraft).toBe(false);
    await mutate(alice, "convertPullRequestToDraft", data.node_id);
    const seen = await alice.graphql<Record<string, unknown>>(
      "query ($owner: String!, $repo: String!) { viewer { login } repository(owner: $owner, name: $repo) { pullRequest(number: 1) { isDraft mergeStateStatus } } }",
      at,
    );
    expect(seen).toEqual({
      viewer: { login: "alice" },
      repository: { pullRequest: { isDraft: true, mergeStateStatus: "DRAFT" } },
    });
    const actions = github.events.slice(-2).map(({ action }) => action);
    expect(actions).toEqual(["ready_for_review", "converted_to_draft"]);
  });
});

describe("a merge queue", () => {
  const queued = async () => {
    const scene = await place(github, { settings: { mergeQueue: true } });
    github.protect(scene.name, "main", { checks: ["check"] });
    const pulls = [];
    for (const branch of ["one", "two", "three"]) {
      const { pull_number, head } = await pullWith(scene.alice, scene.at, branch);
      await scene.alice.repos.createCommitStatus({
        ...scene.at,
        sha: head,
        context: "check",
        state: "success",
      });
      const { node_id } = (await scene.alice.pulls.get({ ...scene.at, pull_number })).data;
      await mutate(scene.bob, "enqueuePullRequest", node_id);
      pulls.push(pull_number);
    }
    const groups = () =>
      github.events.filter(
        ({ name, action, repo }) =>
          name === "merge_group" && action === "checks_requested" && repo.fullName === scene.name,
      );
    const pass = (sha: string, state: "success" | "failure" = "success") =>
      scene.alice.repos.createCommitStatus({ ...scene.at, sha, context: "check", state });
    return { ...scene, pulls, groups, pass };
  };

  it("tests each on top of those before it, and merges in turn", async () => {
    const { at, alice, groups, pass } = await queued();
    const shas = groups().map(({ sha }) => sha);
    expect(shas).toHaveLength(3);
    expect(groups()[0]?.payload).toMatchObject({
      merge_group: { base_ref: "refs/heads/main", head_sha: shas[0] },
    });
    expect(groups()[0]?.ref).toMatch(/^refs\/heads\/gh-readonly-queue\/main\/pr-1-/);
    await pass(shas[1] ?? "");
    expect((await alice.pulls.list(at)).data).toHaveLength(3);
    await pass(shas[0] ?? "");
    expect((await alice.pulls.list(at)).data.map(({ number }) => number)).toEqual([3]);
    await pass(shas[2] ?? "");
    const { data } = await alice.repos.listActivities({ ...at, ref: "main" });
    expect(data.map(({ activity_type, after }) => [activity_type, after])).toEqual([
      ["merge_queue_merge", shas[2]],
      ["merge_queue_merge", shas[1]],
      ["merge_queue_merge", shas[0]],
      ["branch_creation", expect.any(String)],
    ]);
    const { data: pull } = await alice.pulls.get({ ...at, pull_number: 2 });
    expect(pull).toMatchObject({ merged: true, merge_commit_sha: shas[1] });
  });

  it("drops what fails, and tests anew what stood on it", async () => {
    const { at, alice, groups, pass } = await queued();
    const before = groups().map(({ sha }) => sha);
    await pass(before[0] ?? "", "failure");
    const after = groups().slice(3);
    expect(after).toHaveLength(2);
    for (const { sha } of after) await pass(sha);
    const states = (await alice.pulls.list({ ...at, state: "all", direction: "asc" })).data;
    expect(states.map(({ merged_at }) => merged_at !== null)).toEqual([false, true, true]);
  });

  it("takes no merge past it", async () => {
    const { at, alice } = await queued();
    await expect(alice.pulls.merge({ ...at, pull_number: 1 })).rejects.toThrow(
      "Changes must be made through the merge queue",
    );
  });
});

describe("what starts workflows", () => {
  const workflow = `
on:
  schedule: [{ cron: "*/5 * * * *" }, { cron: "0 3 * * *" }]
  workflow_dispatch:
    inputs:
      key: { required: true }
      depth: { default: full }
`;

  it("is a dispatch with the inputs the workflow declares", async () => {
    const { at, alice, name } = await place(github, { files: { ".github/workflows/apply.yml": workflow } });
    const dispatch = (inputs: Record<string, string>, ref = "main", workflow_id = "apply.yml") =>
      alice.actions.createWorkflowDispatch({ ...at, workflow_id, ref, inputs });
    await expect(dispatch({})).rejects.toThrow("Required input 'key' not provided");
    await expect(dispatch({ key: "k", other: "x" })).rejects.toThrow('Unexpected inputs provided: ["other"]');
    await expect(dispatch({ key: "k" }, "nowhere")).rejects.toThrow("No ref found for: nowhere");
    await expect(dispatch({ key: "k" }, "main", "none.yml")).rejects.toThrow("Not Found");
    expect((await dispatch({ key: "k" })).status).toBe(204);
    expect(github.events.at(-1)).toMatchObject({
      name: "workflow_dispatch",
      actor: "alice",
      ref: "refs/heads/main",
      repo: { fullName: name },
      payload: { workflow: ".github/workflows/apply.yml", inputs: { key: "k", depth: "full" } },
    });
    expect((await alice.actions.listRepoWorkflows(at)).data.workflows).toMatchObject([
      { path: ".github/workflows/apply.yml", state: "active" },
    ]);
  });

  it("is the schedule of the default branch, when the clock strikes", async () => {
    const { name } = await place(github, { files: { ".github/workflows/schedule.yml": workflow } });
    const before = github.events.length;
    await github.tick("*/5 * * * *");
    const struck = github.events.slice(before).filter(({ repo }) => repo.fullName === name);
    expect(struck).toMatchObject([{ name: "schedule", ref: "refs/heads/main", starts: "runs" }]);
  });

  it("reaches listeners after the response, and their failures are not lost", async () => {
    const { at, alice } = await place(github);
    const heard: string[] = [];
    const stop = github.on(async (event) => {
      if (event.name !== "issues") return;
      const { data } = await alice.issues.listForRepo(at);
      heard.push(`${event.action} ${data.length}`);
      throw new Error("the runner broke");
    });
    await alice.issues.create({ ...at, title: "x" });
    await expect(github.idle()).rejects.toThrow("the runner broke");
    stop();
    expect(heard).toEqual(["opened 1"]);
  });
});
