/**
 * A text that inspection shows as `***`, for places that take texts only and print them where DEBUG or NODE_DEBUG asks
 * for it: Node turns an environment's values and headers into text when it sends them, so the other side gets the value
 * and the debug output gets this.
 */
export class Unseen {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  toString(): string {
    return this.#value;
  }

  toJSON(): string {
    return "***";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "***";
  }
}
