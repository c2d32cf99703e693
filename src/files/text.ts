import { error, type Finding } from "../domain/finding.ts";
import type { TreeEntry } from "../domain/tree.ts";
import { showBytes } from "./show.ts";

/** A file's text, or why there is none. */
export type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const KINDS = {
  link: "is a symbolic link",
  submodule: "is a submodule",
  other: "is no regular file",
} as const;

/**
 * What must not stand in a file at all: controls but tab, line feed and carriage return; byte order marks; line
 * separators that only some programs take for line ends; characters that change the direction of what is read
 * (a reviewer would see another text than the parser).
 */
const FORBIDDEN = /[[\p{Cc}--[\t\n\r]]\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/v;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of a file under `grants/` or `policies/`, by the rules of formats.md "Safe reading".
 *
 * @param limit largest size, in bytes
 */
export function readText(entry: TreeEntry, limit: number): ReadText {
  const file = entry.path;
  const refuse = (message: string, hint: string, line?: number, column?: number): ReadText => ({
    ok: false,
    findings: [
      error("yaml", line === undefined ? { file } : { file, line, column: column ?? 1 }, message, hint),
    ],
  });
  if (entry.kind !== "file") {
    return refuse(`this ${KINDS[entry.kind]}; only regular files are read`, "put the file itself there");
  }
  const size = Math.max(entry.size, entry.bytes?.length ?? 0);
  if (size > limit) {
    return refuse(
      `the file has ${size} bytes; at most ${limit} (${showBytes(limit)}) are read`,
      "shorten it",
    );
  }
  const { bytes } = entry;
  if (bytes === undefined) return refuse("the file could not be read", "look at its permissions");
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) {
    return refuse(
      `the file starts with the byte order mark of ${mark}`,
      "save it as UTF-8 without a byte order mark",
      1,
      1,
    );
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    const { line, column } = place(text8(bytes.subarray(0, firstBroken(bytes))));
    return refuse("these bytes are not UTF-8", "save the file as UTF-8", line, column);
  }
  const at = text.search(FORBIDDEN);
  if (at < 0) return { ok: true, text };
  const { line, column } = place(text.slice(0, at));
  return refuse(
    `${nameCharacter(text, at)} stands here; it does not show and is not allowed`,
    "take it out",
    line,
    column,
  );
}

/** `U+0000 (NUL)` and the like, for what stands at an index. */
export function nameCharacter(text: string, index: number): string {
  const point = text.codePointAt(index) ?? 0;
  const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  if (point === 0) return `${number} (NUL)`;
  if (point === 0xfeff) return `${number} (byte order mark)`;
  if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) {
    return `${number} (turns the direction of reading)`;
  }
  return point < 0xa0 ? `the control character ${number}` : `the character ${number}`;
}

/** Whether a value, which escapes may have put together, holds what no file may hold. */
export const forbiddenAt = (text: string): number =>
  text.isWellFormed() ? text.search(FORBIDDEN) : text.search(/\p{Cs}/u);

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "UTF-8";
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? "UTF-16" : undefined;
}

/** The length of the longest prefix that may still become UTF-8; by halving, as the decoder does not say where. */
function firstBroken(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (text8(bytes.subarray(0, middle)) === undefined) bad = middle;
    else good = middle;
  }
  return good;
}

/** Decodes a prefix, an unfinished character at its end aside; undefined where it is broken. */
function text8(prefix: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(prefix, { stream: true });
  } catch {
    return undefined;
  }
}

function place(before = ""): { line: number; column: number } {
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
