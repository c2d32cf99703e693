import type { Finding } from "../domain/finding.ts";
import { NAME, parseGrantPath } from "../domain/key.ts";
import type { GrantFile } from "../domain/model.ts";
import type { TreeEntry } from "../domain/tree.ts";
import { type MendedGrant, readGrant } from "./grant-file.ts";
import { nameFinding, notRegular, wrongFileName, wrongFolder } from "./names.ts";

/** What may lie beside grants. */
const BESIDE = /^grants\/(?:[^/]+\/)?(?:README\.md|\.gitkeep)$/;

/**
 * Reads the grants of a tree, one entry after the other; entries outside `grants/` are passed over. A file that breaks
 * its form is absent from `grants` and named in `findings`, and so is every file that has no business under `grants/`.
 * `mended` has what broken files mean as far as anybody can tell: to say what else is wrong, never to be taken for grants.
 */
export class GrantReader {
  readonly grants: GrantFile[] = [];
  readonly mended: MendedGrant[] = [];
  readonly findings: Finding[] = [];

  /** @returns whether the file is a grant */
  add(entry: TreeEntry): boolean {
    if (entry.path !== "grants" && !entry.path.startsWith("grants/")) return false;
    const parts = parseGrantPath(entry.path);
    if (parts === undefined) {
      this.findings.push(...stray(entry));
      return false;
    }
    const read = readGrant(entry, parts);
    if (read.ok) {
      this.grants.push(read.grant);
      return true;
    }
    this.findings.push(...read.findings);
    if (read.mended !== undefined) this.mended.push(read.mended);
    return false;
  }
}

/** Every grant of a tree: see {@link GrantReader}. */
export function readGrants(
  entries: Iterable<TreeEntry>,
): Pick<GrantReader, "grants" | "mended" | "findings"> {
  const reader = new GrantReader();
  for (const entry of entries) reader.add(entry);
  return reader;
}

function stray(entry: TreeEntry): Finding[] {
  const irregular = notRegular(entry);
  if (irregular !== undefined) return [irregular];
  const file = entry.path;
  if (BESIDE.test(file)) return [];
  const [, folder, name, ...deeper] = file.split("/");
  if (folder === undefined || name === undefined) {
    return [nameFinding(file, "lies outside a role's folder", "move it to grants/<role>/<id>.yaml")];
  }
  if (deeper.length > 0)
    return [
      nameFinding(file, "lies too deep", `move it to grants/${NAME.test(folder) ? folder : "<role>"}/`),
    ];
  const findings = NAME.test(folder) ? [] : [wrongFolder(file, folder)];
  const wrong = wrongFileName(file);
  if (wrong !== undefined) findings.push(wrong);
  return findings;
}
