import { describe, expect, it } from "vitest";
import {
  type Arrival,
  type Contents,
  contentsProved,
  pullRequestOf,
  sameFile,
} from "../../../src/domain/provenance.ts";
import type { PullRequest } from "../../../src/domain/pull-request.ts";
import { moment } from "../../support/world.ts";

const MERGE = "c".repeat(40);
const PATH = "grants/orders-db-read/refund.yaml";

const pull = (words: Partial<PullRequest> = {}): PullRequest => ({
  number: 7,
  url: "https://github.example/acme/access/pull/7",
  title: "Request",
  state: "closed",
  author: { login: "alice", type: "User" },
  base: "main",
  head: "a".repeat(40),
  head_branch: "request",
  merged_at: moment("12:00"),
  merge_commit: MERGE,
  ...words,
});

const arrival = (words: Partial<Arrival> = {}): Arrival => ({
  commit: MERGE,
  committed: moment("12:00"),
  branch: "main",
  pulls: [pull()],
  rebased: new Map(),
  ...words,
});

const contents = (words: Partial<Contents> = {}): Contents => ({
  pull: pull(),
  proposed: new Map([[PATH, "blob1"]]),
  merged: new Map([[PATH, "blob1"]]),
  commits: {
    items: [
      {
        sha: "a".repeat(40),
        author: "alice",
        committer: "alice",
        co_authors: [],
        unknown_co_authors: [],
        verified: false,
      },
    ],
    truncated: false,
  },
  reviews: [],
  ...words,
});

const inGrants = (path: string) => path.startsWith("grants/");

describe("how a commit came to main", () => {
  it("is proved by the one merged pull request whose merge it is", () => {
    expect(pullRequestOf(arrival(), undefined)).toEqual({ kind: "proved", value: pull() });
  });

  it("is proved for each commit of a rebase merge", () => {
    const last = pull({ merge_commit: "d".repeat(40) });
    const rebased = new Map([[7, "e".repeat(40)]]);
    expect(pullRequestOf(arrival({ pulls: [last], rebased }), undefined).kind).toBe("proved");
  });

  it.each([
    [
      "is the merge of two pull requests",
      arrival({ pulls: [pull(), pull({ number: 8 })] }),
      /two pull requests, #7 and #8/,
    ],
    ["carries a date after its merge", arrival({ committed: moment("12:11") }), /its date is forged/],
    [
      "was pushed straight to main",
      arrival({
        pulls: [],
        activity: [{ before: "0", after: MERGE, actor: "mallory", type: "push", at: moment("12:00") }],
      }),
      /pushed straight to main by mallory/,
    ],
    [
      "was force-pushed",
      arrival({
        pulls: [],
        activity: [{ before: "0", after: MERGE, actor: "mallory", type: "force_push", at: moment("12:00") }],
      }),
      /force-pushed to main by mallory/,
    ],
  ])("is refused for good where the commit %s", (_, facts, message) => {
    const verdict = pullRequestOf(facts, undefined);
    expect(verdict.kind).toBe("refused");
    expect(verdict.kind === "refused" && verdict.findings[0]?.message).toMatch(message);
  });

  it.each([
    ["GitHub names no pull request yet", arrival({ pulls: [] })],
    ["activity does not tell either", arrival({ pulls: [], activity: [] })],
    ["only an open one is named", arrival({ pulls: [pull({ merged_at: undefined })] })],
    [
      "the only merge went into another branch",
      arrival({ pulls: [pull({ base: "release" })], activity: [] }),
    ],
    [
      "the merge of the named one is another commit",
      arrival({ pulls: [pull({ merge_commit: "f".repeat(40) })] }),
    ],
  ])("is asked again later where %s", (_, facts) => {
    expect(pullRequestOf(facts, undefined).kind).toBe("unclear");
  });
});

describe("what a pull request brought", () => {
  it("is proved where it touches grants only", () => {
    expect(contentsProved(contents(), inGrants, undefined).kind).toBe("proved");
  });

  it.each([
    [
      "proposed",
      {
        proposed: new Map([
          [PATH, "b"],
          ["policies/teams.yaml", "b"],
        ]),
      },
    ],
    [
      "slipped in by its merge",
      {
        merged: new Map([
          [PATH, "b"],
          [".github/workflows/apply.yml", "b"],
        ]),
      },
    ],
  ])("is refused where anything else was %s", (_, words) => {
    const verdict = contentsProved(contents(words), inGrants, undefined);
    expect(verdict).toMatchObject({ kind: "refused", findings: [{ rule: "mixed-change" }] });
  });

  it("is refused at GitHub's caps, beyond which nobody can say what it is", () => {
    const many = contents({ commits: { items: contents().commits.items, truncated: true } });
    expect(contentsProved(many, inGrants, undefined).kind).toBe("refused");
    const files = new Map(Array.from({ length: 3_001 }, (_, n) => [`grants/r/${n}.yaml`, "b"]));
    expect(contentsProved(contents({ proposed: files }), inGrants, undefined).kind).toBe("refused");
  });

  it("is asked again later where GitHub shows no commits yet", () => {
    const none = contents({ commits: { items: [], truncated: false } });
    expect(contentsProved(none, inGrants, undefined).kind).toBe("unclear");
  });

  it("must be the very file that was approved", () => {
    expect(sameFile(contents(), PATH, undefined).kind).toBe("proved");
    const changed = contents({ merged: new Map([[PATH, "blob2"]]) });
    expect(sameFile(changed, PATH, undefined)).toMatchObject({
      kind: "refused",
      findings: [{ rule: "provenance" }],
    });
    const foreign = contents({ proposed: new Map([["grants/orders-db-read/other.yaml", "b"]]) });
    expect(sameFile(foreign, PATH, undefined).kind).toBe("refused");
  });
});
