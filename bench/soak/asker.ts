import type pg from "pg";
import type { Postgres } from "../../sandbox/postgres.ts";
import type { VaultClient } from "../../sandbox/vault-client.ts";

/** Milliseconds between two looks whether something was given. */
const LOOK = 5;

interface Login {
  readonly user: string;
  readonly password: string;
}

/** Somebody who keeps asking for credentials with a grant's token until Vault says no, and logs in with some. */
export class Asker {
  given = 0;
  /** Sessions opened with the first credentials, and kept. */
  readonly sessions: pg.Client[] = [];
  readonly #token: VaultClient;
  readonly #path: string;
  readonly #postgres: Postgres;
  readonly #times: number[] = [];
  #last: Login | undefined;
  #loops: readonly Promise<void>[] = [];

  private constructor(token: VaultClient, path: string, postgres: Postgres) {
    this.#token = token;
    this.#path = path;
    this.#postgres = postgres;
  }

  /** Opens the wrapped token and asks with so many requests in flight. */
  static async start(
    vault: VaultClient,
    wrapping: string,
    path: string,
    inFlight: number,
    postgres: Postgres,
  ): Promise<Asker> {
    const opened = await vault.as(wrapping).write("sys/wrapping/unwrap");
    const asker = new Asker(vault.as(opened.auth.client_token), path, postgres);
    asker.#loops = Array.from({ length: inFlight }, (_, n) => asker.#ask(n === 0));
    return asker;
  }

  async hasBeenGiven(): Promise<void> {
    while (this.given === 0) await new Promise((resolve) => setTimeout(resolve, LOOK));
  }

  /** When the last request that was in flight has its answer. */
  async stopped(): Promise<void> {
    await Promise.all(this.#loops);
  }

  /** How many credentials came after this moment, in milliseconds. */
  givenAfter(moment: number): number {
    return this.#times.filter((time) => time > moment).length;
  }

  /** Whether one can log in with the last credential that came. */
  async lastWorks(): Promise<boolean> {
    if (!this.#last) return false;
    const client = await this.#postgres.connect("orders", this.#last).catch(() => undefined);
    await client?.end();
    return client !== undefined;
  }

  async close(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.end().catch(() => undefined)));
  }

  async #ask(connects: boolean): Promise<void> {
    for (;;) {
      const { status, body } = await this.#token.request("GET", this.#path);
      if (status !== 200) return;
      this.given += 1;
      this.#times.push(Date.now());
      this.#last = { user: body.data.username, password: body.data.password };
      const session = connects && (await this.#postgres.connect("orders", this.#last).catch(() => undefined));
      if (session) this.sessions.push(session);
    }
  }
}
