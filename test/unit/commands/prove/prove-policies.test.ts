import { expect, it } from "vitest";
import type { GitHubReads } from "../../../../src/commands/ports.ts";
import { provePoliciesSince } from "../../../../src/commands/prove/policies-since.ts";
import { provePolicies } from "../../../../src/commands/prove/prove-policies.ts";
import type { PullRequest } from "../../../../src/domain/pull-request.ts";
import type { SetupRecord } from "../../../../src/domain/setup/record.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";

const TEAMS = "payments: [alice, carol]\ndba: [bob]\nsecurity: [sam, erin]\n";
const setupAt = (commit: string) => ({ policies_commit: commit }) as SetupRecord;

/** Main with a pull request that olga approved, as GitHub tells of it; what its merge brought is the test's. */
function approvedChange() {
  const main = new AccessRepository();
  const looked = main.commit("10:00");
  main.branch("proposal").write("policies/teams.yaml", TEAMS);
  const head = main.commit("10:30");
  main.checkout("main");
  main.scratch.git("remote", "add", "origin", main.scratch.dir);
  main.scratch.git("update-ref", "refs/pull/7/head", head);
  return { main, looked, head };
}

/** GitHub's answers about pull request #7, merged as this commit. */
function github(head: string, merge: string): GitHubReads {
  const pull: PullRequest = {
    number: 7,
    url: "https://github.example/acme/access/pull/7",
    title: "Erin joins",
    state: "closed",
    author: { login: "peter", type: "User" },
    base: "main",
    head,
    head_branch: "proposal",
    merged_at: moment("11:00"),
    merge_commit: merge,
  };
  const commit = { sha: head, author: "peter", committer: "peter", verified: true };
  const answers: Partial<GitHubReads> = {
    pullsOf: async (sha) => (sha === merge ? [pull] : []),
    pullCommits: async () => ({
      items: [{ ...commit, co_authors: [], unknown_co_authors: [] }],
      truncated: false,
    }),
    reviews: async () => [
      {
        reviewer: { login: "olga", type: "User" },
        state: "APPROVED",
        commit: head,
        submitted_at: moment("10:45"),
      },
    ],
    retargeted: async () => undefined,
    mayWrite: async () => true,
    activity: async () => [],
  };
  return answers as GitHubReads;
}

/** Merges the proposal, with `bring` done to what the merge commits. */
function mergeBringing(main: AccessRepository, bring: (main: AccessRepository) => unknown): string {
  main.scratch.git("merge", "-q", "--no-ff", "--no-commit", "proposal");
  bring(main);
  return main.commit("11:00");
}

it("policies that were merged as their owners approved them are proved", async () => {
  const { main, looked, head } = approvedChange();
  const merge = mergeBringing(main, () => undefined);
  const ports = { repository: await main.open(), github: github(head, merge) };
  expect(await provePolicies(ports, setupAt(looked), merge, "main")).toEqual([]);
});

it.each<[string, (main: AccessRepository) => unknown, string]>([
  [
    "another content",
    (main) => main.write("policies/teams.yaml", `${TEAMS}sre: [mallory]\n`),
    "policies/teams.yaml",
  ],
  ["one file more", (main) => main.role("backdoor"), "policies/roles/backdoor.yaml"],
  ["one file less", (main) => main.remove("policies/leasehold.yaml"), "policies/leasehold.yaml"],
])("a merge that brought %s than was approved proves nothing", async (_what, bring, file) => {
  const { main, looked, head } = approvedChange();
  const merge = mergeBringing(main, bring);
  const ports = { repository: await main.open(), github: github(head, merge) };
  const findings = await provePolicies(ports, setupAt(looked), merge, "main");
  expect(findings).toMatchObject([{ rule: "policy-unproven", severity: "error" }]);
  expect(findings[0]?.message).toContain(`${file} is not, after the merge of pull request #7`);
});

it("a commit that setup looked at proves nothing once a merge has put main beside the branch's own line", async () => {
  const { main, looked, head } = approvedChange();
  const merge = mergeBringing(main, () => undefined);
  // First parent: a commit that main never stood at.
  main.scratch.git("checkout", "-q", "--orphan", "side");
  main.commit("09:00");
  main.scratch.gitAt(
    moment("11:30"),
    "merge",
    "-q",
    "--allow-unrelated-histories",
    "-s",
    "ours",
    "-m",
    "x",
    merge,
  );
  const turned = main.scratch.git("rev-parse", "HEAD");
  const ports = { repository: await main.open(), github: github(head, merge) };
  const findings = await provePolicies(ports, setupAt(looked), turned, "main");
  expect(findings).toMatchObject([{ rule: "policy-unproven" }]);
  expect(findings[0]?.message).toContain("is not in main's history");
});

it("a commit that setup looked at and that a fresh clone no longer has is told, not stumbled over", async () => {
  const { main, head } = approvedChange();
  const merge = mergeBringing(main, () => undefined);
  const proved = { provedPolicies: async () => undefined, rememberPolicies: async () => true };
  const ports = { repository: await main.open(), github: github(head, merge), vault: proved };
  const findings = await provePoliciesSince(ports, setupAt("f".repeat(40)), merge, "main");
  expect(findings).toMatchObject([{ rule: "policy-unproven" }]);
  expect(findings[0]?.message).toContain("is not in main's history");
});
