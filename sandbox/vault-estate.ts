import type { Orders } from "./orders.ts";
import { addPerson, createPeopleMount, type PeopleMount, type Person } from "./people.ts";
import type { VaultClient } from "./vault-client.ts";

/**
 * What an administrator has in Vault before Leasehold comes: people with a second factor, and the database
 * engine. All that is Leasehold's own (its mount, the JWT mount, policies, token and JWT roles) is written
 * by `leasehold setup` and not here.
 */
export interface VaultEstate {
  readonly people: PeopleMount;
  /** Throws when there is nobody of that login. */
  person(login: string): Person;
  /** The password of `orders-app` as Vault has it now. */
  appPassword(): Promise<string>;
}

export interface EstateOptions {
  /** Where Vault reaches Postgres: Postgres itself or a gate before it. */
  readonly database: { readonly host: string; readonly port: number };
  readonly orders: Orders;
  /** Logins, with the policies they have beside `leasehold-pickup`. */
  readonly people?: Readonly<Record<string, readonly string[]>>;
  /** Most that a database user may live; default 1 h, as the docs advise. */
  readonly databaseMaxTtl?: string;
}

/** The people of the sample policies: `sam` may recall at once, `dana` is on call. */
const SAMPLE_PEOPLE: Readonly<Record<string, readonly string[]>> = {
  alice: [],
  bob: [],
  carol: [],
  dana: ["leasehold-recall", "leasehold-emergency"],
  erin: [],
  sam: ["leasehold-recall"],
};

/** Writes the estate where `vault` is (a namespace or the root), with an administrator's token. */
export async function createVaultEstate(vault: VaultClient, options: EstateOptions): Promise<VaultEstate> {
  const mount = await createPeopleMount(vault);
  const wanted = Object.entries(options.people ?? SAMPLE_PEOPLE);
  const [added] = await Promise.all([
    Promise.all(wanted.map(([login, policies]) => addPerson(vault, mount, login, policies))),
    createDatabaseMount(vault, options),
  ]);
  const people = new Map(added.map((person) => [person.login, person]));
  return {
    people: { mount: mount.mount, accessor: mount.accessor },
    person: (login) => {
      const person = people.get(login);
      if (person === undefined) throw new Error(`the estate has nobody called ${login}`);
      return person;
    },
    appPassword: async () => (await vault.read("database/static-creds/orders-app")).data.password,
  };
}

async function createDatabaseMount(
  vault: VaultClient,
  { database, orders, databaseMaxTtl }: EstateOptions,
): Promise<void> {
  await vault.write("sys/mounts/database", { type: "database" });
  await vault.write("database/config/orders", {
    plugin_name: "postgresql-database-plugin",
    connection_url: `postgresql://{{username}}:{{password}}@${database.host}:${database.port}/${orders.database}?sslmode=disable&connect_timeout=2`,
    username: orders.vaultAdmin.user,
    password: orders.vaultAdmin.password,
    password_authentication: "scram-sha-256",
    allowed_roles: ["orders-read", "orders-app"],
    // The person's name in the database user's: pg_stat_activity says who it is.
    username_template:
      '{{ printf "lh-%s-%s" (.DisplayName | replace "token-" "" | truncate 40) (random 8) | truncate 63 }}',
  });
  await vault.write("database/roles/orders-read", {
    db_name: "orders",
    creation_statements: CREATION,
    revocation_statements: REVOCATION,
    default_ttl: "15m",
    max_ttl: databaseMaxTtl ?? "1h",
  });
  await vault.write("database/static-roles/orders-app", {
    db_name: "orders",
    username: orders.app.user,
    rotation_period: "24h",
  });
}

const CREATION = [
  `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`,
  `GRANT pg_read_all_data TO "{{name}}"`,
];

/** To the letter those of the docs: with the usual ones a read-only user can defeat its own revocation. */
const REVOCATION = [
  `LOCK TABLE pg_authid IN ACCESS EXCLUSIVE MODE`,
  `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN ALTER ROLE "{{name}}" NOLOGIN PASSWORD NULL CONNECTION LIMIT 0 VALID UNTIL 'epoch'; END IF; END $$`,
  `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN REVOKE pg_read_all_data FROM "{{name}}"; END IF; END $$`,
  `DO $$ BEGIN DROP OWNED BY "{{name}}"; EXCEPTION WHEN OTHERS THEN RAISE WARNING '%', SQLERRM; END $$`,
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}'`,
  `DO $$ BEGIN DROP ROLE "{{name}}"; EXCEPTION WHEN OTHERS THEN RAISE WARNING '%', SQLERRM; END $$`,
];
