import { randomBytes } from "node:crypto";
import type { Login, Postgres } from "./postgres.ts";

/** The sample's database: what people ask access to, and the logins that OpenBao manages there. */
export interface Orders {
  readonly database: string;
  readonly rows: number;
  /** What OpenBao connects as. Not a superuser: it has just what vault.md's statements need. */
  readonly vaultAdmin: Login;
  /** The application's own login, with the password it had before Vault took it over. */
  readonly app: Login;
}

const ROWS = 300;

/** Creates the `orders` database with a few hundred rows, `vaultadmin` and the `orders-app` login. */
export async function createOrders(postgres: Postgres): Promise<Orders> {
  const vaultAdmin = { user: "vaultadmin", password: randomBytes(12).toString("hex") };
  const app = { user: "orders-app", password: randomBytes(12).toString("hex") };
  await postgres.createDatabase("orders");
  await postgres.run(
    "orders",
    `CREATE TABLE orders (
       id integer PRIMARY KEY,
       customer text NOT NULL,
       item text NOT NULL,
       cents integer NOT NULL,
       state text NOT NULL,
       placed_at timestamptz NOT NULL)`,
    `INSERT INTO orders
       SELECT n, 'customer-' || (n * 7 % 83), (ARRAY['lamp', 'chair', 'desk', 'shelf', 'rug'])[1 + n % 5],
              500 + n * 131 % 20000, (ARRAY['paid', 'shipped', 'refund stuck'])[1 + n % 3],
              timestamptz '2026-11-01 08:00Z' + n * interval '91 minutes'
         FROM generate_series(1, ${ROWS}) AS n`,
    `CREATE ROLE "orders-app" LOGIN PASSWORD '${app.password}'`,
    `GRANT SELECT, INSERT, UPDATE ON orders TO "orders-app"`,
    `CREATE ROLE vaultadmin LOGIN CREATEROLE PASSWORD '${vaultAdmin.password}'`,
    ...RIGHTS_OF_VAULT,
  );
  return { database: "orders", rows: ROWS, vaultAdmin, app };
}

/** What the revocation and rotation statements of vault.md need, and no more. */
const RIGHTS_OF_VAULT = [
  // DROP OWNED needs the dropped role's rights; since PostgreSQL 16 a creator has them only when asked for.
  `ALTER ROLE vaultadmin SET createrole_self_grant = 'set, inherit'`,
  `GRANT pg_read_all_data TO vaultadmin WITH ADMIN OPTION`,
  `GRANT pg_signal_backend TO vaultadmin`,
  `GRANT "orders-app" TO vaultadmin WITH ADMIN OPTION`,
  // LOCK TABLE pg_authid: keeps a client that reconnects in a loop from slipping in during revocation.
  `GRANT MAINTAIN ON pg_catalog.pg_authid TO vaultadmin`,
];
