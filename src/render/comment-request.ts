import type { Approvals } from "../domain/approvals.ts";
import type { RequestReport } from "../domain/change/change-report.ts";
import { beyond } from "../domain/change/effect.ts";
import { hasErrors } from "../domain/finding.ts";
import { sameLogin } from "../domain/login.ts";
import { between, formatInstant, type Instant } from "../domain/units.ts";
import { spanText } from "./duration.ts";
import { findingEntry, grantBlock, link, name, nameRow, pathText, some, words } from "./markdown-parts.ts";

/** Entries of one list that are shown: an approver has ten seconds. */
const MOST = 20;

/** One request for its approver: who, what, why, which paths, when, whose approval, and what happens at the end. */
export function requestSection(report: RequestReport, approvals: Approvals | undefined): string[] {
  const { grant, role } = report;
  const refused = hasErrors(report.findings);
  const mark = refused ? "❌" : grant.break_glass ? "🚨" : "🔑";
  const verb = refused ? "cannot have" : grant.break_glass ? "takes, without approval," : "asks for";
  const about = role === undefined ? [] : ["", words(role.description)];
  return [
    `### ${mark} ${name(grant.user)} ${verb} ${name(grant.role)}`,
    ...about,
    "",
    `> ${words(grant.reason)}`,
    "",
    ...(refused ? refusal(report) : []),
    `- **When:** ${whenText(report)}`,
    ...(grant.ticket === undefined ? [] : [`- **Ticket:** ${link(grant.ticket, report.ticket_url)}`]),
    ...(grant.extends === undefined ? [] : [`- **Extends:** ${name(grant.extends)}`]),
    ...(sameLogin(report.author, grant.user) ? [] : [`- **Asked by:** ${name(report.author)}`]),
    ...accessLines(report),
    ...(refused ? [] : approvalLines(report, approvals)),
    ...endLines(report),
  ];
}

function refusal({ findings, suggestion }: RequestReport): string[] {
  const block = suggestion === undefined ? [] : ["", "This would pass:", "", ...grantBlock(suggestion)];
  return [...some(findings.map(findingEntry), MOST, "findings"), ...block, ""];
}

const clock = (moment: Instant): string => {
  const text = formatInstant(moment);
  return `${text.slice(0, 10)} ${text.endsWith(":00Z") ? text.slice(11, 16) : text.slice(11, 19)}`;
};

function whenText({ grant }: RequestReport): string {
  const length = spanText(between(grant.begin, grant.end));
  const [begin, end] = [clock(grant.begin), clock(grant.end)];
  const to = begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end;
  if (grant.start !== undefined && grant.begin > grant.landed) return `${begin} to ${to} UTC, ${length}`;
  if (grant.until !== undefined) return `from the merge to ${end} UTC, ${length} if merged now`;
  if (grant.extends !== undefined) return `from the merge to ${end} UTC, ${length} if merged now`;
  return `${length} from the merge; merged now, ${begin} to ${to} UTC`;
}

function accessLines({ role, held, findings }: RequestReport): string[] {
  if (role === undefined) return [];
  const gets = hasErrors(findings) ? "Would get" : "Gets";
  const gained = new Set(beyond(role.access, held).map(({ path }) => path));
  if (role.access.length > 0 && gained.size === 0) {
    return [
      `- **${gets}:** no path beyond what the person has live already:`,
      ...pathLines(role.access.map(pathText)),
    ];
  }
  const entries = role.access.map((access) =>
    gained.has(access.path) ? pathText(access) : `${pathText(access)}, has it live already`,
  );
  return [`- **${gets}:**`, ...pathLines(entries)];
}

const pathLines = (entries: readonly string[]): string[] =>
  some(
    entries.map((entry) => `- ${entry}`),
    MOST,
    "paths",
  ).map((entry) => `  ${entry}`);

function approvalLines({ grant, role, groups }: RequestReport, approvals: Approvals | undefined): string[] {
  if (grant.break_glass && role?.break_glass !== undefined) {
    return [`- **Approval:** none before; a review within ${spanText(role.break_glass.review_within)} after`];
  }
  if (approvals === undefined) {
    return [
      "- **Approval:** by",
      ...groups.map(
        ({ count, label, people }) => `  - ${count} of ${words(label)}: ${nameRow([...people].sort())}`,
      ),
    ];
  }
  const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
  const mark = approvals.satisfied ? "✅" : "⏳";
  const many = approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0);
  return [`- **Approval:** ${mark} ${many} of ${approvals.required}${given}`, ...missingLines(approvals)];
}

/** Who is missing, and approvals that do not count. */
export const missingLines = (approvals: Approvals): string[] => [
  ...approvals.missing.map(
    ({ count, label, eligible }) =>
      `  - missing ${count} of ${words(label)}: ${eligible.length === 0 ? "nobody is left who could" : nameRow(eligible)}`,
  ),
  ...approvals.findings
    .filter(({ rule }) => rule === "four-eyes")
    .slice(0, MOST)
    .map(({ message }) => `  - ⚠️ ${words(message)}`),
];

function endLines({ role, rotations, lasting, findings }: RequestReport): string[] {
  if (role === undefined || hasErrors(findings)) return [];
  const rotated =
    rotations.length === 0
      ? []
      : [`  - rotated then: ${nameRow(rotations.map((rotation) => rotation.name))}`];
  const outliving = role.access.flatMap(({ path, outlives }) =>
    outlives === undefined ? [] : [`  - ⚠️ ${name(path)} may live up to ${spanText(outlives)} longer`],
  );
  const known = lasting.map(({ message }) => `  - ⚠️ ${words(message)}`);
  return [
    "- **At the end:** Vault revokes the token and every lease under it",
    ...rotated,
    ...some([...outliving, ...known], MOST, "warnings"),
  ];
}
