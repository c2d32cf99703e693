import type { GrantKey } from "../key.ts";
import type { Instant } from "../units.ts";

/** What our mount remembers of a rotation, at `<mount>/data/rotations/<name>`. */
export interface RotationState {
  readonly last_done?: Instant;
  /** Since when a rotation is owed because a grant ended; absent where none is. */
  readonly owed_since?: Instant;
  /** The ended grants that owe it. */
  readonly owed_by: readonly GrantKey[];
}
