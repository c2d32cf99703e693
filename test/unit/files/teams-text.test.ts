import { expect, test } from "vitest";
import { changedTeams } from "../../../src/files/teams-text.ts";

const text = `# Teams.
payments: [alice, carol] # who pays
dba:
  # always there
  - bob
  - { login: peter, from: 2026-11-21T00:00:00Z, until: 2026-11-28T00:00:00Z }
  - Sam # of security
last:
  - zoe`;

test("logins come and go, and all else stays as it was written", () => {
  const changes = [
    { team: "payments", add: ["dana", "erin"], remove: ["Carol"] },
    { team: "dba", add: ["olga"], remove: ["sam"] },
    { team: "last", add: ["yan"], remove: [] },
  ];
  expect(changedTeams(text, changes)).toBe(`# Teams.
payments: [alice, dana, erin] # who pays
dba:
  # always there
  - bob
  - { login: peter, from: 2026-11-21T00:00:00Z, until: 2026-11-28T00:00:00Z }
  - olga
last:
  - zoe
  - yan
`);
});

test("a team of which nobody is left is an empty list", () => {
  expect(
    changedTeams("a: [x]\nb:\n  - y\n", [
      { team: "a", add: [], remove: ["x"] },
      { team: "b", add: [], remove: ["y"] },
    ]),
  ).toBe("a: []\nb:\n  []\n");
});
