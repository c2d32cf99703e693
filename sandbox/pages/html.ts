/** HTML as a tagged template: whatever is put in is text, unless it is HTML already. */

/** A piece of HTML that may stand in a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template takes; `undefined`, `null` and `false` are nothing. */
export type Piece = Html | string | number | undefined | null | false | readonly Piece[];

/** Signs that are not seen but change how text is read: a title must not turn itself around. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(UNSEEN, "\ufffd").replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** Attributes in a template must be quoted: nothing that is put in holds a quote. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.reduce((text, next, index) => text + shown(pieces[index - 1]) + next));
}

/** For what was made safe elsewhere: rendered Markdown, our own files. */
export const trusted = (text: string): Html => new Html(text);

function shown(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "object") return piece.map(shown).join("");
  return escaped(String(piece));
}

/** An address that somebody wrote, where a click on it can only go to a page; else undefined. */
export function webAddress(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}

/** A path of a repository or a branch's name as part of an address. */
export const inAddress = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
