import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryFiles } from "../../../src/adapters/repository-files.ts";
import { codeowners } from "../../../src/commands/codeowners.ts";
import { type ExplainQuestion, explain } from "../../../src/commands/explain.ts";
import { test as runTests } from "../../../src/commands/test.ts";
import { scratchFolder } from "../../integration/git/scratch.ts";
import { AccessRepository, grantText } from "../../support/access-repository.ts";
import { duration, moment } from "../../support/world.ts";

const at = moment("12:00");

const main = () => {
  const repository = new AccessRepository().role("orders-db-read", {
    limits: "{ per_user: 1 }",
    require: "{ reason: 10, ticket: 'INC-\\d+' }",
  });
  repository.commit("08:00");
  return repository;
};

describe("explain", () => {
  const asked = async (repository: AccessRepository, question: ExplainQuestion) =>
    explain({ repository: await repository.open() }, question, { at });

  it("answers a sentence with the nearest request that would pass", async () => {
    const answer = await asked(main(), {
      kind: "sentence",
      role: "orders-db-read",
      user: "alice",
      duration: duration("9h"),
    });
    expect(answer).toMatchObject({
      kind: "request",
      result: {
        allowed: false,
        findings: [{ rule: "duration-max" }, { rule: "ticket" }],
        grant: {
          role: "orders-db-read",
          seconds: 9 * 3_600,
          access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
          approvals: { required: 1, given: [], eligible: ["bob"] },
        },
        suggestion: { role: "orders-db-read", user: "alice", duration: "8h", ticket: "INC-1" },
      },
    });
  });

  it("answers for a file, committed or not", async () => {
    const repository = main().grant("mine", { ticket: "INC-7", duration: "8h" });
    const file = "grants/orders-db-read/mine.yaml";
    expect(await asked(repository, { kind: "file", file })).toMatchObject({
      result: { allowed: true, grant: { begin: "2026-11-21T12:00:00Z" } },
    });
    repository.commit("11:00");
    expect(await asked(repository, { kind: "file", file })).toMatchObject({
      result: { allowed: true, grant: { begin: "2026-11-21T11:00:00Z" } },
    });
  });

  it("says what would pass instead of a refused file, on the branch that asks for it too", async () => {
    const repository = main().grant("mine", { ticket: "INC-7", duration: "9h" });
    const file = "grants/orders-db-read/mine.yaml";
    const wanted = {
      result: { findings: [{ rule: "duration-max" }], suggestion: { duration: "8h", ticket: "INC-7" } },
    };
    expect(await asked(repository, { kind: "file", file })).toMatchObject(wanted);
    repository.commit("11:00");
    expect(await asked(repository, { kind: "file", file })).toMatchObject(wanted);
  });

  it("sees what is live", async () => {
    const repository = main().grant("live", { ticket: "INC-7", duration: "8h" });
    repository.commit("11:00");
    const again = {
      kind: "sentence",
      role: "orders-db-read",
      user: "alice",
      duration: duration("1h"),
      ticket: "INC-8",
    } as const;
    expect(await asked(repository, again)).toMatchObject({
      result: { findings: [{ rule: "limit-per-user" }] },
    });
  });

  it("lists what a person could ask for", async () => {
    const repository = main().role("other", { requesters: "{ users: [zed] }" });
    const answer = await asked(repository, { kind: "person", user: "ALICE" });
    expect(answer).toMatchObject({
      kind: "person",
      roles: [{ role: { name: "orders-db-read" }, ways: ["request"], approvers: ["bob"] }],
    });
    expect(await asked(repository, { kind: "person", user: "nobody" })).toMatchObject({ roles: [] });
  });

  it("tells what cannot be read, and what is no question", async () => {
    const repository = main().write("grants/orders-db-read/odd.yaml", "role: [");
    expect(await asked(repository, { kind: "file", file: "grants/orders-db-read/odd.yaml" })).toMatchObject({
      kind: "unread",
    });
    repository.write("grants/orders-db-read/misspelt.yaml", grantText({ duration: "9h", tikcet: "INC-1" }));
    expect(
      await asked(repository, { kind: "file", file: "grants/orders-db-read/misspelt.yaml" }),
    ).toMatchObject({ kind: "unread", result: { findings: [{ rule: "schema" }, { rule: "duration-max" }] } });
    await expect(asked(repository, { kind: "file", file: "nope.yaml" })).rejects.toThrow("is no grant file");
    await expect(asked(repository, { kind: "person", user: "not a login" })).rejects.toThrow(
      "is no GitHub login",
    );
    repository.write("policies/teams.yaml", "payments: 7\n");
    expect(await asked(repository, { kind: "person", user: "alice" })).toMatchObject({ kind: "unread" });
  });
});

