import type { GrantKey } from "../../domain/key.ts";
import type { Capability } from "../../domain/model.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant, Seconds } from "../../domain/units.ts";

/** A pick-up as it was found. Who wrote it is not known: the wrapping token is checked before it is opened. */
export interface FoundPickup {
  readonly wrapping: Secret;
  /** What it says its token was made through; absent where it does not say. */
  readonly token_role?: string;
  readonly pull_request?: number;
}

/** What `sys/wrapping/lookup` says of a wrapping token. */
export interface WrappingFacts {
  readonly creation_path: string;
  readonly created: Instant;
}

/** What an opened wrapping gave. `token` is absent where it wrapped no login but data. */
export interface Opened {
  readonly token?: Secret;
  /** How long the token lives from when it was made. */
  readonly ttl: Seconds;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Vault with the person's own login. */
export interface PersonVault {
  /**
   * The names by which Vault's login may know the person, likeliest first. Undefined where Vault does not answer this
   * token: most likely it has ended.
   */
  names(): Promise<readonly string[] | undefined>;
  /** Undefined where there is none, or where it is somebody else's. */
  pickup(key: GrantKey, alias: string): Promise<FoundPickup | undefined>;
}

/** What Vault says of a token's life. */
export interface TokenLife {
  /** Rounded to seconds. */
  readonly left: Seconds;
  /** By Vault's clock. */
  readonly end: Instant;
}

/** Vault with what a pick-up held: needs nobody's login. */
export interface GrantedVault {
  /** Undefined where Vault knows no such wrapping token (any more). Opens nothing. */
  wrapping(token: Secret): Promise<WrappingFacts | undefined>;
  /** Opens it, once and for all. Undefined where somebody was quicker. */
  unwrap(token: Secret): Promise<Opened | undefined>;
  /** How long the token still lives, and when it ends; undefined where it is dead, or not to be used from here. */
  life(token: Secret): Promise<TokenLife | undefined>;
  /** What a path gives: GET where `read` is among the capabilities, else POST. */
  take(token: Secret, path: string, capabilities: readonly Capability[]): Promise<Taken>;
  /** Asks for a lease's full time again. @returns what Vault gave, at most what its maximum leaves */
  renew(token: Secret, lease: string): Promise<Seconds>;
  /**
   * Ends the token and everything taken with it.
   * @returns false where Vault does not take the token: it is dead already, or not to be used from here (bound_cidrs)
   */
  revokeSelf(token: Secret): Promise<boolean>;
}

export interface Taken {
  /** Fields by name, as text; those of a kv-v2 secret without its envelope. */
  readonly fields: ReadonlyMap<string, Secret>;
  readonly lease?: { readonly id: string; readonly left: Seconds; readonly renewable: boolean };
}
