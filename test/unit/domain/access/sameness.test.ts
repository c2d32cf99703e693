import { expect, test } from "vitest";
import { differingFields, sameBody, samePolicy } from "../../../../src/domain/access/sameness.ts";

test("what Vault leaves out or calls null is what was written as empty, zero or false", () => {
  const wanted = { uses: 0, cidrs: [], suffix: "", renewable: false, mappings: {}, name: "x" };
  expect(sameBody(wanted, { cidrs: null, name: "x", other: "ignored" })).toBe(true);
});

test("lists are the same in any order, and not with one more", () => {
  expect(sameBody({ policies: ["a", "b"] }, { policies: ["b", "a"] })).toBe(true);
  expect(differingFields({ policies: ["a"] }, { policies: ["a", "b"] })).toEqual(["policies"]);
  expect(differingFields({ glob: [] }, { glob: ["*"] })).toEqual(["glob"]);
});

test("policies are compared by what they say, and HCL only to the letter", () => {
  expect(
    samePolicy('{"path":{"a":{"capabilities":["read"]}}}', '{ "path": {"a": {"capabilities": ["read"] } } }'),
  ).toBe(true);
  expect(samePolicy('{"path":{}}', 'path "a" {}')).toBe(false);
});
