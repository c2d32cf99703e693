import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { keyOf } from "../../../src/domain/key.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** Each at its place, whatever else is in the same run. */
const FAULTS: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
  "quick/broken.yaml": [
    "role: quick\nuser: [alice\n",
    /error\[yaml\].*\n\s+at grants\/quick\/broken\.yaml:\d+/,
  ],
  "quick/unknown-key.yaml": [
    `${grantText()}reasons: because\n`,
    /error\[schema\].*reasons.*\n\s+at grants\/quick\/unknown-key\.yaml:5/,
  ],
  "quick/eight-hours.yaml": [
    grantText({ duration: "8 hours" }),
    /error\[schema\].*8 hours.*\n\s+at grants\/quick\/eight-hours\.yaml:3/,
  ],
  "quick/huge.yaml": [
    `${grantText()}# ${"x".repeat(1_000_000)}\n`,
    /error\[yaml\].*\n\s+at grants\/quick\/huge\.yaml/,
  ],
};

test("files on main that cannot be read are findings at their place, and all other grants go on", async () => {
  const { living } = await company.grant({ living: grantText() });
  await company.apply();
  const dir = await company.acme.clone("olivia");
  await mkdir(join(dir, "grants/quick"), { recursive: true });
  await mkdir(join(dir, "grants/nowhere"), { recursive: true });
  for (const [name, [text]] of Object.entries(FAULTS)) await writeFile(join(dir, "grants", name), text);
  await symlink("../README.md", join(dir, "grants/quick/link.yaml"));
  await writeFile(join(dir, "grants/nowhere/lost.yaml"), grantText({ role: "nowhere" }));
  await company.acme.git("olivia", "add", "--all");
  await company.acme.git("olivia", "commit", "--quiet", "--message", "Whatever");
  expect((await company.acme.git("olivia", "push", "--quiet", "origin", "HEAD:main")).code).toBe(0);
  const pushed = await company.tip();
  const { good } = await company.grant({ good: grantText({ user: "carol" }) });

  const run = await company.apply();

  expect(run.code).toBe(1);
  expect(run.stdout).toContain("1 issued");
  for (const [, said] of Object.values(FAULTS)) expect(run.stderr).toMatch(said);
  expect(run.stderr).toMatch(
    /error\[yaml\].*link.*\n\s+at grants\/quick\/link\.yaml|at grants\/quick\/link\.yaml/,
  );
  expect(run.stderr).not.toContain("xxxxx");
  expect(await company.record(good)).toMatchObject({ state: "live" });
  expect(await company.record(living)).toMatchObject({ state: "live" });
  // Readable, but of no role: refused like any other that was not approved.
  expect(await company.record(keyOf("nowhere", "lost", pushed))).toMatchObject({ state: "refused" });
  const records = await company.vault.list("leasehold/metadata/grants");
  expect(records).toHaveLength(3);

  const enforced = await company.enforce();
  expect(enforced.code).toBe(1);
  expect(enforced.stdout).toContain("0 ended, 2 unchanged");
});

test("who is approved but not eligible is refused, and told so", async () => {
  const { outsider } = await company.grant({ outsider: grantText({ user: "sam" }) });

  const run = await company.apply();

  expect(run.stderr).toContain("error[requester-eligible]");
  expect(await company.record(outsider)).toMatchObject({
    state: "refused",
    findings: expect.arrayContaining([expect.objectContaining({ rule: "requester-eligible" })]),
  });
  expect(await company.story(outsider)).toEqual(["refused"]);
});

test("with broken policies nothing is issued, and what is over still ends: exit 2", async () => {
  const { ending } = await company.grant({ ending: grantText() });
  await company.apply();
  await company.land(
    {
      files: { "policies/teams.yaml": "payments: [alice\n", "grants/quick/ending.yaml": undefined },
      author: "peter",
    },
    ["olivia"],
  );
  const { next } = await company.grant({ next: grantText() });

  for (const run of [await company.apply(), await company.enforce()]) {
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/error\[yaml\].*\n\s+at policies\/teams\.yaml/);
  }
  expect(await company.record(ending)).toMatchObject({ state: "ended", ended_by: "file-removed" });
  expect(await company.record(next)).toBeUndefined();
});
