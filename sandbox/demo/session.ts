import pg from "pg";

/** A database session that is left open, as people leave them. */
export interface OpenSession {
  readonly user: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Resolves with the moment (milliseconds since 1970) at which the server ended the session, and what it said. */
  readonly killed: Promise<{ readonly at: number; readonly said: string }>;
  close(): Promise<void>;
}

/** Logs in to the orders database, reads a few rows, and stays. */
export async function openSession(
  server: { readonly host: string; readonly port: number },
  login: { readonly user: string; readonly password: string },
): Promise<OpenSession> {
  const client = new pg.Client({ ...server, ...login, database: "orders" });
  const killed = new Promise<{ at: number; said: string }>((resolve) => {
    client.on("error", (error) => resolve({ at: Date.now(), said: error.message }));
  });
  await client.connect();
  const { rows } = await client.query(
    "SELECT id, customer, item, state FROM orders WHERE state = 'refund stuck' ORDER BY id LIMIT 3",
  );
  return { user: login.user, rows, killed, close: () => client.end().catch(() => undefined) };
}

/** Whether a login works, and what Postgres says where it does not. */
export async function tryLogin(
  server: { readonly host: string; readonly port: number },
  login: { readonly user: string; readonly password: string },
): Promise<string | undefined> {
  const client = new pg.Client({ ...server, ...login, database: "orders" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
