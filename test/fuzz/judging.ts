import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { judgePolicies, policySource } from "../../src/commands/main/read-policies.ts";
import { grantOf, unsaidOf, windowOf } from "../../src/domain/clock.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { judgeGrants } from "../../src/domain/judge.ts";
import type { GrantKey } from "../../src/domain/key.ts";
import type { Grant, Policies } from "../../src/domain/model.ts";
import { matcher } from "../../src/domain/pattern.ts";
import { instant, parseDuration, seconds } from "../../src/domain/units.ts";
import { alone } from "../../src/domain/wish.ts";
import { readGrant } from "../../src/files/grant-file.ts";
import { readGrants } from "../../src/files/grants.ts";
import { readPolicies } from "../../src/files/policies.ts";
import { printGrant } from "../../src/files/print.ts";
import { inTime } from "../support/in-time.ts";
import { file } from "../support/tree.ts";
import { broken, junk, POLICY, place, STRICT } from "./broken-policies.ts";
import { type Property, wellSaid } from "./property.ts";
import { grantsOrPolicies, hugeDuration, kind, reasonText, rule } from "./strange-words.ts";

const NOW = instant(1_795_000_000);
const LIVE: readonly Grant[] = ["a", "b"].map((role) => ({
  file: `grants/${role}/live.yaml`,
  id: "live",
  role,
  user: "alice",
  duration: seconds(7_200),
  reason: "x",
  break_glass: false,
  at: () => ({ file: `grants/${role}/live.yaml` }),
  begin: instant(NOW - 3_600),
  end: instant(NOW + 3_600),
  landed: instant(NOW - 3_600),
  key: `${role}.live.0123456789ab` as GrantKey,
}));

const valid = fc.record(
  {
    user: fc.constantFrom("alice", "carol", "dana", "zed"),
    duration: fc.constantFrom("10m", "1h", "3h", "9h"),
    until: fc.constantFrom("2026-11-17T00:00:00Z", "2026-11-18T12:00:00Z", "2026-11-22T00:00:00Z"),
    reason: fc.constantFrom("short", "It is stuck; look at its rows", "Something else is the matter"),
    ticket: fc.constantFrom("INC-1", "none"),
    start: fc.constantFrom("2026-11-17T00:00:00Z", "2026-11-18T10:00:00Z", "2026-11-20T00:00:00Z"),
    extends: fc.constantFrom("a.live.0123456789ab", "b.live.0123456789ab", "a.gone.0123456789ab"),
    break_glass: fc.boolean(),
  },
  { requiredKeys: ["user", "reason"] },
);
const MISSPELT: Readonly<Record<string, string>> = {
  ...{ duration: "duratoin", until: "Until", user: "usr", reason: "reasons", start: "STRAT" },
};
type Words = Readonly<Record<string, unknown>>;
const KEYS = ["user", "duration", "until", "reason", "ticket", "start", "extends", "break_glass"] as const;

/** Exactly one of the two ends: what else there may be is broken in another way. */
const oneEnd = ({ until, duration, ...words }: Words): Words =>
  until === undefined ? { ...words, duration: duration ?? "1h" } : { ...words, until };

/** A line for each key, in one order, so that places can be compared. */
const textOf = (words: Words, misspelt: Readonly<Record<string, string>> = {}): string =>
  ["role", ...KEYS]
    .map((key) => {
      const value = key === "role" ? "a" : words[key];
      return value === undefined ? "#\n" : `${misspelt[key] ?? key}: ${JSON.stringify(value)}\n`;
    })
    .join("");

const STRICT_POLICIES = readPolicies([
  file("policies/roles/a.yaml", POLICY(STRICT)),
  file("policies/roles/b.yaml", POLICY({})),
]).policies;

/** Rules and lines of all that is told of a grant file, broken or not, for a role {@link STRICT}. */
function told(text: string, policies: Policies = STRICT_POLICIES): string[] {
  const read = readGrant(file("grants/a/a.yaml", text));
  const grant = read.ok ? read.grant : read.mended?.grant;
  if (grant === undefined) return [];
  const chain = LIVE.filter(({ key }) => key === grant.extends);
  const window = windowOf(grant, NOW, chain[0]?.end) ?? alone(grant, NOW);
  const request = {
    grant: grantOf(grant, NOW, window),
    ...(grant.extends === undefined ? {} : { chain }),
    ...(read.ok ? {} : { unsaid: unsaidOf(grant, read.mended?.unsaid ?? new Set()) }),
  };
  const findings = judgeGrants({ added: [request], base: LIVE, policies, now: NOW });
  return findings.map(({ rule: name, line }) => `${name} ${line}`);
}

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
    name: "however policies are broken, they and a grant are judged, and what is broken is an error",
    // It reads and judges seven files.
    share: 0.2,
    check: (runs) =>
      fc.assert(
        fc.property(
          fc.array(fc.tuple(place, junk, fc.boolean()), { minLength: 1, maxLength: 3 }),
          valid,
          (faults, words) => {
            const source = policySource(broken(faults.map(([at, value, key]) => ({ ...at, value, key }))));
            const { findings } = inTime(() => judgePolicies(source, NOW));
            const judged = told(textOf(oneEnd(words)), source.mended.policies);
            const isMended = source.mended.policies !== source.policies;
            return (
              Array.isArray(judged) && (!isMended || findings.some(({ severity }) => severity === "error"))
            );
          },
        ),
        { numRuns: runs },
      ),
  },
  {
    name: "what is told of a grant beside a broken value is told whatever that value should be",
    share: 0.5,
    check: (runs) =>
      fc.assert(
        fc.property(valid, valid, fc.constantFrom(...KEYS), (words, other, key) => {
          const said = oneEnd(words);
          const broken = told(textOf({ ...said, [key]: ["nobody", "knows"] }));
          // The end that is not broken stays as it is, or there would be none or two.
          const ends = key === "duration" || key === "until";
          const meant = ends
            ? oneEnd({
                ...said,
                duration: other.duration ?? "1h",
                until: key === "until" ? other.until : undefined,
              })
            : { ...said, [key]: other[key] ?? said[key] };
          const all = new Set(told(textOf(meant)));
          return broken.every((one) => all.has(one));
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "a misspelt key hides nothing, and moves nothing",
    share: 0.5,
    check: (runs) =>
      fc.assert(
        fc.property(valid, fc.constantFrom(...Object.keys(MISSPELT)), (words, key) => {
          const said = oneEnd(words);
          const misspelt = { [key]: MISSPELT[key] ?? key };
          return isDeepStrictEqual(told(textOf(said)), told(textOf(said, misspelt)));
        }),
        { numRuns: runs },
      ),
  },
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
