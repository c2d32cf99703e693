import type { Acts } from "./acts.ts";

/** Leaves everything running until Ctrl-C, with what one needs to play on. */
export async function keepRunning({ acme }: Acts): Promise<void> {
  const dir = await acme.clone("alice");
  const shell = await acme.shell("alice");
  const exports = [
    "HOME",
    "XDG_RUNTIME_DIR",
    "GITHUB_API_URL",
    "GITHUB_REPOSITORY",
    "GITHUB_REPOSITORY_ID",
    "GITHUB_TOKEN",
    "VAULT_ADDR",
    "PGHOST",
    "PGPORT",
  ];
  const alice = acme.person("alice");
  process.stdout.write(`
Everything is still running. Ctrl-C stops it.

  OpenBao    ${acme.bao.address}   root token: ${acme.bao.rootToken}
  Postgres   ${acme.postgres.url("orders")}
  GitHub     ${acme.github.url}/acme/access
  alice      password ${alice.password}
             ${alice.totpUrl}

Be alice, in another terminal:

  cd ${dir}
${exports.map((name) => `  export ${name}=${shell[name] ?? ""}`).join("\n")}
  alias leasehold="${process.execPath} ${new URL("../../src/cli.ts", import.meta.url).pathname}"
  leasehold explain --user alice
  leasehold request orders-db-read --for 30m --ticket INC-7 --reason "I want to see how this feels"
`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  process.stdout.write("\nStopping.\n");
}
