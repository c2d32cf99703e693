import { error, type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import type { TreeEntry } from "../domain/tree.ts";
import type { Instant } from "../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText } from "../files/codeowners.ts";
import { POLICY_PATHS, policySource } from "./main/read-policies.ts";
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
 * right. Nothing is written from policies that cannot be read whole.
 */
export async function codeowners(
  ports: { readonly repository: Repository; readonly files: RepositoryFiles },
  options: { readonly check?: boolean; readonly at: Instant },
): Promise<CodeownersReport> {
  const entries = await ports.repository.workingTree(POLICY_PATHS);
  const source = policySource(entries);
  const odd = entries.find(isInTheWay);
  const findings = [...source.findings, ...(odd === undefined ? [] : [notAFile(odd.path)])];
  if (hasErrors(findings)) return { ok: false, findings: inOrder(findings), changed: false };
  const text = codeownersText(source.policies, source.codeowners ?? "", options.at);
  const changed = text !== source.codeowners;
  if (!changed) return { ok: true, findings, text, changed };
  if (options.check === true) return { ok: false, findings: [stale], text, changed };
  await ports.files.write(CODEOWNERS_FILE, text);
  return { ok: true, findings, text, changed };
}

/** What stands where the file or a folder above it should be: a link there leads out of the repository. */
const isInTheWay = ({ path, kind }: TreeEntry): boolean =>
  path === CODEOWNERS_FILE
    ? kind !== "file"
    : CODEOWNERS_FILE.startsWith(`${path}/`) || path.startsWith(`${CODEOWNERS_FILE}/`);

const notAFile = (path: string): Finding =>
  CODEOWNERS_FILE.startsWith(`${path}/`)
    ? error("codeowners", { file: path }, "is a link or a file, not a folder", "Make it a regular folder.")
    : error(
        "codeowners",
        { file: CODEOWNERS_FILE },
        "is a link or a folder, not a file",
        "Make it a regular file.",
      );

const stale = error(
  "codeowners",
  { file: CODEOWNERS_FILE },
  "does not say what policies/ say",
  "Run leasehold codeowners and commit what it writes.",
);
