import type { Postgres } from "../postgres.ts";
import type { VaultClient } from "../vault-client.ts";

export interface Session {
  readonly user: string;
  /** When Postgres ended it, by this machine's clock. */
  readonly ended: Promise<number>;
  /** Whether it still answers. */
  works(): Promise<boolean>;
}

/** A session of the orders database, left open, with a database user that a grant's token is given. */
export async function openSession(postgres: Postgres, token: VaultClient): Promise<Session> {
  const { data } = await token.read("database/creds/orders-read");
  const user = String(data.username);
  const client = await postgres.connect("orders", { user, password: data.password });
  const ended = new Promise<number>((resolve) => client.on("end", () => resolve(Date.now())));
  client.on("error", () => undefined);
  const works = () =>
    client.query("select count(*) from orders").then(
      () => true,
      () => false,
    );
  return { user, ended, works };
}
