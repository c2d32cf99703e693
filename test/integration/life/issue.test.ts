import { afterAll, beforeAll, expect, test } from "vitest";
import { Company, grantText } from "./company.ts";

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
  expect(await company.tokensOf(race)).toEqual([record.accessor]);
  expect(await company.pickups(race)).toEqual(["alice"]);
  // The token and the wrapping that its person has not opened yet: those of the others are gone with their tokens.
  expect(await company.tokenLeases(record.token_role)).toHaveLength(2);
  expect((await company.story(race)).sort()).toEqual(["delivered", "issued"]);
  const token = await company.open(race);
  expect((await token.read("database/creds/orders-read")).data.username).toContain("alice");
  expect(count(await company.story(race), "issued")).toBe(1);
});
