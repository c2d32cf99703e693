import type { Finding } from "../domain/finding.ts";
import type { GrantRecord } from "../domain/record.ts";
import { fullMoment } from "./duration.ts";
import { WHY_ENDED } from "./end-reasons.ts";
import { code, markdownText } from "./markdown-text.ts";
import type { Owed } from "./run.ts";

/** What a run of the action did, for its job summary. */
export interface RunFacts {
  readonly title: string;
  readonly issued?: readonly GrantRecord[];
  readonly refused?: readonly GrantRecord[];
  readonly ended?: readonly GrantRecord[];
  readonly rotated?: readonly string[];
  readonly pulls?: readonly { readonly number: number; readonly url: string }[];
  readonly unchanged?: number;
  /** A last line, in place of what did not change. */
  readonly note?: string;
  readonly findings: readonly Finding[];
  readonly troubles: readonly Owed[];
}

/** A job summary takes 1 MiB; more rows than this help nobody. */
const ROWS = 500;

/** The job summary of a run, as Markdown: what it did, what it found, what is still owed. */
export function runSummary(facts: RunFacts): string {
  const sections = [
    listed(
      "Issued",
      facts.issued?.map(
        (record) =>
          `${code(record.key)} for **${markdownText(record.user)}** until ${fullMoment(record.end)}`,
      ),
    ),
    listed("Refused", facts.refused?.map(refused)),
    listed("Ended", facts.ended?.map(ended)),
    listed("Rotated", facts.rotated?.map(code)),
    listed(
      "Revoke pull requests",
      facts.pulls?.map(({ number, url }) => `[#${number}](${encodeURI(url)})`),
    ),
    listed("Findings", facts.findings.map(finding)),
    listed(
      "Still owed; the next run tries again",
      facts.troubles.map(
        (one) =>
          `**${markdownText(one.owed)}**: ${markdownText(one.message)}${one.hint ? ` *${markdownText(one.hint)}*` : ""}`,
      ),
    ),
  ].flat();
  const unchanged =
    facts.unchanged === undefined
      ? []
      : [`${facts.unchanged} ${facts.unchanged === 1 ? "grant stays as it is" : "grants stay as they are"}.`];
  return `${[
    `## ${facts.title}`,
    ...(sections.length === 0 && facts.note === undefined ? ["Nothing to do."] : sections),
    ...unchanged,
    ...(facts.note === undefined ? [] : [markdownText(facts.note)]),
  ].join("\n\n")}\n`;
}

function listed(title: string, lines: readonly string[] = []): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, ROWS).map((line) => `- ${line}`);
  const more = lines.length > ROWS ? [`- … and ${lines.length - ROWS} more`] : [];
  return [`### ${title}`, [...shown, ...more].join("\n")];
}

const refused = (record: GrantRecord): string =>
  `${code(record.key)} of **${markdownText(record.user)}**: ${(record.findings ?? []).map((one) => markdownText(one.message)).join("; ")}`;

const ended = (record: GrantRecord): string =>
  `${code(record.key)} of **${markdownText(record.user)}** at ${fullMoment(record.ended_at ?? record.end)}: ${record.ended_by ? WHY_ENDED[record.ended_by] : ""}`;

const finding = ({ severity, rule, file, line, message, hint }: Finding): string => {
  const place = file === undefined ? "" : ` ${code(line === undefined ? file : `${file}:${line}`)}`;
  return `${severity === "error" ? "❌" : "⚠️"} ${code(rule)}${place} ${markdownText(message)}${hint ? ` *${markdownText(hint)}*` : ""}`;
};
