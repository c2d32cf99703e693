import { inspect } from "node:util";
import { expect, test } from "vitest";
import { gitEnvironment } from "../../../src/adapters/git/git-environment.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { GitWorkingCopy } from "../../../src/adapters/git/working-copy.ts";
import { OutsideError } from "../../../src/commands/outside-error.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { serveRepository } from "./http-remote.ts";
import { gitEnv, Scratch, scratchFolder } from "./scratch.ts";

/** A bare origin with one grant on main, and a clone of it. */
function cloned(...how: string[]): { origin: Scratch; writer: Scratch; clone: Scratch; head: string } {
  const origin = Scratch.create("--bare");
  const writer = Scratch.create().write("grants/r/a.yaml", "a");
  writer.commit("first");
  writer.write("grants/r/b.yaml", "b");
  const head = writer.commit("second");
  writer.git("remote", "add", "origin", origin.dir);
  writer.git("push", "-q", "origin", "main");
  const clone = new Scratch(scratchFolder());
  clone.git("clone", "-q", ...how, `file://${origin.dir}`, ".");
  return { origin, writer, clone, head };
}

const open = (scratch: Scratch, token?: string) =>
  openRepository({ dir: scratch.dir, env: gitEnv(), ...(token ? { auth: new Secret(token) } : {}) });

test("fetch says what origin's refs stand for now, and leaves out those it has not", async () => {
  const { writer, clone, head } = cloned();
  writer.write("grants/r/c.yaml", "c");
  const newer = writer.commit("third");
  writer.git("push", "-q", "origin", "main", "main:refs/pull/7/head", `${head}:refs/heads/team/x`);
  const repository = await open(clone);

  const fetched = await repository.fetch(["main", "refs/pull/7/head", "team/x", "leasehold-audit", "main"]);

  expect([...fetched]).toEqual([
    ["main", newer],
    ["refs/pull/7/head", newer],
    ["team/x", head],
  ]);
  expect((await repository.tree(newer, ["grants"])).map((entry) => entry.path)).toContain("grants/r/c.yaml");
  expect(clone.git("rev-parse", "HEAD", "origin/main")).toBe(`${head}\n${head}`);
  expect(clone.git("status", "--porcelain")).toBe("");
});

test("a branch that was force-pushed is followed", async () => {
  const { writer, clone, head } = cloned();
  const repository = await open(clone);
  expect((await repository.fetch(["main"])).get("main")).toBe(head);
  writer.git("commit", "-q", "--amend", "-m", "rewritten");
  writer.git("push", "-q", "-f", "origin", "main");
  expect((await repository.fetch(["main"])).get("main")).toBe(writer.git("rev-parse", "HEAD"));
});

test("what a branch was last known to be is the newest of our fetches and of a person's, else the clone's own", async () => {
  const { writer, clone, head } = cloned();
  const repository = await open(clone);
  expect(await repository.lastKnown("main")).toBe(head);
  const newer = writer.gitAt(2_050_000_000, "commit-tree", "-p", head, "-m", "later", "HEAD^{tree}");
  writer.git("push", "-q", "origin", `${newer}:refs/heads/main`);
  await repository.fetch(["main"]);
  expect(await repository.lastKnown("main")).toBe(newer);
  expect(await repository.lastKnown("leasehold-audit")).toBeUndefined();
  clone.git("branch", "own", head);
  expect(await repository.lastKnown("own")).toBe(head);
});

test("a shallow clone is deepened by fetching, so that every file has its landing", async () => {
  const { writer, clone, head } = cloned("--depth", "1");
  const repository = await open(clone);
  expect(await repository.isShallow()).toBe(true);

  await repository.fetch(["main"]);

  expect(await repository.isShallow()).toBe(false);
  expect((await repository.landings(head, "grants")).get("grants/r/a.yaml")?.commit).toBe(
    writer.git("rev-parse", "HEAD~1"),
  );
});

test("a clone that another run deepened since it was asked about is fetched into all the same", async () => {
  const { clone, head } = cloned("--depth", "1");
  const repository = await open(clone);
  expect(await repository.isShallow()).toBe(true);

  clone.git("fetch", "-q", "--unshallow");

  expect((await repository.fetch(["main"])).get("main")).toBe(head);
  expect(await repository.isShallow()).toBe(false);
});

test("several runs may fetch in one clone at once", async () => {
  const { writer, clone } = cloned();
  writer.write("grants/r/c.yaml", "c");
  const newer = writer.commit("third");
  writer.git("push", "-q", "origin", "main");
  const repository = await open(clone);
  const all = await Promise.all(Array.from({ length: 6 }, () => repository.fetch(["main"])));
  expect(new Set(all.map((fetched) => fetched.get("main")))).toEqual(new Set([newer]));
});

