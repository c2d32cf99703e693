import { openPages } from "../pages/acme-pages.ts";
import { untilStopped } from "../pages/stopping.ts";
import { terminalPage } from "../pages/terminal-page.ts";
import type { Acts } from "./acts.ts";

/** Leaves everything running until Ctrl-C, with the sandbox's pages, to look at what happened and to play on. */
export async function keepRunning({ acme }: Acts): Promise<void> {
  const stopped = untilStopped();
  // The last chapter left main unprotected, for its attacks.
  acme.protectMain();
  await using pages = await openPages(acme);
  process.stdout.write(terminalPage(pages, process.stdout, "still running after the demo"));
  await stopped.asked;
  process.stdout.write("  Stopping …\n");
}
