import type { GrantKey } from "../key.ts";
import type { Instant } from "../units.ts";

/** `owed`: a grant ended that had seen the credential. `due`: its age. `asked`: by hand. */
export type RotationReason = "owed" | "due" | "asked";

/** A rotation that a run set out to do. */
export interface BegunRotation {
  readonly why: RotationReason;
  readonly since: Instant;
  /** When it had been rotated before, as far as was known. */
  readonly previous?: Instant;
  /** The ended grants that owed it then. */
  readonly owed_by: readonly GrantKey[];
}

/** A rotation that was done. */
export interface DoneRotation {
  readonly why: RotationReason;
  readonly at: Instant;
  /** When it was rotated before, as far as was known. */
  readonly previous?: Instant;
  /** The ended grants it was owed for. */
  readonly owed_by: readonly GrantKey[];
}

/** What our mount remembers of a rotation, at `<mount>/data/rotations/<name>`. */
export interface RotationState {
  readonly last_done?: Instant;
  /** Since when a rotation is owed because a grant ended; absent where none is. */
  readonly owed_since?: Instant;
  /** The ended grants that owe it. */
  readonly owed_by: readonly GrantKey[];
  /** What a run set out to do, until it has said what came of it: there for good only where the run died. */
  readonly begun?: BegunRotation;
  /** Done, and the audit log has not been told yet. */
  readonly untold?: readonly DoneRotation[];
}

/** Done, and to be told: the grants it was done for owe it no more; one that came to owe it meanwhile still does. */
export function withDone({ begun: _, ...state }: RotationState, done: DoneRotation): RotationState {
  const owed_by = state.owed_by.filter((key) => !done.owed_by.includes(key));
  const { owed_since, ...rest } = state;
  return {
    ...rest,
    last_done: done.at,
    owed_by,
    ...(owed_by.length === 0 || owed_since === undefined ? {} : { owed_since }),
    untold: [...(state.untold ?? []), done],
  };
}

/** Without those that the audit log has been told of. */
export function withTold(
  { untold = [], ...state }: RotationState,
  told: readonly DoneRotation[],
): RotationState {
  const left = untold.filter((one) => !told.some((each) => each.at === one.at));
  return left.length === 0 ? state : { ...state, untold: left };
}
