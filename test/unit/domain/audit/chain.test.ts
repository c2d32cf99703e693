import { CloudEvent } from "cloudevents";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkChain,
  dayFile,
  dayOf,
  filesFor,
  GENESIS,
  lineHash,
  lineOf,
  parseLine,
  repositorySource,
} from "../../../../src/domain/audit/chain.ts";
import { event } from "../../../../src/domain/audit/events.ts";
import { type Instant, instant, parseInstant } from "../../../../src/domain/units.ts";

const at = (text: string): Instant => parseInstant(text) ?? instant(0);
/** Later than any day that these tests write down. */
const LATER = at("2099-01-01T00:00:00Z");
const SOURCE = repositorySource("https://api.github.com/", 123456);

const ended = (n: number, time = "2026-11-21T10:00:00Z") =>
  event("leasehold.grant.ended", `db-read.g${n}.0123456789ab`, at(time), { role: "db-read", n });

/** A whole chain of n events on one day. */
function chain(n: number): string[] {
  const lines: string[] = [];
  let previous = GENESIS;
  for (let k = 0; k < n; k += 1) {
    const line = lineOf(ended(k), SOURCE, previous);
    lines.push(line);
    previous = lineHash(line);
  }
  return lines;
}
const FILE = "events/2026/11/21.jsonl";
const day = (lines: readonly string[], file = FILE) => ({
  file,
  text: lines.map((line) => `${line}\n`).join(""),
});
const breaks = (...days: { file: string; text: string }[]) =>
  checkChain(days, LATER).findings.map(({ rule, file, line, message }) => [rule, file, line, message]);

test("a line is a CloudEvent by the standard's own package, on one line, always the same bytes", () => {
  const line = lineOf(
    event("leasehold.grant.issued", "db-read.g.0123456789ab", at("2026-11-21T10:00:00Z"), {
      reason: "two\nlines and \u2028 more",
    }),
    SOURCE,
    GENESIS,
  );
  const standard = new CloudEvent(JSON.parse(line));

  expect(standard.validate()).toBe(true);
  expect(standard).toMatchObject({
    specversion: "1.0",
    id: "grant.issued/db-read.g.0123456789ab",
    source: "https://api.github.com/repositories/123456",
    type: "leasehold.grant.issued",
    subject: "db-read.g.0123456789ab",
    time: "2026-11-21T10:00:00Z",
    previous: GENESIS,
    data: { reason: "two\nlines and \u2028 more" },
  });
  expect(line).not.toContain("\n");
  expect(lineHash(line)).toBe(lineHash(Buffer.from(line)));
});

test("a line reads back as what it was made from", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.dictionary(fc.string(), fc.string()), (subject, data) => {
      const made = event("leasehold.audit.mismatch", subject, at("2026-11-21T10:00:00Z"), data);
      const read = parseLine(lineOf(made, SOURCE, GENESIS));
      expect(read).toEqual({
        ...made,
        source: SOURCE,
        previous: GENESIS,
        data: JSON.parse(JSON.stringify(data)),
      });
    }),
  );
});

test("a whole chain has no breaks, also across days; an empty log is whole", () => {
  const lines = chain(5);
  const days = [
    day(lines.slice(2, 4), "events/2026/12/01.jsonl"),
    day(lines.slice(4), "events/2027/01/01.jsonl"),
    day(lines.slice(0, 2)),
  ];
  expect(checkChain(days, LATER)).toEqual({ count: 5, head: lineHash(lines[4] ?? ""), findings: [] });
  expect(checkChain([], LATER)).toEqual({ count: 0, head: GENESIS, findings: [] });
});

test("a changed line breaks the chain at the line after it", () => {
  const lines = chain(4);
  lines[1] = lines[1]?.replace("db-read", "db-write") ?? "";
  expect(breaks(day(lines))).toEqual([
    [
      "audit-chain",
      FILE,
      3,
      expect.stringMatching(/"previous" is [0-9a-f]{12}…, and the line before hashes/),
    ],
  ]);
});

