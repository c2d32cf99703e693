import { startFaultyProxy } from "../../sandbox/http-faults.ts";
import { type GrantKey, grantPath } from "../../src/domain/key.ts";
import type { GrantRecord } from "../../src/domain/record.ts";
import { instant } from "../../src/domain/units.ts";
import { bareCalls, type Call } from "../live/bare-calls.ts";
import { Company } from "../live/company-bench.ts";
import { callsFor, mintWrapped, put, recordOf } from "../live/vault-records.ts";
import { inTurn, leasehold, median, ratio, run } from "../measure.ts";
import { percent, type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const LEAST = 0.6;
const PER_GRANT = 3;
const ONCE = 30;

/** All live grants of one role recalled at once, by a responder at their machine, beside a bare loop of the same calls. */
export async function recall({ quick, say }: Wish): Promise<Row[]> {
  const grants = quick ? 300 : 1_000;
  say("Acme: OpenBao, Postgres, GitHub, OIDC");
  await using company = await Company.start();
  const { token = "" } = await company.acme.person("sam").logIn();
  const [role, bareRole] = await tokenRoles(company);
  const clone = await company.acme.clone("sam");
  const shell = await company.acme.shell("sam", token);
  const program = (env: Readonly<Record<string, string>> = {}) =>
    leasehold(["-C", clone, "revoke", "--role", "quick", "--now"], { env: { ...shell, ...env } });

  const issue = (tokenRole: string, name: string) => issueMany(company, tokenRole, name, grants);
  say(`${grants} grants, counted`);
  await issue(role, "counted");
  const counted = await countedRecall(company, program, grants);
  await tidy(company);

  const took = await inTurn(quick ? 2 : 4, {
    ours: async () => {
      say(`${grants} grants, minted`);
      await issue(role, "ours");
      say(`recall of ${grants}`);
      const ran = await run(program());
      await tidy(company);
      return ran.ms;
    },
    bare: async () => {
      const records = await issue(bareRole, "bare");
      const began = performance.now();
      await bareRecall(company, token, bareRole, records);
      const ms = performance.now() - began;
      await tidy(company);
      return ms;
    },
    nobody: async () => (await run({ ...program(), exits: [1] })).ms,
  });
  const [ours, bare, nobody] = [median(took.ours), median(took.bare), median(took.nobody)];
  const alone = median(
    took.ours.map((ms, round) => (took.bare[round] ?? 0) / (ms - (took.nobody[round] ?? 0))),
  );
  return [
    {
      part: "recall",
      measure: `recall of ${grants.toLocaleString("en")} live grants of one role at once: calls to Vault`,
      target: `at most ${PER_GRANT} a grant plus a constant`,
      result: `${counted}, ${(counted / grants).toFixed(2)} a grant`,
      reached: counted <= PER_GRANT * grants + ONCE,
      numbers: { calls: counted },
    },
    {
      part: "recall",
      measure: "the same: its rate beside a bare loop of the same calls",
      target: `at least ${percent(LEAST)}`,
      result: `${percent(alone)} for what the grants add; ${percent(ratio(took.bare, took.ours))} of the whole process (${seconds(ours)}; with nothing to recall ${seconds(nobody)}; bare loop ${seconds(bare)})`,
      reached: alone >= LEAST,
      numbers: {
        alone,
        whole: ratio(took.bare, took.ours),
        ours_ms: ours,
        bare_ms: bare,
        nothing_ms: nobody,
      },
    },
  ];
}

async function tokenRoles(company: Company): Promise<[string, string]> {
  const names = (await company.vault.list("auth/token/roles")).filter((name) => !name.endsWith("-bg"));
  const of = (role: string) => {
    const name = names.find((one) => one.startsWith(`leasehold-role-${role}-`));
    if (name === undefined) throw new Error(`setup made no token role for ${role}`);
    return name;
  };
  return [of("quick"), of("orders-db-read")];
}

let made = 0;

/** Wrapped tokens, records and pick-ups, as apply leaves them. */
async function issueMany(company: Company, token_role: string, name: string, grants: number) {
  const { address, rootToken } = company.acme.bao;
  const minted = await mintWrapped(company.acme.bao, token_role, grants, 3_600);
  const begin = instant(Math.floor(Date.now() / 1_000));
  made += 1;
  const records = minted.map((accessors, index): GrantRecord => {
    const id = `${name}-${made}-${index}`;
    const commit = "0123456789abcdef".repeat(3).slice(0, 40);
    const key = `quick.${id}.${commit.slice(0, 12)}` as GrantKey;
    const grant = {
      key,
      file: grantPath("quick", id),
      role: "quick",
      user: "alice",
      commit,
      reason: "Refund 8812 is stuck",
      begin,
      end: instant(begin + 3_600),
    };
    const access = [{ path: "database/creds/orders-read", capabilities: ["read" as const] }];
    return recordOf(grant, {
      token_role,
      access,
      ...accessors,
    });
  });
  await bareCalls(address, rootToken, records.flatMap(callsFor));
  return records;
}

async function countedRecall(
  company: Company,
  program: (env: Readonly<Record<string, string>>) => ReturnType<typeof leasehold>,
  grants: number,
): Promise<number> {
  await using proxy = await startFaultyProxy(company.acme.bao.address);
  const { stdout } = await run(program({ VAULT_ADDR: proxy.address }));
  const ended = stdout.split("\n").filter((line) => line.startsWith("ended")).length;
  if (ended < grants) throw new Error(`${ended} ended: ${stdout.slice(-300)}`);
  return proxy.requests.length;
}

/** Read each record, end all tokens with one call, close each record, take each pick-up away. */
async function bareRecall(
  company: Company,
  token: string,
  tokenRole: string,
  records: readonly GrantRecord[],
): Promise<void> {
  const { address } = company.acme.bao;
  const at = (path: string) => `/v1/leasehold/${path}`;
  const read = await bareCalls(
    address,
    token,
    records.map(({ key }) => ({ method: "GET", path: at(`data/grants/${key}`) })),
  );
  const prefix = `/v1/sys/leases/revoke-prefix/auth/token/create/${tokenRole}`;
  await bareCalls(address, token, [{ method: "POST", path: prefix, body: JSON.stringify({ sync: true }) }]);
  const closings = read.flatMap((answer, index): Call[] => {
    const { data } = JSON.parse(answer) as { data: { data: object } };
    const { key = "", alias = "" } = records[index] ?? {};
    const record = { ...data.data, state: "ended", ended_by: "recalled" };
    return [
      put(`grants/${key}`, record, 1),
      { method: "DELETE", path: at(`metadata/pickups/${key}/${alias}`) },
    ];
  });
  await bareCalls(address, token, closings);
}

/** Takes all records away, so that each round finds its own. */
async function tidy({ acme, vault }: Company): Promise<void> {
  const calls: Call[] = [];
  for (const key of await vault.list("leasehold/metadata/grants"))
    calls.push({ method: "DELETE", path: `/v1/leasehold/metadata/grants/${key}` });
  await bareCalls(acme.bao.address, acme.bao.rootToken, calls);
}
