/** Each thing that audit looks for is broken for real, seen, and said with what to do. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { Company, grantText } from "../life/company.ts";

let company: Company;
beforeAll(async () => {
  company = await Company.start();
  await company.grant({ usual: grantText() });
  await company.apply();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

interface Audited {
  readonly code: number;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly stderr: string;
}

async function audit(env: Readonly<Record<string, string>> = {}): Promise<Audited> {
  const { code, stdout, stderr } = await company.job("audit", ["audit", "--format", "json"], { env });
  return { code, stderr, ...(JSON.parse(stdout) as Pick<Audited, "ok" | "findings">) };
}

const mismatches = async (): Promise<string[]> =>
  (await company.events()).filter(({ type }) => type === "leasehold.audit.mismatch").map(({ id }) => id);

test("where everything agrees there is nothing to tell, in any of the ways to ask", async () => {
  expect(await audit()).toMatchObject({ code: 0, ok: true, findings: [], stderr: "" });

  const text = await company.job("audit", ["audit"]);
  expect(text.stdout).toMatch(/^1 record, \d+ token leases? and \d+ events compared: all agree\.\n$/);
  const job = await company.action("audit", "");
  expect(job).toMatchObject({ exit: 0, findings: [] });
  expect(job.summary).toContain("all agree");
  expect(await mismatches()).toEqual([]);
});
