import type { Approvals } from "../domain/approvals.ts";
import type { ChangeReport, RequestReport } from "../domain/change/change-report.ts";
import type { Finding } from "../domain/finding.ts";
import { effectSection } from "./comment-effect.ts";
import { missingLines, requestSection } from "./comment-request.ts";
import { findingEntry, name, nameRow, some } from "./markdown-parts.ts";

/** The first line of the one comment of a pull request: by it the comment is found again. */
export const COMMENT_MARKER = "<!-- leasehold:check -->";

/** GitHub takes 65,536 characters (facts.md, "Limits"). */
const LONGEST = 60_000;

/** Approvals as the pull request has them. */
export interface CommentApprovals {
  readonly requests: ReadonlyMap<RequestReport, Approvals>;
  readonly policies?: Approvals | undefined;
}

/**
 * The comment of a pull request: what it would do, for an approver with ten seconds and a phone. No wide tables, and
 * nothing that somebody wrote can call, link or look like the comment itself.
 */
export function pullComment(
  report: ChangeReport,
  approvals: CommentApprovals = { requests: new Map() },
): { readonly marker: string; readonly body: string } {
  const sections = [
    ...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
    ...(report.removed.length === 0 ? [] : [removedSection(report)]),
    ...otherFindings(report),
    ...(report.owners.length === 0 ? [] : [ownersSection(report, approvals.policies)]),
    ...(report.effect === undefined ? [] : [effectSection(report.effect)]),
  ].map((lines) => lines.join("\n"));
  const footer = "<sub>Leasehold check. Apply decides all of this again before anything is issued.</sub>";
  return { marker: COMMENT_MARKER, body: fitting([COMMENT_MARKER, headline(report)], sections, footer) };
}

function headline({ result, requests, removed, effect, owners }: ChangeReport): string {
  const wrong = result.findings.filter(({ severity }) => severity === "error").length;
  const parts = [
    ...(requests.length === 0 ? [] : [`${requests.length} ${plural(requests.length, "request")}`]),
    ...(removed.length === 0 ? [] : [`${removed.length} ${plural(removed.length, "grant")} ended`]),
    ...(effect === undefined && owners.length === 0 ? [] : ["policies change"]),
    ...(wrong === 0 ? [] : [`${wrong} ${plural(wrong, "thing")} to mend`]),
  ];
  const told = parts.length === 0 ? "nothing of Leasehold's changes" : parts.join(", ");
  return `## ${result.ok ? "✅" : "❌"} Leasehold: ${told}`;
}

const plural = (count: number, thing: string): string => (count === 1 ? thing : `${thing}s`);

function removedSection({ removed }: ChangeReport): string[] {
  const entries = removed.map(
    ({ user, role, file }) => `- ${name(user)} loses ${name(role)} (${name(file)})`,
  );
  return ["### 🔒 Ends on merge", "", ...some(entries, 40, "grants")];
}

/** Findings that no request's section shows: form, edits, policies. */
function otherFindings({ result, requests }: ChangeReport): string[][] {
  const shown = new Set<Finding>(requests.flatMap(({ findings }) => findings));
  const others = result.findings.filter((finding) => !shown.has(finding));
  if (others.length === 0) return [];
  const wrong = others.some(({ severity }) => severity === "error");
  const title = wrong ? "### ❌ To mend before this can be merged" : "### ⚠️ Worth a look";
  return [[title, "", ...some(others.map(findingEntry), 40, "findings")]];
}

function ownersSection({ owners }: ChangeReport, approvals: Approvals | undefined): string[] {
  const title = "### 👥 Approval of the owners";
  if (approvals === undefined) {
    const groups = owners.map(({ count, people }) => `- ${count} of ${nameRow([...people].sort())}`);
    return [title, "", ...groups];
  }
  const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
  const many = approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0);
  const mark = approvals.satisfied ? "✅" : "⏳";
  return [title, "", `- ${mark} ${many} of ${approvals.required}${given}`, ...missingLines(approvals)];
}

/** As many sections as there is room for, and how many are left out. */
function fitting(head: readonly string[], sections: readonly string[], footer: string): string {
  const note = (left: number) => `_… and ${left} more ${plural(left, "section")}: see the job's summary._`;
  const gap = "\n\n";
  const shown: string[] = [...head];
  let room = LONGEST - [...head, footer, note(sections.length)].join(gap).length - gap.length;
  let count = 0;
  for (const section of sections) {
    if (section.length + gap.length > room) break;
    shown.push(section);
    room -= section.length + gap.length;
    count += 1;
  }
  const left = sections.length - count;
  return [...shown, ...(left === 0 ? [] : [note(left)]), footer].join(gap);
}
