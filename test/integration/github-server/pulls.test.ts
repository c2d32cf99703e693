import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, clone, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("a pull request", () => {
  it("names its branches, its head and the merge GitHub would test", async () => {
    const { at, alice } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const { data } = await alice.pulls.get({ ...at, pull_number });
    expect(data).toMatchObject({
      number: 1,
      state: "open",
      mergeable: true,
      mergeable_state: "clean",
      commits: 1,
      changed_files: 1,
      head: { ref: "request", sha: head, label: "acme:request" },
      base: { ref: "main" },
      user: { login: "alice" },
    });
    const test = await alice.git.getRef({ ...at, ref: "pull/1/merge" });
    expect(data.merge_commit_sha).toBe(test.data.object.sha);
    const { data: commits } = await alice.pulls.listCommits({ ...at, pull_number });
    expect(commits.map(({ sha }) => sha)).toEqual([head]);
    const { data: files } = await alice.pulls.listFiles({ ...at, pull_number });
    expect(files).toMatchObject([
      { filename: "grants/request.yaml", status: "added", additions: 1, patch: "@@ -0,0 +1 @@\n+role: db" },
    ]);
  });

  it("is not opened twice, not without commits, not for a branch that is not there", async () => {
    const { at, alice } = await place(github);
    await pullWith(alice, at);
    const open = (head: string, base = "main") =>
      refusal(alice.pulls.create({ ...at, title: "x", head, base }));
    expect(await open("request")).toMatchObject({
      status: 422,
      message: expect.stringContaining("A pull request already exists for acme:request."),
    });
    expect((await open("main")).message).toContain("No commits between main and main");
    expect((await open("nowhere")).message).toContain('"field":"head"');
    expect((await open("request", "nowhere")).message).toContain('"field":"base"');
  });

  it("follows its branch, and closes with it", async () => {
    const { at, alice } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const next = await branchWith(alice, at, "request", { "grants/more.yaml": "role: db\n" });
    const { data } = await alice.pulls.get({ ...at, pull_number });
    expect(data.head.sha).toBe(next);
    expect(data.commits).toBe(2);
    expect(github.events.at(-2)).toMatchObject({
      name: "pull_request",
      action: "synchronize",
      payload: { before: head, after: next },
    });
    await alice.git.deleteRef({ ...at, ref: "heads/request" });
    expect((await alice.pulls.get({ ...at, pull_number })).data.state).toBe("closed");
    const again = await refusal(alice.pulls.update({ ...at, pull_number, state: "open" }));
    expect(again).toMatchObject({ status: 422, message: expect.stringContaining("has been deleted") });
  });

  it("with a conflict is dirty, cannot be merged, and starts no workflows", async () => {
    const { at, alice } = await place(github);
    const { pull_number } = await pullWith(alice, at, "mine", { "README.md": "# Mine\n" });
    await branchWith(alice, at, "main", { "README.md": "# Theirs\n" });
    const { data } = await alice.pulls.get({ ...at, pull_number });
    expect(data).toMatchObject({ mergeable: false, mergeable_state: "dirty", merge_commit_sha: null });
    expect(await refusal(alice.pulls.merge({ ...at, pull_number }))).toEqual({
      status: 405,
      message: "Pull Request is not mergeable",
    });
    await branchWith(alice, at, "mine", { "other.txt": "x\n" });
    expect(github.events.findLast((event) => event.action === "synchronize")?.starts).toBe("nothing");
  });

  it("is closed, reopened and edited, and says so", async () => {
    const { at, alice, mallory } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await alice.pulls.update({ ...at, pull_number, state: "closed" });
    expect((await alice.pulls.list({ ...at })).data).toEqual([]);
    expect((await alice.pulls.list({ ...at, state: "all" })).data).toHaveLength(1);
    await alice.pulls.update({ ...at, pull_number, state: "open", title: "Other" });
    const actions = github.events.filter(({ name }) => name === "pull_request").map(({ action }) => action);
    expect(actions.slice(-4)).toEqual(["opened", "closed", "edited", "reopened"]);
    expect((await refusal(mallory.pulls.update({ ...at, pull_number, title: "Mine" }))).status).toBe(403);
  });

  it("is found by its head, its base and its state", async () => {
    const { at, alice } = await place(github);
    await pullWith(alice, at, "one");
    await pullWith(alice, at, "two");
    const numbers = async (more: object) =>
      (await alice.pulls.list({ ...at, ...more })).data.map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 1]);
    expect(await numbers({ direction: "asc" })).toEqual([1, 2]);
    expect(await numbers({ head: "ACME:one" })).toEqual([1]);
    expect(await numbers({ head: "other:one" })).toEqual([]);
    expect(await numbers({ base: "release" })).toEqual([]);
  });

  it("is a draft that cannot be merged until it is ready", async () => {
    const { at, alice } = await place(github);
    await branchWith(alice, at, "draft", { "a.txt": "a\n" });
    const { data } = await alice.pulls.create({
      ...at,
      title: "Draft",
      head: "draft",
      base: "main",
      draft: true,
    });
    expect(data).toMatchObject({ draft: true, mergeable_state: "draft" });
    expect(await refusal(alice.pulls.merge({ ...at, pull_number: data.number }))).toEqual({
      status: 405,
      message: "Pull Request is still a draft",
    });
  });

  it("takes in its base branch on demand", async () => {
    const { at, alice } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const nothing = await refusal(alice.pulls.updateBranch({ ...at, pull_number }));
    expect(nothing.message).toBe("There are no new commits on the base branch.");
    await branchWith(alice, at, "main", { "other.txt": "x\n" });
    const wrong = await refusal(
      alice.pulls.updateBranch({ ...at, pull_number, expected_head_sha: "0".repeat(40) }),
    );
    expect(wrong.status).toBe(422);
    expect((await alice.pulls.updateBranch({ ...at, pull_number })).status).toBe(202);
    const { data } = await alice.pulls.listCommits({ ...at, pull_number });
    expect(data).toHaveLength(2);
    expect(data[0]?.sha).toBe(head);
    expect(data[1]?.commit.message).toBe("Merge branch 'main' into request");
  });

  it("lists at most 250 commits and 3,000 files", async () => {
    const { at, alice, name } = await place(github);
    const work = await clone(github.gitUrl(at.owner, at.repo, github.tokenFor("alice")));
    try {
      await work.git("checkout", "--quiet", "-b", "long");
      await work.write("files.txt", "");
      const stream = Array.from({ length: 260 }, (_, index) => {
        const message = `Commit ${index}`;
        const files =
          index > 0
            ? ""
            : Array.from({ length: 3010 }, (_, file) => `M 100644 inline f/${file}.txt\ndata 2\nx\n\n`).join(
                "",
              );
        return `commit refs/heads/long\ncommitter a <a@example.com> ${1_700_000_000 + index} +0000\ndata ${message.length}\n${message}\n${index === 0 ? "from refs/heads/main^0\n" : ""}${files}`;
      }).join("");
      await work.write("stream", stream);
      await work.git(
        "-c",
        "core.pager=cat",
        "config",
        "alias.feed",
        "!git fast-import --quiet --force < stream",
      );
      await work.git("feed");
      expect((await work.push("--quiet", "origin", "long")).ok).toBe(true);
    } finally {
      await work.remove();
    }
    const { data } = await alice.pulls.create({ ...at, title: "Long", head: "long", base: "main" });
    expect(data.changed_files).toBe(3010);
    const pull = { ...at, pull_number: data.number, per_page: 100 };
    expect(await alice.paginate(alice.pulls.listCommits, pull)).toHaveLength(250);
    expect(await alice.paginate(alice.pulls.listFiles, pull)).toHaveLength(3000);
    expect(name).toContain("acme/");
  });

  it("may come from a fork", async () => {
    const { at, alice, mallory, name } = await place(github);
    await github.addRepo({ owner: "mallory", name: at.repo, forkOf: name });
    const fork = { owner: "mallory", repo: at.repo };
    const head = await branchWith(mallory, fork, "sly", { "grants/sly.yaml": "role: db\n" });
    const { data } = await mallory.pulls.create({ ...at, title: "Sly", head: "mallory:sly", base: "main" });
    expect(data.head).toMatchObject({
      sha: head,
      label: "mallory:sly",
      repo: { full_name: `mallory/${at.repo}`, fork: true },
    });
    expect((await alice.git.getRef({ ...at, ref: "pull/1/head" })).data.object.sha).toBe(head);
    const next = await branchWith(mallory, fork, "sly", { "grants/more.yaml": "role: db\n" });
    expect((await alice.pulls.get({ ...at, pull_number: 1 })).data.head.sha).toBe(next);
    await alice.pulls.merge({ ...at, pull_number: 1, merge_method: "squash" });
    expect((await alice.repos.getContent({ ...at, path: "grants/sly.yaml" })).status).toBe(200);
  });

  it("may not be known to be mergeable when first asked", async () => {
    const { at, alice } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(alice, at, "main", { "other.txt": "x\n" });
    github.world.lag.mergeable = 1;
    const asked = async () => (await alice.pulls.get({ ...at, pull_number })).data;
    expect(await asked()).toMatchObject({ mergeable: null, mergeable_state: "unknown" });
    expect(await asked()).toMatchObject({ mergeable: true, mergeable_state: "clean" });
  });

  it("gives no merge_commit_sha from API version 2026-03-10 on", async () => {
    const { at, alice } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const newer = { "x-github-api-version": "2026-03-10" };
    expect((await alice.pulls.get({ ...at, pull_number, headers: newer })).data).not.toHaveProperty(
      "merge_commit_sha",
    );
    expect((await alice.pulls.list({ ...at, headers: newer })).data[0]).not.toHaveProperty(
      "merge_commit_sha",
    );
    expect((await alice.pulls.get({ ...at, pull_number })).data).toHaveProperty("merge_commit_sha");
    const never = { "x-github-api-version": "2020-01-01" };
    expect((await refusal(alice.pulls.get({ ...at, pull_number, headers: never }))).status).toBe(400);
  });
});
