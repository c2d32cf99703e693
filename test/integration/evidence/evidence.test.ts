/** One grant's story in a folder: gathered from a real repository and log, checked by Python, and by nothing of ours. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { newFiles } from "../../../src/adapters/new-files.ts";
import { evidence } from "../../../src/commands/evidence.ts";
import { deliveredEvent, endedEvent, issuedEvent } from "../../../src/domain/audit/grant-events.ts";
import { keyOf } from "../../../src/domain/key.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import { rotationDone } from "../../../src/domain/rotation/events.ts";
import { plus, seconds } from "../../../src/domain/units.ts";
import { grantText, roleText } from "../../support/access-repository.ts";
import { moment } from "../../support/world.ts";
import { record } from "../../unit/commands/end/end-fakes.ts";
import { gitEnv, Scratch, scratchFolder } from "../git/scratch.ts";

const python = promisify(execFile);

/** An origin with policies, a grant and a log of two days, in which other people are, too. */
async function told() {
  const origin = Scratch.create("--bare");
  const work = new Scratch(scratchFolder());
  work.git("clone", "-q", origin.dir, ".");
  work.git("checkout", "-q", "-B", "main");
  work
    .write("policies/leasehold.yaml", "owners: { users: [olga], count: 1 }\n")
    .write("policies/teams.yaml", "payments: [alice]\ndba: [bob]\n")
    .write("policies/roles/orders-db-read.yaml", roleText())
    .write("policies/roles/other.yaml", roleText());
  const policies = work.commit("policies", moment("10:00"));
  const before = work
    .write("grants/orders-db-read/refund.yaml", grantText())
    .commit("request", moment("11:00"));
  work.write("policies/roles/orders-db-read.yaml", roleText({ duration: "{ max: 1h }" }));
  work.remove("grants/orders-db-read/refund.yaml").commit("later", moment("14:00"));
  work.git("push", "-q", "origin", "main");

  const { git } = await openRepository({ dir: work.dir, env: gitEnv() });
  const log = new BranchAuditLog({ git, branch: "leasehold-audit", source: "urn:test" });
  const key = keyOf("orders-db-read", "refund", before);
  const over: GrantRecord = {
    ...record("refund"),
    key,
    commit: before,
    policy_commit: policies,
    access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
    state: "ended",
    ended_at: moment("13:00"),
    ended_by: "expired",
    proof: { at: plus(moment("13:00"), seconds(90_000)), tokens_gone: 1, leases_seen: 0, strays_revoked: 0 },
  };
  const events = (one: GrantRecord) =>
    [issuedEvent(one), deliveredEvent(one, moment("11:00")), endedEvent(one)].flatMap((each) => each ?? []);
  const [issued, delivered, ended] = events(over);
  const [others] = events({
    ...over,
    ...{ key: keyOf("orders-db-read", "carols", policies), user: "carol" },
  });
  const at = plus(moment("13:00"), seconds(90_100));
  const rotation = { name: "orders-app", kind: "database-static-role" } as never;
  const rotated = rotationDone(rotation, { why: "owed", at, owed_by: [key] });
  await log.append([others, issued, delivered].flatMap((each) => each ?? []));
  await log.append([ended, rotated].flatMap((each) => each ?? []));

  const clone = new Scratch(scratchFolder());
  clone.git("clone", "-q", origin.dir, ".");
  return { clone, key, log };
}

async function gathered() {
  const { clone, key } = await told();
  const repository = await openRepository({ dir: clone.dir, env: gitEnv() });
  const log = new BranchAuditLog({
    git: repository.git,
    branch: "leasehold-audit",
    source: "",
    orKnown: true,
  });
  const dir = path.join(scratchFolder(), "evidence");
  const result = await evidence({ repository, log, out: newFiles(dir) }, key, "main");
  return { clone, key, dir, result, repository, log };
}

