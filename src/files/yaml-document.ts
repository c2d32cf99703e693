import {
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type ParsedNode,
  Parser,
  type YAMLMap,
} from "yaml";
import { error, type Finding, type Place } from "../domain/finding.ts";
import { show, showText } from "./show.ts";
import { forbiddenAt, nameCharacter } from "./text.ts";

/**
 * Most signs (keys, values, brackets, line ends) of one file. Reading takes some microseconds for each; this
 * keeps the worst file under a second, where the size alone would allow ten.
 */
const MOST_LEXEMES = 200_000;
/** Deepest nesting the parser may reach; our formats need a third of it. */
const DEEPEST = 64;
/** Faults after which a file is not read on. */
const MOST_FAULTS = 20;

export type Path = readonly (string | number)[];

/** A file's value with the places of what is in it. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where a value stands, or its nearest parent. */
  place(path: Path): Place;
  /** Where the key of a value stands. */
  keyPlace(path: Path): Place;
  /** A plain value as the file writes it, such as `0x10`. */
  source(path: Path): string | undefined;
}

export type ParsedYaml =
  | { readonly ok: true; readonly document: YamlDocument }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Thrown to leave the parser; never leaves this file. */
class Enough extends Error {}

/**
 * One YAML 1.2 document of the core schema without anchors, aliases, merge keys, tags and duplicate keys.
 * Built from the three stages of `yaml` instead of its parseDocument, so that each can be left in time.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const lines = new LineCounter();
  const findings: Finding[] = [];
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = (offset: number, message: string, hint: string): void => {
    findings.push(error("yaml", at(offset), message, hint));
    if (findings.length >= MOST_FAULTS) throw new Enough();
  };
  try {
    const tokens = tokenize(text, lines, fault);
    if (findings.length > 0) return { ok: false, findings };
    const document = compose(tokens, text.length, fault);
    if (findings.length > 0) return { ok: false, findings };
    const value = document === undefined ? null : plainOf(document.contents, fault);
    if (findings.length > 0) return { ok: false, findings };
    return { ok: true, document: documentOf(document, value, at) };
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
    return { ok: false, findings };
  }
}

type Fault = (offset: number, message: string, hint: string) => void;

function tokenize(text: string, lines: LineCounter, fault: Fault): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let documents = 0;
  let lexemes = 0;
  let content = false;
  const take = (more: Iterable<CST.Token>): void => {
    for (const token of more) {
      tokens.push(token);
      if (token.type === "document" && (documents += 1) > 1) {
        fault(
          token.offset,
          "a second document starts here; a file is one document",
          "take the --- away, or write a file for each",
        );
        throw new Enough();
      }
    }
  };
  // As Parser.parse does: the counter must know the first line.
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    const offset = parser.offset;
    if (lexemes > MOST_LEXEMES) {
      fault(
        offset,
        `the file has more than ${MOST_LEXEMES} keys, values and signs`,
        "split it, or shorten it",
      );
      throw new Enough();
    }
    // After this sign comes a scalar's own text, which may start with anything.
    if (!content) refuseSign(lexeme, offset, fault);
    content = lexeme === CST.SCALAR;
    take(parser.next(lexeme));
    if (parser.stack.length > DEEPEST) {
      fault(
        offset,
        "this is nested deeper than any file of Leasehold",
        "write fewer brackets, dashes or levels",
      );
      throw new Enough();
    }
  }
  take(parser.end());
  return tokens;
}

function refuseSign(lexeme: string, offset: number, fault: Fault): void {
  switch (lexeme[0]) {
    case "&":
      return fault(
        offset,
        `${showText(lexeme)} is an anchor; anchors are not read`,
        "take it out, and write values out where they are needed",
      );
    case "*":
      return fault(
        offset,
        `${showText(lexeme)} is an alias; aliases are not read`,
        `write the value out, or quote it: "${showText(lexeme)}"`,
      );
    case "!":
      return fault(
        offset,
        `${showText(lexeme)} is a tag; tags are not read`,
        `take it out, or quote the text: "${showText(lexeme)}"`,
      );
    case "%":
      if (!/^%YAML +1\.2\s*$/.test(lexeme)) {
        fault(offset, `${showText(lexeme)} is a directive; only YAML 1.2 is read`, "take the line out");
      }
  }
}

function compose(tokens: readonly CST.Token[], length: number, fault: Fault): Document.Parsed | undefined {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    strict: true,
    stringKeys: true,
    // Compares every key with every other; plainOf does it in one pass.
    uniqueKeys: false,
    logLevel: "silent",
  });
  let last = -1;
  const complain = (offset: number, code: string, message: string): void => {
    // One mistake makes the composer stumble several times; what follows on the same spot says nothing new.
    if (offset - last > 2 || last < 0) fault(offset, ...explain(code, message));
    last = offset;
  };
  // The composer's own would collect without end.
  Object.assign(composer, {
    onError: (source: ErrorSource, code: string, message: string, isWarning?: boolean) => {
      // Duplicate anchors, odd tags and the like: refused before, or harmless.
      if (!isWarning) complain(offsetOf(source), code, message);
    },
  });
  let first: Document.Parsed | undefined;
  for (const token of tokens) {
    // This one goes past onError.
    if (token.type === "error") complain(token.offset, "UNEXPECTED_TOKEN", token.message);
    for (const document of composer.next(token)) first ??= document as Document.Parsed;
  }
  for (const document of composer.end(false, length)) first ??= document as Document.Parsed;
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
  const said = showText((message.split("\n")[0] ?? "").trim());
  return [
    `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    HINTS[code] ?? "look at the line before it, too",
  ];
}

/** The plain value of a node; faults are reported, and then the value does not matter. */
function plainOf(node: ParsedNode | Node | null, fault: Fault): unknown {
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === "string") refuseHidden(value, node, fault);
    return value === undefined ? null : value;
  }
  if (isSeq(node)) return node.items.map((item) => plainOf(item as Node, fault));
  if (isMap(node)) return mapOf(node, fault);
  if (isAlias(node)) fault(start(node), "aliases are not read", "write the value out");
  return null;
}

