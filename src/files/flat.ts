/**
 * Reads the YAML that nearly every grant file is: lines `key: text`, plain or in quotes without escapes, with
 * comments and empty lines. Gives undefined for all else, and the full reader decides. It exists because the full
 * reader takes some 50 µs for such a file and this one 5 (docs/decisions/0021-two-readers-of-yaml.md). Properties
 * hold the two to the same answers.
 */
export function readFlat(text: string): Readonly<Record<string, unknown>> | undefined {
  const result: Record<string, unknown> = {};
  let keys = 0;
  LINE.lastIndex = 0;
  while (LINE.lastIndex < text.length) {
    const match = LINE.exec(text);
    if (match === null) return undefined;
    const [, key, single, double, plain] = match;
    if (key === undefined) continue;
    // Twice, or the name of what every object has.
    if (result[key] !== undefined) return undefined;
    const value = plain === undefined ? (single ?? double) : plainValue(plain);
    if (value === undefined) return undefined;
    result[key] = value;
    keys += 1;
  }
  return keys > 0 ? result : undefined;
}

/** A plain text starts with a letter or digit and has no sign that ends it: no `: `, no ` #`, no blank at its end. */
export const PLAIN = "[A-Za-z0-9](?:[^\\n\\r\\t :#]| +(?=[^\\n\\r\\t #:])|:(?=[^\\n\\r\\t ])|(?<=[^ ])#)*";
const COMMENT = "#[^\\n\\r]*";
const VALUE = `'([^'\\n\\r\\t]*)'|"([^"\\\\\\n\\r\\t]*)"|(${PLAIN})`;

/** A line with a key, a comment, or nothing. Sticky: each match begins where the last ended. */
const LINE = new RegExp(`(?:([a-z][a-z_]{0,60}): (?:${VALUE})(?: +${COMMENT})?|${COMMENT}|)(?:\\n|$)`, "y");

/** A plain text's value; undefined where the core schema may read it as something else, or nobody thought of it. */
export function plainValue(plain: string): unknown {
  if (plain === "true") return true;
  if (plain === "false") return false;
  if (/^[A-Za-z]/.test(plain)) return /^(?:true|false|null)$/i.test(plain) ? undefined : plain;
  if (/^(?:0|[1-9]\d{0,14})$/.test(plain)) return Number(plain);
  // `2h` and `2026-11-21T18:00:00Z` are text, `0x10` and `1e3` numbers.
  return /^(?!0[xo])(?:\d+[a-df-z]|\d{4}-\d{2}-\d{2}T|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d)/.test(plain)
    ? plain
    : undefined;
}
