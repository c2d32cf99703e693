/** How often Vault and GitHub are asked, at two sizes: calls grow with what changes, never with what exists. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { type FaultyProxy, startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { until } from "../../../sandbox/until.ts";
import type { GrantKey } from "../../../src/domain/key.ts";

let company: Company;
let vault: FaultyProxy;
let github: FaultyProxy;
beforeAll(async () => {
  company = await Company.start();
  vault = await startFaultyProxy(company.acme.bao.address);
  github = await startFaultyProxy(company.acme.github.url);
});
afterAll(async () => {
  await vault?.close();
  await github?.close();
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** Runs a job that reaches Vault and GitHub through proxies which remember what was asked. */
async function counted(identity: "apply" | "audit" | "enforce", command: string) {
  vault.clear();
  github.clear();
  const env = { VAULT_ADDR: vault.address, GITHUB_API_URL: github.address };
  const ran: Ran = await company.job(identity, [command], { env });
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  const requests = vault.requests.map(({ method, path }) => `${method} ${path}`);
  const asked = (what: RegExp) => requests.filter((one) => what.test(one)).length;
  return {
    ran,
    asked,
    vault: requests.length,
    github: github.requests.map(({ method, path }) => `${method} ${path}`),
  };
}

/** Grants of one pull request. bob's approval is what the role asks for; sam's has to be looked at as well. */
const granted = (kind: string, count: number, duration: string) =>
  company.grant(
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`${kind}-${count}-${n}`, grantText({ duration })]),
    ),
    ["bob", "sam"],
  );

const isOver = async (keys: readonly GrantKey[]) => {
  const alive = await Promise.all(
    keys.map(async (key) => lives(company.vault, (await company.record(key)).accessor)),
  );
  return !alive.includes(true);
};

const LEASES = /POST .*\/sys\/leases\/lookup$/;
const ACCESS = /GET .*\/sys\/leases\/lookup\/database\/creds\/orders-read\?list=true/;

async function life(live: number, short: number) {
  const keys = await granted("live", live, "1h");
  const applied = await counted("apply", "apply");
  expect(applied.ran.stdout).toContain(`${live} issued`);
  const ending = Object.values(await granted("short", short, "20s"));
  await company.apply();
  const planned = await counted("audit", "plan");
  // Two who work: their leases lie under the path of those that end.
  for (const key of Object.values(keys).slice(0, 2))
    await (await company.open(key)).read("database/creds/orders-read");
  await until(() => isOver(ending), "a short grant lives on", 30_000);
  const enforced = await counted("enforce", "enforce");
  expect(enforced.ran.stdout).toContain(`${short} ended, `);
  return { applied, planned, enforced };
}

/** When the schedule ran, read and written, and the place of the one sink in the log: looked at, claimed, told, left. */
const ALERTS = 6;
/** Whether tokens of the delivered grants may be gone: what setup wrote, and one LIST for the one token role. */
const LOOKED = 2;
/** What a later look asks beside the leases: the clock and the list. */
const LATER = 2;

/**
 * On a busy machine Vault makes some tokens too late, which are then minted anew and ended, with their wrappings: three
 * calls for either, after one look at the leases of the role, of which each token has two.
 */
function lateMints({ asked }: Awaited<ReturnType<typeof counted>>, grants: number): number {
  const CLOCK = 1;
  const late = asked(/POST .*\/auth\/token\/create\//) - CLOCK - grants;
  return late === 0 ? 0 : late * (1 + 2 * 3) + 1 + 2 * (late + CLOCK + 2 * grants);
}

test("calls to Vault and GitHub grow with what changes", { timeout: 240_000 }, async () => {
  const few = await life(5, 2);
  const many = await life(50, 10);

  // Two LISTs, Vault's clock, login and logout: nothing for a grant that stays as it is.
  for (const { planned } of [few, many]) {
    expect(planned.asked(/\?list=true/)).toBe(2);
    expect(planned.github).toEqual([]);
  }
  expect(many.planned.vault).toBe(few.planned.vault + 2); // records that were closed before

  // A mint, a record, a pick-up, and a look that nobody was faster.
  expect(few.applied.vault).toBeLessThanOrEqual(4 * 5 + 20 + lateMints(few.applied, 5));
  // And a later look at the ends before, while those who work could have made what lies there.
  expect(many.applied.vault).toBeLessThanOrEqual(4 * 50 + 20 + LATER + 2 + lateMints(many.applied, 50));
  for (const { applied } of [few, many]) expect(applied.github.length).toBeLessThanOrEqual(8);
  expect(many.applied.github.length).toBe(few.applied.github.length);

  for (const [{ enforced }, ended, leases] of [
    [few, 2, 2],
    [many, 10, 4],
  ] as const) {
    // Once for all proofs, and once more for what was on its way then.
    expect(enforced.asked(ACCESS)).toBe(2);
    expect(enforced.asked(LEASES)).toBe(2 * leases);
    expect(enforced.vault).toBeLessThanOrEqual(12 * ended + 10 + 2 * leases + LATER + ALERTS + LOOKED);
  }
});

test("changes of policies are proved once, whatever is issued after", async () => {
  const teams = await company.text("policies/teams.yaml");
  for (const line of ["# one", "# two"]) {
    const files = { "policies/teams.yaml": `${await company.text("policies/teams.yaml")}${line}\n` };
    await company.land({ files, author: "peter" }, ["olivia"]);
  }
  await company.grant({ first: grantText() });
  const first = await counted("apply", "apply");
  await company.grant({ second: grantText() });
  const second = await counted("apply", "apply");

  expect(first.ran.stdout).toContain("1 issued");
  expect(second.ran.stdout).toContain("1 issued");
  expect(first.github.length).toBeGreaterThan(12);
  expect(second.github.length).toBeLessThanOrEqual(8);

  // What was remembered is of this setup only: after another one everything since is proved anew.
  await company.setup();
  await company.land({ files: { "policies/teams.yaml": `${teams}# three\n` }, author: "carol" }, ["bob"]);
  await company.grant({ third: grantText() });
  const unproven = await company.apply();
  expect(unproven).toMatchObject({ code: 1, stderr: expect.stringContaining("policy-unproven") });
});
