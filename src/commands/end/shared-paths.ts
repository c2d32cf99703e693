import { attempt } from "../outcome.ts";
import type { VaultReads } from "../ports.ts";

/** What setup saw others give too. Where its record cannot be read, late leases are revoked: that access ends comes first. */
export async function sharedPaths(vault: Pick<VaultReads, "setup">): Promise<readonly string[]> {
  const setup = await attempt("read what setup wrote", () => vault.setup());
  return (setup.ok ? setup.value?.shared_paths : undefined) ?? [];
}
