import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives, tokensOf } from "../../../sandbox/company/tokens.ts";
import { grownOld } from "./crash.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

test("a delivery that never came is mended: the first token is dead before the second can be opened", async () => {
  const { lost } = await company.grant({ lost: grantText() });
  await company.apply();
  const first = await company.record(lost);
  const wrapping = await company.wrapping(lost);
  await company.vault.remove(`leasehold/metadata/pickups/${lost}/alice`);

  // Young: still in the hands of the run that made it.
  await company.apply();
  expect(await company.pickups(lost)).toEqual([]);
  await grownOld(company, lost);
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });

  const second = await company.record(lost);
  expect(second).toMatchObject({ state: "live", end: first.end, superseded: [first.accessor] });
  expect(await tokensOf(company.vault, lost)).toEqual([second.accessor]);
  expect((await company.vault.as(wrapping, undefined).request("POST", "sys/wrapping/unwrap")).status).toBe(
    400,
  );
  const token = await company.open(lost);
  expect((await token.read("auth/token/lookup-self")).data.accessor).toBe(second.accessor);
  expect(await company.story(lost)).toEqual(["issued", "delivered", "delivered"]);
});

test("several runs that mend at once leave one token, and a pick-up that opens it", async () => {
  const { crowded } = await company.grant({ crowded: grantText() });
  await company.apply();
  await company.vault.remove(`leasehold/metadata/pickups/${crowded}/alice`);
  await grownOld(company, crowded);
  const dirs = await Promise.all(Array.from({ length: 4 }, (_, n) => company.clone(`mender-${n}`)));

  await Promise.all(dirs.map((dir) => company.apply({ dir })));
  // Where two were in each other's way the pick-up is gone, never one of a dead token: this run mends that.
  await company.apply();

  const record = await company.record(crowded);
  expect(await tokensOf(company.vault, crowded)).toEqual([record.accessor]);
  expect(await company.pickups(crowded)).toEqual(["alice"]);
  const token = await company.open(crowded);
  expect((await token.read("auth/token/lookup-self")).data.accessor).toBe(record.accessor);
  expect((await company.story(crowded)).filter((type) => type === "issued")).toHaveLength(1);
});

test("reissue is for the grant's own person: the old token and its session end, the end stays what it was", async () => {
  const { stolen } = await company.grant({ stolen: grantText() });
  await company.apply();
  const before = await company.record(stolen);
  const session = await company.session(await company.open(stolen));

  const reissue = (actor: string) =>
    company.action("reissue", stolen, { env: { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: actor } });
  await expect(reissue("carol")).rejects.toThrow(/is alice's: carol may not have a token of it/);
  expect(await company.record(stolen)).toEqual(before);
  expect(await session.works()).toBe(true);

  expect(await reissue("Alice")).toMatchObject({ exit: 0, issued: [stolen] });

  await session.ended;
  const after = await company.record(stolen);
  expect(after).toMatchObject({ end: before.end, superseded: [before.accessor] });
  const token = await company.open(stolen);
  const self = (await token.read("auth/token/lookup-self")).data;
  expect(self.accessor).toBe(after.accessor);
  expect(Date.parse(self.expire_time)).toBeLessThan(Date.parse(before.end) + 1_500);
});

test("what is over is not reissued, and what was superseded ends with the grant", async () => {
  const { brief } = await company.grant({ brief: grantText() });
  await company.apply();
  await company.action("reissue", brief, {
    env: { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" },
  });
  const { accessor, superseded } = await company.record(brief);
  await company.land({ files: { "grants/quick/brief.yaml": undefined } }, []);
  await company.apply();

  expect(await company.record(brief)).toMatchObject({ state: "ended", proof: { tokens_gone: 2 } });
  for (const one of [accessor, ...superseded]) expect(await lives(company.vault, one)).toBe(false);
  await expect(
    company.action("reissue", brief, { env: { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" } }),
  ).rejects.toThrow(/is over since/);
  await expect(
    company.action("reissue", "quick.nobody.0123456789ab", {
      env: { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" },
    }),
  ).rejects.toThrow(/there is no grant/);
});
