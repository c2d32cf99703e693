import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { expect, test } from "vitest";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { GENESIS, lineHash, lineOf, repositorySource } from "../../../src/domain/audit/chain.ts";
import { event, type LeaseholdEvent } from "../../../src/domain/audit/events.ts";
import { type Instant, instant, parseInstant } from "../../../src/domain/units.ts";
import { gitEnv, Scratch, scratchFolder } from "../git/scratch.ts";

const at = (text: string): Instant => parseInstant(text) ?? instant(0);
const NOON = at("2026-11-21T12:00:00Z");

const ended = (name: string, time: Instant = NOON): LeaseholdEvent =>
  event("leasehold.grant.ended", `db-read.${name}.0123456789ab`, time, { role: "db-read", user: "alice" });

/** An origin with a main branch, and clones of it. */
function origin(format = "sha1"): Scratch {
  const bare = Scratch.create("--bare", `--object-format=${format}`);
  const writer = Scratch.create(`--object-format=${format}`).write("README.md", "x");
  writer.commit("first");
  writer.git("push", "-q", bare.dir, "main");
  return bare;
}

async function logOf(
  bare: Scratch,
  settings: { wait?: (ms: number) => Promise<unknown>; now?: () => Instant } = {},
) {
  const clone = new Scratch(scratchFolder());
  clone.git("clone", "-q", bare.dir, ".");
  const { git } = await openRepository({ dir: clone.dir, env: gitEnv() });
  const source = repositorySource("https://api.github.com", 7);
  // A day later than all that these tests write down.
  const now = () => at("2027-07-01T00:00:00Z");
  return { clone, log: new BranchAuditLog({ git, branch: "leasehold-audit", source, now, ...settings }) };
}

const file = (bare: Scratch, name: string) => bare.git("show", `leasehold-audit:${name}`).split("\n");

test("without a branch the log is empty and whole; the first event makes the branch", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  expect(await log.events()).toEqual([]);
  expect(await log.verify()).toEqual({ count: 0, head: GENESIS, findings: [] });
  expect(await log.append([])).toEqual({ count: 0, head: GENESIS, added: 0 });
  expect(bare.git("branch", "--list", "leasehold-audit")).toBe("");

  const added = await log.append([ended("a"), ended("b")]);

  const lines = file(bare, "events/2026/11/21.jsonl");
  expect(added).toEqual({ count: 2, head: lineHash(lines[1] ?? ""), added: 2 });
  expect(lines.map((line) => JSON.parse(line).previous)).toEqual([GENESIS, lineHash(lines[0] ?? "")]);
  expect(JSON.parse(lines[0] ?? "").source).toBe("https://api.github.com/repositories/7");
  expect(bare.git("log", "--format=%an <%ae> %ct", "leasehold-audit")).toBe(
    `Leasehold <audit-log@leasehold.invalid> ${NOON}`,
  );
  expect(clone.git("status", "--porcelain", "--branch")).toBe("## main...origin/main");
});

test("the chain runs across days, and events of the days from a moment on are read oldest first", async () => {
  // For once in a repository whose ids are made by SHA-256.
  const { log } = await logOf(origin("sha256"));
  await log.append([ended("a"), ended("b", at("2026-11-22T00:00:00Z"))]);
  // Written late: it stands on the day it was written.
  await log.append([ended("c", at("2026-11-21T23:59:59Z")), ended("d", at("2027-01-01T10:00:00Z"))]);

  const names = async (since?: Instant) =>
    (await log.events(since)).map((logged) => logged.subject.split(".")[1]);
  expect(await names()).toEqual(["a", "b", "c", "d"]);
  expect(await names(at("2026-11-22T23:00:00Z"))).toEqual(["b", "c", "d"]);
  expect(await names(at("2026-12-01T00:00:00Z"))).toEqual(["d"]);
  expect(await names(at("2027-01-02T00:00:00Z"))).toEqual([]);
  expect((await log.events())[0]).toEqual({
    id: "grant.ended/db-read.a.0123456789ab",
    type: "leasehold.grant.ended",
    subject: "db-read.a.0123456789ab",
    time: NOON,
    data: { role: "db-read", user: "alice" },
  });
  expect(await log.verify()).toMatchObject({ count: 4, findings: [] });
});