async function check(dir: string, ...args: readonly string[]) {
  const ran = python("python3", ["-B", path.join(dir, "check.py"), ...args], {
    env: { ...process.env, ...gitEnv() },
  });
  return ran.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .sort();

/** What whoever changes a file does next: makes the sums agree. */
function sumAnew(dir: string): void {
  const lines = filesIn(dir)
    .filter((name) => name !== "SHA256SUMS")
    .map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(path.join(dir, name)))
          .digest("hex")}  ${name}\n`,
    );
  writeFileSync(path.join(dir, "SHA256SUMS"), lines.join(""));
}

function edit(dir: string, name: string, change: (text: string) => string): void {
  const file = path.join(dir, name);
  writeFileSync(file, change(readFileSync(file, "latin1")), "latin1");
}

test("a grant's story is gathered, and holds by itself and against a clone", async () => {
  const { clone, dir, key, result } = await gathered();

  expect(result).toMatchObject({
    findings: [],
    troubles: [],
    events: [
      "leasehold.grant.issued",
      "leasehold.grant.delivered",
      "leasehold.grant.ended",
      "leasehold.rotation.done",
    ],
  });
  const names = filesIn(dir);
  expect(names).toEqual(
    expect.arrayContaining([
      "README.md",
      "SHA256SUMS",
      "check.py",
      "events.jsonl",
      "policies/policies/roles/orders-db-read.yaml",
      "request/grants/orders-db-read/refund.yaml",
    ]),
  );
  expect(names.filter((name) => name.startsWith("log/"))).toHaveLength(2);
  expect(names.join()).not.toContain("other.yaml");
  // As it was when it judged, not as it is now.
  expect(readFileSync(path.join(dir, "policies/policies/roles/orders-db-read.yaml"), "utf8")).toContain(
    "max: 8h",
  );
  expect(readFileSync(path.join(dir, "README.md"), "utf8")).toContain("approved by `bob`");

  const alone = await check(dir);
  expect(alone).toMatchObject({ code: 0, said: expect.stringContaining("PROVED: ") });
  expect(alone.said.split("\n")[0]).toMatch(/^2026-\S+ grant\.issued /);
  expect(alone.said).toContain(key);
  expect(await check(dir, "--clone", clone.dir)).toMatchObject({ code: 0 });
});

const REQUEST = "request/grants/orders-db-read/refund.yaml";
const ROLE = "policies/policies/roles/orders-db-read.yaml";

test("whatever is changed is found: with its sum, by Git's hashes, by the chain, by what is left out", async () => {
  const { dir: whole, clone } = await gathered();
  const day = filesIn(whole).find((name) => name.startsWith("log/")) ?? "";
  const commit = filesIn(whole).find((name) => name.endsWith(".commit")) ?? "";
  const change = (name: string, from: string, to: string) => (dir: string) =>
    edit(dir, name, (text) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    });
  const forgeries: Readonly<Record<string, readonly [(dir: string) => void, string]>> = {
    "the request": [change(REQUEST, "alice", "mally"), `${REQUEST} is not what the commit has`],
    "the policies": [change(ROLE, "8h", "9h"), `${ROLE} is not what the commit has`],
    "an event": [change("events.jsonl", "bob", "eve"), "events.jsonl is not what the log says"],
    "the log": [change(day, "bob", "eve"), `${day} is not what the commit has`],
    "a commit": [change(commit, "tree ", "tree  "), `${commit} is not the object of that name`],
    "a file more": [(dir) => writeFileSync(path.join(dir, "more.txt"), "x"), ""],
    "a file less": [(dir) => rmSync(path.join(dir, ROLE)), `${ROLE} is not there`],
    "an event left out": [
      (dir) => {
        edit(dir, "events.jsonl", (text) => text.split("\n").slice(1).join("\n"));
        edit(dir, "index.json", (text) => {
          const index = JSON.parse(text);
          return JSON.stringify({ ...index, events: index.events.slice(1) });
        });
      },
      "tells of the grant and is left out",
    ],
    "another key": [change("index.json", "refund.", "refunds."), "the request is another file"],
  };
  for (const [what, [forge, found]] of Object.entries(forgeries)) {
    const dir = path.join(scratchFolder(), "forged");
    mkdirSync(dir);
    for (const name of filesIn(whole)) {
      mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
      writeFileSync(path.join(dir, name), readFileSync(path.join(whole, name)));
    }
    forge(dir);
    expect(await check(dir), `${what}, as it is`).toMatchObject({
      code: 1,
      said: expect.stringContaining("NOT PROVED"),
    });
    if (found === "") continue;
    sumAnew(dir);
    expect(await check(dir), `${what}, with new sums`).toMatchObject({
      code: 1,
      said: expect.stringContaining(found),
    });
  }

  const stranger = Scratch.create().write("README.md", "x");
  stranger.commit("first");
  stranger.git("update-ref", "refs/remotes/origin/main", "HEAD");
  stranger.git("update-ref", "refs/remotes/origin/leasehold-audit", "HEAD");
  expect(await check(whole, "--clone", stranger.dir)).toMatchObject({
    code: 1,
    said: expect.stringContaining("is not on the branch in the clone"),
  });
  expect(await check(whole, "--clone", clone.dir)).toMatchObject({ code: 0 });
});

test("nothing is written for a key nobody knows, nor over what is there", async () => {
  const { repository, log, dir, key } = await gathered();
  const again = (words: string, to: string) =>
    evidence({ repository, log, out: newFiles(to) }, words, "main");
  const free = path.join(scratchFolder(), "free");

  await expect(again(key, dir)).rejects.toMatchObject({
    exit: 2,
    message: expect.stringContaining("not empty"),
  });
  await expect(again(key.replace("refund", "nothing"), free)).rejects.toMatchObject({ exit: 1 });
  await expect(again("refund", free)).rejects.toMatchObject({ exit: 2 });
  expect(() => readdirSync(free)).toThrow("ENOENT");
});
