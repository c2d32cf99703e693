import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { event } from "../../../src/domain/audit/events.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";
import { gitEnv, Scratch, scratchFolder } from "../git/scratch.ts";
import { type Scene, SLUG, scene } from "./scene.ts";

/** A shallow clone as actions/checkout makes one, worked in with a job's token. */
async function checkout({ server }: Scene, contents: "read" | "write") {
  const token = server.jobToken(SLUG, { contents });
  const clone = new Scratch(scratchFolder());
  // Not by execFileSync: the server is in this very process.
  const args = ["clone", "-q", "--depth", "1", server.gitUrl("acme", "access", token), "."];
  await promisify(execFile)("git", args, { cwd: clone.dir, env: gitEnv() });
  clone.git("remote", "set-url", "origin", server.gitUrl("acme", "access"));
  const repository = await openRepository({ dir: clone.dir, env: gitEnv(), auth: new Secret(token) });
  const log = new BranchAuditLog({ git: repository.git, branch: "leasehold-audit", source: "urn:x" });
  return { repository, log };
}

const happened = event("leasehold.grant.ended", "db-read.one.0123456789ab", instant(1_795_000_000), {});

test("blobs of a pull request's head come by Git, without a call of the API for each", async () => {
  const played = await scene();
  const made = await played.pull("alice", "one", { "grants/db-read/one.yaml": "role: db-read\n" });
  const merged = await played.as("bob", "PUT", `/pulls/${made.number}/merge`, { merge_method: "squash" });
  await played.as("bob", "DELETE", "/git/refs/heads/one");
  const { repository } = await checkout(played, "read");

  const fetched = await repository.fetch(["main", `refs/pull/${made.number}/head`]);

  expect([...fetched.values()]).toEqual([merged.sha, made.head.sha]);
  const [head, main] = await Promise.all(
    [made.head.sha, merged.sha].map((commit) => repository.tree(commit, ["grants/db-read/one.yaml"])),
  );
  expect(head).toEqual(main);
  expect((await repository.landings(merged.sha, "grants")).get("grants/db-read/one.yaml")?.commit).toBe(
    merged.sha,
  );
});

test("the audit log is pushed with the job's token, and a token that may not write says what it lacks", async () => {
  const played = await scene();
  const reading = await checkout(played, "read");
  await expect(reading.log.append([happened])).rejects.toMatchObject({
    system: "audit-log",
    code: "denied",
    hint: expect.stringContaining("contents: write"),
  });

  const writing = await checkout(played, "write");
  expect(await writing.log.append([happened])).toMatchObject({ count: 1, added: 1 });
  expect(await reading.log.events()).toMatchObject([{ id: happened.id }]);
  expect((await reading.log.verify()).findings).toEqual([]);
});
