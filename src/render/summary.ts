import type { ChangeReport } from "../domain/change/change-report.ts";
import { count } from "./check-text.ts";
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
  const { result } = report;
  // What is wrong with a request is told with it.
  const told = new Set(report.requests.map((request) => request.grant.file));
  const others = result.findings.filter(({ file }) => file === undefined || !told.has(file));
  const head = [
    `## Leasehold check: ${result.ok ? "all right" : "something to mend"}`,
    "",
    counted(report),
  ].join("\n");
  const sections = [
    ...(others.length === 0 ? [] : [["### Findings", "", ...others.map(findingEntry)]]),
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

function counted({ requests, result, tests }: ChangeReport): string {
  const passed = tests.filter((test) => test.passed).length;
  const tested = tests.length === 0 ? "" : `, ${passed} of ${count(tests.length, "policy test")} passed`;
  return `${count(requests.length, "request")}, ${count(result.findings.length, "finding")}${tested}.`;
}

const CUT = "\n\n_Cut: there is more than GitHub shows._\n";
