import { grantText } from "../../sandbox/company/quick-role.ts";
import { startFaultyProxy } from "../../sandbox/http-faults.ts";
import { openRepository } from "../../src/adapters/git/repository.ts";
import { landedGrants } from "../../src/commands/main/landed-grants.ts";
import type { LandedGrant } from "../../src/domain/model.ts";
import { Company, job } from "../live/company-bench.ts";
import { GIT_ENV } from "../live/git.ts";
import { landStraight } from "../live/land-straight.ts";
import { fillRecords, mintWrapped, recordOf } from "../live/vault-records.ts";
import { run } from "../measure.ts";
import { type Row, seconds } from "../table.ts";
import type { Wish } from "../wish.ts";

const ENDED = 10;
const PER_ENDED = 12;
const ONCE = 10;
/** Live grants whose people work: their leases lie under the path of those that ended. */
const WORKING = 20;

/** `enforce` with many live grants of which ten ended: what it asks Vault. */
export async function enforce({ quick, say }: Wish): Promise<Row[]> {
  const live = quick ? 1_000 : 10_000;
  say("Acme: OpenBao, Postgres, GitHub, OIDC");
  await using company = await Company.start();
  say(`${live} live grants, ${ENDED} that ended`);
  const clone = await company.checkout("enforce");
  const now = Math.floor(Date.now() / 1_000);
  await landStraight(company, [
    { at: now - 3_600, files: files("over", ENDED, "30m") },
    { at: now - 60, files: files("live", live, "8h") },
  ]);
  const { grants } = await landedGrants(
    await openRepository({ dir: clone, env: GIT_ENV }),
    await company.tip(),
  );
  const tokenRole = await quickTokenRole(company);
  say(`${live} tokens`);
  await fillRecords(company.acme.bao, await issuedAll(company, grants, tokenRole));

  await using proxy = await startFaultyProxy(company.acme.bao.address);
  say("enforce");
  const ran = await run(await job(company, "enforce", { VAULT_ADDR: proxy.address }));
  if (!ran.stdout.includes(`${ENDED} ended, ${live} unchanged`)) throw new Error(ran.stdout.slice(-400));
  const asked = (what: RegExp) =>
    proxy.requests.filter(({ method, path }) => what.test(`${method} ${path}`)).length;
  const lists = asked(/\/sys\/leases\/lookup\/database\/creds\/orders-read\?list=true/);
  const lookups = asked(/POST \/v1\/sys\/leases\/lookup$/);
  const calls = proxy.requests.length - lists - lookups;
  return [
    {
      part: "enforce",
      measure: `\`enforce\` with ${live.toLocaleString("en")} live grants of which ${ENDED} ended: calls to Vault`,
      target: `at most ${PER_ENDED} per ended grant and ${ONCE}; one LIST per access path, one lookup per lease under it`,
      result: `${calls}; ${lists} LIST, ${lookups} lookups of ${WORKING} leases; ${seconds(ran.ms)} in all`,
      reached: calls <= PER_ENDED * ENDED + ONCE && lists === 1 && lookups <= WORKING,
      numbers: { calls, lists, lookups, ms: ran.ms },
    },
  ];
}

const files = (kind: string, count: number, duration: string): [string, string][] =>
  Array.from({ length: count }, (_, index) => [
    `grants/quick/${kind}-${String(index).padStart(5, "0")}.yaml`,
    grantText({ duration }),
  ]);

/** The token role that setup made for the sample's quick role. */
async function quickTokenRole(company: Company): Promise<string> {
  const names = await company.vault.list("auth/token/roles");
  const name = names.find((one) => /^leasehold-role-quick-[0-9a-f]{8}$/.test(one));
  if (name === undefined) throw new Error("setup made no token role for quick");
  return name;
}

const ACCESS = [{ path: "database/creds/orders-read", capabilities: ["read" as const] }];

/** Records and their tokens: of those that ended it is gone, some have a lease, and those of all others wait in their pick-up. */
async function issuedAll(company: Company, grants: readonly LandedGrant[], token_role: string) {
  const opened = grants.filter(isOpened);
  const waiting = grants.filter((grant) => !isOpened(grant));
  const tokens = await mintWrapped(company.acme.bao, token_role, waiting.length, 8 * 3_600);
  return [
    ...(await Promise.all(opened.map((grant) => openedRecord(company, grant, token_role)))),
    ...waiting.map((grant, index) => recordOf(grant, { token_role, access: ACCESS, ...tokens[index] })),
  ];
}

const isOver = ({ id }: LandedGrant): boolean => id.startsWith("over");
const isOpened = (grant: LandedGrant): boolean => isOver(grant) || Number(grant.id.slice(5)) < WORKING;

async function openedRecord(company: Company, grant: LandedGrant, token_role: string) {
  const minted = await company.vault.write(`auth/token/create/${token_role}`, {
    explicit_max_ttl: isOver(grant) ? "1s" : "8h",
    display_name: "alice",
    meta: { key: grant.key },
  });
  if (!isOver(grant)) await company.vault.as(minted.auth.client_token).read("database/creds/orders-read");
  const { accessor } = minted.auth;
  return recordOf(grant, { token_role, access: ACCESS, accessor, wrap_accessor: `opened-${grant.id}` });
}
