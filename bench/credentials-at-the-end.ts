/**
 * Credentials asked for in the very moment of an end, again and again: grants end by themselves, by recall, and beside
 * another grant of the same path, while their tokens keep asking, and while what they got opens sessions. How many leases
 * the ends miss, when each was made, and that the looks at the ends find and revoke all of them, and nothing else is left.
 * `npm run soak:end -- [ends]`; exits with 1 where anything is.
 */
import { startOpenBao } from "../sandbox/openbao.ts";
import { createOrders } from "../sandbox/orders.ts";
import { startPostgres } from "../sandbox/postgres.ts";
import { createVaultEstate } from "../sandbox/vault-estate.ts";
import { connectionTo } from "../src/adapters/vault/connection.ts";
import { Vault } from "../src/adapters/vault/vault.ts";
import { proveAgain } from "../src/commands/end/prove-again.ts";
import type { GrantRecord } from "../src/domain/record.ts";
import { reveal, Secret } from "../src/domain/secret.ts";
import { Asker } from "./soak/asker.ts";
import { SoakGrants } from "./soak/grants.ts";

const ENDS = Number(process.argv[2] ?? 1_000);
/** Grants that end at once. */
const TOGETHER = 10;
/** Requests of each grant's token in flight when it ends. */
const ASKING = 8;
const PATH = "database/creds/orders-read";
const WAYS = ["by itself", "recalled", "recalled beside another"] as const;

await using postgres = await startPostgres();
await using bao = await startOpenBao({ storage: process.argv[3] === "raft" ? "raft" : "memory" });
const orders = await createOrders(postgres);
await createVaultEstate(bao.root, { database: postgres, orders, people: {} });
await using vault = Vault.withToken(
  connectionTo({ address: bao.address }),
  "leasehold",
  new Secret(bao.rootToken),
);
const grants = await SoakGrants.prepare(bao.root, vault.everything, PATH);

const count = { asked_at_the_end: 0, given: 0, given_after_the_end: 0, worked_after_the_end: 0, sessions: 0 };
/** At once: with those that Vault was just taking back by itself. */
const revoked = { at_once: 0, by_the_next_look: 0, when_the_other_ended: 0 };
const wrong = { unproved: 0, leases_left: 0, users_left: 0, sessions_left: 0, logins_left: 0 };
/** Milliseconds from an end to when leases that it missed were made. */
const made = { earliest: Number.POSITIVE_INFINITY, latest: Number.NEGATIVE_INFINITY };

for (let round = 0; round * TOGETHER < ENDS; round += 1) {
  const way = WAYS[round % WAYS.length] ?? "recalled";
  const ending = Array.from(
    { length: Math.min(TOGETHER, ENDS - round * TOGETHER) },
    (_, n) => `r${round}-${n}`,
  );
  await endWhileAsking(ending, way);
  await lookWhatIsLeft();
  if (round % 10 === 9)
    console.error(`${(round + 1) * TOGETHER} ends: ${JSON.stringify({ ...revoked, ...wrong })}`);
}
const leftOver = Object.values(wrong).some((left) => left > 0);
console.log(JSON.stringify({ ends: ENDS, ...count, revoked, made_ms_from_the_end: made, wrong }, null, 2));
process.exitCode = leftOver || count.given_after_the_end === 0 ? 1 : 0;

async function endWhileAsking(ids: readonly string[], way: (typeof WAYS)[number]): Promise<void> {
  const alone = way !== "recalled beside another";
  const other = alone ? undefined : await grants.issue(`beside-${ids[0]}`, 600);
  const issued = await Promise.all(ids.map((id) => grants.issue(id, way === "by itself" ? 10 : 600)));
  const end = (issued[0]?.record.end ?? 0) * 1_000;
  if (way === "by itself") await until(end - 400);
  const askers = await Promise.all(
    issued.map(async ({ wrapping }) => Asker.start(bao.root, reveal(wrapping), PATH, ASKING, postgres)),
  );
  if (way === "by itself") await until(end + 50);
  else await Promise.all(askers.map((asker) => asker.hasBeenGiven()));
  const ended = way === "by itself" ? end : Date.now();
  const records = await grants.end(
    issued.map(({ record }) => record),
    other ? [other.record] : [],
  );
  const atOnce = sum(records.map(({ proof }) => proof?.strays_revoked ?? 0));
  await Promise.all(askers.map((asker) => asker.stopped()));
  for (const asker of askers) {
    count.asked_at_the_end += ASKING;
    count.given += asker.given;
    count.given_after_the_end += asker.givenAfter(ended);
    count.sessions += asker.sessions.length;
    if (await asker.lastWorks()) count.worked_after_the_end += 1;
  }
  const late = await leasesLeft();
  for (const { issue_time } of late) {
    const after = Date.parse(issue_time) - ended;
    made.earliest = Math.min(made.earliest, after);
    made.latest = Math.max(made.latest, after);
  }
  revoked.at_once += atOnce;
  const looked = await look(records, other ? [other.record] : []);
  if (other) {
    const [over] = await grants.end([other.record], []);
    await look([...looked, ...(over ? [over] : [])], []);
    revoked.when_the_other_ended += late.length - (await leasesLeft()).length;
  } else revoked.by_the_next_look += late.length - (await leasesLeft()).length;
  wrong.unproved += ids.length - records.length;
  for (const asker of askers) {
    if (await asker.lastWorks()) wrong.logins_left += 1;
    await asker.close();
  }
}

/** What each later run does; the records as they are afterwards. */
async function look(records: readonly GrantRecord[], others: readonly GrantRecord[]): Promise<GrantRecord[]> {
  const { troubles } = await proveAgain(vault.everything, records, { holders: others, shared_paths: [] });
  wrong.unproved += troubles.length;
  const found = await Promise.all(records.map(({ key }) => vault.everything.record(key)));
  return found.flatMap((one) => (one ? [one.value] : []));
}

async function leasesLeft(): Promise<{ readonly issue_time: string }[]> {
  const ids = await bao.root.list(`sys/leases/lookup/${PATH}`);
  const found = await Promise.all(
    ids.map((id) => bao.root.request("POST", "sys/leases/lookup", { lease_id: `${PATH}/${id}` })),
  );
  return found.flatMap(({ status, body }) => (status === 200 ? [body.data] : []));
}

async function lookWhatIsLeft(): Promise<void> {
  wrong.leases_left += (await leasesLeft()).length;
  const client = await postgres.connect("orders");
  const users = await client.query("select 1 from pg_roles where rolname like 'lh-%'");
  const sessions = await client.query(
    "select 1 from pg_stat_activity where usename like 'lh-%' or usesysid not in (select oid from pg_roles)",
  );
  await client.end();
  wrong.users_left += users.rows.length;
  wrong.sessions_left += sessions.rows.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));
}
