import { NAME } from "../domain/key.ts";
import { LOGIN } from "../domain/login.ts";
import { formatDuration, formatInstant, instant, parseInstant, seconds } from "../domain/units.ts";
import { showText } from "./show.ts";

interface Wanted {
  readonly type?: string;
  readonly title?: string;
  readonly pattern?: string;
  readonly items?: Wanted;
  readonly anyOf?: readonly Wanted[];
}

/** What to write instead: as a hint says it, and the value itself where there is but one that can be meant. */
export interface Better {
  readonly say: string;
  readonly value?: unknown;
}

const plainly = (value: string | undefined): Better | undefined =>
  value === undefined ? undefined : { say: value, value };

/** What the writer most likely meant, in the form the schema wants; undefined where that is anybody's guess. */
export function suggestion(wanted: Wanted, value: unknown, source: string | undefined): Better | undefined {
  if (wanted.title === "duration") return duration(value);
  if (wanted.title === "instant") return moment(value);
  if (typeof value === "string" && wanted.pattern === LOGIN.source && LOGIN.test(value.slice(1)))
    return plainly(login(value));
  if (typeof value === "string" && wanted.pattern === NAME.source) return plainly(name(value));
  if (wanted.type === "boolean") return flag(value);
  if (wanted.type === "integer" && typeof value === "string" && /^[1-9]\d{0,8}$/.test(value))
    return { say: `${value} without quotes`, value: Number(value) };
  if (wanted.type === "string" && (typeof value === "number" || typeof value === "boolean")) {
    const text = source ?? String(value);
    return { say: `it in quotes: "${showText(text)}"`, value: text };
  }
  if (
    wanted.type === "string" &&
    Array.isArray(value) &&
    value.length === 1 &&
    typeof value[0] === "string"
  ) {
    return { say: `it without brackets: ${showText(value[0])}`, value: value[0] };
  }
  if (takesTexts(wanted) && typeof value === "string" && /^[\w./@*-]+$/.test(value))
    return { say: `a list: [${showText(value)}]`, value: [value] };
  return undefined;
}

const takesTexts = ({ type, items }: Wanted): boolean =>
  type === "array" && [items, ...(items?.anyOf ?? [])].some((item) => item?.type === "string");

/** `@alice`. */
const login = (value: string): string | undefined => (value.startsWith("@") ? value.slice(1) : undefined);

/** `Orders DB`, `orders_db`. */
function name(value: string): string | undefined {
  const lower = value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll(/[\s_.]+/g, "-");
  return NAME.test(lower) ? lower : undefined;
}

const UNITS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const LONG =
  /(\d{1,6}(?:[.,]\d{1,2})?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])/gi;

/** `8 hours`, `1.5h`, `PT8H`, `2h 30m`, `90 min` and their like; of a bare number nobody knows the unit. */
function duration(value: unknown): Better | undefined {
  if (typeof value === "number") return { say: `a unit, such as ${value}h or ${value}m` };
  if (typeof value !== "string" || value.length > 40) return undefined;
  const text = value.trim().replace(/^p(?:(\d+d))?t?/i, "$1");
  let total = 0;
  const rest = text.replace(LONG, (_, amount: string, unit: string) => {
    total += Number(amount.replace(",", ".")) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
    return "";
  });
  if (/^(?:\s|,|and)*$/i.test(rest) && total >= 1) return plainly(formatDuration(seconds(total)));
  return /^\d{1,6}$/.test(text) ? { say: `a unit, such as ${text}h or ${text}m` } : undefined;
}

/** A date and a time that lack the `T`, seconds, or have fractions. Where the offset is lacking UTC is but a proposal. */
function moment(value: unknown): Better | undefined {
  if (typeof value !== "string") return undefined;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(
      value.trim(),
    );
  if (match === null) return undefined;
  const [, day = "", time = "00:00", second = ":00", offset] = match;
  const zone = /^[+-]\d{4}$/.test(offset ?? "")
    ? `${offset?.slice(0, 3)}:${offset?.slice(3)}`
    : (offset ?? "Z").toUpperCase();
  const meant = parseInstant(`${day}T${time}${second}${zone}`);
  if (meant === undefined) return undefined;
  const say = zone === "Z" ? formatInstant(instant(meant)) : `${day}T${time}${second}${zone}`;
  return offset === undefined ? { say } : { say, value: say };
}

function flag(value: unknown): Better | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  if (/^(?:yes|y|on|true|1)$/i.test(String(value))) return { say: "true", value: true };
  return /^(?:no|n|off|false|0)$/i.test(String(value)) ? { say: "false", value: false } : undefined;
}
