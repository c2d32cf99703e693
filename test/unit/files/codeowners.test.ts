import { describe, expect, test } from "vitest";
import { instant } from "../../../src/domain/units.ts";
import { codeownersText, ownersOf } from "../../../src/files/codeowners.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { file, sample } from "../../support/tree.ts";

const NOW = instant(Date.parse("2026-11-21T12:00:00Z") / 1_000);
const { policies } = readPolicies(sample("policies"));

const world = (files: Readonly<Record<string, string>>) =>
  readPolicies(Object.entries(files).map(([path, text]) => file(`policies/${path}`, text))).policies;

const role = (approvers: string, more = "") => `description: x
access: [{ path: database/creds/a, capabilities: [read] }]
requesters: { users: [alice] }
approvers: ${approvers}
duration: { max: 1h }
${more}`;

test("the sample's part names each role's approvers, and the owners of policies and workflows", () => {
  expect(codeownersText(policies, "", NOW)).toMatchInlineSnapshot(`
    "# leasehold:begin
    # Written by \`leasehold codeowners\` from policies/. Edit those instead.
    /grants/orders-db-admin/ @olivia @peter @sam
    /grants/orders-db-oncall/ @bob @olivia
    /grants/orders-db-oncall/bg-*
    /grants/orders-db-read/ @bob @sam
    /policies/ @olivia @peter
    /.github/ @olivia @peter
    /action.yml @olivia @peter
    /dist/ @olivia @peter
    # leasehold:end
    "
  `);
});

describe("the file around the part", () => {
  const written = codeownersText(policies, "* @everyone\n/policies/ @mallory\n", NOW);

  test("is kept, and the part comes last so that it wins", () => {
    expect(written).toMatch(/^\* @everyone\n\/policies\/ @mallory\n\n# leasehold:begin\n/);
    expect(ownersOf(written, "policies/teams.yaml")).toEqual(["@olivia", "@peter"]);
    expect(ownersOf(written, "src/main.ts")).toEqual(["@everyone"]);
  });

  test("does not grow when written again", () => {
    expect(codeownersText(policies, written, NOW)).toBe(written);
  });

  test("has lines after the part moved before it: they would win over it", () => {
    expect(codeownersText(policies, `${written}/grants/ @mallory\n`, NOW)).toMatch(
      /\/grants\/ @mallory\n\n# leasehold:begin\n/,
    );
  });

  test("loses nothing where the end of the part was deleted", () => {
    expect(codeownersText(policies, "# leasehold:begin\n/src/ @carol\n", NOW)).toMatch(/^\/src\/ @carol\n/);
  });

  test("may have CRLF line ends", () => {
    expect(codeownersText(policies, written.replaceAll("\n", "\r\n"), NOW)).toBe(written);
  });
});

test("an emergency is nobody's, so that GitHub lets it merge; other grants of the role are not", () => {
  const text = codeownersText(policies, "", NOW);
  expect(ownersOf(text, "grants/orders-db-oncall/bg-lock.yaml")).toEqual([]);
  expect(ownersOf(text, "grants/orders-db-oncall/lock.yaml")).toEqual(["@bob", "@olivia"]);
  expect(ownersOf(text, "grants/orders-db-read/bg-lock.yaml")).toEqual(["@bob", "@sam"]);
});

describe("owners", () => {
  const settings = { "leasehold.yaml": "owners: { users: [olivia] }\n" };

  test("are those whose membership is not over; who begins later is one already", () => {
    const text = codeownersText(
      world({
        ...settings,
        "teams.yaml": `dba:
  - { login: past, until: 2026-11-21T12:00:00Z }
  - { login: present, until: 2026-11-22T00:00:00Z }
  - { login: future, from: 2026-12-01T00:00:00Z }
`,
        "roles/a.yaml": role("{ teams: [dba] }"),
      }),
      "",
      NOW,
    );
    expect(ownersOf(text, "grants/a/x.yaml")).toEqual(["@future", "@present"]);
  });

  test("have the login of today, and are named once", () => {
    const text = codeownersText(
      world({
        ...settings,
        "people.yaml": "old-bob: { now: bob }\ngone: { until: 2026-01-01T00:00:00Z }\n",
        "roles/a.yaml": role("[{ users: [old-bob, gone] }, { users: [Bob, sam] }]"),
      }),
      "",
      NOW,
    );
    expect(ownersOf(text, "grants/a/x.yaml")).toEqual(["@bob", "@sam"]);
  });

  test("are the settings' where a role has no approver left: a line without owners would un-own its grants", () => {
    const text = codeownersText(world({ ...settings, "roles/a.yaml": role("{ teams: [nobody] }") }), "", NOW);
    expect(ownersOf(text, "grants/a/x.yaml")).toEqual(["@olivia"]);
  });
});

describe("GitHub's patterns", () => {
  test.each([
    ["*", "a/b.ts", true],
    ["*.js", "a/b/c.js", true],
    ["*.js", "a/b/c.jsx", false],
    ["/build/logs/", "build/logs/a/b.log", true],
    ["/build/logs/", "x/build/logs/a.log", false],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/build/a.md", false],
    ["apps/", "x/apps/a/b.ts", true],
    ["/apps/github", "apps/github/a.ts", true],
    ["/apps/github", "apps/githubx", false],
    ["**/logs", "a/b/logs/c.log", true],
    ["/a/**/b", "a/b", true],
    ["/a/**/b", "a/x/y/b/c", true],
    ["/a/**", "a/x/y", true],
    ["/grants/a/bg-*", "grants/a/bg-1.yaml", true],
    ["/grants/a/bg-*", "grants/a/x-bg-1.yaml", false],
    ["/a.b/", "axb/c", false],
    ["/a?c", "abc", true],
    ["/a\\ b", "a b", true],
    ["/a\\#b", "a#b", true],
  ])("%s on %s: %s", (pattern, path, matches) => {
    expect(ownersOf(`${pattern} @a`, path)).toEqual(matches ? ["@a"] : []);
  });

  test("the last line that matches wins, one without owners un-owns", () => {
    expect(ownersOf("* @a\n/x/ @b @org/team c@example.com # note\n", "x/y")).toEqual([
      "@b",
      "@org/team",
      "c@example.com",
    ]);
    expect(ownersOf("* @a\n/x/\n", "x/y")).toEqual([]);
  });

  test("lines that GitHub cannot read are skipped", () => {
    expect(ownersOf("* @a\n!/x/ @b\n/[x]/ @b\n/x/ nobody\n# /x/ @b\n", "x/y")).toEqual(["@a"]);
  });
});
