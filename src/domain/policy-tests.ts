import type { ApprovalFacts } from "./approval-facts.ts";
import { judgeApprovals } from "./approvals.ts";
import { grantOf, windowOf } from "./clock.ts";
import { approverSets, personOf } from "./eligibility.ts";
import { error, type Finding, hasErrors, type RuleName } from "./finding.ts";
import { judgeEach } from "./judge.ts";
import { type GrantKey, grantPath } from "./key.ts";
import type { Grant, GrantFile, Policies, PolicyTest } from "./model.ts";
import { Patience } from "./patience.ts";
import type { Instant } from "./units.ts";

/** What the policies answered to one test. */
export interface PolicyTestResult {
  readonly test: PolicyTest;
  readonly answer: "allow" | "deny";
  /** Why it was denied; approvals and four-eyes are among them here. */
  readonly reasons: readonly Finding[];
  readonly passed: boolean;
  /** Rules the test wanted among the reasons and did not get. */
  readonly missed: readonly RuleName[];
}

/** Runs policy tests; signatures and MFA are taken as given (formats.md, "Policy test"). */
export const runPolicyTests = (
  tests: readonly PolicyTest[],
  policies: Policies,
  now: Instant,
): PolicyTestResult[] => {
  const patience = new Patience(tests.length);
  return tests.map((test) => runPolicyTest(test, policies, test.now ?? now, patience));
};

/** `policy-test`: each test that did not get what it expects, at its place, with what it got. */
export const policyTestFindings = (results: readonly PolicyTestResult[]): Finding[] =>
  results
    .filter((result) => !result.passed)
    .map(({ test, answer, reasons, missed }) => {
      const why = reasons.map((reason) => `${reason.rule}: ${reason.message}`).join("; ");
      const told = why === "" ? "" : ` (${why})`;
      return answer === test.expect
        ? error(
            "policy-test",
            test.at("rules"),
            `${test.name}: denied, but not by ${missed.join(", ")}${told}`,
            "Mend the policy, or name the rules that deny it.",
          )
        : error(
            "policy-test",
            test.at("expect"),
            `${test.name}: expected ${test.expect}, got ${answer}${told}`,
            "Mend the policy, or the test where the policy is meant so.",
          );
    });

function runPolicyTest(
  test: PolicyTest,
  policies: Policies,
  now: Instant,
  patience: Patience,
): PolicyTestResult {
  const base = test.live.map((live, index) => liveGrant(live, index));
  const chain = base.filter((grant) => grant.key !== undefined && grant.key === test.request.extends);
  const grant = requested(test.request, now, chain.at(-1));
  const extended = test.request.extends === undefined ? {} : { chain };
  const added = [{ grant, author: test.author, ...extended }];
  const judged = [...judgeEach({ added, base, policies, now, patience }).values()].flat();
  const reasons = [...judged, ...approvalFindings(test, grant, policies, now)];
  const answer = hasErrors(reasons) ? "deny" : "allow";
  const missed = test.rules.filter((rule) => !reasons.some((reason) => reason.rule === rule));
  return { test, answer, reasons, missed, passed: answer === test.expect && missed.length === 0 };
}

function requested(request: PolicyTest["request"], now: Instant, extended: Grant | undefined): Grant {
  const id = request.break_glass ? "bg-test" : "test";
  const path = grantPath(request.role, id);
  const file: GrantFile = { ...request, id, file: path, at: () => ({ file: path }) };
  return grantOf(file, now, windowOf(file, now, extended?.end) ?? { begin: now, end: now });
}

function liveGrant(live: PolicyTest["live"][number], index: number): Grant & { readonly key?: GrantKey } {
  const id = `live-${index + 1}`;
  const file = grantPath(live.role, id);
  return { ...live, id, file, reason: "", break_glass: false, landed: live.begin, at: () => ({ file }) };
}

/** Approvals as a pull request with just these would have them. */
function approvalFindings(
  test: PolicyTest,
  grant: Grant,
  policies: Policies,
  now: Instant,
): readonly Finding[] {
  const role = policies.roles.get(grant.role);
  if (role === undefined || (grant.break_glass && role.break_glass !== undefined)) return [];
  const head = "head";
  const approvals = test.approvals.map((login) => personOf(login, policies));
  const facts: ApprovalFacts = {
    pull: {
      number: 0,
      url: "",
      title: test.name,
      state: "open",
      author: { login: personOf(test.author, policies), type: "User" },
      base: "main",
      head,
      head_branch: "test",
    },
    reviews: approvals.map((login) => ({
      reviewer: { login, type: "User" },
      state: "APPROVED",
      commit: head,
      submitted_at: now,
    })),
    commits: [],
    writers: new Set(approvals),
  };
  const grantee = personOf(grant.user, policies);
  return judgeApprovals(facts, approverSets(role, policies, now), grantee, grant.at()).findings;
}
