import { type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import { policyCoverage, type Untouched } from "../domain/policy-coverage.ts";
import { type PolicyTestResult, policyTestFindings, runPolicyTests } from "../domain/policy-tests.ts";
import type { Instant } from "../domain/units.ts";
import { POLICY_PATHS, policyFaults, policySource } from "./main/read-policies.ts";
import type { Repository } from "./ports.ts";

export interface TestReport {
  readonly ok: boolean;
  readonly results: readonly PolicyTestResult[];
  /** Failed tests, and files that cannot be read: then no test is run. */
  readonly findings: readonly Finding[];
  /** With `--coverage`. */
  readonly untouched?: readonly Untouched[];
}

/** `leasehold test`: runs the policy tests of the working tree. Rules and roles that none touches are no findings. */
export async function test(
  ports: { readonly repository: Repository },
  options: { readonly coverage?: boolean; readonly at: Instant },
): Promise<TestReport> {
  const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
  const results = hasErrors(source.findings) ? [] : runPolicyTests(source.tests, source.policies, options.at);
  const findings = inOrder([...policyFaults(source, options.at), ...policyTestFindings(results)]);
  return {
    ok: !hasErrors(findings),
    results,
    findings,
    ...(options.coverage === true ? { untouched: policyCoverage(source.policies, results) } : {}),
  };
}
