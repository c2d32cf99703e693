import { wholeMatcher } from "./pattern.ts";

/** Longest sample worth showing. */
const LENGTH = 60;
/** Longest pattern that people would write for a ticket. */
const LONGEST_PATTERN = 1_000;

/**
 * A text that a pattern matches as a whole, for patterns as people write them for tickets: literals, classes, groups,
 * the first of alternatives, each repeated as seldom as allowed. Undefined where it would take more than that.
 */
export function sampleOf(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const reader = new Reader(pattern);
  const text = reader.alternatives();
  if (text === undefined || !reader.done || text.length > LENGTH) return undefined;
  return wholeMatcher(pattern)?.(text) ? text : undefined;
}

const CLASSES: Readonly<Record<string, string>> = { d: "1", w: "a", s: " ", S: "a", D: "a", W: "-" };

class Reader {
  readonly #pattern: string;
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** The first alternative; the others are read over. */
  alternatives(): string | undefined {
    const first = this.#sequence();
    while (this.#take("|")) if (this.#sequence() === undefined) return undefined;
    return first;
  }

  #sequence(): string | undefined {
    let text = "";
    while (!this.done && !"|)".includes(this.#peek())) {
      const one = this.#term();
      const least = this.#least();
      if (one === undefined || least === undefined) return undefined;
      if (text.length + one.length * least > LENGTH) return undefined;
      text += one.repeat(least);
    }
    return text;
  }

  #term(): string | undefined {
    const character = this.#next();
    if (character === "^" || character === "$") return "";
    if (character === ".") return "x";
    if (character === "[") return this.#class();
    if (character === "(") return this.#group();
    if (character !== "\\") return "*+?{".includes(character) ? undefined : character;
    const escaped = this.#next();
    if (escaped === "b") return "";
    return CLASSES[escaped] ?? (/[A-Za-z0-9]/.test(escaped) ? undefined : escaped);
  }

  #group(): string | undefined {
    if (this.#take("?") && !this.#take(":")) return undefined;
    this.#depth += 1;
    if (this.#depth > 20) return undefined;
    const text = this.alternatives();
    this.#depth -= 1;
    return this.#take(")") ? text : undefined;
  }

  #class(): string | undefined {
    if (this.#peek() === "^") return undefined;
    const first = this.#next();
    const text = first === "\\" ? (CLASSES[this.#peek()] ?? this.#peek()) : first;
    while (!this.done && this.#peek() !== "]") {
      if (this.#next() === "\\") this.#next();
    }
    return this.#take("]") ? text : undefined;
  }

  /** How often the term before must stand at least. */
  #least(): number | undefined {
    let least = 1;
    const character = this.#peek();
    if (character === "*" || character === "?") least = 0;
    if ("*+?".includes(character) && character !== "") this.#next();
    else if (character === "{") {
      const match = /^\{(\d{1,3})(?:,\d*)?\}/.exec(this.#pattern.slice(this.#at));
      if (!match) return undefined;
      least = Number(match[1]);
      this.#at += match[0].length;
    }
    this.#take("?");
    return least;
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? "";
  }

  #next(): string {
    const character = this.#peek();
    this.#at += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }
}
