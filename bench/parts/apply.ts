import { randomBytes } from "node:crypto";
import { grantText } from "../../sandbox/company/quick-role.ts";
import { startFaultyProxy } from "../../sandbox/http-faults.ts";
import { bareCalls, type Call } from "../live/bare-calls.ts";
import { Company, job, tokenOf } from "../live/company-bench.ts";
import { put } from "../live/vault-records.ts";
import { median, ratio, run } from "../measure.ts";
import { percent, type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const LEAST = 0.6;
const MOST_GITHUB = 8;

interface Round {
  readonly ours: number;
  readonly one: number;
  readonly bare: number;
}

/** `apply` of many new grants of one pull request, beside a bare loop that makes the same calls to the same Vault. */
export async function apply({ quick, say }: Wish): Promise<Row[]> {
  const grants = quick ? 300 : 1_000;
  const rounds: Round[] = [];
  let counted = { vault: 0, github: 0 };
  for (let round = 1; round <= (quick ? 2 : 4); round += 1) {
    say(`round ${round}: Acme (OpenBao, Postgres, GitHub, OIDC), ${grants} grants of one pull request`);
    // A company of its own for each: no log, and no main, of several thousand grants a day.
    await using company = await Company.start();
    if (round === 1) counted = await countedApply(company, grants);
    else rounds.push(await measuredRound(company, grants));
  }
  const times = (name: keyof Round) => rounds.map((round) => round[name]);
  const [ours, bare, one] = [median(times("ours")), median(times("bare")), median(times("one"))];
  const perGrant = 4;
  const whole = ratio(times("bare"), times("ours"));
  const alone = median(rounds.map((round) => round.bare / (round.ours - round.one)));
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

/** The first run of a company proves its policies, which every later one remembers: it is not measured. */
async function measuredRound(company: Company, grants: number): Promise<Round> {
  const timed = async (count: number) => {
    const keys = await land(company, count);
    return { ms: (await run(await job(company, "apply"))).ms, keys };
  };
  await timed(1);
  const one = await timed(1);
  const ours = await timed(grants);
  const record = await company.record(ours.keys[0] ?? ("" as never));
  const token = await tokenOf(company, "apply");
  const began = performance.now();
  await bareIssues(company, token, record, randomBytes(4).toString("hex"), grants);
  return { one: one.ms, ours: ours.ms, bare: performance.now() - began };
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
  await land(company, grants);
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
