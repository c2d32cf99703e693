import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { listTree, visitListed } from "../../../src/adapters/git/commit-tree.ts";
import { GitProcess } from "../../../src/adapters/git/git-process.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { GRANT_BYTES, type TreeEntry } from "../../../src/domain/tree.ts";
import { gitEnv, Scratch } from "./scratch.ts";

const open = (scratch: Scratch) => openRepository({ dir: scratch.dir, env: gitEnv() });
const text = (bytes: Uint8Array | undefined) => (bytes ? Buffer.from(bytes).toString("utf8") : undefined);

const strange = (scratch: Scratch): Scratch =>
  scratch
    .write("grants/db-read/one.yaml", "role: db-read\n")
    .write("grants/db-read/two\nlines.yaml", "x")
    // What a link below says, and what is too large only here: contents are asked for once, whoever has them.
    .write('grants/db-read/"quoted" ü.yaml', "../src")
    .write("grants/db-read/empty.yaml", "")
    .write("grants/db-read/bytes.yaml", Uint8Array.of(0, 255, 10, 13, 0))
    .write("grants/db-read/large.yaml", "b".repeat(GRANT_BYTES + 1))
    .write("grants/db-read/largest.yaml", "a".repeat(GRANT_BYTES))
    .write("policies/roles/db-read.yaml", "b".repeat(GRANT_BYTES + 1))
    .write("src/other.ts", "not asked for")
    .link("grants/db-read/link.yaml", "/etc/passwd")
    .link("grants/folder-link", "../src");

test.each([
  ["a commit", false],
  ["the working tree", true],
])("of %s everything under the folders is read, whatever it is called or is", async (_name, working) => {
  const scratch = strange(Scratch.create());
  const commit = scratch.commit("files");
  const repository = await open(scratch);
  const folders = ["grants", "policies"];

  const entries = await (working ? repository.workingTree(folders) : repository.tree(commit, folders));

  expect(entries.map(({ path: at, kind, size, bytes }) => [at, kind, size, bytes?.length])).toEqual([
    ['grants/db-read/"quoted" ü.yaml', "file", 6, 6],
    ["grants/db-read/bytes.yaml", "file", 5, 5],
    ["grants/db-read/empty.yaml", "file", 0, 0],
    ["grants/db-read/large.yaml", "file", GRANT_BYTES + 1, undefined],
    ["grants/db-read/largest.yaml", "file", GRANT_BYTES, GRANT_BYTES],
    ["grants/db-read/link.yaml", "link", 11, undefined],
    ["grants/db-read/one.yaml", "file", 14, 14],
    ["grants/db-read/two\nlines.yaml", "file", 1, 1],
    ["grants/folder-link", "link", 6, undefined],
    ["policies/roles/db-read.yaml", "file", GRANT_BYTES + 1, GRANT_BYTES + 1],
  ]);
  expect(text(entries.find((entry) => entry.path.endsWith("one.yaml"))?.bytes)).toBe("role: db-read\n");
  expect(entries.find((entry) => entry.path.endsWith("bytes.yaml"))?.bytes).toEqual(
    Buffer.from([0, 255, 10, 13, 0]),
  );
});

test("where somebody put more than is ever read at once, what is too large is left out before it is read", async () => {
  const scratch = strange(Scratch.create());
  const commit = scratch.commit("files");
  const { git } = await open(scratch);
  const asked: string[] = [];
  const watched = new GitProcess({ dir: scratch.dir, env: gitEnv() });
  const catFile = watched.catFileUpTo.bind(watched);
  watched.catFileUpTo = (most, args, input) => {
    asked.push(`${args[0]} ${input.trim().split("\n").length}`);
    return catFile(most, args, input);
  };
  const folders = ["grants", "policies"];

  const entries: TreeEntry[] = [];
  await visitListed(watched, listTree(git, commit, folders), (entry) => entries.push(entry), 1_000);

  expect(entries).toEqual(await (await open(scratch)).tree(commit, folders));
  // The file that is too large under grants/ may be as long as it is under policies/, so its content is read for that.
  expect(asked).toEqual(["--batch 8", "--batch-check=%(objectname) %(objectsize) 8", "--batch 7"]);
});

