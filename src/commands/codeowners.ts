import { error, type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import type { Instant } from "../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText, saysTheSame } from "../files/codeowners.ts";
import { notAFile, POLICY_PATHS, policyFaults, policySource } from "./main/read-policies.ts";
import type { Repository, RepositoryFiles } from "./ports.ts";

export interface CodeownersReport {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** The whole file as it should be; absent where the policies cannot be read. */
  readonly text?: string;
  /** Whether the file was not so before. */
  readonly changed: boolean;
}

/**
 * `leasehold codeowners`: writes the generated part of CODEOWNERS; with `check`, only tells whether it is there and
 * right. Nothing is written from policies that break a rule: who may review would be wrong.
 */
export async function codeowners(
  ports: { readonly repository: Repository; readonly files: RepositoryFiles },
  options: { readonly check?: boolean; readonly at: Instant },
): Promise<CodeownersReport> {
  const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
  const odd = source.in_the_way;
  const findings = [...policyFaults(source, options.at), ...(odd === undefined ? [] : [notAFile(odd)])];
  if (hasErrors(findings)) return { ok: false, findings: inOrder(findings), changed: false };
  const text = codeownersText(source.policies, source.codeowners ?? "", options.at);
  const changed = source.codeowners === undefined || !saysTheSame(source.codeowners, text);
  if (!changed) return { ok: true, findings, text, changed };
  if (options.check === true) return { ok: false, findings: inOrder([...findings, stale]), text, changed };
  await ports.files.write(CODEOWNERS_FILE, text);
  return { ok: true, findings, text, changed };
}

const stale = error(
  "codeowners",
  { file: CODEOWNERS_FILE },
  "does not say what policies/ say",
  "Run leasehold codeowners and commit what it writes.",
);
