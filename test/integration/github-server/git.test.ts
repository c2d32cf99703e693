import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, clone, octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("plain Git", () => {
  it("clones, pushes and fetches, pull requests' heads and test merges too", async () => {
    const { at, alice } = await place(github);
    const work = await clone(github.gitUrl(at.owner, at.repo, github.tokenFor("alice")));
    try {
      await work.git("checkout", "-qb", "topic");
      await work.write("grants/a.yaml", "a\n");
      await work.git("add", ".");
      await work.git("commit", "-qm", "Ask");
      expect((await work.push("origin", "topic")).ok).toBe(true);
      const head = await work.git("rev-parse", "HEAD");
      const { data } = await alice.pulls.create({ ...at, title: "Ask", head: "topic", base: "main" });
      expect(data.head.sha).toBe(head);
      await work.git("fetch", "-q", "origin", "refs/pull/1/head", "refs/pull/1/merge:merge");
      expect(await work.git("rev-parse", "merge")).toBe(data.merge_commit_sha);
      expect(await work.git("rev-parse", "merge^2")).toBe(head);
      await branchWith(alice, at, "main", { "other.txt": "x\n" });
      await work.git("fetch", "-q", "--force", "origin", "refs/pull/1/merge:merge");
      expect(await work.git("show", "merge:other.txt")).toBe("x");
      const hidden = await work.push("origin", "HEAD:refs/pull/1/head");
      expect(hidden.said).toContain("deny updating a hidden ref");
      const { data: commit } = await alice.repos.getCommit({ ...at, ref: head });
      expect(commit.commit.verification).toMatchObject({ verified: false, reason: "unsigned" });
      expect(commit.author?.login).toBe("alice");
    } finally {
      await work.remove();
    }
  });

  it("is shallow, partial and by commit where asked to be", async () => {
    const { at, alice } = await place(github);
    for (const number of [1, 2, 3]) await branchWith(alice, at, "main", { "n.txt": `${number}\n` });
    const work = await clone(github.gitUrl(at.owner, at.repo));
    try {
      await work.git("clone", "-q", "--depth", "1", github.gitUrl(at.owner, at.repo), "shallow");
      expect(await work.git("-C", "shallow", "rev-list", "--count", "HEAD")).toBe("1");
      await work.git("-C", "shallow", "fetch", "-q", "--unshallow");
      expect(await work.git("-C", "shallow", "rev-list", "--count", "HEAD")).toBe("4");
      const sha = await work.git("rev-parse", "HEAD~1");
      await work.git("-C", "shallow", "fetch", "-q", "origin", sha);
      await work.git("clone", "-q", "--filter=blob:none", github.gitUrl(at.owner, at.repo), "partial");
    } finally {
      await work.remove();
    }
  });

  it("asks for a password where it must, and refuses who may not", async () => {
    const { at, name } = await place(github, { private: true });
    const url = (token?: string) => github.gitUrl(at.owner, at.repo, token);
    await expect(clone(url())).rejects.toThrow(/could not read Username|Authentication failed/);
    await expect(clone(url("ghp_wrong"))).rejects.toThrow(/Authentication failed/);
    await expect(clone(url(github.tokenFor("mallory")))).rejects.toThrow(/not found/);
    const work = await clone(url(github.jobToken(name, { contents: "read" })));
    try {
      await work.write("x", "x");
      await work.git("add", ".");
      await work.git("commit", "-qm", "x");
      expect((await work.push("origin", "HEAD:topic")).said).toContain("403");
      const writer = url(github.jobToken(name, { contents: "write" }));
      expect((await work.push(writer, "HEAD:topic")).ok).toBe(true);
      expect(github.events.at(-1)).toMatchObject({
        name: "push",
        ref: "refs/heads/topic",
        starts: "nothing",
      });
    } finally {
      await work.remove();
    }
  });

  it("does not change workflows for GITHUB_TOKEN, nor for an App without that permission", async () => {
    const { at, name, alice } = await place(github, { files: { ".github/workflows/a.yml": "on: push\n" } });
    const write = { contents: "write" } as const;
    const job = github.jobToken(name, write);
    const app = github.appToken({ repos: [name], permissions: { ...write, workflows: "write" } });
    const work = await clone(github.gitUrl(at.owner, at.repo, job));
    try {
      await work.write("x", "x");
      await work.git("add", ".");
      await work.git("commit", "-qm", "No workflow");
      expect((await work.push("origin", "HEAD:plain")).ok).toBe(true);
      await work.write(".github/workflows/a.yml", "on: pull_request\n");
      await work.git("commit", "-qam", "A workflow");
      const refused = await work.push("origin", "HEAD:refs/heads/sly");
      expect(refused.said).toContain("without `workflows` permission");
      expect((await work.push(github.gitUrl(at.owner, at.repo, app), "HEAD:refs/heads/open")).ok).toBe(true);
      expect((await work.push(github.gitUrl(at.owner, at.repo, app), "HEAD:refs/heads/plain")).ok).toBe(true);
    } finally {
      await work.remove();
    }
    const files = { ".github/workflows/b.yml": "on: push\n" };
    expect((await refusal(branchWith(octokit(github, job), at, "by-api", files))).message).toContain(
      "workflows",
    );
    await branchWith(alice, at, "by-api", files);
  });

  it("merges a pull request whose head is pushed to its base, whatever its reviews", async () => {
    const { at, alice } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    const work = await clone(github.gitUrl(at.owner, at.repo, github.tokenFor("carol")), "carol");
    try {
      expect((await work.push("origin", "origin/request:main")).ok).toBe(true);
    } finally {
      await work.remove();
    }
    const { data } = await alice.pulls.get({ ...at, pull_number });
    expect(data).toMatchObject({ merged: true, merge_commit_sha: head, merged_by: { login: "carol" } });
    const { data: activity } = await alice.repos.listActivities({ ...at, ref: "main", per_page: 1 });
    expect(activity).toMatchObject([{ activity_type: "push", after: head, actor: { login: "carol" } }]);
  });
});

