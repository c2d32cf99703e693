import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  type RoleVersion,
  roleVersionName,
  tokenRoleName,
  versionOfTokenRole,
  versionText,
} from "../../../../src/domain/access/names.ts";
import type { AccessPath } from "../../../../src/domain/model.ts";
import { seconds } from "../../../../src/domain/units.ts";

const reads = (path: string): AccessPath => ({ path, capabilities: ["read"] });
const role = (change: Partial<RoleVersion> = {}): RoleVersion => ({
  name: "orders-db-read",
  access: [reads("database/creds/orders-read")],
  duration: { max: seconds(28_800), ahead: seconds(0) },
  bound_cidrs: [],
  ...change,
});

describe("the name of a role version", () => {
  test("is the digest of bytes that anybody can write down", () => {
    const text =
      '{"access":[{"capabilities":["read"],"path":"database/creds/orders-read"}],"bound_cidrs":[],"duration":{"max":28800}}';
    expect(versionText(role())).toBe(text);
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
    expect(roleVersionName(role())).toBe(`leasehold-role-orders-db-read-${digest}`);
    expect(roleVersionName(role())).toBe("leasehold-role-orders-db-read-1fb744d1");
  });

  test("stays when the same is written in another order, or with a leading slash", () => {
    const access = [reads("b/creds/x"), { path: "a/creds/y", capabilities: ["update", "read"] as const }];
    const again = [
      { path: "/a/creds/y", capabilities: ["read"] as const },
      { path: "a/creds/y", capabilities: ["update", "update"] as const },
      reads("/b/creds/x"),
    ];
    const one = role({ access, bound_cidrs: ["10.0.0.0/8", "192.0.2.7/32", "2001:DB8:0::1/128"] });
    const other = role({
      access: again,
      bound_cidrs: ["192.0.2.7", "2001:db8::1", "10.0.0.0/8", "10.0.0.0/8"],
    });
    expect(roleVersionName(one)).toBe(roleVersionName(other));
  });

  test("changes with everything that decides what a token can do", () => {
    const breakGlass = {
      requesters: { teams: [], users: [] },
      max: seconds(1800),
      review_within: seconds(1),
    };
    const names = [
      role(),
      role({ access: [reads("database/creds/orders-write")] }),
      role({ access: [{ path: "database/creds/orders-read", capabilities: ["update"] }] }),
      role({ access: [{ ...reads("database/creds/orders-read"), outlives: seconds(60) }] }),
      role({ duration: { max: seconds(28_801), ahead: seconds(0) } }),
      role({ bound_cidrs: ["10.0.0.0/8"] }),
      role({ break_glass: breakGlass }),
      role({ break_glass: { ...breakGlass, max: seconds(60) } }),
    ].map(roleVersionName);
    expect(new Set(names).size).toBe(names.length);
  });

  test("does not change with who may ask, or how far ahead", () => {
    const breakGlass = {
      requesters: { teams: [], users: [] },
      max: seconds(1800),
      review_within: seconds(1),
    };
    const other = { ...breakGlass, requesters: { teams: ["sre"], users: [] }, review_within: seconds(99) };
    expect(roleVersionName(role({ break_glass: breakGlass }))).toBe(
      roleVersionName(role({ break_glass: other })),
    );
    expect(roleVersionName(role({ duration: { max: seconds(28_800), ahead: seconds(5) } }))).toBe(
      roleVersionName(role()),
    );
  });

  test("leads back from a token role, break-glass or not, and from no stranger's", () => {
    const version = roleVersionName(role());
    expect(versionOfTokenRole(tokenRoleName(role(), false))).toBe(version);
    expect(tokenRoleName(role(), true)).toBe(`${version}-bg`);
    expect(versionOfTokenRole(tokenRoleName(role(), true))).toBe(version);
    for (const stranger of ["leasehold-apply", "leasehold-role-x", "leasehold-role-x-12345678-bg-bg", "ci"]) {
      expect(versionOfTokenRole(stranger)).toBeUndefined();
    }
  });
});
