/** A Vault that keeps what it has on disk (raft): sealed, killed and restored over the life of grants. */

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives, tokensOf } from "../../../sandbox/company/tokens.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start({}, undefined, { storage: "raft" });
  await Promise.all([company.checkout("apply"), company.checkout("enforce")]);
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

test.for([
  ["killed", "cannot be reached", "kill", "start"],
  ["sealed", "sealed", "seal", "unseal"],
] as const)(
  "%s over the end, Vault ends the open session when it is back, and the next run proves it",
  {
    timeout: 90_000,
  },
  async ([how, said, away, back]) => {
    const { bao } = company.acme;
    const { [how]: key } = await company.grant({ [how]: grantText({ duration: "25s" }) });
    if (key === undefined) throw new Error("no grant");
    await company.apply();
    const { accessor, end } = await company.record(key);
    const session = await company.session(await company.open(key));
    await bao[away]();
    await pause(Math.max(0, Date.parse(end) + 1_000 - Date.now()));

    // What the promise says stays, stays: and every run says that it could not look.
    expect(await session.works()).toBe(true);
    for (const run of [await company.apply(), await company.enforce()]) {
      expect(run.code).toBe(3);
      expect(run.stderr).toContain(bao.address);
      expect(run.stderr).toContain(said);
    }

    await bao[back]();
    await session.ended;
    expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
    expect(await lives(company.vault, accessor)).toBe(false);
    expect(await company.record(key)).toMatchObject({ state: "ended", ended_by: "expired", ended_at: end });
    expect(await company.story(key)).toEqual(["issued", "delivered", "ended"]);
    expect(await company.owed()).toContain(key);
  },
);

test("restored from a snapshot, Vault has what had ended alive again: the next run ends it anew, and says so", async () => {
  const { bao } = company.acme;
  const { revived, dropped } = await company.grant({ revived: grantText(), dropped: grantText() });
  await company.apply();
  const { accessor } = await company.record(revived);
  const token = await company.open(revived);
  const snapshot = await bao.snapshot();
  // One is recalled and its file stays; the other's file goes.
  await company.action("recall", revived);
  await company.land({ files: { "grants/quick/dropped.yaml": undefined } }, []);
  await company.enforce();
  const { later } = await company.grant({ later: grantText() });
  await company.apply();
  expect(await lives(company.vault, accessor)).toBe(false);

  await bao.restore(snapshot);
  expect((await token.request("GET", "auth/token/lookup-self")).status).toBe(200);
  const run = await company.enforce();

  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(new RegExp(`token-unknown.*${revived}.*restored`, "s"));
  expect((await token.request("GET", "auth/token/lookup-self")).status).toBe(403);
  for (const key of [revived, dropped]) {
    expect(await company.record(key), key).toMatchObject({ state: "ended" });
    expect(await tokensOf(company.vault, key), key).toEqual([]);
    expect(await company.pickups(key), key).toEqual([]);
    expect(
      (await company.story(key)).filter((type) => type === "ended"),
      key,
    ).toHaveLength(1);
  }
  // Issued after the snapshot: Vault knows nothing of it, the log does, and nobody gets a second one.
  const again = await company.apply();
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/token-missing.*later/s);
  expect(await tokensOf(company.vault, later)).toEqual([]);
  expect(await company.pickups(later)).toEqual([]);
});
