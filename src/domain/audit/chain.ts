import { createHash } from "node:crypto";
import { error, type Finding } from "../finding.ts";
import { formatInstant, type Instant, instant, parseInstant } from "../units.ts";
import type { LeaseholdEvent } from "./events.ts";

/** What stands before the first line. */
export const GENESIS = "0".repeat(64);

/** SHA-256 (hex) of a line without its newline: what the next line calls `previous`. */
export const lineHash = (line: string | Uint8Array): string =>
  createHash("sha256").update(line).digest("hex");

/** An event as its line says it, in the words of CloudEvents 1.0. */
export interface ChainLine {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: Instant;
  readonly previous: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * One line of the log, without its newline: CloudEvents 1.0 in its JSON format, with the extension attribute
 * `previous`. The order of attributes is fixed, so the same event after the same line is the same bytes.
 *
 * @param source URI of the repository by id, see {@link repositorySource}
 */
export function lineOf(event: LeaseholdEvent, source: string, previous: string): string {
  return JSON.stringify({
    specversion: "1.0",
    id: event.id,
    source,
    type: event.type,
    subject: event.subject,
    time: formatInstant(event.time),
    datacontenttype: "application/json",
    previous,
    data: event.data,
  });
}

/** A repository by its id, as GitHub's API answers to it: it stays when the repository is renamed or moved. */
export const repositorySource = (apiUrl: string, id: number): string =>
  `${apiUrl.replace(/\/+$/, "")}/repositories/${id}`;

/** Reads a line back; a text says what is wrong with it. */
export function parseLine(text: string): ChainLine | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  if (!isObject(value)) return "is no JSON object";
  if (value.specversion !== "1.0") return "is no CloudEvent of version 1.0";
  const { id, type, source, subject, previous, data } = value;
  const time = typeof value.time === "string" ? parseInstant(value.time) : undefined;
  if (!isText(id)) return 'has no "id"';
  if (!isText(type)) return 'has no "type"';
  if (!isText(source)) return 'has no "source"';
  if (!isText(subject)) return 'has no "subject"';
  if (time === undefined) return 'has no "time" as RFC 3339 with whole seconds';
  if (typeof previous !== "string" || !/^[0-9a-f]{64}$/.test(previous)) return 'has no "previous"';
  if (!isObject(data)) return 'has no "data"';
  return { id, type, source, subject, time, previous, data };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// ------------------------------------------------------------------------------------------------ days

const DAY_FILE = /^events\/(\d{4})\/(\d{2})\/(\d{2})\.jsonl$/;

/** The file of the day (UTC) a moment lies in: `events/2026/11/21.jsonl`. */
export const dayFile = (moment: Instant): string =>
  `events/${formatInstant(moment).slice(0, 10).replaceAll("-", "/")}.jsonl`;

/** Where the day of a file begins; undefined where the path is none of a day. */
export function dayOf(path: string): Instant | undefined {
  const [, year, month, day] = DAY_FILE.exec(path) ?? [];
  return year === undefined ? undefined : parseInstant(`${year}-${month}-${day}T00:00:00Z`);
}

/**
 * Whether a file is of a day that is still to come; one day of grace is for clocks that differ. Whoever may push could
 * lay one down, and as the last of the files it would take up every line from then on.
 */
export const isToCome = (file: string, now: Instant): boolean => file > dayFile(instant(now + DAY));

const DAY = 86_400;

/**
 * The file each event goes to, in the order given: the day of its time, but never a day before one that has lines,
 * since the chain runs across files in their order. What happened late yesterday and is written today stands today.
 *
 * @param last the last day file there is
 */
export function filesFor(times: readonly Instant[], last: string | undefined): string[] {
  let latest = last ?? "";
  return times.map((time) => {
    const file = dayFile(time);
    if (file > latest) latest = file;
    return latest;
  });
}

// ------------------------------------------------------------------------------------------------ checking

export interface DayText {
  /** `events/2026/11/21.jsonl`. */
  readonly file: string;
  readonly text: string;
}

export interface CheckedChain {
  /** Lines there are. */
  readonly count: number;
  /** Hash of the last line; {@link GENESIS} where there is none. */
  readonly head: string;
  /** The first break of each kind, as `audit-chain`. */
  readonly findings: readonly Finding[];
}

type Break = "file" | "unended" | "unreadable" | "previous" | "twice" | "day" | "anchor" | "cut";

const HINT =
  "Compare the branch with its anchors in Vault (leasehold audit) and with other clones; git log -p shows who changed it.";

/**
 * Walks the whole log: every line hashes the one before it, across days in the order of their files.
 * After a break it goes on from the line as it is, so that one changed line is one break. Files of days to come are no
 * part of it, as nothing is ever appended to them.
 *
 * @param anchors hashes of lines as Vault remembers them, by their number from 1: a chain that was written anew from the
 *   start is whole in itself, and differs from them
 */
export function checkChain(
  days: readonly DayText[],
  now: Instant,
  anchors: ReadonlyMap<number, string> = new Map(),
): CheckedChain {
  const found = new Map<Break, { readonly finding: Finding; more: number }>();
  const broken = (kind: Break, file: string, line: number | undefined, message: string): void => {
    const first = found.get(kind);
    if (first) first.more += 1;
    else {
      const place = line === undefined ? { file } : { file, line };
      found.set(kind, { finding: error("audit-chain", place, message, HINT), more: 0 });
    }
  };

  const seen = new Map<string, string>();
  let previous = GENESIS;
  let count = 0;
  for (const { file, text } of [...days].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const begins = dayOf(file);
    if (begins === undefined) {
      broken("file", file, undefined, `${file} is no file of a day (events/YYYY/MM/DD.jsonl)`);
      continue;
    }
    if (isToCome(file, now)) {
      broken("file", file, undefined, `${file} is of a day that is still to come: its lines are no events`);
      continue;
    }
    const lines = text.split("\n");
    if (lines.pop() !== "")
      broken("unended", file, lines.length + 1, "the last line has no newline: it was cut");
    for (const [index, line] of linesOf(text, lines)) {
      count += 1;
      const event = parseLine(line);
      if (typeof event === "string") broken("unreadable", file, index, `the line ${event}`);
      else {
        if (event.previous !== previous) {
          const message = `"previous" is ${short(event.previous)}, and the line before hashes to ${short(previous)}: lines were changed, removed or added`;
          broken("previous", file, index, message);
        }
        const before = seen.get(event.id);
        if (before !== undefined)
          broken("twice", file, index, `the event ${event.id} stands at ${before} already`);
        else seen.set(event.id, `${file}:${index}`);
        if (event.time >= instant(begins + DAY)) {
          broken(
            "day",
            file,
            index,
            `the event is of ${formatInstant(event.time)}, after the day of its file`,
          );
        }
      }
      previous = lineHash(line);
      const anchored = anchors.get(count);
      if (anchored !== undefined && anchored !== previous) {
        const message = `event ${count} hashes to ${short(previous)}, and Vault anchored ${short(anchored)} for it: the branch was written anew, or somebody forged the anchor`;
        broken("anchor", file, index, message);
      }
    }
  }
  for (const beyond of [...anchors.keys()].filter((one) => one > count).sort((a, b) => a - b)) {
    const message = `Vault has an anchor for event ${beyond}, and the log ends with event ${count}: events were cut off, or somebody forged the anchor`;
    broken("cut", "events", undefined, message);
  }
  const findings = [...found.values()].map(({ finding, more }) =>
    more === 0 ? finding : { ...finding, message: `${finding.message} (and ${more} more like it)` },
  );
  return { count, head: previous, findings };
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`;

/** Lines with their numbers from 1; a cut last line counts as one. */
function linesOf(text: string, ended: readonly string[]): (readonly [number, string])[] {
  const all = text === "" || text.endsWith("\n") ? ended : [...ended, text.slice(text.lastIndexOf("\n") + 1)];
  return all.map((line, index) => [index + 1, line] as const);
}
