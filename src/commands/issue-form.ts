import { type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import { ISSUE_FORM_FILE, issueFormText } from "../files/issue-form.ts";
import { POLICY_PATHS, policySource, staleIssueForm } from "./main/read-policies.ts";
import type { Repository, RepositoryFiles } from "./ports.ts";

export interface IssueFormReport {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly changed: boolean;
}

/**
 * `leasehold issue-form`: writes the roles into the form by which people ask without a clone, or the whole form where
 * there is none; with `check`, only tells whether they are there.
 */
export async function issueForm(
  ports: { readonly repository: Repository; readonly files: RepositoryFiles },
  options: { readonly check?: boolean },
): Promise<IssueFormReport> {
  const {
    policies,
    findings,
    issue_form: existing,
  } = policySource(await ports.repository.workingTree(POLICY_PATHS));
  if (hasErrors(findings)) return { ok: false, findings: inOrder(findings), changed: false };
  const text = issueFormText(policies, existing);
  const changed = text !== existing;
  if (changed && options.check === true)
    return { ok: false, findings: [staleIssueForm(existing ?? "")], changed };
  if (changed) await ports.files.write(ISSUE_FORM_FILE, text);
  return { ok: true, findings, changed };
}
