import type { Instant, Seconds } from "../../domain/units.ts";

/** The only time there is below compose.ts. */
export interface Clock {
  now(): Instant;
  /** May resolve early, and does so without an error when the signal is aborted: look at the clock again. */
  wait(length: Seconds, signal?: AbortSignal): Promise<void>;
}
