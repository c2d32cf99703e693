import { describe, expect, test } from "vitest";
import { fillHoles, holesOf } from "../../../src/domain/holes.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { suspectOpened, suspectWrapping } from "../../../src/domain/pickup-trust.ts";

const key = "orders-db-read.refund-8812.3f2a9c1b7d20" as GrantKey;
const made = "leasehold-role-orders-db-read-0a1b2c3d";

describe("a pick-up is trusted only where Vault says that apply's token is in it", () => {
  test.each([made, `${made}-bg`])("made through %s, a token role of the grant's role", (role) => {
    expect(suspectWrapping(key, `auth/token/create/${role}`, role)).toBeUndefined();
  });

  test.each([
    ["wrapped again by somebody", "sys/wrapping/wrap", undefined],
    ["made without a token role", "auth/token/create", undefined],
    ["made through a stranger's token role", "auth/token/create/admins", undefined],
    ["made through another role's", "auth/token/create/leasehold-role-orders-0a1b2c3d", undefined],
    [
      "made through a role whose name only begins so",
      "auth/token/create/leasehold-role-orders-db-read-x-0a1b2c3d",
      undefined,
    ],
    ["made through another version than it names", `auth/token/create/${made}`, `${made}-bg`],
  ])("%s: %s is suspect", (_, path, claimed) => {
    expect(suspectWrapping(key, path, claimed)).toBeDefined();
  });

  test("what comes out is a login, and this grant's", () => {
    expect(suspectOpened(key, { token: "t", metadata: { key } })).toBeUndefined();
    expect(suspectOpened(key, { metadata: { key } })).toContain("no login");
    expect(suspectOpened(key, { token: "t", metadata: {} })).toContain("no grant");
    expect(suspectOpened(key, { token: "t", metadata: { key: "other.x.000000000000" } })).toContain(
      "other.x",
    );
  });
});

test("holes are filled once: what a password holds is not looked at again", () => {
  const fields: Record<string, string> = { username: "lh-{password}", password: "$& {username}" };
  expect(holesOf("postgres://{username}:{password}@db/{}")).toEqual(["username", "password"]);
  expect(fillHoles("{username}/{password}", (name) => fields[name] ?? "")).toBe(
    "lh-{password}/$& {username}",
  );
});
