const VALUE = Symbol("value");

/**
 * A value that must not be seen: printing, JSON and inspection give `***`.
 * Only the adapter that sends one opens it, with {@link reveal}.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  [VALUE](): string {
    return this.#value;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "***";
  }
}

/** The text of a secret, for the one call that sends it. */
export const reveal = (secret: Secret): string => secret[VALUE]();
