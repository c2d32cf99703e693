/**
 * `orders`, a program of Acme's that reads the orders database with what `leasehold use` put into the environment:
 * `orders [SQL]`, or `orders --stay`, which leaves its session open to see who ends it.
 */
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

const QUERY = "select * from orders order by 1 limit 5";

async function stay(client: pg.Client): Promise<void> {
  const began = Date.now();
  let over = false;
  client.on("error", () => undefined);
  process.once("SIGINT", () => {
    over = true;
  });
  while (!over) {
    await client.query("select 1");
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stderr.write(`\rconnected for ${seconds} s; Ctrl-C leaves `);
    await pause(500);
  }
}

const client = new pg.Client();
try {
  await client.connect();
  console.log(`You are ${client.user} in Postgres.`);
  const [argument] = process.argv.slice(2);
  console.table(
    (await client.query(argument === undefined || argument === "--stay" ? QUERY : argument)).rows,
  );
  if (argument === "--stay") await stay(client);
} catch (error) {
  console.error(`\nPostgres: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
