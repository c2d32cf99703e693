import { expect, test } from "vitest";
import { databaseAdvice, statementFaults } from "../../../../src/domain/access/database-statements.ts";

test("the statements of the docs hold", () => {
  expect(statementFaults(databaseAdvice.revocation_statements)).toEqual([]);
});

test("the usual statements are refused, saying what a read-only user does to them", () => {
  const usual = [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{{name}}"`,
    `ALTER ROLE "{{name}}" NOLOGIN`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}'`,
    `DROP ROLE IF EXISTS "{{name}}"`,
  ];
  expect(statementFaults(usual)).toEqual([
    expect.stringContaining("a user who created a large object makes it fail"),
  ]);
});

test("each part that is missing is named", () => {
  expect(statementFaults([])).toEqual([expect.stringContaining("no revocation statements")]);
  expect(statementFaults(["SELECT 1"])).toHaveLength(3);
});
