import { expect, test } from "vitest";
import { SLUG, scene } from "./scene.ts";

const MARKER = "<!-- leasehold:check -->";
const request = { "grants/db-read/one.yaml": "role: db-read\n" };

test("one comment is made, then kept up to date, and left alone while nothing changed", async () => {
  const { github, as, pull, server } = await scene();
  const { number } = await pull("alice", "one", request);

  await github.upsertComment(number, MARKER, `${MARKER}\nfirst`);
  await github.upsertComment(number, MARKER, "second");
  const [comment, ...others] = await as("alice", "GET", `/issues/${number}/comments`);
  expect(others).toEqual([]);
  expect([comment.user.login, comment.body]).toEqual(["github-actions[bot]", `${MARKER}\nsecond`]);

  const before = server.events.length;
  await github.upsertComment(number, MARKER, "second");
  expect(server.events).toHaveLength(before);
});

test("a comment of somebody else that carries our marker is never ours, however many there are", async () => {
  const { github, as, pull, adapter, server } = await scene();
  const { number } = await pull("alice", "one", request);
  const comment = (login: string, body: string) => as(login, "POST", `/issues/${number}/comments`, { body });
  for (let n = 0; n < 101; n += 1) await comment("alice", `${MARKER}\napproved, trust me ${n}`);

  await github.upsertComment(number, MARKER, "by the job");
  await github.upsertComment(number, MARKER, "by the job, again");
  const bob = adapter(server.tokenFor("bob"));
  await bob.upsertComment(number, MARKER, "by bob");
  await bob.upsertComment(number, MARKER, "by bob, again");
  const named = adapter(
    server.appToken({ repos: [SLUG], permissions: { issues: "write", pull_requests: "write" } }),
    {
      self: "leasehold-app[bot]",
    },
  );
  await named.upsertComment(number, MARKER, "by the app");

  const all = [1, 2].map((page) =>
    as("alice", "GET", `/issues/${number}/comments?per_page=100&page=${page}`),
  );
  const written = (await Promise.all(all)).flat().filter((each) => each.user.login !== "alice");
  expect(written.map((each) => [each.user.login, each.body])).toEqual([
    ["github-actions[bot]", `${MARKER}\nby the job, again`],
    ["bob", `${MARKER}\nby bob, again`],
    ["leasehold-app[bot]", `${MARKER}\nby the app`],
  ]);
});

test("a status is set at a commit, its description cut to what GitHub takes", async () => {
  const { github, as, pull } = await scene();
  const { head } = await pull("alice", "one", request);

  await github.setStatus(head.sha, {
    context: "leasehold/approvals",
    state: "pending",
    description: "é".repeat(200),
    url: "https://example.com/run",
  });

  const { statuses } = await as("alice", "GET", `/commits/${head.sha}/status`);
  expect(statuses).toMatchObject([
    { context: "leasehold/approvals", state: "pending", target_url: "https://example.com/run" },
  ]);
  expect([...statuses[0].description]).toHaveLength(140);
});

test("a commit is made on a branch that is new or moved, with files removed and written", async () => {
  const { github, as } = await scene();
  const base = await github.tip("main");
  const change = { base, branch: "leasehold/revoke/db-read", message: "Revoke" };

  const first = await github.commitOnBranch({ ...change, remove: ["grants/db-read/old.yaml"] });
  expect(await github.tip(change.branch)).toBe(first);
  const second = await github.commitOnBranch({
    ...change,
    remove: [],
    write: new Map([["grants/db-read/new.yaml", "role: db-read\nreason: ümlaut\n"]]),
  });

  expect(await github.tip(change.branch)).toBe(second);
  const commit = await as("alice", "GET", `/git/commits/${second}`);
  expect(commit).toMatchObject({ message: "Revoke", parents: [{ sha: base }] });
  const { content } = await as("alice", "GET", `/contents/grants/db-read/new.yaml?ref=${second}`);
  expect(Buffer.from(content, "base64").toString("utf8")).toBe("role: db-read\nreason: ümlaut\n");
  await expect(as("alice", "GET", `/contents/grants/db-read/old.yaml?ref=${first}`)).rejects.toThrow("404");

  await github.deleteBranch(change.branch);
  await github.deleteBranch(change.branch);
  await expect(github.tip(change.branch)).rejects.toMatchObject({ code: "not-found" });
});

test("a pull request is opened once, changed, labelled, and reviewed by those who can", async () => {
  const { as, adapter, server, branch } = await scene();
  const permissions = {
    contents: "write",
    pull_requests: "write",
    issues: "write",
    metadata: "read",
  } as const;
  const app = adapter(server.appToken({ repos: [SLUG], permissions }));
  await branch("alice", "one", request);
  const wish = { branch: "one", base: "main", title: "Revoke db-read", body: "ended" };

  const opened = await app.openPull(wish);
  const again = await app.openPull(wish);
  expect(again).toEqual(opened);
  expect(opened).toMatchObject({ state: "open", author: { login: "leasehold-app[bot]", type: "Bot" } });

  await app.updatePull(opened.number, { title: "Revoke two", body: "ended too" });
  await app.addLabels(opened.number, ["leasehold", "revoke"]);
  await app.addLabels(opened.number, []);
  await app.requestReviewers(opened.number, ["bob", "nobody-at-all", "sam"]);
  await app.requestReviewers(opened.number, ["nobody-at-all"]);
  const pull = await as("alice", "GET", `/pulls/${opened.number}`);
  expect(pull).toMatchObject({ title: "Revoke two", body: "ended too" });
  expect(pull.labels.map((label: { name: string }) => label.name).sort()).toEqual(["leasehold", "revoke"]);
  expect(pull.requested_reviewers.map((user: { login: string }) => user.login).sort()).toEqual([
    "bob",
    "sam",
  ]);

  await app.updatePull(opened.number, { state: "closed" });
  expect((await app.pull(opened.number))?.state).toBe("closed");
});
