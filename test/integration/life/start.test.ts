/** Grants with a start, and what a role asks for beside approvals: judged when they are issued, on real parts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { tokensOf } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";

const role = (more: string) => `description: The orders database
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
${more}
`;

const CALM = `rules:
  - name: alone
    expr: live.all(one, one.role != "forced")
    message: Only while nobody has forced.
`;

let company: Company;
beforeAll(async () => {
  company = await Company.start({
    "policies/roles/signed.yaml": role("require: { signed_commits: true }"),
    "policies/roles/single.yaml": role("limits: { total: 1 }"),
    "policies/roles/forced.yaml": role("limits: { total: 1 }"),
    "policies/roles/shrunk.yaml": role("limits: { total: 2 }"),
    "policies/roles/rival.yaml": role(""),
    "policies/roles/calm.yaml": role(CALM),
  });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** So many seconds from now, as people write it. */
const inSeconds = (count: number): string =>
  new Date(Date.now() + count * 1_000).toISOString().replace(/\.\d+/, "");

/** Grants of several roles by one pull request. @returns the key of each */
async function landed(
  id: string,
  grants: Readonly<Record<string, Readonly<Record<string, string>>>>,
  approvers: readonly string[] = ["bob"],
): Promise<(role: string) => GrantKey> {
  const files = Object.entries(grants).map(([role, more]) => [
    `grants/${role}/${id}.yaml`,
    grantText({ role, ...more }),
  ]);
  const { sha } = await company.land({ files: Object.fromEntries(files) }, approvers);
  return (role) => keyOf(role, id, sha);
}

test("a grant with a start is issued by the first run after it, judged by what is so by then; places go by landing, to whom it was approved", async () => {
  const start = inSeconds(16);
  const first = await landed("first", {
    quick: { start },
    single: { start },
    shrunk: { start },
    rival: { start },
    calm: { start },
  });
  const { left } = await company.grant({ left: grantText({ user: "carol", start }) });
  // Without an approval, which a repository without protection lets happen.
  const unapproved = await landed("unapproved", { forced: { start } }, []);
  const second = await landed("second", { single: {}, forced: {}, shrunk: {} });
  await company.apply();
  expect(await company.record(second("single"))).toMatchObject({ findings: [{ rule: "limit-total" }] });
  for (const role of ["forced", "shrunk"])
    expect(await company.record(second(role)), role).toMatchObject({ state: "live" });
  expect(await company.record(first("quick"))).toBeUndefined();

  const teams = await company.text("policies/teams.yaml");
  const files = {
    "policies/teams.yaml": teams.replace("payments: [alice, carol]", "payments: [alice]"),
    "policies/roles/shrunk.yaml": role("limits: { total: 1 }"),
    "policies/roles/rival.yaml": role("conflicts: [forced]"),
  };
  await company.land({ files, author: "peter" }, ["olivia"]);
  await until(async () => Date.now() > Date.parse(start) + 2_000, "it never starts", 24_000);

  expect((await company.apply()).code).toBe(1);

  expect(await company.record(first("single"))).toMatchObject({ state: "live" });
  for (const [key, rule] of [
    [left, "requester-eligible"],
    [first("shrunk"), "limit-total"],
    [first("rival"), "conflict"],
    [first("calm"), "rule:alone"],
    [unapproved("forced"), "approvals"],
  ] as const) {
    const record = await company.record(key);
    expect(record, rule).toMatchObject({ state: "refused" });
    expect(record.findings.map((one: { rule: string }) => one.rule)).toContain(rule);
    expect(await tokensOf(company.vault, key)).toEqual([]);
  }

  const planned = first("quick");
  const record = await company.record(planned);
  expect(record).toMatchObject({ state: "live", begin: start });
  expect(Date.parse(record.end) - Date.parse(start)).toBe(3_600_000);
  const [issued] = await company.events(planned);
  // How late it started is what lies between the two.
  expect(issued?.data).toMatchObject({ begin: start, issued_at: record.issued_at });
  expect(Date.parse(record.issued_at)).toBeGreaterThanOrEqual(Date.parse(start) + 1_000);
  const { data } = await (await company.open(planned)).read("auth/token/lookup-self");
  expect(Math.abs(Date.parse(data.expire_time) - Date.parse(record.end))).toBeLessThanOrEqual(1_000);
});

test("where a role asks for signed commits, one that GitHub does not vouch for refuses the request", async () => {
  const ask = async (id: string, verified: (shas: readonly string[]) => readonly string[]) => {
    const file = `grants/signed/${id}.yaml`;
    const pull = await company.propose({ files: { [file]: grantText({ role: "signed", duration: "1m" }) } });
    const second = await company.commit("alice", pull.branch, { [file]: grantText({ role: "signed" }) });
    for (const sha of verified([pull.head, second])) company.acme.github.markVerified(company.acme.slug, sha);
    await company.approve("bob", pull.number);
    return `signed.${id}.${(await company.merge(pull.number)).slice(0, 12)}` as Parameters<
      Company["record"]
    >[0];
  };
  const all = await ask("all", (shas) => shas);
  const some = await ask("some", (shas) => shas.slice(1));

  expect((await company.apply()).code).toBe(1);

  expect(await company.record(all)).toMatchObject({ state: "live" });
  const refused = await company.record(some);
  expect(refused).toMatchObject({ state: "refused", findings: [{ rule: "signed-commits" }] });
  expect(await tokensOf(company.vault, some)).toEqual([]);
});
