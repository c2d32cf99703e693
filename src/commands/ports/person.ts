/**
 * What the commands at a person's own machine need beyond ports.ts: their terminal, their own Vault login, and a
 * place of their own for a token.
 */
import type { GrantKey } from "../../domain/key.ts";
import type { Capability } from "../../domain/model.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant, Seconds } from "../../domain/units.ts";

/** The only time there is below compose.ts. */
export interface Clock {
  now(): Instant;
  /** May resolve early, and does so without an error when the signal is aborted: look at the clock again. */
  wait(length: Seconds, signal?: AbortSignal): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- Vault, as a person

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

// ---------------------------------------------------------------------------------------------- kept tokens

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

// ---------------------------------------------------------------------------------------------- the terminal

export interface Processes {
  /** The shell to run where no command is given. */
  readonly shell: string;
  /**
   * Runs a program in the person's terminal until it ends. Ctrl-C is the program's to answer; signals sent to us are
   * passed on to it.
   * @param environment added to our own
   * @returns its exit code as shells count: 128 and the signal's number, 127 where there is no such program
   */
  run(
    command: readonly [string, ...string[]],
    environment: Readonly<Record<string, string | Secret>>,
  ): Promise<number>;
}

export interface Terminal {
  /** Sets the title; undefined puts back what was there. Does nothing where there is no terminal. */
  title(text: string | undefined): void;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Questions in a terminal. Every answer is undefined where the person gave up (Ctrl-C, Escape). */
export interface Prompts {
  choose(question: string, choices: readonly Choice[]): Promise<string | undefined>;
  /** @param check gives what is wrong with an answer, as the person is to read it */
  text(
    question: string,
    options?: {
      readonly placeholder?: string;
      readonly check?: (answer: string) => string | undefined;
    },
  ): Promise<string | undefined>;
  confirm(question: string): Promise<boolean | undefined>;
}
