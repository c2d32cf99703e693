/** `npm run sandbox`: Acme with its people, to play in until Ctrl-C. */
import { startAcme } from "./acme.ts";
import { openPages } from "./pages/acme-pages.ts";
import { untilStopped } from "./pages/stopping.ts";
import { terminalPage } from "./pages/terminal-page.ts";

const stopped = untilStopped();
const tell = (line: string) => process.stdout.write(`  ${line}\n`);
try {
  tell("Starting, some seconds …");
  await using acme = await startAcme({ runner: "in-process", progress: tell });
  tell("leasehold setup, as the administrator");
  const setup = await acme.leasehold("olivia", ["setup"], { VAULT_TOKEN: acme.bao.rootToken });
  if (setup.code !== 0 && !stopped.already)
    throw new Error(`leasehold setup: ${setup.stdout}${setup.stderr}`);
  acme.protectMain();
  await using pages = await openPages(acme);
  if (!stopped.already) process.stdout.write(terminalPage(pages, process.stdout));
  await stopped.asked;
  tell("Stopping …");
} catch (error) {
  if (stopped.already) tell("Stopped while it was starting or working; what it started is gone.");
  else {
    process.exitCode = 1;
    console.error(error);
  }
}
