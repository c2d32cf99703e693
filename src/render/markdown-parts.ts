import type { Finding } from "../domain/finding.ts";
import type { Capability } from "../domain/model.ts";
import type { WrittenGrant } from "../domain/wish.ts";
import { onOneLine } from "./terminal-text.ts";

/** Longest a single text of somebody's may be here, in code points; a reason may have a thousand. */
const LONGEST = 1_000;

const cut = (text: string): string => {
  const letters = [...text];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join("")}…`;
};

/** Signs that mean something inside a line of Markdown. */
const SIGNS = /[\\`*_[\]<>&~|$]/g;
/** What would begin a list, a heading or a quote where a line begins. */
const BEGINS = /^(?:[^\p{Letter}\p{Number}\s\\]|\d+(?=[.)]))/u;
/** What does not show, or turns the direction of writing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/**
 * What GitHub makes links and calls of once Markdown is done, so that escaping does not help: a space of no width
 * comes between. Source: html-pipeline's filters, which read the text of the finished page.
 */
const ACTIVE = /[@#]|:(?=\/\/)|\b(?:www|mailto|xmpp)(?=[.:])|\bgh-(?=\d)/gi;
const APART = "\u200b";

/** Somebody's words in running text, on one line: they read as written, and do nothing. */
export const words = (text: string): string =>
  cut(text)
    .replace(/\s+/gu, " ")
    .replace(HIDDEN, "\ufffd")
    .trim()
    .replace(SIGNS, (sign) => `\\${sign}`)
    .replace(BEGINS, (begin) => (/\d/.test(begin) ? begin + APART : APART + begin))
    .replace(ACTIVE, (found) => found + APART);

/** A name, path, pattern or login as code, to the letter: GitHub calls nobody and links nothing in it. */
export function name(text: string): string {
  const line = onOneLine(cut(text));
  if (line.trim() === "") return "(empty)";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * A name, as a link where there is an address for it.
 *
 * @param url an address of ours: without blanks, angle brackets or line ends
 */
export const link = (text: string, url: string | undefined): string =>
  url === undefined || /[\s<>\\]/.test(url) ? name(text) : `[${name(text)}](<${url}>)`;

/** At most so many entries of a list, and how many are left out. */
export function some(entries: readonly string[], most: number, what: string): string[] {
  if (entries.length <= most) return [...entries];
  return [...entries.slice(0, most - 1), `- … and ${entries.length - most + 1} more ${what}`];
}

/** Names in a row, at most so many. */
export function nameRow(names: readonly string[], most = 12): string {
  if (names.length === 0) return "nobody";
  const rest = names.length > most ? `, and ${names.length - most} more` : "";
  return `${names.slice(0, most).map(name).join(", ")}${rest}`;
}

export const pathText = ({
  path,
  capabilities,
}: {
  readonly path: string;
  readonly capabilities: readonly Capability[];
}): string => `${name(path)} (${capabilities.map(onOneLine).join(", ")})`;

/** A finding as an entry of a list: what was found, and what to write instead. */
export function findingEntry(finding: Finding): string {
  const place = [finding.file, finding.line].filter((part) => part !== undefined).join(":");
  const where = place === "" ? "" : ` <sub>${words(place)}</sub>`;
  // A rule's own text comes with its message, marked below: its columns must stay where they are.
  const [first = "", ...marked] = cut(finding.message).split("\n");
  const text = marked.map((line) => `  ${onOneLine(line).replaceAll("`", "'")}`);
  return [
    `- ${name(finding.rule)} ${words(first)}${where}`,
    ...(text.length === 0 ? [] : ["  ```", ...text, "  ```"]),
    ...(finding.hint === undefined ? [] : [`  → ${words(finding.hint)}`]),
  ].join(text.length === 0 ? "  \n" : "\n");
}

/** A grant file to copy. Values are quoted as JSON, which YAML reads; the fence is longer than any in them. */
export function grantBlock(grant: WrittenGrant): string[] {
  const lines = Object.entries(grant).map(([key, value]) => `${key}: ${scalar(value)}`);
  const longest = Math.max(0, ...(lines.join("\n").match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [`${fence}yaml`, ...lines, fence];
}

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;

const scalar = (value: unknown): string => {
  const text = String(value);
  return value === true || PLAIN.test(text) ? text : JSON.stringify(onOneLine(cut(text)));
};
