import type { GrantKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { attemptEach, type Pace, type Trouble } from "../outcome.ts";
import type { VaultReads, Versioned } from "../ports.ts";

export interface ReadRecords {
  readonly records: readonly GrantRecord[];
  readonly found: readonly Versioned<GrantRecord>[];
  /** Those that could not be read: nothing is known of them. */
  readonly unread: readonly GrantKey[];
  readonly troubles: readonly Trouble[];
}

/** Reads many records. One that cannot be read is told and left as it is: the ends of others must not wait for it. */
export async function readRecords(
  vault: Pick<VaultReads, "record">,
  keys: readonly GrantKey[],
  pace: Pace = {},
): Promise<ReadRecords> {
  const { done, failed, troubles } = await attemptEach(
    keys,
    (key) => `read the record of ${key}`,
    (key) => vault.record(key),
    { ...pace, step: "records read" },
  );
  const found = done.flatMap(({ value }) => (value ? [value] : []));
  return { records: found.map(({ value }) => value), found, unread: failed, troubles };
}