function mapOf(map: YAMLMap, fault: Fault): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const pair of map.items) {
    const key = pair.key as Node | null;
    if (!isScalar(key) || typeof key.value !== "string") {
      fault(start(key ?? map), "this key is no text", "write text as keys");
      continue;
    }
    const name = key.value;
    refuseHidden(name, key, fault);
    if (name === "<<" && key.type === "PLAIN") {
      fault(start(key), "<< is a merge key; merge keys are not read", "write the keys out");
    } else if (seen.has(name)) {
      fault(start(key), `the key ${show(name)} is there twice`, "take one of the two out");
    }
    seen.add(name);
    // Never by assignment: `__proto__` is a key like any other here.
    Object.defineProperty(result, name, {
      value: plainOf(pair.value as Node | null, fault),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/** Escapes of double quotes can bring in what the text itself may not hold. */
function refuseHidden(value: string, node: Node, fault: Fault): void {
  const index = forbiddenAt(value);
  if (index >= 0) {
    fault(
      start(node),
      `${nameCharacter(value, index)} is in this text; it does not show and is not allowed`,
      "take the escape out",
    );
  }
}

const start = (node: Node): number => node.range?.[0] ?? 0;

function documentOf(
  document: Document.Parsed | undefined,
  value: unknown,
  at: (offset: number) => Place,
): YamlDocument {
  const root = document?.contents ?? null;
  return {
    value,
    place: (path) => at(offsetAt(root, path, "value")),
    keyPlace: (path) => at(offsetAt(root, path, "key")),
    source: (path) => {
      const node = path.reduce<unknown>((parent, step) => child(parent, step)?.value, root);
      return isScalar(node) && typeof node.source === "string" ? node.source : undefined;
    },
  };
}

function offsetAt(root: Node | null, path: Path, wanted: "key" | "value"): number {
  let found = root === null ? 0 : start(root);
  let node: unknown = root;
  for (const [index, step] of path.entries()) {
    const next = child(node, step);
    if (next === undefined) break;
    const empty =
      next.value === null || (isScalar(next.value) && next.value.value === null && !next.value.source);
    const here =
      next.key !== undefined && (empty || (wanted === "key" && index === path.length - 1))
        ? next.key
        : next.value;
    if (here !== null) found = start(here);
    node = next.value;
  }
  return found;
}

function child(node: unknown, step: string | number): { key?: Node; value: Node | null } | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return item === undefined ? undefined : { value: item as Node };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
  return pair === undefined ? undefined : { key: pair.key as Node, value: pair.value as Node | null };
}
