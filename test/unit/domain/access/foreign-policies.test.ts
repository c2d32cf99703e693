import { describe, expect, test } from "vitest";
import { pathsGiven, pathsMeet, pathsShared } from "../../../../src/domain/access/foreign-policies.ts";

const HCL = `
# path "commented/out" { capabilities = ["read"] }
path "database/creds/orders-*" {
  capabilities = ["read", "list"] // of the reporting service
  allowed_parameters = { "x" = ["a}b"] }
}
"path" "aws/sts/support" { policy = "write" }
path "database/creds/listed" { capabilities = ["list"] }
path "database/creds/denied" { capabilities = ["deny"] }
`;

describe("policies that others wrote", () => {
  test("are read in HCL", () => {
    expect(pathsGiven(HCL)).toEqual([
      { path: "database/creds/orders-*", gives: true },
      { path: "aws/sts/support", gives: true },
      { path: "database/creds/listed", gives: false },
      { path: "database/creds/denied", gives: false },
    ]);
  });

  test("are read in JSON, both forms", () => {
    const rule = { "kv/data/x": { capabilities: ["read"] } };
    expect(pathsGiven(JSON.stringify({ path: rule }))).toEqual([{ path: "kv/data/x", gives: true }]);
    expect(pathsGiven(JSON.stringify({ path: [rule] }))).toEqual([{ path: "kv/data/x", gives: true }]);
  });

  test("that cannot be read are taken to give everything", () => {
    expect(pathsShared(["database/creds/a"], "whatever = 1")).toEqual(["database/creds/a"]);
    expect(pathsShared(["database/creds/a"], 'path "x" { capabilities = ["read"]')).toEqual([
      "database/creds/a",
    ]);
    expect(pathsShared(["database/creds/a"], "")).toEqual([]);
  });

  test("share what they can name", () => {
    const access = [
      "database/creds/orders-read",
      "database/creds/listed",
      "aws/sts/support",
      "aws/sts/other",
    ];
    expect(pathsShared(access, HCL)).toEqual(["database/creds/orders-read", "aws/sts/support"]);
  });
});

test.each([
  ["a/b", "a/b", true],
  ["a/b", "a/c", false],
  ["a/b", "a/b/c", false],
  ["a/*", "a/b/c", true],
  ["a/*", "a", false],
  ["*", "a/b", true],
  ["a/+/c", "a/b/c", true],
  ["a/+", "a/b/c", false],
  ["+/creds/x", "database/creds/x", true],
  ["a/te*", "a/team", true],
  ["a/te*", "a/to", false],
  ["a/te*", "a/t*", true],
  ["a/te*", "a/to*", false],
  ["a/+", "a/te*", true],
  ["a/te*", "a/+/x", true],
  ["secret/{{identity.entity.name}}/x", "secret/bob/x", true],
  ["secret/u-{{identity.entity.name}}", "secret/bob", true],
  ["/a/b", "a/b", true],
])("%s and %s can name the same: %s", (a, b, meet) => {
  expect(pathsMeet(a, b)).toBe(meet);
  expect(pathsMeet(b, a)).toBe(meet);
});
