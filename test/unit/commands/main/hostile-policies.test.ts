import { expect, test } from "vitest";
import { judgePolicies, policyFaults, policySource } from "../../../../src/commands/main/read-policies.ts";
import { judgeGrants } from "../../../../src/domain/judge.ts";
import { sampleOf } from "../../../../src/domain/sample-text.ts";
import { grantOfWish } from "../../../../src/domain/wish.ts";
import { readGrants } from "../../../../src/files/grants.ts";
import { issueFormText } from "../../../../src/files/issue-form.ts";
import { grantText, roleText } from "../../../support/access-repository.ts";
import { inTime } from "../../../support/in-time.ts";
import { file } from "../../../support/tree.ts";
import { moment } from "../../../support/world.ts";

/** `name-0, name-1, …` */
const many = (count: number, name: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => name(index)).join(", ");

const lines = (count: number, line: (index: number) => string): string =>
  many(count, (index) => `${line(index)}\n`).replaceAll("\n, ", "\n");

const TEAM = `big: [${many(15_000, (index) => `u${index}`)}]\n`;
const FEW = `{ users: [${many(20, (index) => `p${index}`)}], count: 10 }`;
const THRICE = "live.all(a, live.all(b, live.all(c, a.role == b.role)))";

/** Files that are well-formed and as large as they may be, made to keep whoever judges them busy. */
const HOSTILE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "thousands of unknown teams": {
    "teams.yaml": lines(6_000, (index) => `team-${index}: [a]`),
    "roles/r.yaml": roleText({ requesters: `{ teams: [${many(15_000, (index) => `taem-${index}`)}] }` }),
  },
  "thousands of unknown conflicts": {
    "roles/r.yaml": roleText({ conflicts: `[${many(15_000, (index) => `roll-${index}`)}]` }),
    ...Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`roles/role-${index}.yaml`, roleText()]),
    ),
  },
  "groups of approvers that just cannot be filled": {
    "teams.yaml": TEAM,
    "roles/r.yaml": roleText({
      requesters: `{ users: [${many(20, (index) => `p${index}`)}] }`,
      approvers: `[${FEW}, ${FEW}, ${many(8, () => "{ teams: [big], count: 20 }")}]`,
    }),
  },
  "everybody renamed to the next": {
    "people.yaml": lines(6_000, (index) => `u${index}: { now: u${index + 1} }`),
    "teams.yaml": TEAM,
    "roles/r.yaml": roleText({ requesters: "{ teams: [big] }", approvers: "{ teams: [big] }" }),
  },
  "tests that repeat over what is live": {
    "roles/r.yaml": roleText({ rules: `[{ name: slow, expr: '${THRICE}', message: x }]` }),
    "tests/t.yaml": lines(
      15,
      (index) =>
        `- { name: t${index}, now: 2026-11-21T12:00:00Z, request: { role: r, user: alice, duration: 1h, reason: x }, expect: deny, live: [${many(
          150,
          () => "{ role: r, user: carol, begin: 2026-11-21T11:00:00Z, end: 2026-11-21T13:00:00Z }",
        )}] }`,
    ),
  },
};

const EVIL = (expr: (index: number) => string): string =>
  roleText({
    rules: `[${many(100, (index) => `{ name: r${index}, expr: '${expr(index)}', message: x }`)}]`,
    requesters: "{ users: [alice] }",
    approvers: "{ users: [bob] }",
  });

/** Rules that are right in every way, and made to be slow; what is asked of them is a single grant. */
const SLOW: Readonly<Record<string, string>> = {
  "long patterns that are linear": EVIL((index) => `request.reason.matches("${"a?".repeat(1_800)}${index}")`),
  "many short patterns": EVIL((index) =>
    many(60, (each) => `request.reason.matches("a?a?a?a?${index}${each}")`).replaceAll(", ", " || "),
  ),
  "patterns over long texts": EVIL(
    (index) => `(${"request.reason + ".repeat(150)}"").matches("a?a?a?a?a?a?${index}")`,
  ),
};

test.each(Object.entries(SLOW))("%s take no more than a second", (_, role) => {
  const files = { "leasehold.yaml": "owners: { users: [olga] }\n", "roles/r.yaml": role };
  const source = policySource(Object.entries(files).map(([name, text]) => file(`policies/${name}`, text)));
  expect(policyFaults(source, moment("12:00"))).toEqual([]);
  const { grants } = readGrants([
    file("grants/r/a.yaml", grantText({ role: "r", reason: "a".repeat(1_000) })),
  ]);
  const added = grants.map((grant) => ({ grant: grantOfWish(grant, moment("12:00")) }));
  const findings = inTime(() =>
    judgeGrants({ added, base: [], policies: source.policies, now: moment("12:00") }),
  );
  // Without an answer in time it is a no.
  expect(findings.length).toBeGreaterThan(0);
});

test("a form for requests that is nothing but beginnings takes no time", () => {
  const form = "# leasehold:begin\n".repeat(100_000);
  expect(inTime(() => issueFormText({ roles: new Map() }, form))).toBe(form);
});

test("a pattern that would make an endless sample of a ticket makes none", () => {
  expect(sampleOf("((a{999}){999}){999}")).toBeUndefined();
  expect(sampleOf("(".repeat(30_000))).toBeUndefined();
});

test.each(Object.entries(HOSTILE))("%s take no more than a second", (_, policies) => {
  const entries = Object.entries({ "leasehold.yaml": "owners: { users: [olga] }\n", ...policies });
  const source = policySource(entries.map(([name, text]) => file(`policies/${name}`, text)));
  expect(source.findings).toEqual([]);
  const { findings } = inTime(() => judgePolicies(source, moment("12:00")));
  expect(findings.length).toBeLessThan(1_000);
  for (const { message } of findings) expect(message.length).toBeLessThan(1_000);
});
