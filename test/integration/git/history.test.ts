import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { gitEnv, Scratch, scratchFolder } from "./scratch.ts";

const open = (scratch: Scratch, signal?: AbortSignal) =>
  openRepository({ dir: scratch.dir, env: gitEnv(), ...(signal ? { signal } : {}) });

const landed = async (scratch: Scratch, commit: string) => {
  const landings = await (await open(scratch)).landings(commit, "grants");
  return [...landings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, landing]) => [path, landing.commit, landing.at]);
};

test("a file landed with the commit of main that last touched it, at that commit's time", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "a").write("grants/b\n.yaml", "b");
  const first = scratch.commit("two grants", 1_700_000_000);
  scratch.write("grants/a.yaml", "a2");
  const second = scratch.commit("edit", 1_700_000_100);
  scratch.write("README.md", "x");
  const head = scratch.commit("something else", 1_700_000_200);

  expect(await landed(scratch, head)).toEqual([
    ["grants/a.yaml", second, 1_700_000_100],
    ["grants/b\n.yaml", first, 1_700_000_000],
  ]);
  expect(await landed(scratch, first)).toEqual([
    ["grants/a.yaml", first, 1_700_000_000],
    ["grants/b\n.yaml", first, 1_700_000_000],
  ]);
});

test("names that are no text, and are told as the same, hold nobody up", async () => {
  const scratch = Scratch.create().write("grants/r/a.yaml", "a");
  const first = scratch.commit("a grant", 1_700_000_000);
  for (const byte of [0xfe, 0xff])
    writeFileSync(Buffer.from([...Buffer.from(path.join(scratch.dir, "grants/r/")), byte]), "x");
  const head = scratch.commit("strange names", 1_700_000_100);

  expect(await landed(scratch, head)).toEqual([
    ["grants/r/a.yaml", first, 1_700_000_000],
    ["grants/r/\ufffd", head, 1_700_000_100],
  ]);
});

test("what a branch brought landed with the merge, not with the branch's own commits", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "a");
  const first = scratch.commit("a", 1_700_000_000);
  scratch.git("checkout", "-q", "-b", "side");
  scratch.write("grants/c.yaml", "c");
  const side = scratch.commit("c", 1_700_000_050);
  scratch.git("checkout", "-q", "main");
  scratch.write("grants/a.yaml", "a2");
  const main = scratch.commit("a again", 1_700_000_100);
  scratch.gitAt(1_700_000_200, "merge", "-q", "--no-ff", "-m", "merge", "side");
  const merge = scratch.git("rev-parse", "HEAD");
  const repository = await open(scratch);

  expect(await landed(scratch, merge)).toEqual([
    ["grants/a.yaml", main, 1_700_000_100],
    ["grants/c.yaml", merge, 1_700_000_200],
  ]);
  expect((await repository.commitsTouching(merge, "grants")).map((commit) => commit.sha)).toEqual([
    first,
    main,
    merge,
  ]);
  expect(await repository.commitsTouching(merge, "grants", main)).toEqual([
    { sha: merge, parents: [main, side], committed: 1_700_000_200 },
  ]);
  expect((await repository.range(first, merge)).map((commit) => commit.sha).sort()).toEqual(
    [main, merge, side].sort(),
  );
});

test("a file deleted and added again landed when it was added again; a revert is a landing too", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "a");
  scratch.commit("add", 1_700_000_000);
  scratch.remove("grants/a.yaml");
  const gone = scratch.commit("delete", 1_700_000_100);
  expect(await landed(scratch, gone)).toEqual([]);
  scratch.write("grants/a.yaml", "a");
  const back = scratch.commit("add again", 1_700_000_200);
  expect(await landed(scratch, back)).toEqual([["grants/a.yaml", back, 1_700_000_200]]);
});

test("settings of the clone do not change what history says", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "the same text\n".repeat(9));
  const root = scratch.commit("root", 1_700_000_000);
  scratch.git("mv", "grants/a.yaml", "grants/b.yaml");
  const head = scratch.commit("rename", 1_700_000_100);
  for (const [key, value] of [
    ["log.showRoot", "false"],
    ["diff.renames", "copies"],
    ["log.diffMerges", "off"],
    ["diff.relative", "true"],
    ["color.ui", "always"],
    ["log.follow", "true"],
  ] as const) {
    scratch.git("config", key, value);
  }
  expect(await landed(scratch, head)).toEqual([["grants/b.yaml", head, 1_700_000_100]]);
  expect(await landed(scratch, root)).toEqual([["grants/a.yaml", root, 1_700_000_000]]);
});

