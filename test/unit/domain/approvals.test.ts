import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ApprovalFacts, ApproverSet } from "../../../src/domain/approval-facts.ts";
import { judgeApprovals } from "../../../src/domain/approvals.ts";
import type { PullCommit, PullRequest, Review } from "../../../src/domain/pull-request.ts";
import { moment } from "../../support/world.ts";

const HEAD = "a".repeat(40);

const pull: PullRequest = {
  number: 7,
  url: "https://github.example/acme/access/pull/7",
  title: "Request",
  state: "closed",
  author: { login: "alice", type: "User" },
  base: "main",
  head: HEAD,
  head_branch: "leasehold/orders-db-read/refund",
  merged_at: moment("12:00"),
};

const commit = (words: Partial<PullCommit> = {}): PullCommit => ({
  sha: HEAD,
  author: "alice",
  committer: "alice",
  co_authors: [],
  unknown_co_authors: [],
  verified: true,
  ...words,
});

const review = (login: string, words: Partial<Review> = {}): Review => ({
  reviewer: { login, type: "User" },
  state: "APPROVED",
  commit: HEAD,
  submitted_at: moment("11:50"),
  ...words,
});

const group = (label: string, count: number, ...people: string[]): ApproverSet => ({
  label,
  count,
  people: new Set(people),
});

function judge(
  reviews: readonly Review[],
  words: {
    groups?: readonly ApproverSet[];
    grantee?: string;
    commits?: readonly PullCommit[];
    writers?: string[];
    retargeted?: string;
  } = {},
) {
  const people = reviews.map((one) => one.reviewer.login.toLowerCase());
  const facts: ApprovalFacts = {
    pull,
    reviews,
    commits: words.commits ?? [commit()],
    writers: new Set(words.writers ?? people),
    until: moment("12:00"),
    ...(words.retargeted === undefined ? {} : { retargeted: moment(words.retargeted) }),
  };
  const groups = words.groups ?? [group("dba", 1, "bob", "dora")];
  return judgeApprovals(facts, groups, words.grantee ?? "alice", {
    file: "grants/orders-db-read/refund.yaml",
  });
}

const rules = (judged: ReturnType<typeof judge>) => judged.findings.map((finding) => finding.rule);

