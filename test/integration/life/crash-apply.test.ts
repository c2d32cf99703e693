import { afterAll, beforeAll, expect, test } from "vitest";
import { apply } from "../../../src/commands/apply.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { Company, grantText, pause } from "./company.ts";
import { dieAt, forgetAll, grownOld, killWhen } from "./crash.ts";

let company: Company;
let key: GrantKey;
let tokenRole: string;
beforeAll(async () => {
  company = await Company.start();
  ({ fragile: key } = await company.grant({ fragile: grantText({ duration: "8h" }) }));
  await company.apply();
  tokenRole = (await company.record(key)).token_role;
});
afterAll(async () => {
  await company?.[Symbol.asyncDispose]();
});

/** That the grant is issued, once, and in the hands of its person alone. */
async function expectIssuedOnce(when: string): Promise<void> {
  const record = await company.record(key);
  expect(record?.state, when).toBe("live");
  expect(await company.pickups(key), when).toEqual(["alice"]);
  const token = await company.open(key);
  expect((await token.read("auth/token/lookup-self")).data.accessor, when).toBe(record.accessor);
  expect((await company.story(key)).sort(), when).toEqual(["delivered", "issued"]);
  for (const old of record.superseded ?? []) expect(await company.lives(old), when).toBe(false);
  // A run that died right after it minted leaves a token that nobody can reach: its wrapping died with the run.
  const others = (await company.tokensOf(key)).filter((accessor) => accessor !== record.accessor);
  expect(others.length, when).toBeLessThanOrEqual(1);
  // Its wrapping is there with it, or what is left of a token that was ended: opened, it would give nothing that lives.
  expect((await company.tokenLeases(tokenRole)).length, when).toBeLessThanOrEqual(1 + 2);
}

test("wherever apply is killed, the next run issues the grant once and tells of it once", async () => {
  let calls = 0;
  for (let died = true; died; ) {
    calls += 1;
    await forgetAll(company, tokenRole);
    died = await dieAt(company, "apply", calls, apply);
    const record = await company.record(key);
    if (record && (await company.pickups(key)).length === 0) await grownOld(company, key);
    const run = await company.apply();
    expect(run, `killed at call ${calls}`).toMatchObject({ code: 0, stderr: "" });
    await expectIssuedOnce(`killed at call ${calls}`);
  }
  // The calls of an apply that issues one grant: were it few, the proxy would not have seen them.
  expect(calls).toBeGreaterThan(15);
}, 180_000);

test.for([
  ["minted", /auth\/token\/create/],
  ["recorded", /data\/grants\//],
  ["delivered", /data\/pickups\//],
] as const)(
  "a process that is killed as the token is %s is made good by the next run",
  async ([step, path]) => {
    await forgetAll(company, tokenRole);
    expect(await killWhen(company, path)).toBe("SIGKILL");
    // What it sent last may reach Vault only now.
    await pause(300);
    if ((await company.record(key)) && (await company.pickups(key)).length === 0)
      await grownOld(company, key);

    expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
    await expectIssuedOnce(`killed as it was ${step}`);
  },
);
