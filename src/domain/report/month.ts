import { formatInstant, type Instant, instant, parseInstant } from "../units.ts";
import type { Period } from "./review.ts";

/** A calendar month (UTC): what the monthly review is about. */
export interface Month extends Period {
  /** `2026-10`. */
  readonly name: string;
}

/** The month before the one a moment lies in. */
export function monthBefore(moment: Instant): Month {
  const to = firstOf(formatInstant(moment).slice(0, 7));
  const name = formatInstant(instant(to - 1)).slice(0, 7);
  return { name, from: firstOf(name), to };
}

/**
 * The month whose review is to be there by now: that of last month, in the first days of this one. Later nobody need be
 * asked any more whether it is.
 */
export function reviewDue(now: Instant): Month | undefined {
  const month = monthBefore(now);
  return now < month.to + DAYS_TO_ASK * 86_400 ? month : undefined;
}

/** A schedule as bad as it gets still runs within these. */
const DAYS_TO_ASK = 7;

const firstOf = (month: string): Instant => parseInstant(`${month}-01T00:00:00Z`) ?? instant(0);
