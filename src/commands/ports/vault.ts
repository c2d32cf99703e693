/** Vault as the product's identities see it: reading, issuing, ending, rotating, and what setup writes. */
import type { LastRuns, SinkState } from "../../domain/alerts/state.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Lease, MintedToken, TokenFacts } from "../../domain/lease.ts";
import type { ProvedPolicies } from "../../domain/proved-policies.ts";
import type { GrantRecord } from "../../domain/record.ts";
import type { RotationState } from "../../domain/rotation/state.ts";
import type { Secret } from "../../domain/secret.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { Instant, Seconds } from "../../domain/units.ts";

export interface Versioned<Value> {
  readonly value: Value;
  /** kv-v2 version, for compare-and-set. */
  readonly version: number;
}

export interface VaultReads {
  /** Vault's clock: its `Date` header. */
  now(): Promise<Instant>;
  /** Keys of `LIST <mount>/metadata/grants`; ignores what is no key. */
  recordKeys(): Promise<GrantKey[]>;
  /** Keys of `LIST <mount>/metadata/pickups`. */
  pickupKeys(): Promise<GrantKey[]>;
  record(key: GrantKey): Promise<Versioned<GrantRecord> | undefined>;
  setup(): Promise<SetupRecord | undefined>;
  /** The ACL policy's text as Vault has it; undefined where there is none. */
  aclPolicy(name: string): Promise<string | undefined>;
  /** The token role's fields as Vault has them; undefined where there is none. */
  tokenRole(name: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Whether a login-enforcement covers this auth mount (by accessor). */
  mfaCovers(authMountAccessor: string): Promise<boolean>;
  /** The token of an accessor, or undefined where Vault says that it knows none. */
  token(accessor: string): Promise<TokenFacts | undefined>;
  /** Leases of tokens made through a token role (`auth/token/create/<token role>/…`). */
  tokenLeases(tokenRole: string): Promise<Lease[]>;
  /** The ids of those leases alone: one call, however many there are. */
  tokenLeaseIds(tokenRole: string): Promise<string[]>;
  /** Leases under an access path, sub-folders too. */
  leases(path: string): Promise<Lease[]>;
  rotationState(name: string): Promise<Versioned<RotationState> | undefined>;
}

export interface MintRequest {
  readonly token_role: string;
  /** Life of the token (`explicit_max_ttl`) and of its wrapping; at least 1, to the millisecond. */
  readonly ttl: Seconds;
  readonly display_name: string;
  readonly meta: Readonly<Record<string, string>>;
}

/** `pickups/<key>/<alias>`: the wrapping token, and what `leasehold use` checks it against. */
export interface Pickup {
  readonly key: GrantKey;
  readonly alias: string;
  readonly wrapping: Secret;
  readonly token_role: string;
  readonly role: string;
  readonly begin: Instant;
  readonly end: Instant;
  readonly pull_request: number;
}

export interface VaultIssuing {
  /**
   * What Vault's clock will be when it makes a token that is asked for now, to some milliseconds (seconds since 1970), as
   * learned from the last ones it made. Its `Date` header says no more than the second: before the first, one is made for a second that nobody can reach, once for all who
   * ask at the time.
   */
  exactNow(tokenRole: string): Promise<number>;
  /** One wrapped orphan token. Never repeated by the adapter: losing an unrecorded one is harmless. */
  mint(request: MintRequest): Promise<MintedToken & { readonly wrapping: Secret }>;
  /** How far policies were proved by earlier runs. */
  provedPolicies(): Promise<Versioned<ProvedPolicies> | undefined>;
  /** Compare-and-set, with version 0 where there is none yet; false where another run wrote in between. */
  rememberPolicies(proved: ProvedPolicies, version: number): Promise<boolean>;
  /** Writes with `cas: 0`: the lock. False where a record of the key is there already. */
  createRecord(record: GrantRecord): Promise<boolean>;
  /** Puts the wrapping token into the person's pick-up with `cas: 0`. False where one is there already. */
  deliver(pickup: Pickup): Promise<boolean>;
}

export interface VaultEnding {
  /** `sys/leases/revoke` with `sync: true`. A lease that is not there counts as revoked. */
  revokeLease(id: string): Promise<void>;
  /** Compare-and-set; false where somebody wrote in between. */
  replaceRecord(record: GrantRecord, version: number): Promise<boolean>;
  /** Deletes the metadata of all pick-ups of a key. */
  deletePickups(key: GrantKey): Promise<void>;
  /** Deletes a record's metadata. Only the enforce identity may. */
  deleteRecord(key: GrantKey): Promise<void>;
  /** Compare-and-set with version 0 where there is none yet. */
  writeRotationState(name: string, state: RotationState, version: number): Promise<boolean>;
  /** `anchors/<count>` with `cas: 0`; false where it is there already. */
  writeAnchor(count: number, headHash: string): Promise<boolean>;
}

/** Looking by path, for what has no fixed paths of its own. Paths are without `/v1/`, and not changed on the way. */
export interface VaultLooks {
  /** `data` of a GET; undefined where Vault says that there is nothing. */
  read(path: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Keys of a LIST; empty where there are none. */
  list(path: string): Promise<string[]>;
  /** POST to a path that ends in `/lookup`, where Vault looks something up and changes nothing; no other is sent. */
  lookUp(
    path: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** What only audit and doctor look at. Changes nothing. */
export interface VaultAuditing extends VaultLooks {
  /** As `sys/health` tells it; undefined where it does not. */
  version(): Promise<string | undefined>;
  /** Heads of the audit chain as they were anchored, by the count of events; the newest some hundred. */
  anchors(): Promise<ReadonlyMap<number, string>>;
  /** Ids of the leases of this whole Vault that it gave up revoking. */
  irrevocableLeases(): Promise<string[]>;
}

/** What alerting remembers. Both writes are compare-and-set (0: where there is none yet). */
export interface VaultAlerts {
  sinkState(sink: string): Promise<Versioned<SinkState> | undefined>;
  writeSinkState(sink: string, state: SinkState, version: number): Promise<boolean>;
  lastRuns(): Promise<Versioned<LastRuns> | undefined>;
  writeLastRuns(runs: LastRuns, version: number): Promise<boolean>;
}

/** The API as it is. */
export interface VaultRotating extends VaultLooks {
  /** POST; `data` of the answer, undefined where there is none. Never repeated by the adapter. */
  write(
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** Ending at once what came of a token role, recorded or not: for people with `leasehold-recall`. */
export interface VaultRecalling {
  /** `sys/leases/revoke-prefix` over the tokens of a token role, and all that hangs on them. */
  endTokenRole(tokenRole: string): Promise<void>;
  /** How many leases of its tokens there are, unopened wrappings too: one LIST, and no look at any of them. */
  countTokenLeases(tokenRole: string): Promise<number>;
  /** Deletes the metadata of the one pick-up that a record names, without looking for others. */
  deletePickup(key: GrantKey, alias: string): Promise<void>;
}

/** Vault with an administrator's token: what setup looks at and writes. */
export interface Administrator extends VaultRotating {
  /** Vault's clock. */
  now(): Promise<Instant>;
  /** DELETE; what is not there counts as deleted. */
  remove(path: string): Promise<void>;
  /** `<mount>/data/setup`, over whatever is there. */
  writeSetup(record: SetupRecord): Promise<void>;
}
