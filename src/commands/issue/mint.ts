import type { GrantKey } from "../../domain/key.ts";
import type { MintedToken } from "../../domain/lease.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { formatInstant, type Instant, seconds } from "../../domain/units.ts";
import { endToken } from "../end/end-grants.ts";
import { TokenLeases } from "../end/lease-passes.ts";
import { attemptEach, type Trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { MintRequest, VaultEnding, VaultIssuing, VaultReads } from "../ports.ts";

type MintingVault = VaultReads & VaultIssuing & VaultEnding;

/** The runner's clock and Vault's may differ by this much; beyond, one of them is wrong. */
const CLOCK_SLACK = 60;

/** What a token is made for. */
export type TokenFor = Pick<
  GrantRecord,
  "key" | "user" | "alias" | "commit" | "pull_request" | "token_role" | "end"
>;

/** A token ends with its grant, give or take this many seconds: what a question takes to a Vault that is busy. */
const ON_TIME = 0.25;
/** Where a cluster's servers disagree about the time, it may be this much too long. */
const SECOND = 1;
const TRIES = 3;

/**
 * Mints the wrapped token of a grant for the time it has left by Vault's clock, and looks that it does not outlive the
 * grant (vault.md, "Issuing"). One that would is put among the unused, and minted anew by the clock that it just told.
 */
export async function mintFor(
  vault: MintingVault,
  grant: TokenFor,
  unused: UnusedTokens,
): ReturnType<VaultIssuing["mint"]> {
  for (let tries = 1; ; tries += 1) {
    const now = await vault.exactNow(grant.token_role);
    const left = seconds(grant.end - now);
    if (left < 1) throw tooLate(grant);
    const minted = await vault.mint(requestOf(grant, left));
    const over = minted.ends - grant.end;
    if (over <= ON_TIME || (tries === TRIES && over <= SECOND)) return minted;
    unused.add(grant, minted);
    if (tries === TRIES) throw outlives(grant);
  }
}

const tooLate = (grant: TokenFor) =>
  new OutsideError(
    "vault",
    "invalid",
    `${grant.key} ended at ${formatInstant(grant.end)}, before its token was made`,
  );

const outlives = (grant: TokenFor) =>
  new OutsideError("vault", "broken", `Vault made a token that outlives ${grant.key}; it is ended at once`, {
    hint: "Vault's clock jumped, or a server of its cluster has another time. The next run tries again.",
  });

/**
 * Tokens that were minted for nothing, each with the wrapping that waits to be opened. They are ended together, when a
 * run has minted all it needs: one look at the leases of their role then serves all, and looking for each would cost the
 * square of their number. A crash before that leaves tokens that nobody can reach: their wrappings die with the run.
 */
export class UnusedTokens {
  readonly #tokens: { readonly key: GrantKey; readonly tokenRole: string; readonly accessor: string }[] = [];

  add(
    { key, token_role }: TokenFor,
    { accessor, wrap_accessor }: Pick<MintedToken, "accessor" | "wrap_accessor">,
  ): void {
    for (const one of [accessor, wrap_accessor])
      this.#tokens.push({ key, tokenRole: token_role, accessor: one });
  }

  /** @returns those that live on */
  async end(vault: MintingVault): Promise<readonly Trouble[]> {
    const leases = new TokenLeases(vault);
    const { troubles } = await attemptEach(
      this.#tokens.splice(0),
      ({ key }) => `end a token of ${key} that nobody got`,
      ({ tokenRole, accessor }) => endToken(vault, tokenRole, accessor, leases),
    );
    return troubles;
  }
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
