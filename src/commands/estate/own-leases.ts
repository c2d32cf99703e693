import type { Lease } from "../../domain/lease.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultReads } from "../ports.ts";

/**
 * Leases of tokens made through a token role of our form. One that setup did not write is no business of the audit
 * identity's, which may not look: none. That such a token role is there is `drift`.
 */
export async function ownLeases(
  vault: Pick<VaultReads, "tokenLeases">,
  tokenRole: string,
): Promise<readonly Lease[]> {
  try {
    return await vault.tokenLeases(tokenRole);
  } catch (error) {
    if (error instanceof OutsideError && error.code === "denied") return [];
    throw error;
  }
}
