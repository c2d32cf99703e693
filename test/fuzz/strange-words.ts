/** Paths, durations, patterns and rules as nobody means them. */
import fc from "fast-check";
import type { TreeEntry } from "../../src/domain/tree.ts";

/** Bytes a path can have in Git: any but NUL. What is no UTF-8 comes as Git's own replacement, as it does here. */
const pathBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...["grants", "policies", "roles", "tests", "..", ".", "", ".git", "a", "-rf", ":(top)"],
      ),
      fc.constantFrom(
        "a.yaml",
        "a.yml",
        "A.YAML",
        "README.md",
        ".gitkeep",
        "bg-.yaml",
        "con.yaml",
        "a\nb.yaml",
      ),
      fc.uint8Array({ min: 1, maxLength: 12 }).map((bytes) => new TextDecoder().decode(bytes)),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((segments) => segments.join("/"))
  .filter((path) => path !== "" && !path.includes("\0"));
export const grantsOrPolicies = fc
  .tuple(fc.constantFrom("", "grants/", "grants/a/", "policies/", "policies/roles/"), pathBytes)
  .map(([folder, path]) => folder + path);
export const kind = fc.constantFrom<TreeEntry["kind"]>("file", "file", "file", "link", "submodule", "other");

/** Durations as nobody means them: huge numbers, every unit, leading zeros, nothing. */
export const hugeDuration = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
        fc.stringMatching(/^0{0,30}[0-9]{1,4}$/),
        fc.constantFrom("9".repeat(400), "-1", "1e9", "0x1F", "1_000", "٣"),
      ),
      fc.constantFrom("d", "h", "m", "s", "w", "y", "ms", " ", "D", ""),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map(([number, unit]) => number + unit).join(""));

/** Patterns that match too much, too slowly, or nothing. */
const pattern = fc
  .array(
    fc.constantFrom(
      ...["a", ".", "(a+)+", "(a|aa)*", "(?=a)", "(?!a)", "\\1", "(", ")", "[", "{1,1000}", "^", "$", "|"],
      ...["\\p{L}", "\\d+", "(?<n>a)", "*", "+", "?"],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));
export const reasonText = fc.constantFrom(
  "a".repeat(60),
  `${"a".repeat(60)}!`,
  "Refund 8812 is stuck",
  "\u{1F511}",
  "b",
);

/** A rule that asks whether a pattern matches, or does not, and so on. */
export const rule = fc
  .tuple(fc.constantFrom("", "!", "!!", "!!!"), fc.constantFrom("reason", "ticket", "user"), pattern)
  .map(([sign, field, text]) => ({
    sign,
    field,
    text,
    expr: `${sign}request.${field}.matches(${JSON.stringify(text)})`,
  }));
