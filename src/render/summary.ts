import type { ChangeReport } from "../domain/change/change-report.ts";
import type { CommentApprovals } from "./comment.ts";
import { effectSection } from "./comment-effect.ts";
import { requestSection } from "./comment-request.ts";
import { findingEntry } from "./markdown-parts.ts";

/** GitHub takes 1 MiB for a step (facts.md, "Limits"); bytes, as a character may have four. */
const LONGEST = 1_000_000;

/** The job's summary of a check: every finding, every request, every test, as far as there is room. */
export function checkSummary(
  report: ChangeReport,
  approvals: CommentApprovals = { requests: new Map() },
): string {
  const { result, tests } = report;
  const failed = tests.filter(({ passed }) => !passed).length;
  const head = [
    `## Leasehold check: ${result.ok ? "all right" : "something to mend"}`,
    "",
    `${report.requests.length} requests, ${result.findings.length} findings, ${tests.length - failed} of ${tests.length} policy tests passed.`,
  ].join("\n");
  const sections = [
    ...(result.findings.length === 0 ? [] : [["### Findings", "", ...result.findings.map(findingEntry)]]),
    ...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
    ...(report.effect === undefined ? [] : [effectSection(report.effect)]),
  ];
  const shown = [head];
  let room = LONGEST - Buffer.byteLength(head) - Buffer.byteLength(CUT);
  for (const line of sections.flatMap((lines) => ["", ...lines])) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) return `${shown.join("\n")}${CUT}`;
    shown.push(line);
  }
  return `${shown.join("\n")}\n`;
}

const CUT = "\n\n_Cut: there is more than GitHub shows._\n";
