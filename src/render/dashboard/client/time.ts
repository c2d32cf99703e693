/** Moments and lengths as people read them. Moments are seconds since 1970; shown in UTC, as everywhere in Leasehold. */

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** The two largest units: `2 d 3 h`, `1 h 20 min`, `45 s`. Rounds down. */
export function span(length: number): string {
  let rest = Math.max(0, Math.floor(length));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

/** As a clock that runs down: `1:04:09`, `3:07`; above two days in days and hours. */
export function countdown(length: number): string {
  const rest = Math.max(0, Math.floor(length));
  if (rest >= 2 * 86_400) return span(rest);
  const [hours, minutes, secs] = [Math.floor(rest / 3_600), Math.floor(rest / 60) % 60, rest % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(secs)}` : `${minutes}:${two(secs)}`;
}

/** `12 min ago`, `in 3 h`, `now`; one unit, as it is only to give an idea. */
export function ago(moment: number, now: number): string {
  const length = Math.abs(now - moment);
  if (length < 5) return "just now";
  const [unit, size] = UNITS.find(([, seconds]) => length >= seconds) ?? ["s", 1];
  const text = `${Math.floor(length / size)} ${unit}`;
  return moment > now ? `in ${text}` : `${text} ago`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const iso = (moment: number): string => new Date(moment * 1_000).toISOString();

export const rfc3339 = (moment: number): string => `${iso(moment).slice(0, 19)}Z`;

/** `21 Nov`, with the year where it is not this one. */
export function day(moment: number, now: number): string {
  const text = iso(moment);
  const year = text.slice(0, 4);
  const short = `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]}`;
  return year === iso(now).slice(0, 4) ? short : `${short} ${year}`;
}

/** `18:02` today, else `21 Nov 18:02`. */
export function clock(moment: number, now: number): string {
  const time = iso(moment).slice(11, 16);
  return iso(moment).slice(0, 10) === iso(now).slice(0, 10) ? time : `${day(moment, now)} ${time}`;
}

/** With everything: `21 Nov 2026, 18:02:41 UTC`. */
export function exact(moment: number): string {
  const text = iso(moment);
  return `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}, ${text.slice(11, 19)} UTC`;
}
