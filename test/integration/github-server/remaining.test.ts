/** What a user of GitHub does beside the product's own calls. */
import sodium from "libsodium-wrappers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
  await sodium.ready;
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("the rest of what people do", () => {
  it("with reviews: reads, edits, takes back, and no longer asks", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    const comments = [{ path: "grants/request.yaml", line: 1, body: "Which database?" }];
    const { data } = await bob.pulls.createReview({ ...pull, event: "COMMENT", body: "Hm", comments });
    const review = { ...pull, review_id: data.id };
    expect((await refusal(alice.pulls.updateReview({ ...review, body: "Fine" }))).status).toBe(403);
    await bob.pulls.updateReview({ ...review, body: "Hm!" });
    expect((await alice.pulls.getReview(review)).data.body).toBe("Hm!");
    const placed = await alice.pulls.listReviewComments(pull);
    expect(placed.data).toMatchObject([
      { path: "grants/request.yaml", line: 1, pull_request_review_id: data.id },
    ]);
    expect((await refusal(bob.pulls.deletePendingReview(review))).status).toBe(422);
    const pending = await bob.pulls.createReview(pull);
    await bob.pulls.deletePendingReview({ ...pull, review_id: pending.data.id });
    await alice.pulls.requestReviewers({ ...pull, reviewers: ["bob", "carol"] });
    const left = await alice.pulls.removeRequestedReviewers({ ...pull, reviewers: ["Carol"] });
    expect(left.data.requested_reviewers?.map((one) => one.login)).toEqual(["bob"]);
  });

  it("with issues: labels, assignees, comments of the whole repository", async () => {
    const { at, alice } = await place(github);
    await alice.issues.create({ ...at, title: "One", labels: ["a", "b"] });
    const one = { ...at, issue_number: 1 };
    await alice.issues.removeLabel({ ...one, name: "A" });
    expect((await refusal(alice.issues.removeLabel({ ...one, name: "a" }))).status).toBe(404);
    await alice.issues.setLabels({ ...one, labels: ["c", "d"] });
    expect((await alice.issues.listLabelsOnIssue(one)).data.map(({ name }) => name)).toEqual(["c", "d"]);
    const { data } = await alice.issues.addAssignees({ ...one, assignees: ["BOB"] });
    expect(data.assignee?.login).toBe("bob");
    const written = await alice.issues.createComment({ ...one, body: "first" });
    expect((await alice.issues.getComment({ ...at, comment_id: written.data.id })).data.body).toBe("first");
    expect((await alice.issues.listCommentsForRepo(at)).data).toHaveLength(1);
  });

  it("with branches: merges them, asks which are here, and how they are protected", async () => {
    const { at, alice, bob, name } = await place(github);
    const head = await branchWith(alice, at, "topic", { "a.txt": "a\n" });
    expect((await alice.repos.listBranchesForHeadCommit({ ...at, commit_sha: head })).data).toMatchObject([
      { name: "topic", protected: false },
    ]);
    const merged = await alice.repos.merge({ ...at, base: "main", head: "topic" });
    expect(merged.status).toBe(201);
    expect((await alice.repos.merge({ ...at, base: "main", head: "topic" })).status).toBe(204);
    github.protect(name, "main", { checks: ["check"] });
    const main = { ...at, branch: "main" };
    expect((await bob.repos.getStatusChecksProtection(main)).data.contexts).toEqual(["check"]);
    expect((await bob.repos.getAdminBranchProtection(main)).data.enabled).toBe(false);
    expect((await bob.repos.setAdminBranchProtection(main)).data.enabled).toBe(true);
    expect((await bob.repos.createCommitSignatureProtection(main)).data.enabled).toBe(true);
    const { pull_number } = await pullWith(alice, at);
    const { head: sha } = (await alice.pulls.get({ ...at, pull_number })).data;
    await alice.repos.createCommitStatus({ ...at, sha: sha.sha, context: "check", state: "success" });
    const merge = () => refusal(alice.pulls.merge({ ...at, pull_number }));
    expect((await merge()).message).toBe("Commits must have verified signatures.");
    github.markVerified(name, sha.sha);
    expect((await merge()).status).toBe(200);
  });

  it("with rulesets: changes them, and sees who may pass only as an administrator", async () => {
    const { at, alice, bob } = await place(github);
    const { data } = await bob.repos.createRepoRuleset({
      ...at,
      name: "main",
      enforcement: "active",
      conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
      bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }],
      rules: [{ type: "update" }],
    });
    const ruleset = { ...at, ruleset_id: data.id };
    expect((await bob.repos.getRepoRuleset(ruleset)).data.bypass_actors).toHaveLength(1);
    expect((await alice.repos.getRepoRuleset(ruleset)).data).not.toHaveProperty("bypass_actors");
    const write = (who: typeof bob) => refusal(branchWith(who, at, "main", { "a.txt": "a\n" }));
    expect((await write(alice)).status).toBe(422);
    expect((await write(bob)).status).toBe(200);
    await bob.repos.updateRepoRuleset({ ...ruleset, enforcement: "disabled" });
    expect((await write(alice)).status).toBe(200);
  });

  it("with people: finds them by id, in teams and organisations, and their repositories", async () => {
    const org = "umbrella";
    const { at, alice, bob, name } = await place(github, { owner: org });
    github.addTeam(org, "sre", { members: ["bob"], repos: { [name]: "maintain" } });
    const { data: me } = await bob.users.getAuthenticated();
    expect((await alice.users.getById({ account_id: me.id })).data.login).toBe("bob");
    expect((await bob.teams.list({ org })).data.map(({ slug }) => slug)).toEqual(["sre"]);
    expect((await bob.repos.listTeams(at)).data).toMatchObject([{ slug: "sre", permission: "maintain" }]);
    expect((await bob.orgs.checkMembershipForUser({ org, username: "bob" })).status).toBe(204);
    expect((await refusal(bob.orgs.checkMembershipForUser({ org, username: "alice" }))).status).toBe(404);
    const own = await bob.repos.listForAuthenticatedUser({ per_page: 100 });
    expect(own.data.map((repo) => repo.full_name)).toContain(name);
  });

  it("with Actions: settings, variables, secrets, workflows, dispatches, check runs", async () => {
    const workflow = { ".github/workflows/a.yml": "name: A\non: repository_dispatch\n" };
    const { at, alice, bob, name } = await place(github, { files: workflow });
    await bob.actions.setGithubActionsPermissionsRepository({
      ...at,
      enabled: true,
      allowed_actions: "selected",
    });
    expect((await bob.actions.getGithubActionsPermissionsRepository(at)).data).toMatchObject({
      allowed_actions: "selected",
      selected_actions_url: expect.stringContaining("/actions/permissions/selected-actions"),
    });
    expect((await alice.actions.getCustomOidcSubClaimForRepo(at)).data.use_default).toBe(true);
    await alice.actions.createRepoVariable({ ...at, name: "A", value: "1" });
    expect((await alice.actions.listRepoVariables(at)).data.variables).toMatchObject([
      { name: "A", value: "1" },
    ]);
    expect((await alice.actions.getWorkflow({ ...at, workflow_id: "a.yml" })).data.name).toBe("A");
    await alice.repos.createDispatchEvent({ ...at, event_type: "go", client_payload: { key: "k" } });
    expect(github.events.at(-1)).toMatchObject({
      name: "repository_dispatch",
      action: "go",
      payload: { client_payload: { key: "k" } },
    });
    const environment = { ...at, environment_name: "production" };
    await bob.repos.createOrUpdateEnvironment(environment);
    const { data: key } = await bob.actions.getEnvironmentPublicKey(environment);
    const sealed = sodium.crypto_box_seal(Buffer.from("v"), Buffer.from(key.key, "base64"));
    const secret = { ...environment, secret_name: "S" };
    const encrypted_value = Buffer.from(sealed).toString("base64");
    await bob.actions.createOrUpdateEnvironmentSecret({ ...secret, key_id: key.key_id, encrypted_value });
    expect((await bob.actions.listEnvironmentSecrets(environment)).data.total_count).toBe(1);
    expect((await bob.actions.getEnvironmentSecret(secret)).data.name).toBe("S");
    await bob.actions.deleteEnvironmentSecret(secret);
    expect((await refusal(bob.actions.getEnvironmentSecret(secret))).status).toBe(404);
    const own = (await bob.actions.getRepoPublicKey(at)).data;
    const value = Buffer.from(sodium.crypto_box_seal(Buffer.from("v"), Buffer.from(own.key, "base64")));
    await bob.actions.createOrUpdateRepoSecret({
      ...at,
      secret_name: "S",
      key_id: own.key_id,
      encrypted_value: value.toString("base64"),
    });
    expect((await bob.actions.getRepoSecret({ ...at, secret_name: "s" })).data.name).toBe("S");
    const { head } = await pullWith(alice, at);
    const run = { ...at, name: "check", head_sha: head };
    const token = github.jobToken(name, { checks: "write" });
    const made = await octokit(github, token).checks.create(run);
    expect((await alice.checks.get({ ...at, check_run_id: made.data.id })).data.status).toBe("queued");
  });
});