test.each(["first", "middle", "last"])(
  "a clone without the %s of the files is told, and no file is shown with the content of another",
  async (lost) => {
    const scratch = Scratch.create();
    const names = ["first", "and", "middle", "then", "last"];
    const files = names.map((name, index) => `grants/${index}/${name}.yaml`);
    for (const file of files) scratch.write(file, `about: ${file}\n`);
    const commit = scratch.commit("files");
    const { git } = await open(scratch);
    const id = scratch.git("rev-parse", `${commit}:${files[names.indexOf(lost)]}`);
    scratch.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);

    for (const most of [undefined, 1]) {
      const shown: TreeEntry[] = [];
      const visit = (entry: TreeEntry) => shown.push(entry);
      await expect(visitListed(git, listTree(git, commit, ["grants"]), visit, most)).rejects.toMatchObject({
        system: "git",
        code: "broken",
        message: `git cat-file: object ${id} is not in the clone`,
      });
      for (const entry of shown) expect(text(entry.bytes)).toBe(`about: ${entry.path}\n`);
    }
  },
);

test("a folder that is not there holds nothing, and an exact path is a folder of one", async () => {
  const scratch = Scratch.create().write(".github/CODEOWNERS", "* @org/all\n").write(".github/other", "x");
  const commit = scratch.commit("owners");
  const repository = await open(scratch);

  expect(await repository.tree(commit, ["grants"])).toEqual([]);
  expect(await repository.workingTree(["grants"])).toEqual([]);
  for (const entries of [
    await repository.tree(commit, [".github/CODEOWNERS"]),
    await repository.workingTree([".github/CODEOWNERS"]),
  ]) {
    expect(entries.map((entry) => [entry.path, text(entry.bytes)])).toEqual([
      [".github/CODEOWNERS", "* @org/all\n"],
    ]);
  }
});

test("a folder that is a link is named and never followed, in the working tree as in a commit", async () => {
  const scratch = Scratch.create().write("elsewhere/db-read/one.yaml", "x").link("grants", "elsewhere");
  const commit = scratch.commit("a trap");
  const repository = await open(scratch);

  for (const folder of ["grants", "grants/db-read"]) {
    expect(await repository.workingTree([folder])).toEqual([{ path: "grants", kind: "link", size: 9 }]);
  }
  expect(await repository.tree(commit, ["grants"])).toEqual([{ path: "grants", kind: "link", size: 9 }]);
  await expect(repository.workingTree(["grants/../../.."])).rejects.toThrow("leaves the repository");
});

test("submodules and pipes are named, not read and not waited for", async () => {
  const inner = Scratch.create().write("a", "a");
  inner.commit("inner");
  const scratch = Scratch.create().write("grants/a.yaml", "a");
  scratch.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.dir, "grants/inner");
  const commit = scratch.commit("a submodule");
  execFileSync("mkfifo", [path.join(scratch.dir, "grants/pipe.yaml")]);
  const repository = await open(scratch);

  const kinds = (entries: readonly { path: string; kind: string }[]) =>
    entries.map((entry) => [entry.path, entry.kind]);
  expect(kinds(await repository.tree(commit, ["grants"]))).toEqual([
    ["grants/a.yaml", "file"],
    ["grants/inner", "submodule"],
  ]);
  expect(kinds(await repository.workingTree(["grants"]))).toEqual([
    ["grants/a.yaml", "file"],
    ["grants/inner", "submodule"],
    ["grants/pipe.yaml", "other"],
  ]);
});

