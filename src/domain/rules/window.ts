import { lengthOf } from "../clock.ts";
import { error } from "../finding.ts";
import { between, formatDuration, formatInstant, plus, seconds } from "../units.ts";
import { type GrantRule, HOLDS } from "./asked.ts";

/** `duration-max`: `end - begin` of every single grant; a break-glass grant has its own maximum. */
export const durationMax: GrantRule = ({ grant, role }) => {
  const asked = lengthOf(grant);
  const { max } = role.duration;
  if (grant.break_glass || asked <= max) return HOLDS;
  const allowed = `is over the ${formatDuration(max)} that ${role.name} allows`;
  if (grant.until !== undefined) {
    return [
      error(
        "duration-max",
        grant.at("until"),
        `until: ${formatInstant(grant.until)} is ${formatDuration(asked)} after the begin, which ${allowed}`,
        `Write until: ${formatInstant(plus(grant.begin, max))} or earlier, or duration: ${formatDuration(max)}.`,
      ),
    ];
  }
  if (grant.extends !== undefined) {
    const room = (grant.duration ?? 0) - (asked - max);
    return [
      error(
        "duration-max",
        grant.at("duration"),
        `duration: ${formatDuration(asked)} from now to the extended end ${allowed}`,
        room > 0
          ? `Write ${formatDuration(seconds(room))} or less, or ask nearer to the end.`
          : "Ask nearer to the end of the grant it extends.",
      ),
    ];
  }
  return [
    error(
      "duration-max",
      grant.at("duration"),
      `duration: ${formatDuration(asked)} ${allowed}`,
      `Write ${formatDuration(max)} or less.`,
    ),
  ];
};

/** `window-past`: nothing is left of the window, or there never was anything. */
export const windowPast: GrantRule = ({ grant, now }) => {
  if (grant.end <= grant.begin) {
    return [
      error(
        "window-past",
        grant.at("until"),
        `until: ${formatInstant(grant.end)} is not after the begin, ${formatInstant(grant.begin)}`,
        "Write a later until, or a duration.",
      ),
    ];
  }
  if (grant.end > now) return HOLDS;
  const key = grant.until === undefined ? "start" : "until";
  return [
    error(
      "window-past",
      grant.at(key),
      `the window ended at ${formatInstant(grant.end)}; it is ${formatInstant(now)}`,
      "Ask anew for a window that is not over.",
    ),
  ];
};

/** `window-ahead`: how far off a start may be when the grant lands. */
export const windowAhead: GrantRule = ({ grant, role }) => {
  const { ahead } = role.duration;
  const latest = plus(grant.landed, ahead);
  if (grant.start === undefined || grant.start <= latest) return HOLDS;
  return [
    error(
      "window-ahead",
      grant.at("start"),
      `start: ${formatInstant(grant.start)} is ${formatDuration(between(grant.landed, grant.start))} off; ${role.name} allows ${formatDuration(ahead)}`,
      `Write ${formatInstant(latest)} or earlier, or ask later.`,
    ),
  ];
};
