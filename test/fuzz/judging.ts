import fc from "fast-check";
import { grantOf, windowOf } from "../../src/domain/clock.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { judgeGrants } from "../../src/domain/judge.ts";
import { matcher } from "../../src/domain/pattern.ts";
import type { TreeEntry } from "../../src/domain/tree.ts";
import { instant, parseDuration, seconds } from "../../src/domain/units.ts";
import { readGrant } from "../../src/files/grant-file.ts";
import { readGrants } from "../../src/files/grants.ts";
import { readPolicies } from "../../src/files/policies.ts";
import { printGrant } from "../../src/files/print.ts";
import { file } from "../unit/files/tree.ts";
import { inTime, type Property, wellSaid } from "./property.ts";

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
const grantsOrPolicies = fc
  .tuple(fc.constantFrom("", "grants/", "grants/a/", "policies/", "policies/roles/"), pathBytes)
  .map(([folder, path]) => folder + path);
const kind = fc.constantFrom<TreeEntry["kind"]>("file", "file", "file", "link", "submodule", "other");

/** Durations as nobody means them: huge numbers, every unit, leading zeros, nothing. */
const hugeDuration = fc
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
const reasonText = fc.constantFrom(
  "a".repeat(60),
  `${"a".repeat(60)}!`,
  "Refund 8812 is stuck",
  "\u{1F511}",
  "b",
);

/** A rule that asks whether a pattern matches, or does not, and so on. */
const rule = fc
  .tuple(fc.constantFrom("", "!", "!!", "!!!"), fc.constantFrom("reason", "ticket", "user"), pattern)
  .map(([sign, field, text]) => ({
    sign,
    field,
    text,
    expr: `${sign}request.${field}.matches(${JSON.stringify(text)})`,
  }));

const POLICY = (lines: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    description: "x",
    access: [{ path: "database/creds/a", capabilities: ["read"] }],
    requesters: { users: ["alice"] },
    approvers: { users: ["bob"] },
    duration: { max: "1h" },
    ...lines,
  });

/** What the gate says of one request of alice for a role with such lines; undefined where the role cannot be read. */
function judgedBy(
  lines: Readonly<Record<string, unknown>>,
  words: Readonly<Record<string, unknown>>,
): readonly Finding[] | undefined {
  const { policies } = readPolicies([file("policies/roles/a.yaml", POLICY(lines))]);
  const role = policies.roles.get("a");
  const read = readGrant(
    file("grants/a/a.yaml", JSON.stringify({ role: "a", user: "alice", reason: "x", ...words })),
  );
  if (role === undefined || !read.ok) return undefined;
  const now = instant(1_795_000_000);
  const window = windowOf(read.grant, now) ?? { begin: now, end: now };
  return judgeGrants({ added: [{ grant: grantOf(read.grant, now, window) }], base: [], policies, now });
}

export const judgingProperties: readonly Property[] = [
  {
    name: "any path is a place for a grant or a policy, or is named as none, and nothing is read twice",
    check: (runs) =>
      fc.assert(
        fc.property(grantsOrPolicies, kind, (path, what) => {
          const text = printGrant({
            role: "a",
            user: "alice",
            reason: "x",
            duration: seconds(60),
            break_glass: false,
          });
          const entry = what === "file" ? file(path, text) : { path, kind: what, size: 3 };
          const { grants, findings } = inTime(() => readGrants([entry]));
          const policies = inTime(() => readPolicies([entry])).findings;
          const inside = path === "grants" || path.startsWith("grants/");
          const beside = /^grants\/(?:[^/]+\/)?(?:README\.md|\.gitkeep)$/.test(path) && what === "file";
          const isGrant = /^grants\/[a-z0-9][a-z0-9-]{0,62}\/[a-z0-9][a-z0-9-]{0,62}\.yaml$/.test(path);
          if (grants.length > 0 && !(isGrant && what === "file")) return false;
          if (inside && !beside && grants.length + findings.length === 0) return false;
          return wellSaid(findings) && wellSaid(policies);
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "any duration is a time that ends, or is refused, and never over the role's longest",
    share: 0.5,
    check: (runs) =>
      fc.assert(
        fc.property(hugeDuration, hugeDuration, (duration, max) => {
          const findings = inTime(() => judgedBy({ duration: { max } }, { duration }));
          if (findings === undefined) return true;
          const [asked, longest] = [parseDuration(duration), parseDuration(max)];
          if (asked === undefined || longest === undefined || !wellSaid(findings)) return false;
          return findings.some((one) => one.rule === "duration-max") === asked > longest;
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "a pattern that gives no answer in time denies, asked with `!` or without",
    // Some of them run until their time is over.
    share: 0.05,
    check: (runs) =>
      fc.assert(
        fc.property(rule, reasonText, ({ sign, field, text, expr }, reason) => {
          const lines = { rules: [{ name: "r", expr, message: "No." }], require: { ticket: text } };
          const findings = inTime(() => judgedBy(lines, { duration: "1h", reason, ticket: reason }));
          if (findings === undefined) return true;
          const denied = findings.some((one) => one.rule === "rule:r");
          const answer = matcher(text)?.({ reason, ticket: reason, user: "alice" }[field] ?? "");
          if (answer === undefined) return denied;
          return denied === (sign.length % 2 === 0 ? !answer : answer) && wellSaid(findings);
        }),
        { numRuns: runs },
      ),
  },
];
