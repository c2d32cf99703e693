/** Texts as YAML may hold them, or nearly: signs in any order, values nearly always plain, good grants with a change. */
import fc from "fast-check";
import { instant, seconds } from "../../src/domain/units.ts";

/** Bytes that mean something to YAML or UTF-8, beside any. */
export const sign = fc.constantFrom(..."{}[]:,-?&*!|>'\"%@`#<= \n\r\t~\\0x1e.TtFfnN/");
export const word = fc.constantFrom(
  "role",
  "user",
  "duration",
  "until",
  "reason",
  "start",
  "extends",
  "break_glass",
  "teams",
  "access",
  "path",
  "capabilities",
  "approvers",
  "count",
  "max",
  "kind",
  "owners",
  "vault",
  "login",
  "expect",
  "request",
  "<<",
  "__proto__",
  "constructor",
  "toString",
  "true",
  "null",
  "2h",
  "0x1F",
  "1e3",
  ".inf",
  "2026-11-21T18:00:00Z",
  "---",
  "...",
  "%YAML 1.2",
  "&a",
  "*a",
  "!!str",
  "|",
  ">-",
  "\u202e",
  "\ufeff",
  "\u0000",
  "é",
  "\u{1F511}",
  "\u0430",
);
export const soup = fc
  .array(fc.oneof(sign, word, fc.constantFrom(": ", "\n", "\n  ", "- ", "\n- ", " #")), { maxLength: 60 })
  .map((parts) => parts.join(""));

export const anything = fc.object({
  key: fc.oneof(word, fc.string({ maxLength: 8 })),
  values: [fc.string(), word, fc.integer(), fc.boolean(), fc.constant(null), fc.double()],
  maxDepth: 4,
  maxKeys: 6,
});

/** Values that are nearly always plain, with the signs in them that may end a plain value. */
const plainValue = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.stringMatching(/^[a-z]{1,5}$/) },
      fc.stringMatching(/^[A-Z0-9.~-]{1,6}$/),
    ),
    fc.array(
      fc.constantFrom(
        " ",
        "  ",
        ":",
        "#",
        ": ",
        " #",
        "-",
        ",",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "|",
        "'",
        '"',
        "%",
        "@",
        "a",
        "0",
        "é",
      ),
      {
        maxLength: 3,
      },
    ),
    fc.stringMatching(/^[A-Za-z0-9]{1,3}$/),
  )
  .map(([start, middle, end]) => start + middle.join("") + end);

/** The same in quotes, closed or nearly, with a comment or something like one behind. */
const quotedValue = fc
  .tuple(
    fc.constantFrom("'", '"'),
    plainValue,
    fc.constantFrom("", "", "", "''", "\\n", "\\", "'", '"'),
    fc.constantFrom("", " # c", " #", "#", " c", " "),
  )
  .map(([quote, value, more, behind]) => quote + value + more + quote + behind);

/** Lines of the kind grant files have, right and nearly right, for the two readers of YAML. */
const plainLine = fc.oneof(
  {
    weight: 40,
    arbitrary: fc
      .tuple(
        fc.stringMatching(/^[a-z][a-z_]{0,3}$/),
        fc.oneof(
          { weight: 60, arbitrary: fc.constant(": ") },
          fc.constantFrom(":", ":  ", " : ", ": '", ":\t"),
        ),
        fc.oneof(
          { weight: 9, arbitrary: plainValue },
          { weight: 3, arbitrary: quotedValue },
          word,
          fc.stringMatching(/^[0-9][0-9a-zA-Z.+:-]{0,6}$/),
        ),
      )
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: fc.constantFrom("", "# note", "#", " ", "  more", "- a", "---", "...", "a", "\t") },
  { weight: 1, arbitrary: soup },
);
export const plainFile = fc
  .tuple(fc.array(plainLine, { maxLength: 4 }), fc.constantFrom("\n", "\n", "\n", "\r\n"), fc.boolean())
  .map(([lines, end, closed]) => lines.join(end) + (closed ? end : ""));

/** A text of a policy, and where it is not in brackets, what may be more. */
const shortText = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z0-9]{1,4}$/) },
  { weight: 2, arbitrary: plainValue },
  { weight: 2, arbitrary: quotedValue },
  { weight: 1, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom("a:", "a:b", "a#b", "a#", "a,", "a]", "a: b", "a #b") },
);
const nestedKey = fc.oneof({ weight: 9, arbitrary: fc.stringMatching(/^[a-z]{1,2}$/) }, word);

/** Lines of a block, from column 0; those of what it holds are indented by whoever holds it. */
type Lines = readonly string[];
const indented = (lines: Lines, by: number): Lines => lines.map((line) => " ".repeat(by) + line);

const { block: nestedBlock } = fc.letrec<{ flow: string; block: Lines }>((tie) => ({
  flow: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: shortText },
    fc.array(tie("flow"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(nestedKey, tie("flow")), { maxLength: 3 })
      .map((pairs) => `{ ${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")} }`),
  ),
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .array(fc.tuple(nestedKey, tie("flow")), { minLength: 1, maxLength: 3 })
      .map((pairs) => pairs.map(([key, value]) => `${key}: ${value}`)),
    fc.array(tie("flow"), { minLength: 1, maxLength: 3 }).map((items) => items.map((item) => `- ${item}`)),
    fc
      .array(fc.tuple(nestedKey, tie("block"), fc.constantFrom(0, 2, 2, 3)), { minLength: 1, maxLength: 3 })
      .map((pairs) => pairs.flatMap(([key, lines, by]) => [`${key}:`, ...indented(lines, by)])),
    fc
      .array(tie("block"), { minLength: 1, maxLength: 2 })
      .map((items) => items.flatMap(([first = "", ...rest]) => [`- ${first}`, ...indented(rest, 2)])),
  ),
}));

/** Blocks of lists and maps as policies have them, mostly with something changed, put in or taken away. */
export const nestedFile = fc
  .tuple(
    nestedBlock,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.oneof(sign, word, fc.constantFrom(" ", "  ", "\n", "# c", " # c", "- ", ": ")),
        fc.nat({ max: 2 }),
      ),
      { maxLength: 2 },
    ),
    fc.boolean(),
  )
  .map(([lines, changes, closed]) =>
    changes.reduce(
      (content, [at, put, cut]) => {
        const where = at % (content.length + 1);
        return content.slice(0, where) + put + content.slice(where + cut);
      },
      lines.join("\n") + (closed ? "\n" : ""),
    ),
  );

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 80 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    soup,
    word,
  )
  .map((one) =>
    one
      .replaceAll(/(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, "")
      .trim(),
  )
  .filter((one) => one !== "" && one.isWellFormed());

const login = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/);
export const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/);
const moment = fc.integer({ min: 0, max: 253_402_300_799 }).map(instant);

export const fields = fc
  .record({
    role: name,
    user: login,
    reason: text.filter((one) => [...one].length <= 1_000),
    end: fc.oneof(
      fc.integer({ min: 1, max: 10 ** 9 }).map((value) => ({ duration: seconds(value) })),
      moment.map((value) => ({ until: value })),
    ),
    ticket: fc.option(
      text.filter((one) => [...one].length <= 200),
      { nil: undefined },
    ),
    start: fc.option(moment, { nil: undefined }),
    break_glass: fc.boolean(),
  })
  .map(({ end, ticket, start, ...rest }) => ({
    ...rest,
    ...end,
    ...(ticket === undefined ? {} : { ticket }),
    ...(start === undefined ? {} : { start }),
  }));
