/** Changed files, line by line, with what checks said about a line under it. */
import type { FileChange } from "../github/git/objects.ts";
import { type Html, html } from "./html.ts";
import { badge } from "./marks.ts";

/** What a check says about a line. */
export interface Remark {
  readonly path: string;
  readonly line: number;
  readonly level: string;
  readonly message: string;
}

interface Line {
  readonly kind: "hunk" | "added" | "removed" | "same";
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
}

export const diff = (changes: readonly FileChange[], remarks: readonly Remark[] = []): Html =>
  html`${changes.map((change) =>
    fileDiff(
      change,
      remarks.filter(({ path }) => path === change.path),
    ),
  )}`;

function fileDiff(change: FileChange, remarks: readonly Remark[]): Html {
  const { path, previousPath, status, additions, deletions, patch } = change;
  const lines = patch === undefined ? [] : linesOf(patch);
  const shown = new Set<Remark>();
  const rows = lines.map((line) => {
    const here = remarks.filter((remark) => line.after !== undefined && remark.line === line.after);
    for (const remark of here) shown.add(remark);
    return html`<tr class="${line.kind}"><td class="no">${line.before}</td><td class="no">${line.after}</td><td class="text">${line.text}</td></tr>${here.map(remarkRow)}`;
  });
  const rest = remarks.filter((remark) => !shown.has(remark));
  return html`<section class="file box"><h3><span class="path">${previousPath && `${previousPath} → `}${path}</span> ${status !== "modified" && badge("quiet", status)} <span class="counts"><b class="plus">+${additions}</b> <b class="minus">−${deletions}</b></span></h3>
<div class="scroll"><table class="diff">${rest.map(remarkRow)}${patch === undefined ? html`<tr class="hunk"><td colspan="3">No lines to show.</td></tr>` : rows}</table></div></section>`;
}

const remarkRow = ({ level, message }: Remark): Html =>
  html`<tr class="remark ${level}"><td colspan="3"><p><b>${level === "failure" ? "error" : level}</b> ${message}</p></td></tr>`;

function linesOf(patch: string): Line[] {
  let before = 0;
  let after = 0;
  return patch.split("\n").flatMap((text): Line[] => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text);
    if (hunk) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      return [{ kind: "hunk", text }];
    }
    const rest = text.slice(1);
    if (text.startsWith("+")) return [{ kind: "added", after: after++, text: rest }];
    if (text.startsWith("-")) return [{ kind: "removed", before: before++, text: rest }];
    if (text.startsWith(" ")) return [{ kind: "same", before: before++, after: after++, text: rest }];
    return [];
  });
}
