import { expect, test } from "vitest";
import { type Json, SLUG, scene } from "./scene.ts";

test("a repository is known by its id, and a branch by its tip", async () => {
  const { github, server, as } = await scene();
  const main = await as("alice", "GET", "/git/ref/heads/main");

  expect(await github.repository()).toEqual({ slug: SLUG, id: 4711, url: `${server.url}/${SLUG}` });
  expect(await github.tip("main")).toBe(main.object.sha);
  await expect(github.tip("gone")).rejects.toMatchObject({ system: "github", code: "not-found" });
});

test("a pull request is read from request to squash merge", async () => {
  const { github, as, pull } = await scene();
  const made = await pull("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" });

  const open = await github.pull(made.number);
  expect(open).toEqual({
    number: made.number,
    url: made.html_url,
    title: "Request one",
    state: "open",
    author: { login: "alice", type: "User" },
    base: "main",
    head: made.head.sha,
    head_branch: "one",
    labels: [],
    auto_merge: false,
  });
  expect((await github.openPullsFrom("one")).map((found) => found.number)).toEqual([made.number]);
  expect((await github.openPullsUnder("on")).map((found) => found.number)).toEqual([made.number]);
  expect(await github.openPullsFrom("on")).toEqual([]);
  expect(await github.pull(999)).toBeUndefined();

  await as("bob", "POST", `/pulls/${made.number}/reviews`, { event: "APPROVE", commit_id: made.head.sha });
  const merged = await as("bob", "PUT", `/pulls/${made.number}/merge`, { merge_method: "squash" });
  const closed = await github.pull(made.number);
  expect(closed).toMatchObject({ state: "closed", merge_commit: merged.sha, head: made.head.sha });
  expect(closed?.merged_at).toBeTypeOf("number");
  expect((await github.pullsOf(merged.sha)).map((found) => found.number)).toEqual([made.number]);
  expect(await github.openPullsFrom("one")).toEqual([]);
});

test("a commit whose pull request GitHub shows late is asked for again, and not for ever", async () => {
  const { github, server, as, pull, waits } = await scene();
  const made = await pull("alice", "late", { "grants/db-read/late.yaml": "role: db-read\n" });
  const merged = await as("bob", "PUT", `/pulls/${made.number}/merge`, { merge_method: "squash" });
  server.world.lag.commitPulls = 2;
  const again = await pull("alice", "later", { "grants/db-read/later.yaml": "role: db-read\n" });
  const second = await as("bob", "PUT", `/pulls/${again.number}/merge`, { merge_method: "squash" });

  expect((await github.pullsOf(second.sha)).map((found) => found.number)).toEqual([again.number]);
  expect(waits).toEqual([500, 1_500]);
  expect((await github.pullsOf(merged.sha)).map((found) => found.number)).toEqual([made.number]);

  const first = await as("alice", "GET", "/commits?per_page=1&path=README.md");
  expect(await github.pullsOf(first[0].sha)).toEqual([]);
  expect(waits.slice(2)).toEqual([500, 1_500, 3_000]);
});

test("reviews come oldest first with the commit they saw, also those dismissed or without one", async () => {
  const { github, server, as, pull } = await scene();
  const made = await pull("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" });
  const review = (login: string, event: string) =>
    as(login, "POST", `/pulls/${made.number}/reviews`, { event, body: "x", commit_id: made.head.sha });
  await review("bob", "REQUEST_CHANGES");
  const dismissed = await review("sam", "APPROVE");
  await review("bob", "APPROVE");
  const lost = await review("bob", "COMMENT");
  server.account("alice");
  server.addUser("root", { roles: { [SLUG]: "admin" } });
  await as("root", "PUT", `/pulls/${made.number}/reviews/${dismissed.id}/dismissals`, { message: "no" });
  server.loseReviewCommit(SLUG, made.number, lost.id);

  const reviews = await github.reviews(made.number);

  expect(reviews.map((each) => [each.reviewer.login, each.reviewer.type, each.state, each.commit])).toEqual([
    ["bob", "User", "CHANGES_REQUESTED", made.head.sha],
    ["sam", "User", "DISMISSED", made.head.sha],
    ["bob", "User", "APPROVED", made.head.sha],
    ["bob", "User", "COMMENTED", undefined],
  ]);
  expect(reviews.every((each) => each.submitted_at !== undefined)).toBe(true);
});

