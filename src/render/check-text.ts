import type { ChangeReport, RequestReport } from "../domain/change/change-report.ts";
import { hasErrors } from "../domain/finding.ts";
import { formatInstant, seconds } from "../domain/units.ts";
import type { WrittenGrant } from "../domain/wish.ts";
import { spanText } from "./duration.ts";
import { findingsText } from "./findings.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** What `check` answers at a terminal: findings, the nearest requests that would pass, and a last line that counts. */
export function checkText(report: ChangeReport, paint: Paint): string {
  const { result, requests } = report;
  const suggestions = requests.flatMap((request) =>
    request.suggestion === undefined
      ? []
      : [
          `${paint("cyan", "would pass:")} ${onOneLine(request.grant.file)}\n${writtenText(request.suggestion)}`,
        ],
  );
  const errors = result.findings.filter(({ severity }) => severity === "error").length;
  const warnings = result.findings.length - errors;
  const counted = [
    ...(errors === 0 ? [] : [paint("red", count(errors, "error"))]),
    ...(warnings === 0 ? [] : [paint("yellow", count(warnings, "warning"))]),
    ...(errors + warnings === 0 ? [paint("green", "nothing wrong")] : []),
  ].join(", ");
  const judged = `${count(requests.length, "grant")} judged`;
  const tests =
    report.tests.length === 0
      ? ""
      : `, ${report.tests.filter(({ passed }) => passed).length} of ${count(report.tests.length, "policy test")} passed`;
  return [findingsText(result.findings, paint), ...suggestions, `${judged}${tests}: ${counted}\n`]
    .filter((part) => part !== "")
    .join("\n");
}

export const count = (many: number, thing: string): string => `${many} ${thing}${many === 1 ? "" : "s"}`;

/** The fields of a grant file to write, indented. */
export const writtenText = (grant: WrittenGrant): string =>
  Object.entries(grant)
    .map(([key, value]) => `  ${key}: ${onOneLine(String(value))}\n`)
    .join("");

/** One request in full: who gets what, from when to when, by whose approval. */
export function requestText(report: RequestReport, paint: Paint): string {
  const { grant, role, view, groups } = report;
  const refused = hasErrors(report.findings);
  const verdict = refused ? paint("red", "refused") : paint("green", "allowed");
  const when = `${formatInstant(grant.begin)} to ${formatInstant(grant.end)} (${spanText(seconds(view.seconds))})`;
  const lines = [
    `${paint("bold", verdict)}: ${grant.user} ${grant.role}`,
    ...row("when", when),
    ...(grant.ticket === undefined ? [] : row("ticket", grant.ticket)),
    ...view.access.flatMap(({ path, capabilities }) => row("gets", `${path} (${capabilities.join(", ")})`)),
    ...groups.flatMap(({ count: many, label, people }) =>
      row("approval", `${many} of ${label}: ${[...people].sort().join(", ") || "nobody"}`),
    ),
    ...(grant.break_glass && role?.break_glass !== undefined
      ? row("approval", `none before; a review within ${spanText(role.break_glass.review_within)} after`)
      : []),
    ...(refused ? [] : report.rotations.flatMap(({ name }) => row("at the end", `${name} is rotated`))),
    ...report.lasting.flatMap(({ message }) => row("outlives", message)),
  ];
  return `${lines.join("\n")}\n`;
}

const row = (name: string, text: string): string[] => [`  ${name.padEnd(10)} ${onOneLine(text)}`];