test("a request is committed on a new branch and pushed, and the checkout and its index are as before", async () => {
  const { origin, clone, head } = cloned();
  clone.write("grants/r/a.yaml", "being edited").write("grants/r/untracked.yaml", "mine");
  clone.write("grants/r/staged.yaml", "staged").git("add", "grants/r/staged.yaml");
  const before = clone.git("status", "--porcelain");
  const copy = new GitWorkingCopy((await open(clone)).git);

  const commit = await copy.pushBranch({
    base: "main",
    branch: "leasehold/r/new",
    message: "Request r for alice\n\nbecause",
    write: new Map([
      ["grants/r/new.yaml", "role: r\n"],
      ["grants/r/odd\nname.yaml", ""],
    ]),
    remove: ["grants/r/b.yaml"],
  });

  expect(origin.git("rev-parse", "refs/heads/leasehold/r/new")).toBe(commit);
  expect(origin.git("log", "-1", "--format=%P %an %s", commit)).toBe(`${head} Alice Request r for alice`);
  expect(origin.git("show", `${commit}:grants/r/new.yaml`)).toBe("role: r");
  expect(origin.git("diff-tree", "-r", "--name-status", "-z", head, commit).split("\0")).toEqual([
    "D",
    "grants/r/b.yaml",
    "A",
    "grants/r/new.yaml",
    "A",
    "grants/r/odd\nname.yaml",
    "",
  ]);
  expect(clone.git("status", "--porcelain")).toBe(before);
  expect(await copy.currentBranch()).toBe("main");
  expect(await copy.isClean(["policies"])).toBe(true);
  expect(await copy.isClean(["grants"])).toBe(false);
});

test("a branch that is there already is never moved", async () => {
  const { origin, clone, head } = cloned();
  origin.git("branch", "taken", head);
  const copy = new GitWorkingCopy((await open(clone)).git);
  const change = { base: head, branch: "taken", message: "x", write: new Map([["a", "a"]]), remove: [] };
  await expect(copy.pushBranch(change)).rejects.toMatchObject({ system: "git", code: "conflict" });
  expect(origin.git("rev-parse", "taken")).toBe(head);
});

test("the token reaches origin alone, in place of what the checkout left, and shows up nowhere", async () => {
  const { origin, clone } = cloned();
  const remote = await serveRepository(origin.dir, "ghs_hidden");
  origin.git("config", "http.receivepack", "true");
  clone.git("remote", "set-url", "origin", remote.url);
  const host = new URL(remote.url).origin;
  // What actions/checkout leaves behind.
  clone.git("config", `http.${host}/.extraheader`, "AUTHORIZATION: basic b2xkOm9sZA==");
  const repository = await open(clone, "ghs_hidden");

  await repository.fetch(["main"]);
  await new GitWorkingCopy(repository.git).pushBranch({
    base: "main",
    branch: "pushed",
    message: "x",
    write: new Map([["grants/r/x.yaml", "x"]]),
    remove: [],
  });

  expect(remote.authorizations.length).toBeGreaterThan(2);
  expect(remote.authorizations.every((headers) => headers.length === 1)).toBe(true);
  expect(origin.git("branch", "--list", "pushed")).toContain("pushed");
  expect(clone.git("config", "--list", "--local")).not.toContain(
    Buffer.from("x-access-token:ghs_hidden").toString("base64"),
  );
});

test("an environment made for Git prints as stars, without Vault's tokens in it at all", () => {
  const env = gitEnvironment(
    {
      PATH: "/bin",
      VAULT_TOKEN: "hvs.x",
      INPUT_TOKEN: "y",
      GITHUB_TOKEN: "ghs_z",
      GIT_TRACE: "1",
      PAGER: "less",
    },
    {},
    { token: new Secret("ghs_z"), url: "https://u:p@example.com/o/r" },
  );
  expect(Object.keys(env).filter((name) => /VAULT|INPUT|TRACE|PAGER/.test(name))).toEqual([]);
  for (const shown of [inspect(env), JSON.stringify(env), inspect({ env: { ...env } }, { depth: 5 })]) {
    expect(shown).not.toMatch(/ghs_z|hvs|\/bin|u:p/);
    expect(shown).not.toContain(Buffer.from("x-access-token:ghs_z").toString("base64"));
  }
  expect(String(Object.entries(env).find(([, value]) => String(value).startsWith("http.https"))?.[1])).toBe(
    "http.https://example.com/o/r.extraHeader",
  );
});

test("a refused login, a closed port and a missing remote each say what to do, and name no password", async () => {
  const { origin, clone } = cloned();
  const remote = await serveRepository(origin.dir, "right");
  const failing = async (url: string, token?: string) => {
    clone.git("remote", "set-url", "origin", url);
    return (await open(clone, token)).fetch(["main"]).then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );
  };
  const wrong = await failing(remote.url, "ghs_wrong");
  const closed = await failing("http://someone:pass-word@127.0.0.1:9/repo.git", "ghs_wrong");
  const gone = await failing("/nonexistent/leasehold.git");

  expect(wrong).toMatchObject({ code: "denied", hint: expect.stringContaining("contents: write") });
  expect(closed).toMatchObject({ code: "unreachable", hint: expect.stringContaining("origin") });
  expect(gone).toMatchObject({ code: "unreachable" });
  for (const error of [wrong, closed, gone]) {
    expect(error).toBeInstanceOf(OutsideError);
    expect(inspect(error, { depth: 9 })).not.toMatch(/ghs_wrong|pass-word|eC1hY2Nlc3M/);
  }
});
