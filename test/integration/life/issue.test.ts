import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { tokenLeases, tokensOf } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

const count = (story: readonly string[], type: string) => story.filter((one) => one === type).length;

test("eight appliers at once issue a grant once, and leave nothing else that could be used", async () => {
  const { race } = await company.grant({ race: grantText() });
  const dirs = await Promise.all(Array.from({ length: 8 }, (_, n) => company.clone(`racer-${n}`)));

  const runs = await Promise.all(dirs.map((dir) => company.apply({ dir })));

  const issuing = runs.filter((run) => run.stdout.includes("1 issued"));
  expect(runs.map((run) => [run.code, run.stderr])).toEqual(runs.map(() => [0, ""]));
  expect(issuing).toHaveLength(1);
  const record = await company.record(race);
  expect(record.state).toBe("live");
  expect(await tokensOf(company.vault, race)).toEqual([record.accessor]);
  expect(await company.pickups(race)).toEqual(["alice"]);
  // The token and the wrapping that its person has not opened yet: those of the others are gone with their tokens, and
  // within a second those that only told Vault's time.
  const left = async () => (await tokenLeases(company.vault, record.token_role)).length;
  await until(async () => (await left()) === 2, "other tokens are left");
  expect((await company.story(race)).sort()).toEqual(["delivered", "issued"]);
  const token = await company.open(race);
  expect((await token.read("database/creds/orders-read")).data.username).toContain("alice");
  expect(count(await company.story(race), "issued")).toBe(1);
});

test("an extension leaves no gap, and the end of what it extends takes nothing from it", async () => {
  const { first } = await company.grant({ first: grantText({ duration: "18s" }) });
  await company.apply();
  const before = await company.session(await company.open(first));

  const { longer } = await company.grant({ longer: grantText({ extends: first }) });
  const applied = await company.apply();
  const after = await company.session(await company.open(longer));
  const [old, record] = [await company.record(first), await company.record(longer)];
  await before.ended;

  expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining("1 issued") });
  expect(Date.parse(record.begin)).toBeLessThanOrEqual(Date.parse(old.end));
  expect(Date.parse(record.end) - Date.parse(old.end)).toBe(3_600_000);
  expect(await after.works()).toBe(true);
  expect(await company.enforce()).toMatchObject({ code: 0, stdout: expect.stringContaining("1 ended") });
  expect(await after.works()).toBe(true);
  expect(await company.record(longer)).toMatchObject({ state: "live" });
});

test("of two grants of one person for one role, overlapping or back to back, the first to end takes nothing from the second", async () => {
  const start = new Date(Date.now() + 16_000).toISOString().replace(/\.\d+/, "");
  const { short, long, next } = await company.grant({
    short: grantText({ until: start, duration: "" }),
    long: grantText({ duration: "1h" }),
    next: grantText({ start }),
  });
  await company.apply();
  const [ending, staying] = [await company.open(short), await company.open(long)];
  const [dies, lives] = [await company.session(ending), await company.session(staying)];
  await dies.ended;
  // Asked for in the seconds after the other's end: it must not be taken for one that the end missed.
  const later = await company.session(staying);
  await company.apply();
  const following = await company.session(await company.open(next));
  await company.enforce();

  expect(await company.record(short)).toMatchObject({ state: "ended", ended_by: "expired" });
  const still = await Promise.all([lives, later, following].map((session) => session.works()));
  expect(still).toEqual([true, true, true]);
  expect(await company.pickups(long)).toEqual(["alice"]);
});
