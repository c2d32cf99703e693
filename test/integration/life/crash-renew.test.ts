import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLines } from "../../../sandbox/company/audit-branch.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import type { RawRecord } from "../../../sandbox/company/records.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { forgetAll, grownOld, liveGrant } from "./crash.ts";
import { Killing } from "./killing.ts";

let company: Company;
let killing: Killing;
let key: GrantKey;
let issued: RawRecord;
beforeAll(async () => {
  company = await Company.start();
  killing = await Killing.start(company);
  ({ fragile: key } = await company.grant({ fragile: grantText({ duration: "8h" }) }));
  await company.apply();
  await grownOld(company, key);
  issued = await company.record(key);
});
afterAll(async () => {
  await killing?.[Symbol.asyncDispose]();
  await company?.[Symbol.asyncDispose]();
});

/** That one token of the grant lives, that its person's pick-up opens it, and that all before it are dead. */
async function expectOneToken(when: string): Promise<void> {
  const record = await company.record(key);
  for (const old of record.superseded) expect(await lives(company.vault, old), when).toBe(false);
  expect(await company.pickups(key), when).toEqual(["alice"]);
  const token = await company.open(key);
  expect((await token.read("auth/token/lookup-self")).data.accessor, when).toBe(record.accessor);
  const told = await auditLines(company.acme);
  expect(told.filter((event) => event.startsWith("grant.issued")).length, when).toBeLessThanOrEqual(1);
}

const apply = { identity: "apply", args: ["apply"] } as const;

test("killed after whichever call, a repaired delivery is one that opens after the next run", async () => {
  let lost = "";
  const killed = await killing.afterEachCall(
    apply,
    async () => {
      await forgetAll(company, issued.token_role);
      // A run recorded its token long ago, and died before it could deliver it.
      lost = (await liveGrant(company, issued, false)).accessor;
      await company.vault.remove(`leasehold/metadata/pickups/${key}/alice`);
    },
    async (when) => {
      await company.apply();
      expect((await company.record(key)).superseded, when).toContain(lost);
      await expectOneToken(when);
      expect(await auditLines(company.acme), when).toContain(`grant.issued ${key}`);
    },
  );
  for (const step of [/token\/create/, /data\/grants/, /leases\/revoke/, /data\/pickups/, /receive-pack/])
    expect(killed).toContainEqual(expect.stringMatching(step));
}, 240_000);

test("killed after whichever call, a reissue that is asked for again gives one token that opens", async () => {
  const actor = { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" };
  const reissue = {
    identity: "apply",
    action: { INPUT_COMMAND: "reissue", INPUT_KEY: key, ...actor },
  } as const;
  let thief = company.vault;
  const killed = await killing.afterEachCall(
    reissue,
    async () => {
      await forgetAll(company, issued.token_role);
      thief = (await liveGrant(company, issued, true)).token;
    },
    async (when) => {
      await company.action("reissue", key, { env: actor });
      expect((await thief.request("GET", "auth/token/lookup-self")).status, when).toBe(403);
      await expectOneToken(when);
    },
  );
  for (const step of [
    /token\/create/,
    /data\/grants/,
    /leases\/revoke/,
    /metadata\/pickups/,
    /data\/pickups/,
  ])
    expect(killed).toContainEqual(expect.stringMatching(step));
}, 240_000);
