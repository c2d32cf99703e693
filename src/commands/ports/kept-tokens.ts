import type { GrantKey } from "../../domain/key.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant } from "../../domain/units.ts";

/** A granted token on this machine, until its end. */
export interface KeptToken {
  readonly key: GrantKey;
  readonly token: Secret;
  readonly end: Instant;
}

/** What its person gave back on this machine before its end (`done`): the log hears of it from a later run. */
export interface GivenBack {
  readonly key: GrantKey;
  readonly at: Instant;
  /** When it would have ended. */
  readonly end: Instant;
}

/** The private folder of this person on this machine, for one Vault. */
export interface KeptTokens {
  /** Makes sure that a token can be kept, before the one pick-up there is is opened. @returns the folder */
  prepare(): Promise<string>;
  find(key: GrantKey): Promise<KeptToken | undefined>;
  all(): Promise<readonly KeptToken[]>;
  /** Writes it for the person's eyes only, in place of an older one. */
  keep(token: KeptToken): Promise<void>;
  drop(key: GrantKey): Promise<void>;
  /** Puts that it was given back in the place of its token. */
  giveBack(given: GivenBack): Promise<void>;
  /** What was given back here and would not be over now; what is over is thrown away on the way. */
  givenBack(now: Instant): Promise<readonly GivenBack[]>;
}
