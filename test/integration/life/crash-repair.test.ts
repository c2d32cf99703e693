import { afterAll, beforeAll, expect, test } from "vitest";
import { apply } from "../../../src/commands/apply.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { Company, grantText, type RawRecord } from "./company.ts";
import { dieAt, forgetAll, grownOld, liveGrant } from "./crash.ts";

let company: Company;
let key: GrantKey;
let issued: RawRecord;
beforeAll(async () => {
  company = await Company.start();
  ({ fragile: key } = await company.grant({ fragile: grantText({ duration: "8h" }) }));
  await company.apply();
  await grownOld(company, key);
  issued = await company.record(key);
});
afterAll(async () => {
  await company?.[Symbol.asyncDispose]();
});

test("wherever the repair of a delivery is killed, the next run brings a pick-up that opens", async () => {
  let calls = 0;
  for (let died = true; died; ) {
    calls += 1;
    await forgetAll(company, issued.token_role);
    // A run recorded its token long ago, and died before it could deliver it.
    const { accessor } = await liveGrant(company, issued, false);
    await company.vault.remove(`leasehold/metadata/pickups/${key}/alice`);

    died = await dieAt(company, "apply", calls, apply);
    await company.apply();

    const when = `killed at call ${calls}`;
    const record = await company.record(key);
    expect(record.superseded, when).toContain(accessor);
    for (const old of record.superseded) expect(await company.lives(old), when).toBe(false);
    expect(await company.pickups(key), when).toEqual(["alice"]);
    const token = await company.open(key);
    expect((await token.read("auth/token/lookup-self")).data.accessor, when).toBe(record.accessor);
    expect(
      (await company.story(key)).filter((type) => type === "issued"),
      when,
    ).toHaveLength(1);
  }
  expect(calls).toBeGreaterThan(15);
}, 180_000);
