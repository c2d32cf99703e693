import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLines } from "../../../sandbox/company/audit-branch.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives, tokenLeases, tokensOf } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { forgetAll, grownOld } from "./crash.ts";
import { Killing } from "./killing.ts";

let company: Company;
let killing: Killing;
let key: GrantKey;
let tokenRole: string;
beforeAll(async () => {
  company = await Company.start();
  killing = await Killing.start(company);
  ({ fragile: key } = await company.grant({ fragile: grantText({ duration: "8h" }) }));
  await company.apply();
  tokenRole = (await company.record(key)).token_role;
});
afterAll(async () => {
  await killing?.[Symbol.asyncDispose]();
  await company?.[Symbol.asyncDispose]();
});

/** That the grant is issued, once, and in the hands of its person alone. */
async function expectIssuedOnce(when: string): Promise<void> {
  const record = await company.record(key);
  expect(record?.state, when).toBe("live");
  expect(await company.pickups(key), when).toEqual(["alice"]);
  const token = await company.open(key);
  expect((await token.read("auth/token/lookup-self")).data.accessor, when).toBe(record.accessor);
  for (const old of record.superseded ?? []) expect(await lives(company.vault, old), when).toBe(false);
  // A run that died right after it minted leaves a token that nobody can reach: its wrapping died with the run. On a
  // busy machine there may be one before it, which would have outlived the grant.
  const others = (await tokensOf(company.vault, key)).filter((accessor) => accessor !== record.accessor);
  expect(others.length, when).toBeLessThanOrEqual(2);
  // Its wrapping is there with it, or what is left of a token that was ended: opened, it would give nothing that lives.
  // The token by which a run learns Vault's time (docs/decisions/0040) lives for a second.
  const few = async () => (await tokenLeases(company.vault, tokenRole)).length <= 1 + 2 * 2;
  await until(few, `${when}: there are more tokens than two that are lost`);
  expect((await auditLines(company.acme)).sort(), when).toEqual([
    `grant.delivered ${key}`,
    `grant.issued ${key}`,
  ]);
}

const apply = { identity: "apply", args: ["apply"] } as const;

test("killed after whichever call, apply has issued the grant once after the next run, and told of it once", async () => {
  const killed = await killing.afterEachCall(
    apply,
    () => forgetAll(company, tokenRole),
    async (when) => {
      const record = await company.record(key);
      if (record && (await company.pickups(key)).length === 0) await grownOld(company, key);
      expect(await company.apply(), when).toMatchObject({ code: 0, stderr: "" });
      await expectIssuedOnce(when);
    },
  );
  for (const step of [/token\/create/, /data\/grants/, /receive-pack/, /data\/anchors/, /data\/pickups/])
    expect(killed).toContainEqual(expect.stringMatching(step));
}, 240_000);
