import { between, formatInstant, type Instant, type Seconds } from "../domain/units.ts";

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** A length of time as people say it, in its two largest units: `1 h 20 m`, `45 s`, `2 d 3 h`. Rounds down. */
export function spanText(length: Seconds): string {
  let rest = Math.max(0, Math.floor(length));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break; // `1 d 5 m` says more than anybody asked
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}

/** How far off a moment is: `in 1 h 20 m`, `3 m ago`, `now`. */
export function fromNow(moment: Instant, now: Instant): string {
  if (moment === now) return "now";
  return moment > now ? `in ${spanText(between(now, moment))}` : `${spanText(between(moment, now))} ago`;
}

/** Nearer than this, seconds say something; farther off they are only noise. */
const SECONDS_MATTER = 600;

/** A moment as short as it can be said beside `now`: `18:00` today, else `22 Nov 18:00`, with the year where it differs. */
export function clockText(moment: Instant, now: Instant): string {
  const text = formatInstant(moment);
  const today = formatInstant(now);
  const near = Math.abs(moment - now) < SECONDS_MATTER && text.slice(17, 19) !== "00";
  const time = near ? text.slice(11, 19) : text.slice(11, 16);
  if (text.slice(0, 10) === today.slice(0, 10)) return time;
  const day = `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]}`;
  const year = text.slice(0, 4) === today.slice(0, 4) ? "" : ` ${text.slice(0, 4)}`;
  return `${day}${year} ${time}`;
}

/** The same with its zone: `18:00 UTC`. */
export const momentText = (moment: Instant, now: Instant): string => `${clockText(moment, now)} UTC`;

/** For whoever reads it whenever: `2026-11-21 18:00:00 UTC`. */
export const fullMoment = (moment: Instant): string =>
  `${formatInstant(moment).slice(0, 19).replace("T", " ")} UTC`;

/** The same without seconds, where nothing hangs on them: `2026-11-21 18:00 UTC`. */
export const fullMinute = (moment: Instant): string =>
  `${formatInstant(moment).slice(0, 16).replace("T", " ")} UTC`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
