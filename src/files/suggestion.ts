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

/** What the writer most likely meant, in the form the schema wants; undefined where that is anybody's guess. */
export function suggestion(wanted: Wanted, value: unknown, source: string | undefined): string | undefined {
  if (wanted.title === "duration") return duration(value);
  if (wanted.title === "instant") return moment(value);
  if (typeof value === "string" && wanted.pattern === LOGIN.source && LOGIN.test(value.slice(1)))
    return login(value);
  if (typeof value === "string" && wanted.pattern === NAME.source) return name(value);
  if (wanted.type === "boolean") return flag(value);
  if (wanted.type === "integer" && typeof value === "string" && /^[1-9]\d{0,8}$/.test(value))
    return `${value} without quotes`;
  if (wanted.type === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return `it in quotes: "${showText(source ?? String(value))}"`;
  }
  if (
    wanted.type === "string" &&
    Array.isArray(value) &&
    value.length === 1 &&
    typeof value[0] === "string"
  ) {
    return `it without brackets: ${showText(value[0])}`;
  }
  if (takesTexts(wanted) && typeof value === "string" && /^[\w./@*-]+$/.test(value))
    return `a list: [${showText(value)}]`;
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

/** `8 hours`, `1.5h`, `PT8H`, `2h 30m`, `90 min` and their like. */
function duration(value: unknown): string | undefined {
  if (typeof value === "number") return `a unit, such as ${value}h or ${value}m`;
  if (typeof value !== "string" || value.length > 40) return undefined;
  const text = value.trim().replace(/^p(?:(\d+d))?t?/i, "$1");
  let total = 0;
  const rest = text.replace(LONG, (_, amount: string, unit: string) => {
    total += Number(amount.replace(",", ".")) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
    return "";
  });
  if (/^(?:\s|,|and)*$/i.test(rest) && total >= 1) return formatDuration(seconds(total));
  return /^\d{1,6}$/.test(text) ? `a unit, such as ${text}h or ${text}m` : undefined;
}

/** A date and a time that lack an offset, the `T`, seconds, or have fractions. */
function moment(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(
      value.trim(),
    );
  if (match === null) return undefined;
  const [, day = "", time = "00:00", second = ":00", offset = "Z"] = match;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const meant = parseInstant(`${day}T${time}${second}${zone}`);
  if (meant === undefined) return undefined;
  return zone === "Z" ? formatInstant(instant(meant)) : `${day}T${time}${second}${zone}`;
}

function flag(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  if (/^(?:yes|y|on|true|1)$/i.test(String(value))) return "true";
  return /^(?:no|n|off|false|0)$/i.test(String(value)) ? "false" : undefined;
}
