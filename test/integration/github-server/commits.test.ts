import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("the pull requests of a commit", () => {
  it("are the merged one that brought it, and open ones that have it among theirs", async () => {
    const { at, alice } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const { data: merged } = await alice.pulls.merge({ ...at, pull_number, merge_method: "squash" });
    const first = (await alice.repos.listCommits({ ...at })).data.at(-1)?.sha ?? "";
    await alice.git.createRef({ ...at, ref: "refs/heads/release", sha: first });
    const release = await alice.pulls.create({ ...at, title: "Release", head: "main", base: "release" });
    const of = async (commit_sha: string) =>
      (await alice.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha })).data.map(
        ({ number, merged_at, base }) => [number, merged_at !== null, base.ref],
      );
    expect(await of(merged.sha)).toEqual([
      [pull_number, true, "main"],
      [release.data.number, false, "release"],
    ]);
    expect(await of(head)).toEqual([[pull_number, true, "main"]]);
    expect(await of(first)).toEqual([]);
    await alice.pulls.update({ ...at, pull_number: release.data.number, state: "closed" });
    expect(await of(merged.sha)).toEqual([[pull_number, true, "main"]]);
  });

  it("may not be known yet just after the merge", async () => {
    const { at, alice } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const { data } = await alice.pulls.merge({ ...at, pull_number });
    github.world.lag.commitPulls = 2;
    const asked = async () =>
      (await alice.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: data.sha })).data.length;
    expect([await asked(), await asked(), await asked()]).toEqual([0, 0, 1]);
  });
});

describe("commits", () => {
  it("are listed by branch, path, author and time", async () => {
    const { at, alice, carol } = await place(github);
    await branchWith(alice, at, "main", { "a.txt": "a\n" });
    await branchWith(carol, at, "main", { "b.txt": "b\n" });
    const messages = async (more: object) =>
      (await alice.repos.listCommits({ ...at, ...more })).data.map(({ commit }) => commit.message);
    expect(await messages({})).toEqual(["Add b.txt", "Add a.txt", "First commit"]);
    expect(await messages({ path: "a.txt" })).toEqual(["Add a.txt"]);
    expect(await messages({ author: "Carol" })).toEqual(["Add b.txt"]);
    expect(await messages({ until: "2001-01-01T00:00:00Z" })).toEqual([]);
    expect((await refusal(alice.repos.listCommits({ ...at, sha: "nowhere" }))).status).toBe(404);
  });

  it("are shown with their files, as diff, and as SHA alone", async () => {
    const { at, alice } = await place(github);
    const sha = await branchWith(alice, at, "topic", { "README.md": "# Other\n", "new.txt": "n\n" });
    const { data } = await alice.repos.getCommit({ ...at, ref: "topic" });
    expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([
      ["README.md", "modified"],
      ["new.txt", "added"],
    ]);
    expect(data.stats).toEqual({ total: 3, additions: 2, deletions: 1 });
    const diff = await alice.repos.getCommit({ ...at, ref: sha, mediaType: { format: "diff" } });
    expect(diff.data).toContain("diff --git a/README.md b/README.md");
    expect((await alice.repos.getCommit({ ...at, ref: "topic", mediaType: { format: "sha" } })).data).toBe(
      sha,
    );
    expect((await refusal(alice.repos.getCommit({ ...at, ref: "none" }))).status).toBe(422);
  });

  it("are compared from their merge base", async () => {
    const { at, alice } = await place(github);
    await branchWith(alice, at, "topic", { "a.txt": "a\n" });
    await branchWith(alice, at, "main", { "b.txt": "b\n" });
    const { data } = await alice.repos.compareCommitsWithBasehead({ ...at, basehead: "main...topic" });
    expect(data).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1, total_commits: 1 });
    expect(data.files?.map(({ filename }) => filename)).toEqual(["a.txt"]);
    const same = await alice.repos.compareCommits({ ...at, base: "main", head: "main" });
    expect(same.data.status).toBe("identical");
  });
});

describe("activity", () => {
  it("tells creations, pushes, merges and deletions apart, newest first, in pages", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(alice, at, "main", { "direct.txt": "x\n" });
    await bob.pulls.merge({ ...at, pull_number, merge_method: "squash" });
    await alice.git.deleteRef({ ...at, ref: "heads/request" });
    const { data } = await alice.repos.listActivities(at);
    expect(data.map(({ activity_type, ref, actor }) => [activity_type, ref, actor?.login])).toEqual([
      ["branch_deletion", "refs/heads/request", "alice"],
      ["pr_merge", "refs/heads/main", "bob"],
      ["push", "refs/heads/main", "alice"],
      ["branch_creation", "refs/heads/request", "alice"],
      ["branch_creation", "refs/heads/main", "acme"],
    ]);
    const main = await alice.paginate(alice.repos.listActivities, {
      ...at,
      ref: "refs/heads/main",
      per_page: 1,
    });
    expect(main.map(({ activity_type }) => activity_type)).toEqual(["pr_merge", "push", "branch_creation"]);
    const merges = await alice.repos.listActivities({ ...at, activity_type: "pr_merge", actor: "BOB" });
    expect(merges.data).toHaveLength(1);
    expect(main[0]?.before).toBe(main[1]?.after);
  });
});