test.each([
  ["removed", (lines: string[]) => lines.splice(1, 1), 2],
  ["swapped", (lines: string[]) => lines.splice(1, 2, lines[2] ?? "", lines[1] ?? ""), 2],
  ["put in", (lines: string[]) => lines.splice(2, 0, lineOf(ended(99), SOURCE, GENESIS)), 3],
  ["taken from the beginning", (lines: string[]) => lines.splice(0, 1), 1],
])("a line %s is found at its place", (_how, tamper, line) => {
  const lines = chain(4);
  tamper(lines);
  const [first] = checkChain([day(lines)], LATER).findings;
  expect(first).toMatchObject({ rule: "audit-chain", severity: "error", file: FILE, line });
});

test("any single byte changed in any line but the last is found, in the last its head differs", () => {
  const lines = chain(4);
  const whole = checkChain([day(lines)], LATER);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, flip) => {
      const bytes = Buffer.from(day(lines).text);
      const index = place % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ flip;
      const checked = checkChain([{ file: FILE, text: bytes.toString("latin1") }], LATER);
      expect(checked.findings.length > 0 || checked.head !== whole.head).toBe(true);
    }),
  );
});

test("the first break of each kind is named, and how many more there are", () => {
  const [a = "", b = ""] = chain(2);
  const twice = lineOf(ended(0), SOURCE, lineHash(b));
  const late = lineOf(ended(7, "2026-11-23T00:00:00Z"), SOURCE, lineHash(twice));
  const lines = [a, b, twice, late, "{", "[]", "{}"];
  const text = `${day(lines).text}${lineOf(ended(8), SOURCE, lineHash("{}")).slice(0, 40)}`;

  expect(breaks({ file: FILE, text }, { file: "events/today.jsonl", text: "" })).toEqual([
    ["audit-chain", FILE, 8, "the last line has no newline: it was cut"],
    ["audit-chain", FILE, 3, `the event grant.ended/db-read.g0.0123456789ab stands at ${FILE}:1 already`],
    ["audit-chain", FILE, 4, "the event is of 2026-11-23T00:00:00Z, after the day of its file"],
    ["audit-chain", FILE, 5, "the line is no JSON (and 3 more like it)"],
    [
      "audit-chain",
      "events/today.jsonl",
      undefined,
      "events/today.jsonl is no file of a day (events/YYYY/MM/DD.jsonl)",
    ],
  ]);
});

test.each([
  ['{"specversion":"0.3"}', "is no CloudEvent of version 1.0"],
  ['{"specversion":"1.0","type":"t"}', 'has no "id"'],
  ['{"specversion":"1.0","id":"i","type":"t","source":"s","subject":"x","time":"yesterday"}', /"time"/],
  [
    '{"specversion":"1.0","id":"i","type":"t","source":"s","subject":"x","time":"2026-11-21T10:00:00Z","previous":"0"}',
    'has no "previous"',
  ],
])("%s is refused", (line, why) => {
  expect(parseLine(line)).toEqual(typeof why === "string" ? why : expect.stringMatching(why));
});

test("an event goes to the file of its day, or of the last day that has lines", () => {
  expect(dayFile(at("2026-11-21T23:59:59Z"))).toBe(FILE);
  expect(dayOf(FILE)).toBe(at("2026-11-21T00:00:00Z"));
  expect(dayOf("events/2026/13/45.jsonl")).toBeUndefined();
  const times = ["2026-11-20T23:59:59Z", "2026-11-22T00:00:00Z", "2026-11-21T12:00:00Z"].map(at);
  expect(filesFor(times, undefined)).toEqual([
    "events/2026/11/20.jsonl",
    "events/2026/11/22.jsonl",
    "events/2026/11/22.jsonl",
  ]);
  expect(filesFor(times, FILE)[0]).toBe(FILE);
});

test("held against Vault's anchors, a chain that is as it was agrees with all of them", () => {
  const lines = chain(5);
  const anchors = new Map(lines.map((line, index) => [index + 1, lineHash(line)]));
  expect(checkChain([day(lines)], LATER, anchors).findings).toEqual([]);
});

test("one that was written anew differs from its anchors, one that was cut ends too early", () => {
  const against = (count: number) =>
    checkChain([day(chain(5))], LATER, new Map([[count, "f".repeat(64)]])).findings.map(
      ({ message }) => message,
    );
  expect(against(2)).toEqual([expect.stringMatching(/^event 2 hashes to .* written anew/)]);
  expect(against(9)).toEqual([expect.stringMatching(/event 9.*ends with event 5/)]);
});
