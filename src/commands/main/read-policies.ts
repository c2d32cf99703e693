import { checkPolicies } from "../../domain/check-policies.ts";
import { error, type Finding, warning } from "../../domain/finding.ts";
import type { Policies, PolicyTest } from "../../domain/model.ts";
import { type PolicyTestResult, policyTestFindings, runPolicyTests } from "../../domain/policy-tests.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import type { Instant } from "../../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText, generatedPart, saysTheSame } from "../../files/codeowners.ts";
import { ISSUE_FORM_FILE, issueFormText } from "../../files/issue-form.ts";
import { type MendedPolicies, readPolicies } from "../../files/policies.ts";

/** Where everything lies that policies are read from. */
export const POLICY_PATHS: readonly string[] = ["policies", CODEOWNERS_FILE, ISSUE_FORM_FILE];

/** Policies as one tree has them. */
export interface PolicySource {
  readonly policies: Policies;
  readonly tests: readonly PolicyTest[];
  /** As broken files mean them: judged to tell all that is wrong at once, and not taken over. */
  readonly mended: MendedPolicies;
  /** What is wrong with the files' form. */
  readonly findings: readonly Finding[];
  /** Files that could not be read. */
  readonly unread: ReadonlySet<string>;
  /** CODEOWNERS as it is; absent where there is none, or it is no file. */
  readonly codeowners?: string;
  /** What stands where CODEOWNERS or a folder above it should be: a link there leads out of the repository. */
  readonly in_the_way?: string;
  /** The form for requests as it is; absent where there is none. */
  readonly issue_form?: string;
}

/** Reads policies from entries of {@link POLICY_PATHS}. */
export function policySource(entries: readonly TreeEntry[]): PolicySource {
  const { policies, tests, findings, mended } = readPolicies(entries);
  const codeowners = textAt(entries, CODEOWNERS_FILE);
  const issue_form = textAt(entries, ISSUE_FORM_FILE);
  const odd = entries.find(isInTheWay)?.path;
  return {
    policies,
    tests,
    findings,
    mended,
    unread: new Set(
      findings.flatMap((finding) => (finding.severity === "error" ? (finding.file ?? []) : [])),
    ),
    ...(codeowners === undefined ? {} : { codeowners }),
    ...(issue_form === undefined ? {} : { issue_form }),
    ...(odd === undefined ? {} : { in_the_way: odd }),
  };
}

const isInTheWay = ({ path, kind }: TreeEntry): boolean =>
  path === CODEOWNERS_FILE
    ? kind !== "file"
    : CODEOWNERS_FILE.startsWith(`${path}/`) || path.startsWith(`${CODEOWNERS_FILE}/`);

function textAt(entries: readonly TreeEntry[], path: string): string | undefined {
  const bytes = entries.find((entry) => entry.path === path && entry.kind === "file")?.bytes;
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** What is wrong with policies, their tests apart: their form, and every rule about them. */
export const policyFaults = ({ findings, mended }: PolicySource, now: Instant): Finding[] => [
  ...findings,
  ...checkPolicies(mended.policies, now),
];

/** Whether all files that decide say all of what they are there for, be it that some must be mended to. */
export const saysAll = ({ mended }: PolicySource): boolean =>
  [...mended.unsaid].every((file) => file.startsWith("policies/tests/"));

/** Policies judged by themselves and their tests. */
export interface JudgedPolicies {
  readonly findings: readonly Finding[];
  readonly tests: readonly PolicyTestResult[];
}

/**
 * Judges policies: their form, every rule about them, their tests, and whether CODEOWNERS says what they say. Tests
 * are not run where a file that decides does not say all: they would fail for that alone.
 *
 * @param before CODEOWNERS as the base of a change has it; absent where no change is judged
 */
export function judgePolicies(
  source: PolicySource,
  now: Instant,
  before?: Pick<PolicySource, "codeowners">,
): JudgedPolicies {
  const { policies, tests: meant } = source.mended;
  const whole = saysAll(source);
  const tests = whole ? runPolicyTests(meant, policies, now) : [];
  return {
    findings: [
      ...policyFaults(source, now),
      ...policyTestFindings(tests),
      ...(whole
        ? [
            ...codeownersFindings({ ...source, policies }, now, before),
            ...issueFormFindings({ ...source, policies }),
          ]
        : []),
    ],
    tests,
  };
}

const WRITE = "Run leasehold codeowners and commit what it writes.";

/**
 * `codeowners`: the generated part does not say what the policies say, or a change takes it away. A repository that
 * never had one is told, and no more: there are plans of GitHub on which nobody goes by it.
 */
function codeownersFindings(
  { policies, codeowners, in_the_way }: PolicySource,
  now: Instant,
  before: Pick<PolicySource, "codeowners"> | undefined,
): Finding[] {
  const part = generatedPart(codeowners ?? "");
  if (codeowners !== undefined && part !== undefined) {
    if (saysTheSame(codeowners, codeownersText(policies, codeowners, now))) return [];
    const at = { file: CODEOWNERS_FILE, line: part, column: 1 };
    return [error("codeowners", at, "the generated part does not say what policies/ say", WRITE)];
  }
  if (in_the_way !== undefined) return [notAFile(in_the_way)];
  const at = { file: CODEOWNERS_FILE, ...(codeowners === undefined ? {} : { line: 1, column: 1 }) };
  const missing = codeowners === undefined ? "is not there" : "has no generated part";
  if (before === undefined)
    return [warning("codeowners", at, `${missing}: GitHub asks nobody to review`, WRITE)];
  if (generatedPart(before.codeowners ?? "") === undefined) return [];
  return [error("codeowners", at, `${missing} any more: GitHub would ask nobody to review`, WRITE)];
}

/** Something else than the file, or than the folder above it. */
export const notAFile = (path: string): Finding =>
  CODEOWNERS_FILE.startsWith(`${path}/`)
    ? error("codeowners", { file: path }, "is a link or a file, not a folder", "Make it a regular folder.")
    : error(
        "codeowners",
        { file: CODEOWNERS_FILE },
        "is a link or a folder, not a file",
        "Make it a regular file.",
      );

/** `issue-form`: there is a form with a generated part, and it offers other roles than there are. Nobody is harmed. */
const issueFormFindings = ({ policies, issue_form }: PolicySource): Finding[] =>
  issue_form === undefined || issueFormText(policies, issue_form) === issue_form
    ? []
    : [staleIssueForm(issue_form)];

/** The finding at the first line of the generated part. */
export function staleIssueForm(form: string): Finding {
  const line = form.split("\n").findIndex((one) => one.trim() === "# leasehold:begin");
  return warning(
    "issue-form",
    { file: ISSUE_FORM_FILE, ...(line === -1 ? {} : { line: line + 1, column: 1 }) },
    "the form does not offer the roles that policies/ have",
    "Run leasehold issue-form and commit what it writes.",
  );
}