describe("approvals", () => {
  it("are enough when a member of the group approved the final head before the merge", () => {
    const judged = judge([review("bob")]);
    expect(judged).toMatchObject({ satisfied: true, required: 1, given: ["bob"], missing: [], findings: [] });
  });

  it("do not count from before the pull request was turned to this base: they are of another change", () => {
    const early = review("bob", { submitted_at: moment("11:30") });
    const judged = judge([early], { retargeted: "11:40" });
    expect(rules(judged)).toEqual(["approvals"]);
    expect(judged.findings[0]?.hint).toContain("Approvals count from 2026-11-21T11:40:00Z on");
    expect(judged.findings[0]?.message).toContain(
      "bob approved while the pull request went into another branch",
    );
    expect(rules(judge([early], { retargeted: "11:30" }))).toEqual(["approvals"]);
    const again = review("bob", { submitted_at: moment("11:41") });
    expect(judge([early, again], { retargeted: "11:40" })).toMatchObject({ satisfied: true, given: ["bob"] });
  });

  it.each([
    ["nobody approved", "head commit", []],
    [
      "the approval is of an older head",
      "bob approved bbbbbbb, an older head",
      [review("bob", { commit: "b".repeat(40) })],
    ],
    [
      "GitHub does not say which commit was approved",
      "GitHub does not say what bob approved",
      [review("bob", { commit: undefined })],
    ],
    [
      "the approval came after the merge",
      "bob approved after the merge",
      [review("bob", { submitted_at: moment("12:01") })],
    ],
    [
      "an app approved",
      "bob is an app, and no app approves",
      [review("bob", { reviewer: { login: "bob", type: "Bot" } })],
    ],
    ["it was dismissed", "the review of bob was dismissed", [review("bob", { state: "DISMISSED" })]],
    [
      "changes were asked for since",
      "bob asked for changes",
      [review("bob"), review("bob", { state: "CHANGES_REQUESTED" })],
    ],
    [
      "a second approval was dismissed: it revives nothing",
      "the review of bob was dismissed",
      [review("bob"), review("bob", { state: "DISMISSED" })],
    ],
    ["somebody of no group approved", "mallory is no approver here", [review("mallory")]],
  ])("are not enough when %s, and it is said", (_, said, reviews) => {
    const judged = judge(reviews);
    expect(judged.satisfied).toBe(false);
    expect(rules(judged)).toEqual(["approvals"]);
    expect(judged.findings[0]?.message).toMatch(
      new RegExp(`^one approval of dba missing at the final .*${said}$`),
    );
    expect(judged.missing).toEqual([{ label: "dba", count: 1, eligible: ["bob", "dora"] }]);
  });

  it("are not enough from somebody who may not write to the repository", () => {
    const judged = judge([review("bob")], { writers: [] });
    expect(rules(judged)).toEqual(["approvals"]);
    expect(judged.findings[0]?.message).toContain("bob may not write to this repository");
  });

  it("stay when the approver only comments afterwards", () => {
    expect(judge([review("bob"), review("bob", { state: "COMMENTED" })]).satisfied).toBe(true);
  });

  it("compare logins without case", () => {
    expect(judge([review("BoB")]).given).toEqual(["BoB"]);
    expect(rules(judge([review("Alice")], { groups: [group("dba", 1, "alice")] }))).toContain("four-eyes");
  });

  it.each([
    ["the person who gets the access", { grantee: "Bob" }],
    ["who wrote a commit", { commits: [commit({ author: "bob" })] }],
    ["who committed one", { commits: [commit({ committer: "BOB" })] }],
    ["who co-wrote one", { commits: [commit({ co_authors: ["bob"] })] }],
  ])("do not count from %s", (_, words) => {
    const judged = judge([review("bob")], words);
    expect(judged.satisfied).toBe(false);
    expect(rules(judged)).toEqual(["four-eyes", "approvals"]);
  });

  it("do not mind GitHub's own committer of web edits", () => {
    expect(judge([review("bob")], { commits: [commit({ committer: "web-flow" })] }).satisfied).toBe(true);
  });

  it.each([
    ["author", { author: undefined }],
    ["co-author", { unknown_co_authors: ["Eve <eve@example.com>"] }],
  ])("fail four-eyes where GitHub cannot name a commit's %s, however many approved", (_, words) => {
    const judged = judge([review("bob"), review("dora")], { commits: [commit(words)] });
    expect(judged.satisfied).toBe(false);
    expect(rules(judged)).toEqual(["four-eyes"]);
  });

  it("count one person once, though they approved twice", () => {
    const judged = judge([review("bob"), review("bob")], { groups: [group("dba", 2, "bob", "dora")] });
    expect(judged.missing).toEqual([{ label: "dba", count: 1, eligible: ["dora"] }]);
    expect(judged.findings[0]?.message).toContain("bob approved 2 times, and counts once");
  });

  it("of somebody who has a part in the request are not said to count once: they do not count", () => {
    const judged = judge([review("bob"), review("bob")], { grantee: "bob" });
    expect(rules(judged)).toEqual(["four-eyes", "approvals"]);
    expect(judged.findings[1]?.message).toBe("one approval of dba missing at the final head commit");
  });

  it("of several groups are by different people: who is in both fills the place that lacks one", () => {
    const groups = [group("dba", 1, "bob", "sam"), group("security", 1, "sam")];
    expect(judge([review("sam")], { groups }).missing).toHaveLength(1);
    expect(judge([review("sam"), review("bob")], { groups }).satisfied).toBe(true);
    expect(judge([review("bob"), review("sam")], { groups: [...groups].reverse() }).satisfied).toBe(true);
  });

  it("never stop being enough because one more person approves", () => {
    const people = ["bob", "dora", "sam", "zoe"];
    const someone = fc.constantFrom(...people);
    const groups = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.uniqueArray(someone, { minLength: 2 })),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(groups, fc.uniqueArray(someone), someone, (drawn, given, more) => {
        const sets = drawn.map(([count, members], index) => group(`g${index}`, count, ...members));
        const before = judge(
          given.map((login) => review(login)),
          { groups: sets },
        );
        const after = judge(
          [...given, more].map((login) => review(login)),
          { groups: sets },
        );
        expect(after.satisfied || !before.satisfied).toBe(true);
      }),
    );
  });
});