describe("test", () => {
  const tests = (...lines: string[]) => main().write("policies/tests/t.yaml", lines.join("\n"));
  const run = async (repository: AccessRepository, coverage = false) =>
    runTests({ repository: await repository.open() }, { at, coverage });
  const request = (words: string) => `{ role: orders-db-read, user: alice, reason: Refund 8812, ${words} }`;

  it("reports each test", async () => {
    const report = await run(
      tests(
        `- name: fine\n  request: ${request("duration: 2h, ticket: INC-1")}\n  approvals: [bob]\n  expect: allow`,
        `- name: four eyes\n  request: ${request("duration: 2h, ticket: INC-1")}\n  author: bob\n  approvals: [bob]\n  expect: deny\n  rules: [four-eyes]`,
        `- name: by what\n  request: ${request("duration: 20h, ticket: INC-1")}\n  approvals: [bob]\n  expect: deny\n  rules: [ticket]`,
      ),
    );
    expect(report.results.map(({ test, passed }) => [test.name, passed])).toEqual([
      ["fine", true],
      ["four eyes", true],
      ["by what", false],
    ]);
    expect(report.findings).toMatchObject([
      { rule: "policy-test", line: 15, message: expect.stringContaining("denied, but not by ticket") },
    ]);
    expect(report.ok).toBe(false);
  });

  it("knows live grants and extensions", async () => {
    const key = "orders-db-read.first.3f2a9c1b7d20";
    const live =
      "[{ role: orders-db-read, user: alice, begin: 2026-11-21T11:00:00Z, end: 2026-11-21T13:00:00Z";
    const report = await run(
      tests(
        `- name: one at a time\n  now: 2026-11-21T12:00:00Z\n  live: ${live} }]\n  request: ${request("duration: 1h, ticket: INC-1")}\n  approvals: [bob]\n  expect: deny\n  rules: [limit-per-user]`,
        `- name: an extension\n  now: 2026-11-21T12:00:00Z\n  live: ${live}, key: ${key} }]\n  request: ${request(`duration: 1h, ticket: INC-1, extends: ${key}`)}\n  approvals: [bob]\n  expect: allow`,
      ),
    );
    expect(report.findings).toEqual([]);
  });

  it("lists rules and roles that no test touches", async () => {
    const repository = tests(`- name: fine\n  request: ${request("duration: 2h")}\n  expect: deny`).role(
      "other",
    );
    const report = await run(repository, true);
    expect(report.untouched).toEqual([
      {
        role: "orders-db-read",
        tested: true,
        allowed: false,
        rules: [
          "requester-eligible",
          "duration-max",
          "window-past",
          "window-ahead",
          "extends",
          "break-glass",
          "four-eyes",
          "reason",
          "limit-per-user",
        ],
      },
      {
        role: "other",
        tested: false,
        allowed: false,
        rules: [
          "requester-eligible",
          "duration-max",
          "window-past",
          "window-ahead",
          "extends",
          "break-glass",
          "approvals",
          "four-eyes",
        ],
      },
    ]);
  });

  it("the sample's own tests pass", async () => {
    const repository = new AccessRepository();
    const root = path.resolve(import.meta.dirname, "../../..");
    for (const file of repository.scratch.git("-C", root, "ls-files", "policies").split("\n")) {
      if (file !== "") repository.write(file, readFileSync(path.join(root, file)));
    }
    const report = await run(repository, true);
    expect(report.findings).toEqual([]);
    expect(report.results.length).toBeGreaterThan(5);
  });
});

describe("codeowners", () => {
  const run = async (repository: AccessRepository, check: boolean) => {
    const written: [string, string][] = [];
    const files = { write: async (file: string, text: string) => void written.push([file, text]) };
    const report = await codeowners({ repository: await repository.open(), files }, { check, at });
    return { report, written };
  };

  it("writes what is missing and then has nothing to do", async () => {
    const repository = main();
    const { written } = await run(repository, false);
    expect(written[0]?.[1]).toContain("/grants/orders-db-read/ @bob\n");
    repository.write(".github/CODEOWNERS", written[0]?.[1] ?? "");
    expect((await run(repository, true)).report).toMatchObject({ ok: true, changed: false });
    expect((await run(repository, false)).written).toEqual([]);
  });

  it("--check writes nothing and is a finding", async () => {
    const { report, written } = await run(main(), true);
    expect(report).toMatchObject({ ok: false, findings: [{ rule: "codeowners" }] });
    expect(written).toEqual([]);
  });

  it.each([true, false])("follows no linked folder out of the repository (--check: %s)", async (check) => {
    const outside = scratchFolder();
    const repository = main();
    repository.scratch.link(".github", outside);
    const { report, written } = await run(repository, check);
    expect(report).toMatchObject({ ok: false, findings: [{ rule: "codeowners", file: ".github" }] });
    expect(written).toEqual([]);
    await expect(
      repositoryFiles(repository.scratch.dir).write(".github/CODEOWNERS", "x"),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(readdirSync(outside)).toEqual([]);
  });

  it("the file is written anew, not through a link that lies beside it", async () => {
    const outside = path.join(scratchFolder(), "theirs");
    writeFileSync(outside, "theirs");
    const { dir } = main().scratch.link(".github/CODEOWNERS.new", outside);
    await repositoryFiles(dir).write(".github/CODEOWNERS", "ours");
    expect(readFileSync(outside, "utf8")).toBe("theirs");
    expect(readFileSync(path.join(dir, ".github/CODEOWNERS"), "utf8")).toBe("ours");
  });

  it("--check takes any line ends", async () => {
    const repository = main();
    const { written } = await run(repository, false);
    repository.write(".github/CODEOWNERS", (written[0]?.[1] ?? "").replaceAll("\n", "\r\n"));
    expect((await run(repository, true)).report).toMatchObject({ ok: true, changed: false });
  });

  it("writes nothing from policies that break a rule, and tells it", async () => {
    const { report, written } = await run(main().role("other", { approvers: "{ teams: [nobody] }" }), false);
    expect(report.findings.map(({ rule }) => rule)).toEqual(["approvers-short", "team-unknown"]);
    expect(report.ok).toBe(false);
    expect(written).toEqual([]);
  });

  it("writes nothing from policies that cannot be read", async () => {
    const { report, written } = await run(main().write("policies/teams.yaml", "x: 1\n"), false);
    expect(report.ok).toBe(false);
    expect(written).toEqual([]);
  });
});
