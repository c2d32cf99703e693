import { expect, test } from "vitest";
import { judgePolicies, policySource } from "../../../../src/commands/main/read-policies.ts";
import { roleText } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";
import { file } from "../../files/tree.ts";

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

test.each(Object.entries(HOSTILE))("%s take no more than a second", (_, policies) => {
  const entries = Object.entries({ "leasehold.yaml": "owners: { users: [olga] }\n", ...policies });
  const source = policySource(entries.map(([name, text]) => file(`policies/${name}`, text)));
  expect(source.findings).toEqual([]);
  const started = process.threadCpuUsage();
  const { findings } = judgePolicies(source, moment("12:00"));
  const { user, system } = process.threadCpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(1_000);
  expect(findings.length).toBeLessThan(1_000);
  for (const { message } of findings) expect(message.length).toBeLessThan(1_000);
});
