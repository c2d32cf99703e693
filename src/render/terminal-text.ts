/**
 * Text that strangers wrote, on its way to a terminal. A requester writes reasons and a Vault writes messages:
 * neither may move the cursor, colour the screen, set its title or turn the direction of writing.
 */

// C0 and C1 controls, line and paragraph separators, and the marks that turn or hide text (Unicode TR 36 and 9).
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this finds
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u;
/** Made when a text is first measured: that takes ten milliseconds. */
let graphemes: Intl.Segmenter | undefined;
function segments(text: string): Intl.Segments {
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return graphemes.segment(text);
}

/** One line that a terminal prints as it stands: line breaks and tabs become spaces, other controls `\u{…}`. */
export const onOneLine = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, " ")
    .replace(UNSAFE, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);

/** Columns a text takes in a terminal: two for what East Asia writes and for most emoji. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segments(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** Cuts a text to so many columns, the last one `…` where something is gone. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of segments(text)) {
    const width = WIDE.test(segment) ? 2 : 1;
    if (used + width > columns - 1) break;
    cut += segment;
    used += width;
  }
  return columns <= 0 ? "" : `${cut.trimEnd()}…`;
}

/** Fills a text up with spaces to so many columns. */
export const padTo = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - columnsOf(text)));

/** What a terminal is: absent where the output is no terminal. */
export interface Screen {
  readonly columns: number;
  readonly colour: boolean;
}