test("what is in the log already is not written again, however late it comes, nor twice in one go", async () => {
  const bare = origin();
  const { log } = await logOf(bare);
  const first = await log.append([ended("a"), ended("a")]);
  expect(first).toMatchObject({ count: 1, added: 1 });
  await log.append([ended("b", at("2026-12-24T00:00:00Z"))]);
  const before = bare.git("rev-parse", "leasehold-audit");

  const again = await (await logOf(bare)).log.append([ended("a", at("2027-06-01T00:00:00Z"))]);

  expect(again).toMatchObject({ count: 2, added: 0 });
  expect(bare.git("rev-parse", "leasehold-audit")).toBe(before);
});

test("a run goes on from where it left the log without asking, and reads first what another one wrote since", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  await log.append([ended("a")]);
  // Nothing can be fetched any more, only pushed.
  clone.git("remote", "set-url", "--push", "origin", bare.dir);
  clone.git("remote", "set-url", "origin", "/nonexistent/leasehold.git");
  expect(await log.append([ended("b")])).toMatchObject({ count: 2, added: 1 });

  clone.git("remote", "set-url", "origin", bare.dir);
  await (await logOf(bare)).log.append([ended("c")]);
  const last = await log.append([ended("a"), ended("c"), ended("d")]);
  expect(last).toMatchObject({ count: 4, added: 1 });
  expect((await log.verify()).findings).toEqual([]);
});

test("eight runs that write at once lose nothing and double nothing", async () => {
  const bare = origin();
  const logs = await Promise.all(Array.from({ length: 7 }, () => logOf(bare)));
  // Two of them in one clone.
  const shared = logs[0];
  const { git } = await openRepository({ dir: shared?.clone.dir ?? "", env: gitEnv() });
  const eighth = new BranchAuditLog({ git, branch: "leasehold-audit", source: "urn:x" });
  const writers = [...logs.map(({ log }) => log), eighth];

  const answers = await Promise.all(
    writers.map((log, n) => log.append([ended(`own-${n}-1`), ended("same"), ended(`own-${n}-2`)])),
  );

  expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(17);
  const names = (await eighth.events()).map((logged) => logged.subject.split(".")[1] ?? "");
  const all = writers.flatMap((_, n) => [`own-${n}-1`, `own-${n}-2`]);
  expect(names.toSorted()).toEqual([...all, "same"].sort());
  const { count, head, findings } = await eighth.verify();
  expect({ count, findings }).toEqual({ count: 17, findings: [] });
  expect(answers.find((answer) => answer.count === 17)?.head).toBe(head);
});

test("of runs that write the very same at once, one has added it", async () => {
  const bare = origin();
  const logs = await Promise.all(Array.from({ length: 4 }, () => logOf(bare)));

  const answers = await Promise.all(logs.map(({ log }) => log.append([ended("same")])));

  expect(answers.map(({ added }) => added).sort()).toEqual([0, 0, 0, 1]);
});

test("a log that somebody wrote to by hand is still appended to, and every break is found", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  await log.append([ended("a"), ended("b")]);
  clone.git("fetch", "-q", "origin", "leasehold-audit");
  clone.git("checkout", "-q", "--detach", "FETCH_HEAD");
  const text = file(bare, "events/2026/11/21.jsonl").join("\n").replace("alice", "mallory");
  clone.write("events/2026/11/21.jsonl", text).write("events/notes.txt", "mine");
  clone.commit("tampered");
  clone.git("push", "-q", "origin", "HEAD:leasehold-audit");

  const appended = await log.append([ended("c"), ended("b")]);

  expect(appended).toMatchObject({ count: 3, added: 1 });
  const { findings } = await log.verify();
  expect(findings.map((finding) => [finding.rule, finding.file, finding.line])).toEqual([
    ["audit-chain", "events/2026/11/21.jsonl", 2],
    ["audit-chain", "events/notes.txt", undefined],
  ]);
});

