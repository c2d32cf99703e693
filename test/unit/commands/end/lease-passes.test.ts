import { describe, expect, it } from "vitest";
import { AccessLeases, TokenLeases } from "../../../../src/commands/end/lease-passes.ts";
import type { Lease } from "../../../../src/domain/lease.ts";
import { instant, seconds } from "../../../../src/domain/units.ts";

const lease = (name: string): Lease => ({
  id: `auth/token/create/role/${name}`,
  issued: instant(0),
  expires: `2026-11-21T12:00:00.${name}Z`,
  ttl: seconds(60),
});
const expiry = (name: string) => lease(name).expires ?? "";

/** A role whose leases come and go, and how often they were all looked up. */
function role(...names: string[]) {
  const leases = names.map(lease);
  const looked = { times: 0 };
  const tokenLeases = async () => {
    looked.times += 1;
    const now = [...leases];
    await new Promise((resolve) => setTimeout(resolve, 20));
    return now;
  };
  return { leases, looked, vault: { tokenLeases } };
}

describe("the leases of a token role", () => {
  it("are looked up once, however many tokens of the role end", async () => {
    const names = Array.from({ length: 200 }, (_, index) => String(index));
    const { looked, vault } = role(...names);
    const leases = new TokenLeases(vault);
    const found = await Promise.all(names.map((name) => leases.expiring("role", expiry(name))));
    expect(found.map((one) => one?.id)).toEqual(names.map((name) => lease(name).id));
    expect(looked.times).toBe(1);
  });

  it("are looked up once more for all that came since", async () => {
    const { leases: there, looked, vault } = role("1");
    const leases = new TokenLeases(vault);
    await leases.expiring("role", expiry("1"));
    there.push(lease("2"), lease("3"));
    const found = await Promise.all(["2", "3", "1"].map((name) => leases.expiring("role", expiry(name))));
    expect(found.map((one) => one?.id)).toEqual(["2", "3", "1"].map((name) => lease(name).id));
    expect(looked.times).toBe(2);
  });

  it("are looked up again by who asks while a pass is under way that began too early", async () => {
    const { leases: there, looked, vault } = role("1");
    const leases = new TokenLeases(vault);
    const first = leases.expiring("role", expiry("1"));
    await new Promise((resolve) => setImmediate(resolve));
    there.push(lease("2"));
    expect((await leases.expiring("role", expiry("2")))?.id).toBe(lease("2").id);
    expect((await first)?.id).toBe(lease("1").id);
    expect(looked.times).toBe(2);
  });

  it("say that a token has none, and fail for nobody else when one look fails", async () => {
    const { vault } = role("1");
    let down = true;
    const leases = new TokenLeases({
      tokenLeases: async () => {
        if (down) throw new Error("Vault is away");
        return vault.tokenLeases();
      },
    });
    await expect(leases.expiring("role", expiry("1"))).rejects.toThrow("Vault is away");
    down = false;
    expect((await leases.expiring("role", expiry("1")))?.id).toBe(lease("1").id);
    expect(await leases.expiring("role", expiry("none"))).toBeUndefined();
  });
});

describe("the leases under an access path", () => {
  it("are looked up once for all grants that ended, and each is revoked once", async () => {
    const calls: string[] = [];
    const access = new AccessLeases({
      leases: async (path) => {
        calls.push(`look ${path}`);
        return [lease("stuck")];
      },
      revokeLease: async (id) => {
        calls.push(`revoke ${id}`);
        throw new Error("the database does not answer");
      },
      now: async () => instant(0),
    });
    for (const _ of [1, 2, 3]) {
      const [stuck] = await access.under("database/creds/read");
      expect((await access.revoke(stuck ?? lease("none")))?.message).toContain("does not answer");
    }
    expect(calls).toEqual(["look database/creds/read", `revoke ${lease("stuck").id}`]);
  });
});
