/**
 * How long after a grant's `end` its open database session dies, with nothing of ours running: tokens minted as apply
 * mints them, staggered ends, one session each. `node bench/end-to-dead-session.ts [sessions]`.
 */

import pMap from "p-map";
import { openSession } from "../sandbox/demo/session.ts";
import { startOpenBao } from "../sandbox/openbao.ts";
import { createOrders } from "../sandbox/orders.ts";
import { startPostgres } from "../sandbox/postgres.ts";
import { createVaultEstate } from "../sandbox/vault-estate.ts";
import { connectionTo } from "../src/adapters/vault/connection.ts";
import { Vault } from "../src/adapters/vault/vault.ts";
import { mintFor, UnusedTokens } from "../src/commands/issue/mint.ts";
import type { GrantKey } from "../src/domain/key.ts";
import { reveal, Secret } from "../src/domain/secret.ts";
import { instant } from "../src/domain/units.ts";

const SESSIONS = Number(process.argv[2] ?? 10);
const TOKEN_ROLE = "leasehold-role-bench-00000000";

await using postgres = await startPostgres();
await using bao = await startOpenBao();
const orders = await createOrders(postgres);
await createVaultEstate(bao.root, { database: postgres, orders, people: {} });
await bao.root.write(`sys/policies/acl/${TOKEN_ROLE}`, {
  policy: JSON.stringify({ path: { "database/creds/orders-read": { capabilities: ["read"] } } }),
});
await bao.root.write(`auth/token/roles/${TOKEN_ROLE}`, {
  allowed_policies: [TOKEN_ROLE],
  orphan: true,
  renewable: false,
  token_explicit_max_ttl: "1h",
  token_no_default_policy: true,
  token_type: "service",
});
const token = new Secret(bao.rootToken);
await using vault = Vault.withToken(connectionTo({ address: bao.address }), "leasehold", token);

/** Seconds until the first end: by then all sessions are open. */
const LEAD = 8 + Math.ceil(SESSIONS / 5);
const began = Math.ceil(Date.now() / 1_000);
const late: number[] = [];
const open = async (index: number) => {
  const end = instant(began + LEAD + (index % 20));
  const grant = {
    key: `bench.g${index}.0123456789ab` as GrantKey,
    user: "alice",
    alias: "alice",
    commit: "",
    pull_request: 1,
    token_role: TOKEN_ROLE,
    end,
  };
  const { wrapping } = await mintFor(vault.everything, grant, new UnusedTokens());
  const opened = await bao.root.as(reveal(wrapping)).write("sys/wrapping/unwrap");
  const login = (await bao.root.as(opened.auth.client_token).read("database/creds/orders-read")).data;
  const session = await openSession(postgres, { user: login.username, password: login.password });
  return { end, session };
};
// Sixteen at once, as apply mints them.
const sessions = await pMap(Array.from({ length: SESSIONS }).keys(), open, { concurrency: 16 });
await Promise.all(
  sessions.map(async ({ end, session }) => late.push((await session.killed).at - end * 1_000)),
);
late.sort((a, b) => a - b);
console.log(
  `${SESSIONS} sessions: dead ${late[Math.floor(SESSIONS / 2)]} ms after end (median), worst ${late.at(-1)} ms, earliest ${late[0]} ms`,
);