test("a file of a day to come takes up no events and hides none: it is no part of the log, and is found", async () => {
  const bare = origin();
  const now = () => NOON;
  const { log, clone } = await logOf(bare, { now });
  const { head } = await log.append([ended("a")]);
  clone.git("fetch", "-q", "origin", "leasehold-audit");
  clone.git("checkout", "-q", "--detach", "FETCH_HEAD");
  const forged = lineOf(ended("b"), "urn:x", head);
  clone.write("events/9999/12/31.jsonl", `${forged}\n`).commit("a trap");
  clone.git("push", "-q", "origin", "HEAD:leasehold-audit");

  // Also for who reads first: the forged line says that the grant ended, which it did not.
  expect((await log.events()).map((logged) => logged.subject.split(".")[1])).toEqual(["a"]);
  const appended = await log.append([ended("b"), ended("c", at("2026-11-22T08:00:00Z"))]);

  expect(appended).toMatchObject({ count: 3, added: 2 });
  expect(file(bare, "events/2026/11/21.jsonl")).toHaveLength(2);
  expect(file(bare, "events/2026/11/22.jsonl")).toHaveLength(1);
  expect(file(bare, "events/9999/12/31.jsonl")).toEqual([forged]);
  const { findings, count } = await log.verify();
  expect(count).toBe(3);
  expect(findings.map((finding) => [finding.rule, finding.file])).toEqual([
    ["audit-chain", "events/9999/12/31.jsonl"],
  ]);
});

test("a line that cannot be read is an error for who asks for events, never a silent gap", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  await log.append([ended("a")]);
  clone.git("fetch", "-q", "origin", "leasehold-audit");
  clone.git("checkout", "-q", "--detach", "FETCH_HEAD");
  clone.write("events/2026/11/21.jsonl", `${file(bare, "events/2026/11/21.jsonl")[0]?.slice(0, 50)}`);
  clone.commit("cut");
  clone.git("push", "-q", "origin", "HEAD:leasehold-audit");

  await expect(log.events()).rejects.toMatchObject({
    system: "audit-log",
    code: "broken",
    message: expect.stringContaining("events/2026/11/21.jsonl:1"),
  });
  expect(await log.append([ended("b")])).toMatchObject({ count: 2, added: 1 });
});

test("who only asks is answered with what the clone saw last where origin is gone; who decides is not", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  await log.append([ended("a")]);
  await log.events();
  clone.git("remote", "set-url", "origin", "/nonexistent/leasehold.git");
  const { git } = await openRepository({ dir: clone.dir, env: gitEnv() });
  const asking = new BranchAuditLog({ git, branch: "leasehold-audit", source: "", orKnown: true });

  expect((await asking.events()).map((logged) => logged.subject.split(".")[1])).toEqual(["a"]);
  await expect(log.events()).rejects.toMatchObject({ system: "audit-log", code: "unreachable" });
  await expect(asking.append([ended("b")])).rejects.toMatchObject({ code: "unreachable" });
});

test("a Git that does not tell what it wrote empties no log", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  await log.append([ended("a")]);
  const before = bare.git("rev-parse", "leasehold-audit");
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  clone.write("bin/git", `#!/bin/sh\n[ "$1" = fast-import ] && exec cat >/dev/null\nexec ${real} "$@"\n`);
  chmodSync(`${clone.dir}/bin/git`, 0o755);
  const env = { ...gitEnv(), PATH: `${clone.dir}/bin:${process.env.PATH}` };
  const { git } = await openRepository({ dir: clone.dir, env });
  const mute = new BranchAuditLog({ git, branch: "leasehold-audit", source: "urn:x" });

  await expect(mute.append([ended("b")])).rejects.toMatchObject({ system: "audit-log", code: "broken" });
  expect(bare.git("rev-parse", "leasehold-audit")).toBe(before);
});

test("where origin refuses or is gone, nothing is said to be written", async () => {
  const bare = origin();
  const { log, clone } = await logOf(bare);
  bare.write("hooks/pre-receive", "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n");
  bare.git("config", "core.hooksPath", "hooks");
  chmodSync(`${bare.dir}/hooks/pre-receive`, 0o755);
  await expect(log.append([ended("a")])).rejects.toMatchObject({ system: "audit-log", code: "denied" });

  clone.git("remote", "set-url", "origin", "/nonexistent/leasehold.git");
  const waits: number[] = [];
  const { git } = await openRepository({ dir: clone.dir, env: gitEnv() });
  const gone = new BranchAuditLog({
    git,
    branch: "leasehold-audit",
    source: "urn:x",
    wait: async (ms) => waits.push(ms),
  });
  await expect(gone.append([ended("a")])).rejects.toMatchObject({ system: "audit-log", code: "unreachable" });
  expect(waits).toEqual([]);
});
