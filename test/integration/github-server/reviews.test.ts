import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("reviews", () => {
  it("are listed oldest first, all of them, each with the commit it was of", async () => {
    const { at, alice, bob, carol } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    await bob.pulls.createReview({ ...pull, event: "REQUEST_CHANGES", body: "Why so long?" });
    await carol.pulls.createReview({ ...pull, event: "COMMENT", body: "Hm." });
    await bob.pulls.createReview({ ...pull, event: "APPROVE" });
    const next = await branchWith(alice, at, "request", { "grants/b.yaml": "x\n" });
    await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    const { data } = await alice.pulls.listReviews(pull);
    expect(data.map(({ user, state, commit_id }) => [user?.login, state, commit_id])).toEqual([
      ["bob", "CHANGES_REQUESTED", head],
      ["carol", "COMMENTED", head],
      ["bob", "APPROVED", head],
      ["carol", "APPROVED", next],
    ]);
    expect(github.events.findLast(({ name }) => name === "pull_request_review")).toMatchObject({
      action: "submitted",
      actor: "carol",
      starts: "runs",
      payload: { review: { state: "approved" }, pull_request: { number: pull_number } },
    });
  });

  it("are not given on one's own", async () => {
    const { at, alice } = await place(github);
    const pull = { ...at, ...(await pullWith(alice, at)) };
    const review = (event: "APPROVE" | "REQUEST_CHANGES") =>
      refusal(alice.pulls.createReview({ ...at, pull_number: pull.pull_number, event, body: "me" }));
    expect(await review("APPROVE")).toEqual({
      status: 422,
      message: 'Unprocessable Entity ["Can not approve your own pull request"]',
    });
    expect((await review("REQUEST_CHANGES")).message).toContain("Can not request changes on your own");
    const comment = { ...at, pull_number: pull.pull_number, event: "COMMENT" as const, body: "note" };
    expect((await alice.pulls.createReview(comment)).data.state).toBe("COMMENTED");
  });

  it("may be given by who pushed to the branch: GitHub stops authors only", async () => {
    const { at, alice, carol } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(carol, at, "request", { "grants/c.yaml": "x\n" });
    const { data } = await carol.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect(data.state).toBe("APPROVED");
  });

  it("survive a push, unless the branch dismisses stale ones", async () => {
    for (const dismissStale of [false, true]) {
      const { at, alice, bob, name } = await place(github);
      github.protect(name, "main", { approvals: 1, dismissStale, enforceAdmins: true });
      const { pull_number } = await pullWith(alice, at);
      await bob.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
      await branchWith(alice, at, "request", { "grants/b.yaml": "x\n" });
      const { data } = await alice.pulls.listReviews({ ...at, pull_number });
      expect(data.map(({ state }) => state)).toEqual([dismissStale ? "DISMISSED" : "APPROVED"]);
      const merged = await refusal(alice.pulls.merge({ ...at, pull_number }));
      expect(merged.status).toBe(dismissStale ? 405 : 200);
    }
  });

  it("when dismissed count for nothing and revive nothing", async () => {
    const { at, alice, bob, carol, name } = await place(github);
    github.protect(name, "main", { approvals: 1, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    const second = await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    const dismissal = { ...pull, review_id: second.data.id, message: "stale" };
    expect((await refusal(carol.pulls.dismissReview(dismissal))).status).toBe(403);
    expect((await bob.pulls.dismissReview(dismissal)).data.state).toBe("DISMISSED");
    expect((await refusal(bob.pulls.dismissReview(dismissal))).status).toBe(422);
    expect(await refusal(alice.pulls.merge(pull))).toEqual({
      status: 405,
      message: "At least 1 approving review is required by reviewers with write access.",
    });
    expect(github.events.at(-1)).toMatchObject({ name: "pull_request_review", action: "dismissed" });
  });

  it("of people who only read do not count", async () => {
    const { at, alice, mallory, name } = await place(github);
    github.protect(name, "main", { approvals: 1 });
    const { pull_number } = await pullWith(alice, at);
    await mallory.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await refusal(alice.pulls.merge({ ...at, pull_number }))).status).toBe(405);
  });

  it("of an App count for GitHub", async () => {
    const { at, alice, name } = await place(github);
    github.protect(name, "main", { approvals: 1, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at);
    const app = octokit(
      github,
      github.appToken({ repos: [name], permissions: { "pull-requests": "write" } }),
    );
    await app.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await alice.pulls.merge({ ...at, pull_number })).data.merged).toBe(true);
  });

  it("that request changes hold up the merge until the same person approves", async () => {
    const { at, alice, bob, carol, name } = await place(github);
    github.protect(name, "main", { approvals: 1, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    await carol.pulls.createReview({ ...pull, event: "REQUEST_CHANGES", body: "no" });
    await bob.pulls.createReview({ ...pull, event: "APPROVE" });
    expect((await refusal(alice.pulls.merge(pull))).message).toBe("Changes have been requested.");
    await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    expect((await alice.pulls.merge(pull)).data.merged).toBe(true);
  });

  it("that are pending are seen by their author only, and listed by when they were submitted", async () => {
    const { at, alice, bob, carol } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    const pending = await bob.pulls.createReview({ ...pull, body: "later" });
    expect(pending.data).toMatchObject({ state: "PENDING" });
    expect(pending.data).not.toHaveProperty("submitted_at");
    expect((await alice.pulls.listReviews(pull)).data).toEqual([]);
    expect((await bob.pulls.listReviews(pull)).data).toHaveLength(1);
    await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    await bob.pulls.submitReview({ ...pull, review_id: pending.data.id, event: "APPROVE" });
    const { data } = await alice.pulls.listReviews(pull);
    expect(data.map(({ user }) => user?.login)).toEqual(["carol", "bob"]);
  });

  it("lose their commit where GitHub loses it", async () => {
    const { at, alice, bob, name } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const { data } = await bob.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    github.loseReviewCommit(name, pull_number, data.id);
    expect((await alice.pulls.listReviews({ ...at, pull_number })).data[0]?.commit_id).toBeNull();
  });

  it("are asked for, and no longer once given", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    expect((await refusal(alice.pulls.requestReviewers({ ...pull, reviewers: ["alice"] }))).status).toBe(422);
    expect((await refusal(alice.pulls.requestReviewers({ ...pull, reviewers: ["nobody"] }))).status).toBe(
      422,
    );
    await alice.pulls.requestReviewers({ ...pull, reviewers: ["BOB"] });
    expect((await alice.pulls.listRequestedReviewers(pull)).data.users).toMatchObject([{ login: "bob" }]);
    await bob.pulls.createReview({ ...pull, event: "APPROVE" });
    expect((await alice.pulls.listRequestedReviewers(pull)).data.users).toEqual([]);
  });

  it("by GITHUB_TOKEN approve only where the repository lets Actions do so", async () => {
    for (const actionsMayOpenPulls of [false, true]) {
      const { at, alice, name } = await place(github, { settings: { actionsMayOpenPulls } });
      const { pull_number } = await pullWith(alice, at);
      const job = octokit(github, github.jobToken(name, { "pull-requests": "write" }));
      const given = await refusal(job.pulls.createReview({ ...at, pull_number, event: "APPROVE" }));
      expect(given.status).toBe(actionsMayOpenPulls ? 200 : 422);
    }
  });
});
