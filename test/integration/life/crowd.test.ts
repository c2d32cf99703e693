/** Many runs at once, each a job of its own (login, clone, adapters), in one process: what they share is the outside. */
import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLines } from "../../../sandbox/company/audit-branch.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives, tokensOf } from "../../../sandbox/company/tokens.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";

const RUNS = 50;

let company: Company;
beforeAll(async () => {
  company = await Company.start();
});
afterAll(async () => {
  await company?.[Symbol.asyncDispose]();
});

test("50 appliers and enforcers at once issue each grant once, end each once, and tell of each once", async () => {
  const ended = await company.grant({ "end-one": grantText(), "end-two": grantText() });
  await company.apply();
  const accessors = await Promise.all(
    Object.values(ended).map(async (key) => (await company.record(key)).accessor),
  );
  const issue = ["new-one", "new-two", "new-three"];
  const { sha } = await company.land({
    files: {
      "grants/quick/end-one.yaml": undefined,
      "grants/quick/end-two.yaml": undefined,
      ...Object.fromEntries(issue.map((id) => [`grants/quick/${id}.yaml`, grantText()])),
    },
  });
  const issued = issue.map((id) => keyOf("quick", id, sha));
  const clone = await company.clone("pattern");
  const dirs = await Promise.all(
    Array.from({ length: RUNS }, async () => {
      const dir = await mkdtemp(join(company.acme.folder, "crowd-"));
      await cp(clone, dir, { recursive: true });
      return dir;
    }),
  );

  const runs = await Promise.all(
    dirs.map((dir, n) => (n % 2 === 0 ? company.apply({ dir }) : company.enforce({ dir }))),
  );

  // A run that lost every race says that another works on it (3); none is wrong.
  for (const run of runs) expect([0, 3], run.stderr).toContain(run.code);
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  for (const key of issued) {
    const record = await company.record(key);
    expect(record, key).toMatchObject({ state: "live" });
    expect(await tokensOf(company.vault, key), key).toEqual([record.accessor]);
    expect(await company.pickups(key), key).toEqual(["alice"]);
    const token = await company.open(key);
    expect((await token.read("auth/token/lookup-self")).data.accessor, key).toBe(record.accessor);
  }
  const over: GrantKey[] = Object.values(ended);
  for (const key of over) {
    expect(await company.record(key), key).toMatchObject({ state: "ended", ended_by: "file-removed" });
    expect(await company.pickups(key), key).toEqual([]);
  }
  for (const accessor of accessors) expect(await lives(company.vault, accessor)).toBe(false);
  expect((await company.owed()).toSorted()).toEqual(over.toSorted());
  // Whole, and each line once; what seems unusual of three grants at a time is the alerts' business.
  const told = (await auditLines(company.acme)).filter((line) => !line.startsWith("grant.unusual"));
  expect(told.toSorted()).toEqual(
    [
      ...[...issued, ...over].flatMap((key) => [`grant.issued ${key}`, `grant.delivered ${key}`]),
      ...over.map((key) => `grant.ended ${key}`),
    ].toSorted(),
  );
}, 240_000);
