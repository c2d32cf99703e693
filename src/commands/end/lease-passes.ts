import type { Lease } from "../../domain/lease.ts";
import type { Instant } from "../../domain/units.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { VaultEnding, VaultReads } from "../ports.ts";

/**
 * The leases of token roles, looked up once for all tokens of a role that a run ends: looking at all of them for each
 * would cost the square of their number. A lease that a pass did not see yet is looked for in one more, which those
 * who miss one share.
 */
export class TokenLeases {
  readonly #vault: Pick<VaultReads, "tokenLeases">;
  readonly #passes = new Map<string, Promise<ReadonlyMap<string, Lease>>>();

  constructor(vault: Pick<VaultReads, "tokenLeases">) {
    this.#vault = vault;
  }

  /** The lease of a token by what both share, their expiry to the nanosecond; undefined where there is none now. */
  async expiring(tokenRole: string, expires: string): Promise<Lease | undefined> {
    const seen = this.#passes.get(tokenRole);
    // A pass that failed is told by who began it; others look anew.
    const known = (await seen?.catch(() => undefined))?.get(expires);
    if (known) return known;
    // Whoever comes first begins the next pass: it begins after all that wait for it asked.
    if (this.#passes.get(tokenRole) === seen) this.#passes.set(tokenRole, this.#pass(tokenRole));
    return (await this.#passes.get(tokenRole))?.get(expires);
  }

  async #pass(tokenRole: string): Promise<ReadonlyMap<string, Lease>> {
    const leases = await this.#vault.tokenLeases(tokenRole);
    return new Map(leases.flatMap((lease) => (lease.expires === undefined ? [] : [[lease.expires, lease]])));
  }
}

type LeasesVault = Pick<VaultReads, "leases" | "now"> & Pick<VaultEnding, "revokeLease">;

/** What lies under access paths, looked up once for all grants whose tokens ended before; each lease revoked once. */
export class AccessLeases {
  readonly #vault: LeasesVault;
  #at: Promise<Instant> | undefined;
  readonly #under = new Map<string, Promise<readonly Lease[]>>();
  readonly #revoked = new Map<string, Promise<Trouble | undefined>>();

  /** To be made when the tokens are gone: what it sees must be what they left. */
  constructor(vault: LeasesVault) {
    this.#vault = vault;
  }

  /** By Vault's clock: what is seen after this was asked is no older. */
  at(): Promise<Instant> {
    this.#at ??= this.#vault.now();
    return this.#at;
  }

  under(path: string): Promise<readonly Lease[]> {
    const known = this.#under.get(path) ?? this.#vault.leases(path);
    this.#under.set(path, known);
    return known;
  }

  /** Why it could not be revoked; undefined where it is gone. */
  revoke(lease: Lease): Promise<Trouble | undefined> {
    const known = this.#revoked.get(lease.id) ?? this.#revoke(lease.id);
    this.#revoked.set(lease.id, known);
    return known;
  }

  async #revoke(id: string): Promise<Trouble | undefined> {
    const done = await attempt(id, () => this.#vault.revokeLease(id));
    return done.ok ? undefined : done.trouble;
  }
}
