/** Grants with a start, and what a role asks for beside approvals: judged when they are issued, on real parts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company, grantText, until } from "./company.ts";

const role = (more: string) => `description: The orders database
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
${more}
`;

let company: Company;
beforeAll(async () => {
  company = await Company.start({
    "policies/roles/signed.yaml": role("require: { signed_commits: true }"),
    "policies/roles/single.yaml": role("limits: { total: 1 }"),
  });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

/** So many seconds from now, as people write it. */
const inSeconds = (count: number): string =>
  new Date(Date.now() + count * 1_000).toISOString().replace(/\.\d+/, "");

test("a grant with a start is issued by the first run after it, and how late is recorded; it ends by its start", async () => {
  const start = inSeconds(8);
  const { planned } = await company.grant({ planned: grantText({ start, duration: "1h" }) });
  expect(await company.apply()).toMatchObject({ code: 0, stdout: expect.stringContaining("0 issued") });
  expect(await company.record(planned)).toBeUndefined();
  await until(async () => Date.now() > Date.parse(start) + 2_000, "it never starts", 20_000);

  expect(await company.apply()).toMatchObject({ code: 0, stdout: expect.stringContaining("1 issued") });

  const record = await company.record(planned);
  expect(record).toMatchObject({ state: "live", begin: start });
  expect(Date.parse(record.end) - Date.parse(start)).toBe(3_600_000);
  const [issued] = await company.events(planned);
  expect(issued?.data).toMatchObject({ begin: start, issued_at: record.issued_at });
  expect(Date.parse(record.issued_at)).toBeGreaterThanOrEqual(Date.parse(start) + 1_000);
  const { data } = await (await company.open(planned)).read("auth/token/lookup-self");
  expect(Math.abs(Date.parse(data.expire_time) - Date.parse(record.end))).toBeLessThanOrEqual(1_000);
});

test("at its start it is judged again: for who has left since, and for a place that somebody else has taken", async () => {
  const start = inSeconds(12);
  const { left } = await company.grant({ left: grantText({ user: "carol", start }) });
  const { full } = await company.grant({ full: grantText({ role: "single", start }) }, ["bob"], "single");
  const { first } = await company.grant({ first: grantText({ role: "single" }) }, ["bob"], "single");
  const teams = await company.text("policies/teams.yaml");
  const files = { "policies/teams.yaml": teams.replace("payments: [alice, carol]", "payments: [alice]") };
  await company.land({ files, author: "peter" }, ["olivia"]);
  await company.apply();
  expect(await company.record(first)).toMatchObject({ state: "live" });
  expect([await company.record(left), await company.record(full)]).toEqual([undefined, undefined]);
  await until(async () => Date.now() > Date.parse(start) + 1_000, "it never starts", 20_000);

  expect((await company.apply()).code).toBe(1);

  for (const [key, rule] of [
    [left, "requester-eligible"],
    [full, "limit-total"],
  ] as const) {
    const record = await company.record(key);
    expect(record, rule).toMatchObject({ state: "refused" });
    expect(record.findings.map((one: { rule: string }) => one.rule)).toContain(rule);
    expect(await company.tokensOf(key)).toEqual([]);
  }
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
  expect(await company.tokensOf(some)).toEqual([]);
});
