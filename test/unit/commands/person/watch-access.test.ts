import { describe, expect, test } from "vitest";
import type { PreparedLease } from "../../../../src/commands/person/prepare-environment.ts";
import { watchAccess } from "../../../../src/commands/person/watch-access.ts";
import type { GrantedVault } from "../../../../src/commands/ports.ts";
import type { GrantKey } from "../../../../src/domain/key.ts";
import { Secret } from "../../../../src/domain/secret.ts";
import { type Instant, instant, plus, type Seconds, seconds } from "../../../../src/domain/units.ts";

const noon = instant(1_795_262_400);
const key = "orders-db-read.refund-8812.3f2a9c1b7d20" as GrantKey;

/** Time that passes only while somebody waits for it. */
async function watch(
  lasts: number,
  lease?: Partial<PreparedLease>,
  renew: (at: number) => number | Error = () => 900,
) {
  let now: Instant = noon;
  const said: [after: number, text: string][] = [];
  const titles: [after: number, text: string | undefined][] = [];
  const renewals: number[] = [];
  const after = () => now - noon;
  const granted = {
    renew: async (): Promise<Seconds> => {
      renewals.push(after());
      const answer = renew(after());
      if (answer instanceof Error) throw answer;
      return seconds(answer);
    },
  } as unknown as GrantedVault;
  const say = (text: string) => void said.push([after(), text]);
  await watchAccess(
    {
      granted,
      clock: {
        now: () => now,
        wait: async (length) => {
          now = plus(now, length);
        },
      },
      terminal: { title: (text) => void titles.push([after(), text]) },
      reporter: { info: say, warn: say, progress: () => undefined },
    },
    {
      key,
      role: "orders-db-read",
      token: new Secret("t"),
      end: plus(noon, seconds(lasts)),
      leases: lease
        ? [{ id: "l", path: "database/creds/orders-read", left: seconds(900), renewable: true, ...lease }]
        : [],
    },
    new AbortController().signal,
  );
  return { said, titles, renewals };
}

describe("while a program runs with the access", () => {
  test("it warns ten, five and one minute before the end, and says when it has come", async () => {
    const { said } = await watch(7200);
    expect(said.map(([after]) => after)).toEqual([6600, 6900, 7140, 7200]);
    expect(said[0]?.[1]).toBe(
      `Your access to orders-db-read ends in 10 m (14:00 UTC).  More time: leasehold extend ${key} --for 1h`,
    );
    expect(said.at(-1)?.[1]).toContain("has ended");
  });

  test("a short access gets the warnings that make sense for it", async () => {
    expect((await watch(15)).said.map(([after]) => after)).toEqual([10, 15]);
    expect((await watch(300)).said.map(([after]) => after)).toEqual([240, 300]);
  });

  test("the title counts down, each second in the last minute, and is put back", async () => {
    const { titles } = await watch(90);
    expect(titles[0]).toEqual([0, "orders-db-read: 1 m 30 s left"]);
    expect(titles).toContainEqual([89, "orders-db-read: 1 s left"]);
    expect(titles.slice(-2)).toEqual([
      [90, "orders-db-read: ended"],
      [90, undefined],
    ]);
  });

  test("what lives shorter is renewed at two thirds of its time, for as long as the access lasts", async () => {
    const { renewals, said } = await watch(1800, {});
    expect(renewals).toEqual([600, 1200]);
    expect(said.some(([, text]) => text.includes("ends earlier"))).toBe(false);
  });

  test("where the engine's maximum is reached it says when that ends, once, and what to do", async () => {
    const { renewals, said } = await watch(7200, {}, (at) => Math.min(900, 1000 - at));
    expect(renewals).toEqual([600, 866]);
    const early = said.filter(([, text]) => text.includes("ends earlier"));
    expect(early).toHaveLength(1);
    expect(early[0]?.[1]).toContain(`leasehold use ${key}`);
  });

  test("a Vault that is away is asked again, and only what is lost is told", async () => {
    const away = await watch(1200, {}, (at) => (at < 700 ? new Error("connect ECONNREFUSED") : 900));
    expect(away.renewals.at(-1)).toBe(700);
    expect(away.said.some(([, text]) => text.includes("ECONNREFUSED"))).toBe(false);
    const gone = await watch(1800, {}, () => new Error("connect ECONNREFUSED"));
    expect(gone.said.filter(([, text]) => text.includes("ECONNREFUSED"))).toHaveLength(1);
  });

  test("what cannot be renewed is told at once", async () => {
    expect((await watch(1800, { renewable: false })).said[0]).toEqual([
      0,
      expect.stringContaining("ends earlier than your access"),
    ]);
  });
});
