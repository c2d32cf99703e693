import type { Mismatch } from "../audit/mismatch.ts";
import type { Policies, Settings } from "../model.ts";
import type { SetupChange } from "../setup/difference.ts";
import type { DatabaseRole, Mount } from "../setup/estate.ts";
import type { GuardPlace } from "../setup/guard.ts";
import type { SetupRecord } from "../setup/record.ts";
import type { Seconds } from "../units.ts";
import type { Check, Fact } from "./check.ts";

/** A stored name where people log in. */
export interface StoredAlias {
  readonly name: string;
  /** Accessor of the auth mount. */
  readonly mount: string;
}

export interface DatabaseFacts {
  readonly mounts: ReadonlyMap<string, Mount>;
  /** By path (`database/roles/orders-read`). */
  readonly roles: ReadonlyMap<string, DatabaseRole>;
  readonly guards: readonly (GuardPlace & { readonly present: boolean })[];
}

/** Vault's side, gathered once. */
export interface VaultFacts {
  readonly address: Fact<string>;
  /** As `sys/health` tells it. */
  readonly version: Fact<string>;
  /** Absent value: setup has not run. */
  readonly setup: Fact<SetupRecord | undefined>;
  readonly drift: Fact<readonly { readonly change: SetupChange; readonly told: Mismatch }[]>;
  readonly token_max_ttl: Fact<Seconds>;
  readonly databases: Fact<DatabaseFacts>;
  /** Accessor of the auth mount that people log in with; undefined value: there is no such mount. */
  readonly people: Fact<string | undefined>;
  readonly people_have_mfa: Fact<boolean>;
  readonly aliases: Fact<readonly StoredAlias[]>;
  /** Names of audit devices that are on. */
  readonly audit_devices: Fact<readonly string[]>;
}

/** One of the looks at them. */
export type VaultCheck = (
  facts: VaultFacts,
  policies: Policies,
  settings: Settings,
) => Check | readonly Check[];