test("a replaced commit does not tell another history", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "a");
  const real = scratch.commit("real", 1_700_000_000);
  scratch.write("grants/a.yaml", "b");
  const head = scratch.commit("later", 1_700_000_100);
  scratch.git("replace", "--graft", head);

  const repository = await open(scratch);
  expect((await repository.commit(head))?.parents).toEqual([real]);
  expect(await repository.isAncestor(real, head)).toBe(true);
});

test("the log is left as soon as every file's commit is known", async () => {
  const scratch = Scratch.create();
  // A history of 8,000 commits, made by fast-import as bytes of one file.
  const commits = Array.from(
    { length: 8_000 },
    (_, n) =>
      `commit refs/heads/main\ncommitter A <a@b> ${1_700_000_000 + n} +0000\ndata 1\nx\n` +
      `M 100644 inline grants/${n < 7_990 ? `old-${n % 50}` : `new-${n}`}.yaml\ndata ${String(n).length}\n${n}\n` +
      (n === 7_989 ? Array.from({ length: 50 }, (_x, k) => `D grants/old-${k}.yaml\n`).join("") : ""),
  );
  execFileSync("git", ["fast-import", "--quiet"], {
    cwd: scratch.dir,
    env: gitEnv(),
    input: commits.join(""),
  });
  const repository = await open(scratch);
  const head = await repository.resolve("main");

  const start = performance.now();
  const recent = await repository.landings(head ?? "", "grants");
  const stopped = performance.now() - start;
  const whole = performance.now();
  expect(await repository.commitsTouching(head ?? "", "grants")).toHaveLength(8_000);
  expect(recent.size).toBe(10);
  expect(stopped).toBeLessThan((performance.now() - whole) / 2);
});

test("names become commits, and what is no commit is nothing", async () => {
  const scratch = Scratch.create().write("a", "a");
  const commit = scratch.commit("a");
  scratch.git("tag", "-a", "-m", "v1", "v1");
  const repository = await open(scratch);

  for (const name of ["HEAD", "main", "v1", commit, commit.slice(0, 12)]) {
    expect(await repository.resolve(name)).toBe(commit);
  }
  for (const name of ["nothing", "", "-h", "--all", "HEAD:a", "0".repeat(40)]) {
    expect(await repository.resolve(name)).toBeUndefined();
  }
  expect(await repository.commit("0".repeat(40))).toBeUndefined();
  await expect(repository.tree("--output=x", ["grants"])).rejects.toMatchObject({ code: "invalid" });
});

test("an abbreviation stands for one commit, never for a branch that is called like it", async () => {
  const scratch = Scratch.create().write("a", "a");
  const commit = scratch.commit("a");
  scratch.write("a", "b");
  const other = scratch.commit("b");
  scratch.git("branch", commit.slice(0, 12), other);
  const repository = await open(scratch);

  expect(await repository.expand(commit.slice(0, 12))).toBe(commit);
  expect(await repository.expand(scratch.git("rev-parse", "HEAD:a").slice(0, 12))).toBeUndefined();
  expect(await repository.expand("000000000000")).toBeUndefined();
  expect(await repository.expand("HEAD")).toBeUndefined();
});

test("ancestors and merge bases, also of histories that share nothing", async () => {
  const scratch = Scratch.create().write("a", "a");
  const first = scratch.commit("a");
  scratch.write("a", "b");
  const second = scratch.commit("b");
  scratch.git("checkout", "-q", "--orphan", "other");
  const orphan = scratch.commit("orphan");
  const repository = await open(scratch);

  expect(await repository.isAncestor(first, second)).toBe(true);
  expect(await repository.isAncestor(second, second)).toBe(true);
  expect(await repository.isAncestor(second, first)).toBe(false);
  expect(await repository.isAncestor(orphan, second)).toBe(false);
  expect(await repository.mergeBase(first, second)).toBe(first);
  expect(await repository.mergeBase(orphan, second)).toBeUndefined();
  await expect(repository.isAncestor("gone", second)).rejects.toMatchObject({ code: "not-found" });
});

test("Ctrl-C ends the running Git process and nothing else is started", async () => {
  const scratch = new Scratch(scratchFolder());
  scratch.git("init", "-q", "-b", "main");
  scratch.write("a", "a").commit("a");
  const pressed = new AbortController();
  const repository = await open(scratch, pressed.signal);
  pressed.abort(new Error("stopped"));
  await expect(repository.resolve("HEAD")).rejects.toThrow("stopped");
});
