/** What could be looked at, or why not. */
export type Fact<Value> =
  | { readonly known: true; readonly value: Value }
  /** What is missing: a permission, a token, a server that answers. */
  | { readonly known: false; readonly missing: string };

export const known = <Value>(value: Value): Fact<Value> => ({ known: true, value });
export const unknown = (missing: string): Fact<never> => ({ known: false, missing });

/** One setting that the promises rest on (formats.md, `doctor`). */
export interface Check {
  readonly id: string;
  readonly state: "pass" | "fail" | "unknown";
  readonly message: string;
  /** Where to change it, or what is missing to look. */
  readonly hint?: string;
}

export const pass = (id: string, message: string, hint?: string): Check => ({
  id,
  state: "pass",
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const fail = (id: string, message: string, hint: string): Check => ({
  id,
  state: "fail",
  message,
  hint,
});

/** @param what the question that stays open */
export const open = (id: string, what: string, missing: string): Check => ({
  id,
  state: "unknown",
  message: what,
  hint: missing,
});

/** A check of one fact; where it is not known, the question stays open. */
export const of = <Value>(
  id: string,
  what: string,
  fact: Fact<Value>,
  judge: (value: Value) => Check,
): Check => (fact.known ? judge(fact.value) : open(id, what, fact.missing));
