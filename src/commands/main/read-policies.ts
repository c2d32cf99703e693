import { checkPolicies } from "../../domain/check-policies.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { Policies, PolicyTest } from "../../domain/model.ts";
import { type PolicyTestResult, policyTestFindings, runPolicyTests } from "../../domain/policy-tests.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import type { Instant } from "../../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText } from "../../files/codeowners.ts";
import { readPolicies } from "../../files/policies.ts";

/** Where everything lies that policies are read from. */
export const POLICY_PATHS: readonly string[] = ["policies", CODEOWNERS_FILE];

/** Policies as one tree has them. */
export interface PolicySource {
  readonly policies: Policies;
  readonly tests: readonly PolicyTest[];
  /** What is wrong with the files' form. */
  readonly findings: readonly Finding[];
  /** Files that could not be read. */
  readonly unread: ReadonlySet<string>;
  /** CODEOWNERS as it is; absent where there is none, or it is no file. */
  readonly codeowners?: string;
}

/** Reads policies from entries of {@link POLICY_PATHS}. */
export function policySource(entries: readonly TreeEntry[]): PolicySource {
  const { policies, tests, findings } = readPolicies(entries);
  const bytes = entries.find((entry) => entry.path === CODEOWNERS_FILE && entry.kind === "file")?.bytes;
  return {
    policies,
    tests,
    findings,
    unread: new Set(
      findings.flatMap((finding) => (finding.severity === "error" ? (finding.file ?? []) : [])),
    ),
    ...(bytes === undefined ? {} : { codeowners: new TextDecoder().decode(bytes) }),
  };
}

/** What is wrong with policies, their tests apart: their form, and every rule about them. */
export const policyFaults = ({ policies, findings, unread }: PolicySource, now: Instant): Finding[] => [
  ...findings,
  ...checkPolicies(policies, now, unread),
];

/** Policies judged by themselves and their tests. */
export interface JudgedPolicies {
  readonly findings: readonly Finding[];
  readonly tests: readonly PolicyTestResult[];
}

/**
 * Judges policies: their form, every rule about them, their tests, and whether CODEOWNERS says what they say. Tests
 * are not run where a file that decides could not be read: they would fail for that alone.
 */
export function judgePolicies(source: PolicySource, now: Instant): JudgedPolicies {
  const { policies, unread } = source;
  const whole = [...unread].every((file) => file.startsWith("policies/tests/"));
  const tests = whole ? runPolicyTests(source.tests, policies, now) : [];
  return {
    findings: [
      ...policyFaults(source, now),
      ...policyTestFindings(tests),
      ...(whole ? codeownersFindings(source, now) : []),
    ],
    tests,
  };
}

/** `codeowners`: the generated part is there and does not say what the policies say. */
function codeownersFindings({ policies, codeowners }: PolicySource, now: Instant): Finding[] {
  if (codeowners === undefined) return [];
  const line = codeowners.split("\n").findIndex((one) => one.trim() === "# leasehold:begin");
  if (line === -1 || codeownersText(policies, codeowners, now) === codeowners) return [];
  return [
    error(
      "codeowners",
      { file: CODEOWNERS_FILE, line: line + 1, column: 1 },
      "the generated part does not say what policies/ say",
      "Run leasehold codeowners and commit what it writes.",
    ),
  ];
}
