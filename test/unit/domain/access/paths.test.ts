import { describe, expect, test } from "vitest";
import { isLeaseUnder, leasedPaths, leaseFolder, leaseIdGlob } from "../../../../src/domain/access/paths.ts";

describe("leased paths", () => {
  test("are all that give something, once, without a leading slash", () => {
    expect(
      leasedPaths([
        { path: "/database/creds/orders-read", capabilities: ["read"] },
        { path: "database/creds/orders-read", capabilities: ["read"] },
        { path: "aws/sts/support", capabilities: ["update"] },
        { path: "kv/metadata/team", capabilities: ["list", "scan"] },
        { path: "kv/metadata/old", capabilities: ["delete"] },
      ]),
    ).toEqual(["aws/sts/support", "database/creds/orders-read"]);
  });

  test("hold exactly the leases below them", () => {
    expect(leaseIdGlob("database/creds/orders-read")).toBe("database/creds/orders-read/*");
    expect(isLeaseUnder("database/creds/orders-read", "database/creds/orders-read/AbC.ns1")).toBe(true);
    expect(isLeaseUnder("database/creds/orders-read", "database/creds/orders-read-all/AbC")).toBe(false);
    expect(isLeaseUnder("database/creds/orders-read", "database/creds/orders-read")).toBe(false);
    expect(isLeaseUnder("database/creds/a.b", "database/creds/aXb/1")).toBe(false);
    expect(isLeaseUnder("database/creds/a", "x/database/creds/a/1")).toBe(false);
  });

  test("with globs are listed from the folder before the first one", () => {
    expect(leaseFolder("database/creds/orders-read")).toBe("database/creds/orders-read");
    expect(leaseFolder("aws/sts/team-*")).toBe("aws/sts");
    expect(leaseFolder("aws/+/support")).toBe("aws");
    expect(leaseIdGlob("aws/sts/team-*")).toBe("aws/sts/team-*");
    expect(leaseIdGlob("aws/+/support")).toBe("aws/*/support/*");
    expect(isLeaseUnder("aws/sts/team-*", "aws/sts/team-a/1")).toBe(true);
    expect(isLeaseUnder("aws/sts/team-*", "aws/sts/other/1")).toBe(false);
  });
});
