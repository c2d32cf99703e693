import type { Finding } from "../domain/finding.ts";
import { findingsText } from "./findings.ts";
import type { Paint } from "./paint.ts";

interface Audited {
  readonly findings: readonly Finding[];
  readonly seen: { readonly records: number; readonly tokens: number; readonly events: number };
  readonly told: number;
  /** Parts that could not be compared. */
  readonly troubles: readonly unknown[];
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** One line of what was compared and what came of it. */
export function auditLine({ findings, seen, told, troubles }: Audited): string {
  const compared = `${counted(seen.records, "record")}, ${counted(seen.tokens, "token lease")} and ${counted(seen.events, "event")} compared`;
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const found = [
    ...(errors > 0 ? [counted(errors, "mismatch", "mismatches")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ].join(", ");
  const open = troubles.length > 0 ? `; ${counted(troubles.length, "part")} could not be compared` : "";
  const logged = told > 0 ? ` (${told} new in the audit log)` : "";
  if (found === "") return `${compared}: ${troubles.length > 0 ? "no mismatch found" : "all agree"}${open}.`;
  return `${compared}: ${found}${logged}${open}.`;
}

/** What audit found, for a terminal. */
export function auditText(audited: Audited, paint: Paint): string {
  const style = audited.findings.some(({ severity }) => severity === "error")
    ? "red"
    : audited.findings.length > 0 || audited.troubles.length > 0
      ? "yellow"
      : "green";
  const findings = audited.findings.map((one) => `${findingsText([one], paint)}\n`).join("");
  return `${findings}${paint(style, auditLine(audited))}\n`;
}
