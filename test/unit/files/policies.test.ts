import { describe, expect, test } from "vitest";
import { readGrants } from "../../../src/files/grants.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { file, sample } from "../../support/tree.ts";

const SETTINGS = file("policies/leasehold.yaml", "owners: { teams: [platform] }\n");

const role = (more = "") =>
  file(
    "policies/roles/db-read.yaml",
    `description: Read
access: [{ path: database/creds/read, capabilities: [read] }]
requesters: { users: [alice] }
approvers: { teams: [dba] }
duration: { max: 8h }
${more}`,
  );

test("the sample is read without a finding", () => {
  const { policies, tests, findings } = readPolicies(sample("policies"));
  expect(findings).toEqual([]);
  expect([...policies.roles.keys()]).toEqual(["orders-db-admin", "orders-db-oncall", "orders-db-read"]);
  expect(tests.length).toBeGreaterThan(15);
  expect(readGrants(sample("grants"))).toEqual({ grants: [], mended: [], findings: [] });
});

test("a role that says only what it must has the defaults of formats.md", () => {
  const { policies, findings } = readPolicies([SETTINGS, role()]);
  expect(findings).toEqual([]);
  expect(policies.roles.get("db-read")).toMatchObject({
    name: "db-read",
    approvers: [{ teams: ["dba"], users: [], count: 1 }],
    duration: { max: 28_800, ahead: 14 * 86_400 },
    require: { reason: 1, signed_commits: false, mfa: false },
    limits: {},
    conflicts: [],
    rotate_after: [],
  });
});

test("settings that say only who owns them have the defaults of formats.md", () => {
  expect(readPolicies([SETTINGS]).policies.settings).toMatchObject({
    owners: { teams: ["platform"], users: [], count: 1 },
    vault: {
      mount: "leasehold",
      workflows: {
        mount: "github-actions",
        audience: "leasehold",
        issuer: "https://token.actions.githubusercontent.com",
      },
      people: { mount: "userpass", alias: "{login}" },
    },
    github: { branch: "main", environments: true, teams: "file" },
    revoke_pull_requests: { group_by: "role", merge: "never" },
    alerts: {
      expiring_before: 1_800,
      overdue_after: 86_400,
      live_longer_than: 604_800,
      schedule_late_after: 21_600,
      sinks: [],
    },
    audit: { branch: "leasehold-audit" },
    pages: false,
  });
});

test("capabilities nobody knows are kept for access-forbidden to name", () => {
  const forbidden = file(
    "policies/roles/db-read.yaml",
    new TextDecoder().decode(role().bytes).replace("[read]", "[sudo, fly]"),
  );
  const { policies, findings } = readPolicies([SETTINGS, forbidden]);
  expect(findings).toEqual([]);
  expect(policies.roles.get("db-read")?.access[0]?.capabilities).toEqual(["sudo", "fly"]);
});

describe("rotations", () => {
  const grace = (more: string) =>
    readPolicies([
      SETTINGS,
      file(
        "policies/rotations/a.yaml",
        `description: A\nkind: transit-key\nmount: transit\nname: a\n${more}`,
      ),
    ]).policies.rotations.get("a")?.grace;

  test("grace is a tenth of every", () => expect(grace("every: 10h\n")).toBe(3_600));
  test("grace is at least five minutes", () => expect(grace("every: 10m\n")).toBe(300));
  test("grace without every is five minutes", () => expect(grace("")).toBe(300));
  test("grace may be written", () => expect(grace("every: 10h\ngrace: 1m\n")).toBe(60));
});

test("a policy test is taken as written, its author the user unless it says otherwise", () => {
  const { tests } = readPolicies([
    SETTINGS,
    file(
      "policies/tests/a.yaml",
      `- name: x
  now: 2026-11-21T18:00:00Z
  request: { role: db-read, user: alice, duration: 2h, reason: ' because ' }
  expect: deny
  rules: [four-eyes, 'rule:own']
`,
    ),
  ]);
  expect(tests).toMatchObject([
    {
      file: "policies/tests/a.yaml",
      author: "alice",
      now: 1_795_284_000,
      request: { role: "db-read", user: "alice", duration: 7_200, reason: "because", break_glass: false },
      live: [],
      approvals: [],
      rules: ["four-eyes", "rule:own"],
    },
  ]);
  expect(tests[0]?.at("rules", 1)).toEqual({ file: "policies/tests/a.yaml", line: 5, column: 22 });
});

test("logins of people are found without regard to case", () => {
  const { policies } = readPolicies([
    SETTINGS,
    file("policies/people.yaml", "Alice: { alias: alice@example.com }\n"),
  ]);
  expect(policies.people.get("alice")).toEqual({ login: "Alice", alias: "alice@example.com" });
});

test("README.md and .gitkeep may lie beside policies and grants, and are not read", () => {
  const beside = ["grants/README.md", "grants/.gitkeep", "grants/a/README.md", "grants/a/.gitkeep"];
  expect(readGrants(beside.map((path) => file(path, "\u0000")))).toEqual({
    grants: [],
    mended: [],
    findings: [],
  });
  expect(
    readPolicies([SETTINGS, file("policies/README.md", "x"), file("policies/roles/.gitkeep", "")]).findings,
  ).toEqual([]);
});

test("files elsewhere are none of our business", () => {
  const elsewhere = [file("src/grants/a.yml", "x: &a"), file("grants.yaml", "x"), file("policiesx/a", "")];
  expect(readGrants(elsewhere).findings).toEqual([]);
  expect(readPolicies([SETTINGS, ...elsewhere]).findings).toEqual([]);
});