test("what is not committed is known: changed, staged, untracked, ignored, deleted", async () => {
  const scratch = Scratch.create()
    .write("grants/same.yaml", "same")
    .write("grants/changed.yaml", "before")
    .write("grants/gone.yaml", "gone")
    .write(".gitignore", "ignored.yaml\n");
  scratch.commit("start");
  scratch
    .write("grants/changed.yaml", "after")
    .write("grants/deep/new file.yaml", "new")
    .write("grants/deep/ignored.yaml", "ignored")
    .write("grants/staged.yaml", "staged")
    .write("policies/other.yaml", "elsewhere")
    .remove("grants/gone.yaml");
  scratch.git("add", "grants/staged.yaml");
  const repository = await open(scratch);

  expect([...(await repository.uncommitted(["grants"]))].sort()).toEqual([
    "grants/changed.yaml",
    "grants/deep/ignored.yaml",
    "grants/deep/new file.yaml",
    "grants/gone.yaml",
    "grants/staged.yaml",
  ]);
});

test("changes name every file that differs, with its blobs, and guess no renames", async () => {
  const scratch = Scratch.create()
    .write("grants/kept.yaml", "kept")
    .write("grants/edited.yaml", "before")
    .write("grants/renamed.yaml", "the same text")
    .write("grants/turned.yaml", "file");
  const from = scratch.commit("before");
  const blob = (file: string) => scratch.git("rev-parse", `HEAD:${file}`);
  const before = blob("grants/edited.yaml");
  scratch.write("grants/edited.yaml", "after").write("grants/new\tname.yaml", "the same text");
  scratch.remove("grants/renamed.yaml").remove("grants/turned.yaml").link("grants/turned.yaml", "kept.yaml");
  const to = scratch.commit("after");
  const repository = await open(scratch);

  const changes = await repository.changes(from, to);

  expect(changes.map((change) => [change.path, change.status])).toEqual([
    ["grants/edited.yaml", "modified"],
    ["grants/new\tname.yaml", "added"],
    ["grants/renamed.yaml", "deleted"],
    ["grants/turned.yaml", "other"],
  ]);
  expect(changes[0]).toEqual({
    path: "grants/edited.yaml",
    status: "modified",
    before,
    after: blob("grants/edited.yaml"),
  });
  expect(changes[1]).not.toHaveProperty("before");
  expect(changes[2]).not.toHaveProperty("after");
});

test("a folder that is no clone, and a machine without Git, are told apart with what to do", async () => {
  const scratch = Scratch.create();
  const outside = path.dirname(scratch.dir);
  await expect(openRepository({ dir: outside, env: gitEnv() })).rejects.toMatchObject({
    system: "git",
    code: "invalid",
    hint: expect.stringContaining("-C"),
  });
  await expect(
    openRepository({ dir: path.join(outside, "nothing-here"), env: gitEnv() }),
  ).rejects.toMatchObject({
    system: "git",
    code: "invalid",
  });
  await expect(
    openRepository({ dir: scratch.dir, env: { ...gitEnv(), PATH: "/nonexistent" } }),
  ).rejects.toMatchObject({ system: "git", code: "not-found", hint: expect.stringContaining("Install Git") });
});

test("nothing that a clone's configuration names is run", async () => {
  const scratch = Scratch.create().write("grants/a.yaml", "a");
  const trap = path.join(scratch.dir, ".git", "trap");
  const proof = path.join(scratch.dir, ".git", "sprung");
  writeFileSync(trap, `#!/bin/sh\ntouch '${proof}'\n`, { mode: 0o755 });
  const commit = scratch.commit("start");
  for (const hook of ["post-index-change", "reference-transaction", "pre-push", "post-checkout"]) {
    writeFileSync(path.join(scratch.dir, ".git", "hooks", hook), `#!/bin/sh\ntouch '${proof}'\n`, {
      mode: 0o755,
    });
  }
  for (const key of ["core.fsmonitor", "diff.external", "diff.yaml.textconv", "core.alternateRefsCommand"]) {
    scratch.git("config", key, trap);
  }
  scratch.write(".git/info/attributes", "*.yaml diff=yaml\n").write("grants/a.yaml", "b");
  const repository = await open(scratch);

  await repository.uncommitted(["grants"]);
  await repository.landings(commit, "grants");
  await repository.changes(commit, commit);

  expect(() => execFileSync("ls", [proof], { stdio: "pipe" })).toThrow();
});
