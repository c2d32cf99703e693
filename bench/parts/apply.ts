import { randomBytes } from "node:crypto";
import { grantText } from "../../sandbox/company/quick-role.ts";
import { startFaultyProxy } from "../../sandbox/http-faults.ts";
import { bareCalls, type Call } from "../live/bare-calls.ts";
import { Company, job, tokenOf } from "../live/company-bench.ts";
import { put } from "../live/vault-records.ts";
import { inTurn, median, ratio, run } from "../measure.ts";
import { percent, type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const LEAST = 0.6;
const MOST_GITHUB = 8;

/** `apply` of many new grants of one pull request, beside a bare loop that makes the same calls to the same Vault. */
export async function apply({ quick, say }: Wish): Promise<Row[]> {
  const grants = quick ? 300 : 1_000;
  say("Acme: OpenBao, Postgres, GitHub, OIDC");
  await using company = await Company.start();

  say(`${grants} grants of one pull request, counted`);
  const keys = await land(company, grants);
  const counted = await countedApply(company, grants);
  const record = await company.record(keys[0] ?? ("" as never));

  const token = await tokenOf(company, "apply");
  const small: number[] = [];
  const took = await inTurn(quick ? 2 : 4, {
    ours: async () => {
      await land(company, grants);
      say(`apply of ${grants}`);
      return (await run(await job(company, "apply"))).ms;
    },
    bare: async () => {
      const mark = randomBytes(4).toString("hex");
      const began = performance.now();
      await bareIssues(company, token, record, mark, grants);
      return performance.now() - began;
    },
    one: async () => {
      await land(company, 1);
      const { ms } = await run(await job(company, "apply"));
      small.push(ms);
      return ms;
    },
  });
  const [ours, bare, one] = [median(took.ours), median(took.bare), median(took.one)];
  const perGrant = 4;
  const whole = ratio(took.bare, took.ours);
  const alone = median(took.ours.map((ms, round) => (took.bare[round] ?? 0) / (ms - (took.one[round] ?? 0))));
  return [
    {
      part: "apply",
      measure: `\`apply\` of ${grants.toLocaleString("en")} new grants of one pull request: its rate of calls to Vault beside a bare loop's`,
      target: `at least ${percent(LEAST)}`,
      result: `${percent(alone)} for what ${grants.toLocaleString("en")} grants add to one; ${percent(whole)} of the whole process (${seconds(ours)}; with one grant ${seconds(one)}; bare loop ${seconds(bare)})`,
      reached: alone >= LEAST,
      numbers: {
        whole,
        alone,
        ours_ms: ours,
        one_ms: one,
        bare_ms: bare,
        calls_per_s: (perGrant * grants * 1_000) / ours,
      },
    },
    {
      part: "apply",
      measure: "the same: calls",
      target: `at most ${MOST_GITHUB} to GitHub's API`,
      result: `${counted.github} to GitHub; ${counted.vault} to Vault, ${(counted.vault / grants).toFixed(2)} a grant`,
      reached: counted.github <= MOST_GITHUB,
      numbers: { github: counted.github, vault: counted.vault },
    },
  ];
}

let pulls = 0;

/** Grants of one pull request that bob and sam approved, merged. */
async function land(company: Company, grants: number) {
  pulls += 1;
  const names = Array.from({ length: grants }, (_, index) => [
    `b${pulls}-${index}`,
    grantText({ duration: "8h" }),
  ]);
  return Object.values(await company.grant(Object.fromEntries(names), ["bob", "sam"]));
}

async function countedApply(company: Company, grants: number) {
  await using vault = await startFaultyProxy(company.acme.bao.address);
  await using github = await startFaultyProxy(company.acme.github.url);
  const env = { VAULT_ADDR: vault.address, GITHUB_API_URL: github.address };
  const { stdout } = await run(await job(company, "apply", env));
  if (!stdout.includes(`${grants} issued`))
    throw new Error(`apply issued something else: ${stdout.slice(-300)}`);
  return { vault: vault.requests.length, github: github.requests.length };
}

/** Mint, record, pick-up, and the look that nobody was faster: for each, with the bodies that ours have. */
async function bareIssues(
  company: Company,
  token: string,
  record: { readonly token_role: string; readonly key: string },
  mark: string,
  grants: number,
): Promise<void> {
  const { address } = company.acme.bao;
  const steps: ((id: string) => Call)[] = [
    () => ({
      method: "POST",
      path: `/v1/auth/token/create/${record.token_role}`,
      headers: { "x-vault-wrap-ttl": "28000.123s" },
      body: JSON.stringify({
        explicit_max_ttl: "28000.123s",
        display_name: "alice",
        meta: { key: record.key, user: "alice", pull_request: "1", commit: mark.repeat(5) },
      }),
    }),
    (id) => put(`grants/${id}`, record),
    (id) =>
      put(`pickups/${id}/alice`, {
        wrapping_token: "s.".padEnd(95, "x"),
        token_role: record.token_role,
        role: "quick",
      }),
    (id) => ({ method: "GET", path: `/v1/leasehold/data/grants/${id}` }),
  ];
  const ids = Array.from({ length: grants }, (_, index) => `bare-${mark}-${index}`);
  // As ours does it: all minted and recorded, then all delivered.
  const all = [
    ...ids.flatMap((id) => steps.slice(0, 2).map((step) => step(id))),
    ...ids.flatMap((id) => steps.slice(2).map((step) => step(id))),
  ];
  await bareCalls(address, token, all);
}
