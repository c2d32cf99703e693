import v8 from "node:v8";
import { type Patience, within } from "./patience.ts";

// Patterns come from repositories, and a pull request may bring both the pattern and the text: `^(a+)+$` must not
// hang check. V8's second regular expression engine runs in time linear to the text; the flag makes it answer to
// `l`. What it cannot do (look-around, back-references, huge repetitions) runs under a clock instead.
v8.setFlagsFromString("--enable-experimental-regexp-engine");

/** Longest a pattern that is not linear may look at one text, in milliseconds. */
const LIMIT = 100;

/** Tells whether a text matches; undefined where the answer would take too long: then nobody may go by it. */
export type Matcher = (text: string, patience?: Patience) => boolean | undefined;

const compiled = new Map<string, Matcher | undefined>();

/** Compiles a pattern that may match anywhere in a text; undefined where it is no regular expression. */
export function matcher(pattern: string): Matcher | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size > 1_000) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern);
}

/** Compiles a pattern that must match the whole text (formats.md, "Role"). */
export const wholeMatcher = (pattern: string): Matcher | undefined =>
  // Checked by itself first: `a)|(b` would be well-formed inside the brackets.
  matcher(pattern) === undefined ? undefined : matcher(`^(?:${pattern})$`);

/** What only a pattern in Unicode mode means; others are read without it, as the linear engine does. */
const UNICODE = /\\[pP]\{|\\u\{/;

const flagsOf = (pattern: string): string => (UNICODE.test(pattern) ? "u" : "");

/** Most that a pattern may cost which runs without a clock, for texts as short as a ticket. */
const CHEAP = 200;

function compile(pattern: string): Matcher | undefined {
  const flags = flagsOf(pattern);
  try {
    const slow = new RegExp(pattern, flags);
    const quick = linear(pattern, flags);
    if (quick === undefined) return underClock(slow);
    return costOf(pattern) > CHEAP ? underClock(quick) : (text) => quick.test(text);
  } catch {
    return undefined;
  }
}

/** Remembers its last answer: one text is asked about again and again. */
function underClock(slow: RegExp): Matcher {
  let last: { readonly text: string; readonly answer: boolean } | undefined;
  return (text, patience) => {
    if (last?.text === text) return last.answer;
    const look = () => slow.test(text);
    const answer = patience === undefined ? within(LIMIT, look) : patience.within(LIMIT, look);
    // Without an answer there may have been no time left: another time there is.
    if (answer !== undefined) last = { text, answer };
    return answer;
  };
}

/**
 * How long a pattern takes for each character of a text, in about as many steps as it has signs once its counted
 * repetitions are written out. Infinite where the time does not grow with the text alone.
 */
export function costOf(pattern: string): number {
  if (linear(pattern, flagsOf(pattern)) === undefined) return Number.POSITIVE_INFINITY;
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)];
  return counts.reduce((cost, [, least, most]) => cost * Math.max(1, Number(most || least)), pattern.length);
}

function linear(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, `${flags}l`);
  } catch {
    return undefined;
  }
}
