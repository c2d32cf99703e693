import type { Instant } from "../units.ts";

/** How far a sink was told: `alerts/<sink>` in our mount. The audit log is the list; this is the place in it. */
export interface SinkState {
  /** The last event of the log that it was told, or did not want. */
  readonly after?: { readonly id: string; readonly time: Instant };
  /** A run is telling it just now, and nobody else may until then: a run that died holds it up no longer. */
  readonly claimed_until?: Instant;
  /** Another run has written events meanwhile, which the one that holds the claim is to tell too. */
  readonly again?: boolean;
}

/** What runs remember of each other: `alerts/schedule` in our mount. Not in the log, which must not grow by a line a run. */
export interface LastRuns {
  /** When enforce last ran. */
  readonly enforce?: Instant;
  /** The commit on main up to which the log was told of every change of `policies/`. */
  readonly policies?: string;
}
