/**
 * Reads the YAML that nearly every grant file is: lines `key: plain text`, whole-line comments, empty lines.
 * Gives undefined for all else, and the full reader decides. It exists because the full reader takes some 50 µs for
 * such a file and this one takes 1: with 10,000 grants that is half of `check`
 * (docs/decisions/0003-two-readers-of-yaml.md). A property holds the two to the same answers.
 */
export function readFlat(text: string): Readonly<Record<string, unknown>> | undefined {
  const result: Record<string, unknown> = {};
  let keys = 0;
  LINE.lastIndex = 0;
  while (LINE.lastIndex < text.length) {
    const match = LINE.exec(text);
    if (match === null) return undefined;
    const [, key, plain] = match;
    if (key === undefined) continue;
    if (plain === undefined || key in result) return undefined;
    const value = plain.charCodeAt(0) <= 0x39 || SPECIAL.test(plain) ? special(plain) : plain;
    if (value === undefined) return undefined;
    result[key] = value;
    keys += 1;
  }
  return keys > 0 ? result : undefined;
}

/**
 * An empty line, a comment, or a key and a value that starts with a letter or digit and has no sign in it that
 * could end it: no `: `, no ` #`, no colon or blank at its end. Sticky: each match begins where the last ended.
 */
const LINE =
  /(?:#[^\n\r]*|([a-z][a-z_]{0,60}): ([A-Za-z0-9](?:[^\n\r\t :#]|[ ]+(?=[^\n\r\t #:])|:(?=[^\n\r\t ])|(?<=[^ ])#)*)|)(?:\n|$)/y;

/** What the core schema reads as something else than text starts like this. */
const SPECIAL = /^(?:true|false|null|yes|no|on|off)$/i;

function special(plain: string): unknown {
  if (plain === "true") return true;
  if (plain === "false") return false;
  // `2h` and `2026-11-21T18:00:00Z` are text; what may be a number, or starts a document, is for the full reader.
  return /^[0-9]+[a-z]|^[0-9]{4}-[0-9]{2}-[0-9]{2}T/.test(plain) && !/^(?:0[xo]|[0-9]+e)/.test(plain)
    ? plain
    : undefined;
}
