import type { GrantKey } from "../domain/key.ts";
import type { MintedToken } from "../domain/lease.ts";
import type { GrantRecord } from "../domain/record.ts";
import { between, formatInstant, type Instant, plus, seconds } from "../domain/units.ts";
import { endToken } from "./end-grants.ts";
import {
  type MintRequest,
  OutsideError,
  type VaultEnding,
  type VaultIssuing,
  type VaultReads,
} from "./ports.ts";

type MintingVault = VaultReads & VaultIssuing & VaultEnding;

/** The runner's clock and Vault's may differ by this much; beyond, one of them is wrong. */
const CLOCK_SLACK = 60;

/** What a token is made for. */
export type TokenFor = Pick<
  GrantRecord,
  "key" | "user" | "alias" | "commit" | "pull_request" | "token_role" | "end"
>;

/**
 * Mints the wrapped token of a grant for the time it has left by Vault's clock, and looks that it does not outlive the
 * grant (vault.md, "Issuing"). A crash after this leaves a token that nobody can reach.
 */
export async function mintFor(vault: MintingVault, grant: TokenFor): ReturnType<VaultIssuing["mint"]> {
  const ttl = between(await vault.now(), grant.end);
  if (ttl < 1)
    throw new OutsideError(
      "vault",
      "invalid",
      `${grant.key} ended at ${formatInstant(grant.end)}, before its token was made`,
    );
  const minted = await vault.mint(requestOf(grant, seconds(ttl)));
  if (plus(minted.created, minted.ttl) > grant.end + 1) {
    await endMinted(vault, grant.token_role, minted);
    throw new OutsideError(
      "vault",
      "broken",
      `Vault made a token that outlives ${grant.key}; it was ended at once`,
      {
        hint: "Vault's clock jumped, or a server of its cluster has another time. The next run tries again.",
      },
    );
  }
  return minted;
}

/** Ends a token that was minted for nothing, and the wrapping that waits to be opened. */
export async function endMinted(
  vault: MintingVault,
  tokenRole: string,
  { accessor, wrap_accessor }: Pick<MintedToken, "accessor" | "wrap_accessor">,
): Promise<void> {
  await endToken(vault, tokenRole, accessor);
  await endToken(vault, tokenRole, wrap_accessor);
}

const requestOf = (grant: TokenFor, ttl: MintRequest["ttl"]): MintRequest => ({
  token_role: grant.token_role,
  ttl,
  display_name: grant.alias,
  meta: { key: grant.key, user: grant.user, pull_request: String(grant.pull_request), commit: grant.commit },
});

/** That our clock is Vault's, within a minute: windows are judged by it, and a wrong one opens or shuts too early. */
export function sameTime(ours: Instant, vaults: Instant, keys: readonly GrantKey[]): void {
  const apart = Math.abs(ours - vaults);
  if (apart <= CLOCK_SLACK) return;
  throw new OutsideError(
    "vault",
    "broken",
    `this machine's clock (${formatInstant(ours)}) and Vault's (${formatInstant(vaults)}) are ${apart} s apart: ${keys.length} not issued`,
    { hint: "Set the clock that is wrong; windows of grants depend on it." },
  );
}
