import type { ToldEvent } from "../audit/history.ts";
import { type Instant, parseInstant, type Seconds, seconds } from "../units.ts";

export interface ScheduleHealth {
  /** When the schedule was last seen at work; absent where nothing tells. */
  readonly seen?: Instant;
  /** Whether a run that found nothing to do would be known of, too. */
  readonly sure: boolean;
  /** Longest gap there should be between two runs. */
  readonly expected: Seconds;
  /** Gaps longer than that, newest first. */
  readonly gaps: readonly { readonly from?: Instant; readonly to: Instant; readonly seconds: Seconds }[];
}

/** What the settings say where they say nothing (`schedule_late_after`). */
const EXPECTED = seconds(6 * 3_600);

/** What only runs of the schedule write: a person's recall proves ends too, so `ended` says it only by expiry. */
const ITS_WORK: ReadonlySet<string> = new Set([
  "leasehold.rotation.done",
  "leasehold.rotation.failed",
  "leasehold.rotation.missed",
  "leasehold.schedule.late",
  "leasehold.grant.expiring",
  "leasehold.grant.overdue",
]);

/**
 * When the schedule was last at work, from what it wrote into the log, and from its own memory in Vault where that was
 * asked: a run that finds nothing to do leaves no event.
 *
 * @param expected longest gap there should be
 * @param run when enforce last ran, as Vault has it
 */
export function scheduleOf(
  events: readonly ToldEvent[],
  now: Instant,
  expected: Seconds = EXPECTED,
  run?: Instant,
): ScheduleHealth {
  let seen = run;
  const gaps: { from?: Instant; to: Instant; seconds: Seconds }[] = [];
  for (const { type, time, data } of events) {
    const works = ITS_WORK.has(type) || (type === "leasehold.grant.ended" && data.ended_by === "expired");
    if (works && time <= now && (seen === undefined || time > seen)) seen = time;
    if (type !== "leasehold.schedule.late") continue;
    const from = typeof data.last === "string" ? parseInstant(data.last) : undefined;
    const gap = typeof data.gap === "number" ? data.gap : 0;
    gaps.unshift({ ...(from === undefined ? {} : { from }), to: time, seconds: seconds(gap) });
  }
  return { ...(seen === undefined ? {} : { seen }), sure: run !== undefined, expected, gaps };
}
