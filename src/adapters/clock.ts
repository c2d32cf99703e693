import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../commands/ports.ts";
import { instant } from "../domain/units.ts";

/** Timers stand still while a machine sleeps: waits are cut into pieces, so that waking up is noticed soon. */
const LONGEST_WAIT = 15;

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => instant(Math.floor(Date.now() / 1_000)),
  async wait(length, signal) {
    const milliseconds = Math.min(Math.max(0, length), LONGEST_WAIT) * 1_000;
    try {
      await pause(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
