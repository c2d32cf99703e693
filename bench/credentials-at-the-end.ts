/**
 * Credentials asked for in the very moment of an end, again and again: how many leases the end of a token misses, and
 * that the proof of the end finds and revokes each. `npm run soak:end -- [ends]`; exits with 1 where one is left.
 */
import { startOpenBao } from "../sandbox/openbao.ts";
import { createOrders } from "../sandbox/orders.ts";
import { startPostgres } from "../sandbox/postgres.ts";
import { createVaultEstate } from "../sandbox/vault-estate.ts";
import { connectionTo } from "../src/adapters/vault/connection.ts";
import { Vault } from "../src/adapters/vault/vault.ts";
import { endGrants } from "../src/commands/end/end-grants.ts";
import { proveAgain } from "../src/commands/end/prove-again.ts";
import { mintFor } from "../src/commands/issue/mint.ts";
import type { GrantKey } from "../src/domain/key.ts";
import type { GrantRecord } from "../src/domain/record.ts";
import { reveal, Secret } from "../src/domain/secret.ts";
import { instant } from "../src/domain/units.ts";

const ENDS = Number(process.argv[2] ?? 1_000);
/** Requests of a grant's token in flight when it ends. */
const ASKING = 8;
const TOKEN_ROLE = "leasehold-role-soak-00000000";
const PATH = "database/creds/orders-read";
const ALONE = { holders: [], shared_paths: [] };

await using postgres = await startPostgres();
await using bao = await startOpenBao();
const orders = await createOrders(postgres);
await createVaultEstate(bao.root, { database: postgres, orders, people: {} });
await bao.root.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
await bao.root.write(`sys/policies/acl/${TOKEN_ROLE}`, {
  policy: JSON.stringify({ path: { [PATH]: { capabilities: ["read"] } } }),
});
await bao.root.write(`auth/token/roles/${TOKEN_ROLE}`, {
  allowed_policies: [TOKEN_ROLE],
  orphan: true,
  renewable: false,
  token_explicit_max_ttl: "1h",
  token_no_default_policy: true,
  token_type: "service",
});
const root = new Secret(bao.rootToken);
await using vault = Vault.withToken(connectionTo({ address: bao.address }), "leasehold", root);

const now = () => instant(Math.floor(Date.now() / 1_000));
const count = { given: 0, missed_by_the_end: 0, found_at_once: 0, found_later: 0, unproved: 0 };

for (let n = 0; n < ENDS; n += 1) {
  const key = `soak.g${n}.0123456789ab` as GrantKey;
  const grant = {
    ...{ key, file: "grants/soak.yaml", role: "soak", user: "alice", alias: "alice", reason: "soak" },
    ...{ commit: "0".repeat(40), policy_commit: "0".repeat(40), pull_request: 1, author: "alice" },
    ...{ token_role: TOKEN_ROLE, begin: now(), end: instant(now() + 600), approvers: [] },
    access: [{ path: PATH, capabilities: ["read"] }],
    state: "live",
  } satisfies GrantRecord;
  const { wrapping, accessor, wrap_accessor, created } = await mintFor(vault.everything, grant);
  await vault.everything.createRecord({ ...grant, accessor, wrap_accessor, issued_at: created });
  const opened = await bao.root.as(reveal(wrapping)).write("sys/wrapping/unwrap");
  const token = bao.root.as(opened.auth.client_token);
  const asking = Array.from({ length: ASKING }, async () => {
    while ((await token.request("GET", PATH)).status === 200) count.given += 1;
  });

  const ended = await endGrants(vault.everything, [{ key, why: "recalled" }], ALONE);
  await Promise.all(asking);
  const [closed] = ended.closed;
  count.found_at_once += closed?.proof?.strays_revoked ?? 0;
  count.unproved += closed ? 0 : 1;
  count.found_later += (await bao.root.list(`sys/leases/lookup/${PATH}`)).length;
  // What enforce does a minute and a half after.
  if (closed) await proveAgain(vault.everything, [closed], ALONE, instant(now() + 100));
}
count.missed_by_the_end = count.found_at_once + count.found_later;
const leases = await bao.root.list(`sys/leases/lookup/${PATH}`);
const client = await postgres.connect("orders");
const users = await client.query("select rolname from pg_roles where rolname like 'lh-%'");
await client.end();
console.log(
  JSON.stringify({ ends: ENDS, ...count, leases_left: leases.length, users_left: users.rows.length }),
);
process.exitCode = leases.length + users.rows.length + count.unproved > 0 ? 1 : 0;
