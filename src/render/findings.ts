import type { Finding } from "../domain/finding.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** Findings as compilers print them: what, where, and what to write instead. Empty where there are none. */
export const findingsText = (findings: readonly Finding[], paint: Paint): string =>
  findings.map((finding) => `${findingText(finding, paint)}\n`).join("");

function findingText({ rule, severity, file, line, column, message, hint }: Finding, paint: Paint): string {
  // A rule's own text comes with its message, marked below: its lines stay lines.
  const [first = "", ...marked] = message.split("\n").map(onOneLine);
  const head = `${paint(severity === "error" ? "red" : "yellow", `${severity}[${rule}]`)} ${first}`;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [
    head,
    ...marked.map((line) => `  ${line}`),
    ...(place === "" ? [] : [`  ${paint("dim", "at")} ${onOneLine(place)}`]),
    ...hintLines(hint, paint),
  ].join("\n");
}

/** What to do next, line by line where it has several. */
export const hintLines = (hint: string | undefined, paint: Paint): string[] =>
  (hint ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => `  ${index === 0 ? paint("cyan", "help:") : "     "} ${onOneLine(line.trim())}`);
