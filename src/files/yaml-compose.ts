import { Composer, type CST, type Document } from "yaml";
import type { Faults } from "./faults.ts";
import { showText } from "./show.ts";

/** The third stage of `yaml`: nodes out of tokens, by the core schema of YAML 1.2. */
export function compose(
  tokens: readonly CST.Token[],
  length: number,
  faults: Faults,
): Document.Parsed | undefined {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    strict: true,
    stringKeys: true,
    // It compares every key with every other; plainOf finds duplicates in one pass.
    uniqueKeys: false,
    logLevel: "silent",
  });
  let last = Number.NEGATIVE_INFINITY;
  const complain = (offset: number, code: string, message: string): void => {
    // One mistake makes the composer stumble several times; what follows on the same spot says nothing new.
    if (Math.abs(offset - last) > 2) faults.add(offset, ...explain(code, message));
    last = offset;
  };
  // In place of the composer's own, which collects without end.
  Object.assign(composer, {
    onError: (source: ErrorSource, code: string, message: string, isWarning?: boolean) => {
      if (!isWarning) complain(offsetOf(source), code, message);
    },
  });
  let first: Document.Parsed | undefined;
  for (const token of tokens) {
    // The composer would keep this one to itself.
    if (token.type === "error") complain(token.offset, "UNEXPECTED_TOKEN", token.message);
    for (const document of composer.next(token)) first ??= document as Document.Parsed;
  }
  for (const document of composer.end(true, length)) first ??= document as Document.Parsed;
  // Said by the composer elsewhere than through onError, so that nothing is read in spite of an error.
  for (const { pos, code, message } of first?.errors ?? []) complain(pos[0], code, message);
  return first;
}

type ErrorSource = number | readonly number[] | { readonly offset: number };

function offsetOf(source: ErrorSource): number {
  if (typeof source === "number") return source;
  return "offset" in source ? source.offset : (source[0] ?? 0);
}

/** What to write, by the code of `yaml`'s errors. */
const HINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: "close every bracket, and give keys of one level the same indentation, in spaces",
  BLOCK_AS_IMPLICIT_KEY: "put a text with a colon into quotes, or the value on a line of its own",
  MISSING_CHAR: "close quotes and brackets, put a space after each colon and comma",
  TAB_AS_INDENT: "indent with spaces",
  BAD_SCALAR_START: "put the text into quotes",
  BAD_DQ_ESCAPE: "use single quotes for a text with backslashes",
  MULTILINE_IMPLICIT_KEY: "write `key: value`, a key on one line",
  UNEXPECTED_TOKEN: "put the text into quotes, or take out what does not belong",
};

function explain(code: string, message: string): [message: string, hint: string] {
  if (code === "NON_STRING_KEY") return ["this key is no text", "write text as keys"];
  const said = showText((message.split("\n")[0] ?? "").trim(), 120);
  return [
    `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    HINTS[code] ?? "look at the line before it, too",
  ];
}
