import type { LeaseholdEvent } from "../audit/events.ts";
import { reviewOverdue } from "./break-glass.ts";
import type { AlertFacts } from "./facts.ts";
import { expiring, lingering, overdue } from "./grants.ts";
import { scheduleLate } from "./schedule.ts";
import { unusual } from "./unusual.ts";

/** One alert, one small function. They remember nothing: an event's id says what happened, and the log keeps one. */
const RULES: readonly ((facts: AlertFacts) => LeaseholdEvent[])[] = [
  reviewOverdue,
  expiring,
  overdue,
  lingering,
  unusual,
  scheduleLate,
];

/**
 * What is to be alerted on now and is no event of somebody else's already (ends, rotations, mismatches are written by
 * those who see them). The same facts give the same ids, however often and by however many runs they are looked at.
 */
export const alertsDue = (facts: AlertFacts): LeaseholdEvent[] => RULES.flatMap((rule) => rule(facts));
