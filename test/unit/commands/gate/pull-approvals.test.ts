import { describe, expect, it } from "vitest";
import { pullApprovals } from "../../../../src/commands/gate/pull-approvals.ts";
import type { GitHubReads } from "../../../../src/commands/ports.ts";
import type { ChangeReport } from "../../../../src/domain/change/change-report.ts";
import { error } from "../../../../src/domain/finding.ts";
import type { PullRequest } from "../../../../src/domain/pull-request.ts";
import { approvalsStatus } from "../../../../src/render/approvals-status.ts";
import { changeOf } from "../../../support/change.ts";
import { world } from "../../../support/world.ts";

const pull: PullRequest = {
  number: 7,
  url: "https://github.example/acme/access/pull/7",
  title: "",
  state: "open",
  author: { login: "alice", type: "User" },
  base: "main",
  head: "f".repeat(40),
  head_branch: "ask",
};

/** A pull request that nobody has reviewed. */
const unreviewed = {
  pullCommits: async () => ({ items: [], truncated: false }),
  reviews: async () => [],
} as unknown as GitHubReads;

const place = () =>
  world()
    .team("payments", "alice")
    .team("dba", "bob")
    .role("orders-db-read", { requesters: { teams: ["payments"] }, approvers: [{ teams: ["dba"] }] })
    .role("on-call", {
      requesters: { teams: ["payments"] },
      break_glass: { teams: ["payments"], max: "30m" },
    });

async function stateOf(report: ChangeReport): Promise<string> {
  return approvalsStatus(report, await pullApprovals(unreviewed, pull, report)).state;
}

const asking = (
  words: Parameters<ReturnType<typeof world>["request"]>[0],
  rest: Partial<ChangeReport> = {},
) => {
  const here = place();
  return changeOf(here, [here.request(words)], rest);
};

describe("leasehold/approvals, while nobody has approved,", () => {
  it("waits for the role's approvers", async () => {
    expect(await stateOf(asking({ role: "orders-db-read", user: "alice" }))).toBe("pending");
  });

  it("excuses break-glass where the role has it, and nowhere else", async () => {
    expect(await stateOf(asking({ role: "on-call", user: "alice", break_glass: true, id: "bg-1" }))).toBe(
      "success",
    );
    expect(
      await stateOf(asking({ role: "orders-db-read", user: "alice", break_glass: true, id: "bg-1" })),
    ).toBe("pending");
  });

  it("is no success for a role that there is not, nor for a file that nobody can read", async () => {
    expect(await stateOf(asking({ role: "no-such-role", user: "alice" }))).toBe("failure");
    const unread = error("yaml", { file: "grants/on-call/x.yaml" }, "no YAML");
    const rest = { result: { ok: false, findings: [unread], grants: [] } };
    expect(await stateOf(changeOf(place(), [], rest))).toBe("failure");
  });

  it("is no success for policies whose owners nobody knows", async () => {
    const effect = {} as NonNullable<ChangeReport["effect"]>;
    expect(await stateOf(changeOf(place(), [], { effect, owners: [] }))).toBe("failure");
  });

  it("is success where nothing needs an approval: files that are only deleted", async () => {
    expect(await stateOf(changeOf(place(), []))).toBe("success");
  });
});
