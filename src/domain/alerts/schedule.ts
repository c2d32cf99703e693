import { event, type LeaseholdEvent } from "../audit/events.ts";
import { between, formatInstant } from "../units.ts";
import type { AlertFacts } from "./facts.ts";

/**
 * The schedule itself is late: enforce has not run for `schedule_late_after`. Whoever runs first notices, be it apply
 * after a push; once a gap, which its beginning names.
 */
export function scheduleLate({
  last_run,
  now,
  settings,
}: Pick<AlertFacts, "last_run" | "now" | "settings">): LeaseholdEvent[] {
  if (last_run === undefined) return [];
  const gap = between(last_run, now);
  const expected = settings.schedule_late_after;
  if (gap <= expected) return [];
  const last = formatInstant(last_run);
  const data = { command: "enforce", last, now: formatInstant(now), gap, expected };
  return [event("leasehold.schedule.late", "enforce", now, data, last)];
}
