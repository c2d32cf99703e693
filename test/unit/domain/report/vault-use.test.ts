import { describe, expect, it } from "vitest";
import type { GrantKey } from "../../../../src/domain/key.ts";
import { see, sightingIn, type VaultUse } from "../../../../src/domain/report/vault-use.ts";
import { NOON } from "../../../support/report-world.ts";

const KEY = "orders-db-read.refund.3f2a9c1b7d20" as GrantKey;

/** A line as OpenBao's file device writes it, shortened. */
const line = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    time: "2026-11-21T12:00:00.019Z",
    type: "response",
    auth: {
      accessor: "hmac-sha256:532f",
      policies: ["leasehold-role-orders-db-read-0123abcd"],
      metadata: { key: KEY, user: "alice" },
    },
    request: { operation: "read", path: "database/creds/orders-read" },
    ...change,
  });

describe("a line of Vault's audit device", () => {
  it("tells of a grant's use by the metadata of its token", () => {
    expect(sightingIn(line())).toEqual({ key: KEY, at: NOON });
  });

  it.each([
    ["the request, which the response tells of again", { type: "request" }],
    ["one that Vault refused", { error: "1 error occurred: permission denied" }],
    ["looking after the token itself", { request: { path: "auth/token/lookup-self" } }],
    ["somebody else's token", { auth: { policies: ["default"], metadata: { username: "alice" } } }],
    ["a token that only says to be a grant's", { auth: { policies: ["default"], metadata: { key: KEY } } }],
    [
      "another role's token",
      { auth: { policies: ["leasehold-role-orders-db-admin-0"], metadata: { key: KEY } } },
    ],
    ["a time that is none", { time: "noon" }],
  ])("is no use where it is %s", (_, change) => {
    expect(sightingIn(line(change))).toBeUndefined();
  });

  it.each(["", "{", 'null "type":"response" "key":"', "[]"])("may be anything: %j", (text) => {
    expect(sightingIn(text)).toBeUndefined();
  });

  it("adds up to the first and the last, in whatever order lines come", () => {
    const uses = new Map<GrantKey, VaultUse>();
    for (const minute of ["30", "05", "59"]) {
      const sighting = sightingIn(line({ time: `2026-11-21T12:${minute}:00Z` }));
      if (sighting) see(uses, sighting);
    }
    expect(uses.get(KEY)).toEqual({ first: NOON + 300, last: NOON + 59 * 60, requests: 3 });
  });
});
