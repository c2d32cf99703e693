import { expect, test } from "vitest";
import { parseDuration } from "../../../src/domain/units.ts";
import { readGrant } from "../../../src/files/grant-file.ts";
import { printGrant } from "../../../src/files/print.ts";
import { file } from "../../support/tree.ts";

const fields = { role: "orders-db-read", user: "alice", duration: parseDuration("90m") };

test("a grant file reads like one that a person wrote", () => {
  expect(
    printGrant({
      role: "orders-db-read",
      user: "alice",
      ...(fields.duration === undefined ? {} : { duration: fields.duration }),
      reason: "Refund 8812 is stuck; need to read its rows",
      ticket: "INC-4821",
    }),
  ).toBe(`# yaml-language-server: $schema=../../schema/grant.schema.json
role: orders-db-read
user: alice
duration: 1h30m
reason: Refund 8812 is stuck; need to read its rows
ticket: INC-4821
`);
});

test.each([
  "Refund: stuck",
  "stuck # not a comment",
  "*all* rows",
  "true",
  "12345",
  "0x1F",
  "- a list",
  "'quoted'",
  'he said "no"',
  "C:\\orders\\new",
  "two\nlines\n\nand more",
  "müssen wir lesen 🔑",
  "ends with a colon:",
  "%percent @at `tick`",
  "{ braces: [and, brackets] }",
  "~",
  "null and void",
])("the reason %j comes back as it was", (reason) => {
  const printed = printGrant({
    role: "a",
    user: "1234",
    duration: parseDuration("2h") ?? (0 as never),
    reason,
  });
  const read = readGrant(file("grants/a/x.yaml", printed));
  expect(read).toMatchObject({ ok: true, grant: { reason, user: "1234" } });
});
