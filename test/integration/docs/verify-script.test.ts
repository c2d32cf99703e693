import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { event, type LeaseholdEvent } from "../../../src/domain/audit/events.ts";
import { type Instant, instant, parseInstant } from "../../../src/domain/units.ts";
import { gitEnv, Scratch, scratchFolder } from "../git/scratch.ts";
import { Document } from "./documents.ts";

const script =
  new Document("docs/auditor.md").blocks().find(({ language }) => language === "python")?.text ?? "";

const at = (text: string): Instant => parseInstant(text) ?? instant(0);
const ended = (name: string, time: string): LeaseholdEvent =>
  event("leasehold.grant.ended", `db-read.${name}.0123456789ab`, at(time), {
    role: "db-read",
    user: "alïce",
  });

/** A clone whose origin has an audit branch of two days, and the log that wrote it. */
async function audited() {
  const origin = Scratch.create("--bare");
  const writer = Scratch.create().write("README.md", "x");
  writer.commit("first");
  writer.git("push", "-q", origin.dir, "main");
  const clone = new Scratch(scratchFolder());
  clone.git("clone", "-q", origin.dir, ".");
  const { git } = await openRepository({ dir: clone.dir, env: gitEnv() });
  const log = new BranchAuditLog({ git, branch: "leasehold-audit", source: "urn:test" });
  await log.append([ended("a", "2026-11-21T12:00:00Z"), ended("b", "2026-11-21T13:00:00Z")]);
  await log.append([ended("c", "2026-11-22T12:00:00Z")]);
  clone.git("fetch", "-q", "origin", "leasehold-audit");
  return { clone, log };
}

const verify = (clone: Scratch, ...args: readonly string[]) =>
  spawnSync("python3", ["-c", script, ...args], {
    cwd: clone.dir,
    env: { ...process.env, ...gitEnv() },
    encoding: "utf8",
  });

/** Changes the log as somebody would who may push to its branch; the new branch's name. */
function tampered(clone: Scratch, change: (text: string) => string): string {
  const file = "events/2026/11/21.jsonl";
  clone.git("checkout", "-q", "--detach", "origin/leasehold-audit");
  clone.write(file, `${change(clone.git("show", `origin/leasehold-audit:${file}`))}\n`);
  clone.commit("tampered");
  return "HEAD";
}

test("the auditor's script is 20 lines and comes to the same count and hash as the audit log itself", async () => {
  const { clone, log } = await audited();
  const { count, head } = await log.verify();

  const ran = verify(clone);

  expect(script.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(20);
  expect(ran.stderr).toBe("");
  expect(ran.status).toBe(0);
  expect(ran.stdout.trim().split("\n").at(-1)).toBe(`${count} ${head}`);
  expect(count).toBe(3);
});

test("the auditor's script finds a line that was changed, one that was taken out, and one said twice", async () => {
  const { clone } = await audited();

  const changed = verify(
    clone,
    tampered(clone, (text) => text.replace("alïce", "mallory")),
  );
  const removed = verify(
    clone,
    tampered(clone, (text) => text.split("\n").slice(0, 1).join("\n")),
  );
  const first = verify(
    clone,
    tampered(clone, (text) => text.split("\n").slice(1).join("\n")),
  );

  expect(changed).toMatchObject({ status: 1, stderr: expect.stringContaining("events/2026/11/21.jsonl:2") });
  expect(removed).toMatchObject({ status: 1, stderr: expect.stringContaining("events/2026/11/22.jsonl:1") });
  expect(first).toMatchObject({ status: 1, stderr: expect.stringContaining("events/2026/11/21.jsonl:1") });
});

test("a file of a day that is still to come is told, and counts for nothing: as the audit log itself has it", async () => {
  const { clone, log } = await audited();
  const { count, head } = await log.verify();
  clone.git("checkout", "-q", "--detach", "origin/leasehold-audit");
  // What whoever may push to the branch could put there: the next line of the chain, in a file nothing is appended to.
  const line = JSON.stringify({ id: "grant.ended/forged", previous: head });
  clone.write("events/2099/01/01.jsonl", `${line}\n`).commit("to come");

  const ran = verify(clone, "HEAD");

  expect(ran).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("events/2099/01/01.jsonl: a day that is"),
  });
  expect(ran.stdout.trim().split("\n").at(-1)).toBe(`${count} ${head}`);
});
