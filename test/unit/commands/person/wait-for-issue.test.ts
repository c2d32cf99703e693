import { describe, expect, test } from "vitest";
import { waitForIssue } from "../../../../src/commands/person/wait-for-issue.ts";
import type { AuditLogReads, GitHubReads, Repository } from "../../../../src/commands/ports.ts";
import { keyOf } from "../../../../src/domain/key.ts";
import type { PullRequest } from "../../../../src/domain/pull-request.ts";
import {
  formatInstant,
  type Instant,
  instant,
  plus,
  type Seconds,
  seconds,
} from "../../../../src/domain/units.ts";

const noon = instant(1_795_262_400);
const COMMIT = "3f2a9c1b7d20".padEnd(40, "0");
const key = keyOf("orders-db-read", "refund", COMMIT);

interface Story {
  readonly merged?: number;
  readonly closed?: number;
  readonly decided?: number;
  readonly as?: "issued" | "refused";
  /** GitHub answers nothing in this time. */
  readonly down?: readonly [from: number, to: number];
}

/** What happens, in seconds from noon; time passes while somebody waits. */
async function wait({ merged = 1e9, closed = 1e9, decided = 1e9, as = "issued", down }: Story, atMost = 600) {
  let now: Instant = noon;
  const after = () => now - noon;
  const pass = (length: Seconds) => {
    now = plus(now, length);
  };
  const said: string[] = [];
  const github: Pick<GitHubReads, "pull"> = {
    pull: async (): Promise<PullRequest> => {
      if (down && after() >= down[0] && after() < down[1]) throw new Error("GitHub is down");
      return {
        number: 12,
        url: "https://github.example/pull/12",
        title: "",
        state: after() >= Math.min(merged, closed) ? "closed" : "open",
        author: { login: "alice", type: "User" },
        base: "main",
        head: COMMIT,
        head_branch: "leasehold/orders-db-read/refund",
        ...(after() >= merged ? { merged_at: plus(noon, seconds(merged)) } : {}),
      };
    },
  };
  const file = "grants/orders-db-read/refund.yaml";
  const repository = {
    fetch: async () => new Map([["main", COMMIT]]),
    landings: async () => new Map([[file, { path: file, commit: COMMIT, at: noon }]]),
  } as unknown as Repository;
  const data = {
    role: "orders-db-read",
    user: "alice",
    begin: formatInstant(noon),
    end: formatInstant(plus(noon, seconds(7200))),
    findings: [{ message: "one approval of dba missing" }],
  };
  const log = {
    events: async () =>
      after() >= decided ? [{ id: "1", type: `leasehold.grant.${as}`, subject: key, time: now, data }] : [],
  } as unknown as AuditLogReads;
  const result = await waitForIssue(
    {
      github,
      repository,
      log,
      clock: { now: () => now, wait: async (length) => pass(length) },
      reporter: { info: (text) => void said.push(text), warn: () => undefined, progress: () => undefined },
    },
    { role: "orders-db-read", id: "refund", pull: 12, branch: "main" },
    seconds(atMost),
  );
  return { result, said, after: after() };
}

describe("waiting for a request", () => {
  test("ends with the key as soon as it is issued, and says each step once", async () => {
    const { result, said, after } = await wait({ merged: 120, decided: 150 });
    expect(result).toEqual({ kind: "issued", key });
    expect(said).toEqual([
      "Pull request #12 waits for its approvals and the merge: https://github.example/pull/12",
      "Pull request #12 is merged; apply issues it now",
    ]);
    expect(after).toBeLessThanOrEqual(170);
  });

  test("ends with the reasons where it is refused, and when it is closed", async () => {
    expect((await wait({ merged: 1, decided: 30, as: "refused" })).result).toEqual({
      kind: "refused",
      key,
      messages: ["one approval of dba missing"],
    });
    expect((await wait({ closed: 60 })).result).toMatchObject({ kind: "given-up" });
  });

  test("has an end of its own, to the second", async () => {
    const { result, after } = await wait({}, 100);
    expect(result).toMatchObject({ kind: "not-yet", message: expect.stringContaining("the request stands") });
    expect(after).toBe(100);
  });

  test("goes on when GitHub is away for a while, and says so where it never comes back", async () => {
    expect((await wait({ merged: 60, decided: 90, down: [10, 80] })).result).toMatchObject({
      kind: "issued",
    });
    expect((await wait({ down: [0, 1e9] }, 60)).result).toMatchObject({
      kind: "not-yet",
      trouble: { message: "GitHub is down" },
    });
  });
});
