import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("issues", () => {
  it("are opened, labelled, assigned, closed and found again", async () => {
    const { at, alice, mallory } = await place(github);
    const { data } = await alice.issues.create({
      ...at,
      title: "Overdue",
      body: "since yesterday",
      labels: ["leasehold-alert"],
      assignees: ["bob"],
    });
    expect(data).toMatchObject({
      number: 1,
      labels: [{ name: "leasehold-alert" }],
      assignees: [{ login: "bob" }],
    });
    await mallory.issues.create({ ...at, title: "Question", labels: ["leasehold-alert"] });
    const numbers = async (more: object) =>
      (await alice.issues.listForRepo({ ...at, ...more })).data.map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 1]);
    expect(await numbers({ labels: "Leasehold-Alert" })).toEqual([1]);
    expect(await numbers({ creator: "mallory" })).toEqual([2]);
    expect((await refusal(mallory.issues.update({ ...at, issue_number: 1, state: "closed" }))).status).toBe(
      404,
    );
    await alice.issues.update({ ...at, issue_number: 1, state: "closed", state_reason: "not_planned" });
    expect((await alice.issues.get({ ...at, issue_number: 1 })).data).toMatchObject({
      state: "closed",
      state_reason: "not_planned",
      closed_by: { login: "alice" },
    });
    expect(await numbers({ state: "closed" })).toEqual([1]);
    const actions = github.events.filter(({ name }) => name === "issues").map(({ action }) => action);
    expect(actions).toEqual(["opened", "opened", "closed"]);
  });

  it("share their numbers and comments with pull requests", async () => {
    const { at, alice } = await place(github);
    await alice.issues.create({ ...at, title: "First" });
    const { pull_number } = await pullWith(alice, at);
    expect(pull_number).toBe(2);
    const { data } = await alice.issues.listForRepo(at);
    expect(data.map(({ number, pull_request }) => [number, pull_request !== undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
    await alice.issues.addLabels({ ...at, issue_number: 2, labels: ["revoke"] });
    expect((await alice.pulls.get({ ...at, pull_number })).data.labels).toMatchObject([{ name: "revoke" }]);
    expect((await refusal(alice.pulls.get({ ...at, pull_number: 1 }))).status).toBe(404);
  });

  it("are made from forms as a person fills them in", async () => {
    const form = `
name: Access
title: "[access] "
labels: [request]
body:
  - type: markdown
    attributes: { value: Hello }
  - type: dropdown
    id: role
    attributes: { label: Role, options: [orders-db-read, orders-db-admin] }
    validations: { required: true }
  - type: input
    id: ticket
    attributes: { label: Ticket }
  - type: checkboxes
    id: sure
    attributes: { label: Sure, options: [{ label: I need it, required: true }] }
`;
    const { at, alice, name } = await place(github, {
      files: { ".github/ISSUE_TEMPLATE/access.yaml": form },
    });
    const fill = (answers: Record<string, string>) =>
      github.submitForm(name, "access.yaml", "mallory", "db", answers);
    await expect(fill({ sure: "I need it" })).rejects.toThrow("Role is required");
    await expect(fill({ role: "root", sure: "I need it" })).rejects.toThrow("there is no choice root");
    await expect(fill({ role: "orders-db-read" })).rejects.toThrow("must be ticked");
    const issue_number = await fill({ role: "orders-db-read", sure: "I need it" });
    const { data } = await alice.issues.get({ ...at, issue_number });
    expect(data).toMatchObject({
      title: "[access] db",
      user: { login: "mallory" },
      labels: [{ name: "request" }],
      body: "### Role\n\norders-db-read\n\n### Ticket\n\n_No response_\n\n### Sure\n\n- [X] I need it",
    });
  });
});

describe("comments", () => {
  it("are written, found, changed by their author and taken away", async () => {
    const { at, alice, bob, carol, mallory, name } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const job = octokit(github, github.jobToken(name, { "pull-requests": "write" }));
    const on = { ...at, issue_number: pull_number };
    const { data } = await job.issues.createComment({ ...on, body: "<!-- leasehold -->\nwho gets what" });
    expect(data).toMatchObject({
      user: { login: "github-actions[bot]" },
      performed_via_github_app: { slug: "github-actions" },
    });
    expect(github.events.at(-1)).toMatchObject({
      name: "issue_comment",
      action: "created",
      starts: "nothing",
    });
    await job.issues.updateComment({ ...at, comment_id: data.id, body: "<!-- leasehold -->\nnew" });
    const other = await mallory.issues.createComment({ ...on, body: "<!-- leasehold -->\nfake" });
    const edit = { ...at, comment_id: data.id, body: "mine" };
    expect((await refusal(mallory.issues.updateComment(edit))).status).toBe(403);
    expect((await carol.issues.updateComment({ ...edit, comment_id: other.data.id })).status).toBe(200);
    const { data: all } = await alice.issues.listComments(on);
    expect(all.map(({ user, body }) => [user?.login, body])).toEqual([
      ["github-actions[bot]", "<!-- leasehold -->\nnew"],
      ["mallory", "mine"],
    ]);
    await bob.issues.deleteComment({ ...at, comment_id: other.data.id });
    expect((await alice.pulls.get({ ...at, pull_number })).data.comments).toBe(1);
  });

  it("hold at most 65,536 characters, and something", async () => {
    const { at, alice } = await place(github);
    await alice.issues.create({ ...at, title: "x" });
    const write = (body: string) => refusal(alice.issues.createComment({ ...at, issue_number: 1, body }));
    expect((await write("a".repeat(65_536))).status).toBe(200);
    expect(await write("a".repeat(65_537))).toMatchObject({
      status: 422,
      message: expect.stringContaining("Body is too long (maximum is 65536 characters)"),
    });
    expect((await write(" ")).status).toBe(422);
  });
});

describe("statuses and checks", () => {
  it("combine to the worst of the newest of each context", async () => {
    const { at, alice, bob } = await place(github);
    const { head } = await pullWith(alice, at);
    const state = async () => (await bob.repos.getCombinedStatusForRef({ ...at, ref: head })).data.state;
    const set = (context: string, value: "success" | "failure" | "pending") =>
      alice.repos.createCommitStatus({ ...at, sha: head, context, state: value });
    expect(await state()).toBe("pending");
    await set("a", "success");
    await set("b", "pending");
    expect(await state()).toBe("pending");
    await set("b", "failure");
    expect(await state()).toBe("failure");
    await set("b", "success");
    expect(await state()).toBe("success");
    const { data } = await bob.repos.listCommitStatusesForRef({ ...at, ref: "request" });
    expect(data.map(({ context, state: one }) => `${context} ${one}`)).toEqual([
      "b success",
      "b failure",
      "b pending",
      "a success",
    ]);
    const long = { ...at, sha: head, state: "success" as const, description: "x".repeat(141) };
    expect((await refusal(alice.repos.createCommitStatus(long))).status).toBe(422);
    expect((await refusal(alice.repos.createCommitStatus({ ...long, sha: "1".repeat(40) }))).status).toBe(
      422,
    );
  });

  it("are made by Apps and jobs only where they are check runs, with annotations fifty at a time", async () => {
    const { at, alice, name } = await place(github);
    const { head } = await pullWith(alice, at);
    const run = { ...at, name: "check", head_sha: head };
    expect((await refusal(alice.checks.create(run))).status).toBe(403);
    const job = octokit(github, github.jobToken(name, { checks: "write" }));
    const annotation = {
      path: "grants/request.yaml",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure" as const,
      message: "too long",
    };
    const output = { title: "1 finding", summary: "…", annotations: [annotation] };
    const { data } = await job.checks.create({ ...run, status: "in_progress", output });
    expect(data).toMatchObject({ status: "in_progress", conclusion: null, pull_requests: [{ number: 1 }] });
    const many = { title: "x", summary: "x", annotations: Array.from({ length: 51 }, () => annotation) };
    const update = { ...at, check_run_id: data.id };
    expect((await refusal(job.checks.update({ ...update, output: many }))).status).toBe(500);
    expect(github.takeViolations()).toMatchObject([
      { operation: "checks/update", problems: ["body/output/annotations must NOT have more than 50 items"] },
    ]);
    await job.checks.update({ ...update, conclusion: "failure" });
    const { data: listed } = await alice.checks.listForRef({ ...at, ref: head });
    expect(listed).toMatchObject({
      total_count: 1,
      check_runs: [{ status: "completed", conclusion: "failure" }],
    });
    expect((await alice.checks.listAnnotations(update)).data).toMatchObject([{ message: "too long" }]);
  });
});