test("when a pull request was last turned to another base is known, and nothing of one that never was", async () => {
  const { github, as, branch, pull } = await scene();
  await branch("alice", "elsewhere", { "elsewhere.md": "elsewhere\n" });
  const made = await pull("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" });
  await as("alice", "PATCH", `/pulls/${made.number}`, { title: "Another title" });
  expect(await github.retargeted(made.number)).toBeUndefined();

  for (const base of ["elsewhere", "main"]) await as("alice", "PATCH", `/pulls/${made.number}`, { base });

  const at = await github.retargeted(made.number);
  const events = await as("alice", "GET", `/issues/${made.number}/events`);
  expect(events.map((one: Json) => [one.event, one.actor.login])).toEqual([
    ["base_ref_changed", "alice"],
    ["base_ref_changed", "alice"],
  ]);
  expect(at).toBe(Date.parse(events[1].created_at) / 1_000);
});

test("commits name who GitHub can name, with co-authors by their addresses", async () => {
  const { github, server, as, branch } = await scene();
  const sam = server.account("sam");
  const message = [
    "Request",
    "",
    `Co-authored-by: Sam <${sam.id}+sam@users.noreply.github.com>`,
    "co-authored-by: Old <Old-Style@users.noreply.github.com>",
    "Co-Authored-By: Alice <ALICE@example.com>",
    "Co-authored-by: Stranger <stranger@nowhere.example>",
  ].join("\n");
  await branch("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" }, message);
  const made = await as("alice", "POST", "/pulls", { title: "x", head: "one", base: "main" });
  server.markVerified(SLUG, made.head.sha);

  const { items, truncated } = await github.pullCommits(made.number);

  expect(truncated).toBe(false);
  expect(items).toMatchObject([
    {
      sha: made.head.sha,
      author: "alice",
      co_authors: ["sam", "Old-Style", "alice"],
      unknown_co_authors: ["Stranger <stranger@nowhere.example>"],
      verified: true,
    },
  ]);
});

test("at 250 commits GitHub lists no more, and that is said", async () => {
  const { github, server, as } = await scene();
  const { git } = server.repo(SLUG);
  const signature = { name: "N", email: "nobody@nowhere.example", date: new Date() };
  let parent = (await git.ref("refs/heads/main")) ?? "";
  const { tree } = await as("alice", "GET", `/git/commits/${parent}`);
  for (let n = 0; n < 251; n += 1) {
    parent = await git.writeCommit({
      tree: tree.sha,
      parents: [parent],
      author: signature,
      committer: signature,
      message: `${n}`,
    });
  }
  await git.updateRef("refs/heads/many", parent);
  const made = await as("alice", "POST", "/pulls", { title: "x", head: "many", base: "main" });

  const { items, truncated } = await github.pullCommits(made.number);

  expect([items.length, truncated]).toEqual([250, true]);
  expect(items[0]).not.toHaveProperty("author");
});

test("who may write, and who belongs to a team where the token may ask", async () => {
  const { github, server, adapter } = await scene();
  server.addTeam("acme", "dba", { members: ["bob", "sam"] });
  server.addUser("MixedCase", { roles: { [SLUG]: "maintain" } });

  expect(await Promise.all(["alice", "ALICE", "mixedcase"].map((login) => github.mayWrite(login)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(await Promise.all(["reader", "nobody-at-all"].map((login) => github.mayWrite(login)))).toEqual([
    false,
    false,
  ]);
  expect(await github.teamMembers("dba")).toBeUndefined();
  const app = adapter(server.appToken({ repos: [SLUG], permissions: { members: "read", metadata: "read" } }));
  expect(await app.teamMembers("dba")).toEqual(new Set(["bob", "sam"]));
  expect(await app.teamMembers("no-such-team")).toBeUndefined();
});

test("the activity of a branch tells merges from pushes by hand and by force", async () => {
  const { github, as, pull } = await scene();
  const made = await pull("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" });
  const merged = await as("bob", "PUT", `/pulls/${made.number}/merge`, { merge_method: "squash" });
  const content = Buffer.from("x").toString("base64");
  const direct = await as("sam", "PUT", "/contents/grants/x.yaml", { message: "x", content, branch: "main" });
  await as("alice", "PATCH", "/git/refs/heads/main", { sha: merged.sha, force: true });

  const rows = await github.activity("main");

  expect(rows.slice(0, 3).map((row) => [row.type, row.actor, row.before, row.after])).toEqual([
    ["force_push", "alice", direct.commit.sha, merged.sha],
    ["push", "sam", merged.sha, direct.commit.sha],
    ["pr_merge", "bob", expect.any(String), merged.sha],
  ]);
  expect(rows.some((row) => row.after === made.head.sha)).toBe(false);
});
