/**
 * Reads the YAML that most policies are: blocks of `key: value` and `- value`, values plain, in quotes without escapes,
 * or in brackets on one line. Gives undefined for all else, and the full reader decides. Two hundred roles take the full
 * reader a third of `check --base`, and this one a tenth of that (docs/decisions/0021-two-readers-of-yaml.md).
 * Properties hold the two to the same answers.
 */
import { PLAIN, plainValue } from "./flat.ts";

export function readNested(text: string): unknown {
  const reader = new Reader(text);
  const value = reader.indent === 0 ? reader.block(0, 0) : undefined;
  return reader.isOver ? value : undefined;
}

/** Deeper than any of our formats, and shallower than what the full reader refuses. */
const DEEPEST = 12;

// All are sticky: each begins where the last one ended.
const KEY = /([A-Za-z][A-Za-z0-9_-]{0,62}):(?= |\n|$)/y;
const DASH = /- (?! )/y;
const BLANKS = / +/y;
const LINE_END = /(?: +#[^\n\r]*)?(?:\n|$)/y;
/** Empty lines and comments, and how far the next line is indented. */
const NEXT_LINE = /(?: *(?:#[^\n\r]*)?\n)*( *)(?:#[^\n\r]*$)?/y;
const QUOTED = `'([^'\\n\\r\\t]*)'|"([^"\\\\\\n\\r\\t]*)"`;
const IN_BLOCK = new RegExp(`${QUOTED}|(${PLAIN})`, "y");
/** In brackets, a comma and a bracket end a text too. */
const IN_FLOW = new RegExp(
  `${QUOTED}|([A-Za-z0-9](?:[^\\n\\r\\t :#,[\\]{}]| +(?=[^\\n\\r\\t #:,[\\]{}])|:(?=[^\\n\\r\\t ,[\\]{}]))*)`,
  "y",
);
const OPEN_LIST = /\[ */y;
const CLOSE_LIST = / *\]/y;
const OPEN_MAP = /\{ */y;
const CLOSE_MAP = / *\}/y;
const COMMA = / *, */y;

/** Every method reads on from where the last one stopped, and gives undefined for what it leaves to the full reader. */
class Reader {
  /** Blanks before what comes next, where that is the first of its line. */
  indent = 0;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#nextLine();
  }

  get isOver(): boolean {
    return this.#at >= this.#text.length;
  }

  /** A list or a map whose lines begin in this column. */
  block(column: number, depth: number): unknown {
    if (depth > DEEPEST) return undefined;
    return this.#sees(DASH) ? this.#list(column, depth) : this.#map(column, depth);
  }

  #map(column: number, depth: number): Record<string, unknown> | undefined {
    const result: Record<string, unknown> = {};
    do {
      const key = this.#take(KEY)?.[1];
      if (key === undefined || Object.hasOwn(result, key)) return undefined;
      const value = this.#take(LINE_END) ? this.#below(column, depth) : this.#beside(depth);
      if (value === undefined) return undefined;
      result[key] = value;
    } while (!this.isOver && this.indent === column);
    // A line that is deeper fits nobody above either, and so is left over in the end.
    return result;
  }

  #list(column: number, depth: number): unknown[] | undefined {
    const items: unknown[] = [];
    while (!this.isOver && this.indent === column && this.#take(DASH)) {
      const item = this.#sees(KEY) ? this.#map(column + 2, depth + 1) : this.#value(depth);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  /** What a key has on the lines below it; a list may begin in the key's own column. */
  #below(column: number, depth: number): unknown {
    this.#nextLine();
    if (this.isOver) return undefined;
    const fits = this.indent > column || (this.indent === column && this.#sees(DASH));
    return fits ? this.block(this.indent, depth + 1) : undefined;
  }

  #beside(depth: number): unknown {
    return this.#take(BLANKS) ? this.#value(depth) : undefined;
  }

  /** The rest of a line. */
  #value(depth: number): unknown {
    const value = this.#inFlow(depth, IN_BLOCK);
    if (value === undefined || !this.#take(LINE_END)) return undefined;
    this.#nextLine();
    return value;
  }

  #inFlow(depth: number, text: RegExp): unknown {
    if (depth > DEEPEST) return undefined;
    if (this.#take(OPEN_LIST)) return this.#flowList(depth);
    if (this.#take(OPEN_MAP)) return this.#flowMap(depth);
    const [found, single, double, plain] = this.#take(text) ?? [];
    if (found === undefined) return undefined;
    return plain === undefined ? (single ?? double) : plainValue(plain);
  }

  #flowList(depth: number): unknown[] | undefined {
    const items: unknown[] = [];
    if (this.#take(CLOSE_LIST)) return items;
    do {
      const item = this.#inFlow(depth + 1, IN_FLOW);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#take(COMMA));
    return this.#take(CLOSE_LIST) ? items : undefined;
  }

  #flowMap(depth: number): Record<string, unknown> | undefined {
    const result: Record<string, unknown> = {};
    if (this.#take(CLOSE_MAP)) return result;
    do {
      const key = this.#take(KEY)?.[1];
      if (key === undefined || Object.hasOwn(result, key) || !this.#take(BLANKS)) return undefined;
      const value = this.#inFlow(depth + 1, IN_FLOW);
      if (value === undefined) return undefined;
      result[key] = value;
    } while (this.#take(COMMA));
    return this.#take(CLOSE_MAP) ? result : undefined;
  }

  /** To the next line that says something. */
  #nextLine(): void {
    const [, blanks = ""] = this.#take(NEXT_LINE) ?? [];
    this.indent = this.isOver ? -1 : blanks.length;
  }

  #sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }
}
