import { afterAll, beforeAll, expect, test } from "vitest";
import { enforce } from "../../../src/commands/enforce.ts";
import { reissue } from "../../../src/commands/reissue.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { Company, grantText, type RawRecord } from "./company.ts";
import { dieAt, forgetAll, liveGrant } from "./crash.ts";

let company: Company;
let key: GrantKey;
let issued: RawRecord;
beforeAll(async () => {
  company = await Company.start();
  ({ fragile: key } = await company.grant({ fragile: grantText() }));
  await company.apply();
  issued = await company.record(key);
});
afterAll(async () => {
  await company?.[Symbol.asyncDispose]();
});

test("wherever a reissue is killed, asking again ends all tokens before, and gives one that opens", async () => {
  let calls = 0;
  for (let died = true; died; ) {
    calls += 1;
    await forgetAll(company, issued.token_role);
    const { token: thief } = await liveGrant(company, issued, true);

    died = await dieAt(company, "apply", calls, (ports) => reissue(ports, key, "alice"));
    await company.action("reissue", key, {
      env: { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" },
    });

    const when = `killed at call ${calls}`;
    expect((await thief.request("GET", "auth/token/lookup-self")).status, when).toBe(403);
    const record = await company.record(key);
    for (const old of record.superseded) expect(await company.lives(old), when).toBe(false);
    expect(await company.pickups(key), when).toEqual(["alice"]);
    const token = await company.open(key);
    expect((await token.read("auth/token/lookup-self")).data.accessor, when).toBe(record.accessor);
  }
  expect(calls).toBeGreaterThan(10);
}, 120_000);

test("wherever enforce is killed, the next run ends the grant, and tells and owes once", async () => {
  await company.land({ files: { "grants/quick/fragile.yaml": undefined } }, []);
  let calls = 0;
  for (let died = true; died; ) {
    calls += 1;
    await forgetAll(company, issued.token_role);
    const { accessor, token } = await liveGrant(company, issued, true);
    const session = await company.session(token);

    died = await dieAt(company, "enforce", calls, enforce);
    const run = await company.enforce();

    const when = `killed at call ${calls}`;
    expect(run, when).toMatchObject({ code: 0, stderr: "" });
    expect(await company.lives(accessor), when).toBe(false);
    expect(await session.works(), when).toBe(false);
    expect(await company.record(key), when).toMatchObject({ state: "ended", ended_by: "file-removed" });
    expect(await company.pickups(key), when).toEqual([]);
    expect(await company.owed(), when).toEqual([key]);
    const story = await company.story(key);
    expect(story.filter((type) => type !== "delivered").sort(), when).toEqual(["ended", "issued"]);
    expect(story.filter((type) => type === "delivered").length, when).toBeLessThanOrEqual(1);
  }
  expect(calls).toBeGreaterThan(15);
}, 180_000);
