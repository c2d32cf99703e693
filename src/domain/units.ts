/** Whole seconds. Durations in files are written `1h30m`; see {@link parseDuration}. */
export type Seconds = number & { readonly unit: "seconds" };

/** A moment: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly unit: "instant" };

const DURATION = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:[Zz]|[+-]\d{2}:\d{2})$/;

export const seconds = (value: number): Seconds => value as Seconds;
export const instant = (value: number): Instant => value as Instant;

export const plus = (moment: Instant, duration: Seconds): Instant => instant(moment + duration);
export const between = (from: Instant, to: Instant): Seconds => seconds(to - from);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** A hundred years: beyond it no moment that a duration leads to could be written as a date. */
const LONGEST = 100 * 365 * 86_400;

/** Reads `2d`, `1h30m`, `45s`. Gives undefined for any other form, for zero, and beyond a hundred years. */
export function parseDuration(text: string): Seconds | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [, d = "0", h = "0", m = "0", s = "0"] = match;
  const total = Number(d) * 86_400 + Number(h) * 3_600 + Number(m) * 60 + Number(s);
  return total > 0 && total <= LONGEST ? seconds(total) : undefined;
}

/** Writes a duration the way files do: `2h`, `1h30m`, `1d2h`. The inverse of {@link parseDuration}. */
export function formatDuration(duration: Seconds): string {
  let rest = Math.max(0, Math.round(duration));
  let text = "";
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3_600],
    ["m", 60],
  ] as const) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return rest > 0 || text === "" ? `${text}${rest}s` : text;
}

/** Reads RFC 3339 with an offset and whole seconds. Gives undefined for anything else, and for days that are none. */
export function parseInstant(text: string): Instant | undefined {
  if (!INSTANT.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return undefined;
  // Date.parse rolls 30 February over into March; a date that does not read back is not one.
  const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  return instant(milliseconds / 1_000);
}

/** `2026-11-21T18:00:00Z`. */
export const formatInstant = (moment: Instant): string =>
  `${new Date(moment * 1_000).toISOString().slice(0, 19)}Z`;
