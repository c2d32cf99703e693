import { CST, Lexer, Parser } from "yaml";
import type { Faults } from "./faults.ts";
import { showText } from "./show.ts";

/**
 * Most signs (keys, values, brackets, line ends) of one file. Reading takes some microseconds for each; this
 * keeps the worst file under a second, where its size alone would allow ten.
 */
const MOST_LEXEMES = 100_000;
/** Longest single text; a grant file as a whole has no more. */
const LONGEST_TEXT = 64 * 1024;
/** Deepest nesting the parser may reach; our formats need a third of it. */
const DEEPEST = 64;

/**
 * The first two stages of `yaml`, lexer and parser, with an eye on each sign: anchors, aliases, tags, directives,
 * a second document, depth and number are refused here, before anything is built from them.
 */
export function tokenize(text: string, faults: Faults): CST.Token[] {
  const parser = new Parser(faults.lines.addNewLine);
  const tokens: CST.Token[] = [];
  // As Parser.parse does: the counter must know where the first line starts.
  faults.lines.addNewLine(0);
  let lexemes = 0;
  let content = false;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    lexemes += 1;
    if (lexemes > MOST_LEXEMES) {
      faults.stop(
        offset,
        `the file has more than ${MOST_LEXEMES} keys, values and signs`,
        "split or shorten it",
      );
    }
    if (lexeme.length > LONGEST_TEXT) {
      faults.stop(
        offset,
        `this text has ${lexeme.length} characters; at most ${LONGEST_TEXT} are read`,
        "shorten it",
      );
    }
    // After this sign comes the text of a scalar, which may start with anything.
    if (!content) refuseSign(lexeme, offset, faults);
    content = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST) {
      faults.stop(
        offset,
        "this is nested deeper than any file of Leasehold",
        "write fewer brackets, dashes or levels",
      );
    }
  }
  for (const token of parser.end()) tokens.push(token);
  const second = tokens.filter((token) => token.type === "document")[1];
  if (second !== undefined) {
    faults.stop(
      second.offset,
      "a second document starts here; a file is one document",
      "take the --- away, or write a file for each",
    );
  }
  return tokens;
}

function refuseSign(lexeme: string, offset: number, faults: Faults): void {
  const first = lexeme[0];
  if (first !== "&" && first !== "*" && first !== "!" && first !== "%") return;
  const shown = showText(lexeme);
  if (first === "&") {
    faults.add(
      offset,
      `${shown} is an anchor; anchors are not read`,
      "take it out, and write each value where it is needed",
    );
  } else if (first === "*") {
    faults.add(
      offset,
      `${shown} is an alias; aliases are not read`,
      "write the value out; a text that starts with * needs quotes",
    );
  } else if (first === "!") {
    faults.add(
      offset,
      `${shown} is a tag; tags are not read`,
      "take it out; a text that starts with ! needs quotes",
    );
  } else if (first === "%" && !/^%YAML +1\.2\s*$/.test(lexeme)) {
    faults.add(offset, `${shown} is a directive; only YAML 1.2 is read`, "take the line out");
  }
}