describe("a pull request", () => {
  it("is merged with the one it stands on, and closed when it is reset to its base", async () => {
    const { at, alice } = await place(github);
    const lower = await pullWith(alice, at, "lower");
    await alice.git.createRef({ ...at, ref: "refs/heads/same", sha: lower.head });
    const same = await alice.pulls.create({ ...at, title: "Same", head: "same", base: "main" });
    await alice.pulls.merge({ ...at, pull_number: lower.pull_number });
    expect((await alice.pulls.get({ ...at, pull_number: same.data.number })).data.merged).toBe(true);
    const { pull_number } = await pullWith(alice, at, "upper");
    const { data } = await alice.git.getRef({ ...at, ref: "heads/main" });
    await alice.git.updateRef({ ...at, ref: "heads/upper", sha: data.object.sha, force: true });
    const closed = await alice.pulls.get({ ...at, pull_number });
    expect(closed.data).toMatchObject({ state: "closed", merged: false });
  });
});

describe("git data", () => {
  it("makes blobs, trees, commits and refs, and reads them back", async () => {
    const { at, alice } = await place(github, {
      files: { "a/b.txt": "b\n", "a/c.txt": "c\n", "d.txt": "d\n" },
    });
    const { data: ref } = await alice.git.getRef({ ...at, ref: "heads/main" });
    const { data: blob } = await alice.git.createBlob({ ...at, content: "8J+UkQ==", encoding: "base64" });
    const { data: read } = await alice.git.getBlob({ ...at, file_sha: blob.sha });
    expect(Buffer.from(read.content, "base64").toString("utf8")).toBe("🔑");
    const { data: tree } = await alice.git.createTree({
      ...at,
      base_tree: ref.object.sha,
      tree: [
        { path: "a/b.txt", mode: "100644", type: "blob", sha: null },
        { path: "a/c.txt", mode: "100644", type: "blob", sha: null },
        { path: "e/f/key.txt", mode: "100755", type: "blob", sha: blob.sha },
      ],
    });
    const { data: all } = await alice.git.getTree({ ...at, tree_sha: tree.sha, recursive: "1" });
    expect(all.tree.map(({ path, mode }) => [path, mode])).toEqual([
      ["d.txt", "100644"],
      ["e", "040000"],
      ["e/f", "040000"],
      ["e/f/key.txt", "100755"],
    ]);
    const { data: commit } = await alice.git.createCommit({
      ...at,
      message: "By the API",
      tree: tree.sha,
      parents: [ref.object.sha],
      author: { name: "Someone", email: "someone@example.com", date: "2026-11-21T10:00:00Z" },
    });
    expect(commit.author).toEqual({
      name: "Someone",
      email: "someone@example.com",
      date: "2026-11-21T10:00:00Z",
    });
    expect((await alice.git.getCommit({ ...at, commit_sha: commit.sha })).data).toEqual(commit);
    await alice.git.createRef({ ...at, ref: "refs/heads/feature/x", sha: commit.sha });
    const { data: matching } = await alice.git.listMatchingRefs({ ...at, ref: "heads/feature" });
    expect(matching).toMatchObject([
      { ref: "refs/heads/feature/x", object: { sha: commit.sha, type: "commit" } },
    ]);
  });

  it("moves refs forward only, unless forced, and never past what is there", async () => {
    const { at, alice } = await place(github);
    const first = (await alice.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
    await branchWith(alice, at, "topic", { x: "x\n" });
    const back = { ...at, ref: "heads/topic", sha: first };
    expect(await refusal(alice.git.updateRef(back))).toEqual({
      status: 422,
      message: "Update is not a fast forward",
    });
    await alice.git.updateRef({ ...back, force: true });
    expect((await alice.repos.listActivities({ ...at, ref: "topic" })).data[0]?.activity_type).toBe(
      "force_push",
    );
    const twice = await refusal(alice.git.createRef({ ...at, ref: "refs/heads/topic", sha: first }));
    expect(twice.message).toBe("Reference already exists");
    expect((await refusal(alice.git.updateRef({ ...back, sha: "1".repeat(40) }))).message).toBe(
      "Object does not exist",
    );
  });

  it("is signed by GitHub where Actions or an App make the commit in their own name", async () => {
    const { at, alice, name } = await place(github);
    const app = octokit(github, github.appToken({ repos: [name], permissions: { contents: "write" } }));
    const made = await branchWith(app, at, "by-app", { x: "x\n" });
    const { data } = await alice.repos.getCommit({ ...at, ref: made });
    expect(data).toMatchObject({
      author: { login: "leasehold-app[bot]", type: "Bot" },
      commit: { verification: { verified: true } },
    });
    const { data: tree } = await app.git.getCommit({ ...at, commit_sha: made });
    const posing = await app.git.createCommit({
      ...at,
      message: "As Bob",
      tree: tree.tree.sha,
      parents: [made],
      author: { name: "Bob", email: "bob@example.com" },
    });
    expect(posing.data.verification.verified).toBe(false);
    const person = await branchWith(alice, at, "by-alice", { x: "x\n" });
    const { data: unsigned } = await alice.git.getCommit({ ...at, commit_sha: person });
    expect(unsigned.verification).toMatchObject({ verified: false, reason: "unsigned" });
  });
});

describe("contents", () => {
  it("are read as file, folder and raw text, at any ref", async () => {
    const { at, alice } = await place(github, {
      files: { "grants/a b.yaml": "role: db\n", "README.md": "x\n" },
    });
    const { data: file } = await alice.repos.getContent({ ...at, path: "grants/a b.yaml" });
    expect(file).toMatchObject({ type: "file", encoding: "base64", content: "cm9sZTogZGIK", size: 9 });
    const { data: folder } = await alice.repos.getContent({ ...at, path: "grants", ref: "main" });
    expect(folder).toMatchObject([{ name: "a b.yaml", type: "file" }]);
    const raw = await alice.repos.getContent({ ...at, path: "README.md", mediaType: { format: "raw" } });
    expect(raw.data).toBe("x\n");
    const object = await alice.repos.getContent({ ...at, path: "", mediaType: { format: "object" } });
    expect(object.data).toMatchObject({ type: "dir", entries: [{ name: "README.md" }, { name: "grants" }] });
    const plain = await fetch(`${github.url}/repos/${at.owner}/${at.repo}/contents/grants/a%20b.yaml`);
    expect(await plain.json()).toMatchObject({ path: "grants/a b.yaml" });
    expect((await refusal(alice.repos.getContent({ ...at, path: "none" }))).status).toBe(404);
    expect((await refusal(alice.repos.getContent({ ...at, path: "README.md", ref: "none" }))).status).toBe(
      404,
    );
  });

  it("are written one file at a time, over what the writer saw", async () => {
    const { at, alice } = await place(github);
    const path = "audit/2026.jsonl";
    const write = (content: string, sha?: string) =>
      alice.repos.createOrUpdateFileContents({
        ...at,
        path,
        message: "Write",
        content: Buffer.from(content).toString("base64"),
        ...(sha ? { sha } : {}),
      });
    const first = await write("1\n");
    expect(first.status).toBe(201);
    expect(first.data.commit.verification?.verified).toBe(false);
    expect((await refusal(write("2\n"))).status).toBe(422);
    expect((await refusal(write("2\n", "0".repeat(40)))).status).toBe(409);
    const second = await write("1\n2\n", first.data.content?.sha);
    expect(second.status).toBe(200);
    const { data } = await alice.repos.deleteFile({
      ...at,
      path,
      message: "Remove",
      sha: second.data.content?.sha ?? "",
    });
    expect(data.content).toBeNull();
    expect((await refusal(alice.repos.getContent({ ...at, path }))).status).toBe(404);
  });

  it("of an empty repository are none, until the first is written", async () => {
    const { at, bob } = await place(github, { files: {} });
    const { at: bare, bob: owner } = await place(github, {
      files: undefined as unknown as Record<string, string>,
    });
    expect((await refusal(owner.repos.listCommits(bare))).status).toBe(409);
    expect((await refusal(owner.repos.getContent({ ...bare, path: "" }))).status).toBe(404);
    await owner.repos.createOrUpdateFileContents({
      ...bare,
      path: "a.txt",
      message: "First",
      content: "YQ==",
    });
    expect((await owner.repos.listCommits(bare)).data).toHaveLength(1);
    expect((await bob.repos.getContent({ ...at, path: "" })).data).toEqual([]);
  });
});
