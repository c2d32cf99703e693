import type { Instant, Seconds } from "./units.ts";

/** A lease as `sys/leases/lookup` gives it. */
export interface Lease {
  readonly id: string;
  readonly issued: Instant;
  /** RFC 3339 with nanoseconds, to the letter: two leases of one token share nothing else. Absent: never expires. */
  readonly expires?: string;
  /** Left; 0 or less means Vault wanted to revoke it and could not yet. */
  readonly ttl: Seconds;
}

/** What `auth/token/lookup-accessor` says of a token that lives. */
export interface TokenFacts {
  readonly accessor: string;
  /** As in {@link Lease.expires}. */
  readonly expires?: string;
  readonly policies: readonly string[];
  readonly meta: Readonly<Record<string, string>>;
}

/** A freshly minted, wrapped token: what Vault answers to a wrapped create. */
export interface MintedToken {
  readonly accessor: string;
  readonly wrap_accessor: string;
  /** When Vault made the wrapping. */
  readonly created: Instant;
  /** When the token ends, by Vault's clock: seconds since 1970, to the millisecond. */
  readonly ends: number;
}
