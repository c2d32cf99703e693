import type { Finding } from "../domain/finding.ts";
import { onOneLine } from "./terminal-text.ts";

/** One annotation as @actions/core takes it; the runner escapes what workflow commands need escaped. */
export interface Annotation {
  readonly level: "error" | "warning";
  readonly message: string;
  readonly properties: {
    readonly title: string;
    readonly file?: string;
    readonly startLine?: number;
    readonly startColumn?: number;
  };
}

/** Annotations GitHub shows of each type for a step (facts.md, "Limits"). */
const SHOWN = 10;

/**
 * Findings as annotations at file and line. GitHub shows ten of each type and says nothing of the rest: where there
 * are more, the tenth says how many and where they are.
 */
export function annotationsOf(findings: readonly Finding[]): Annotation[] {
  return (["error", "warning"] as const).flatMap((level) => {
    const all = findings.filter((finding) => finding.severity === level).map(annotationOf);
    if (all.length <= SHOWN) return all;
    const hidden = all.length - (SHOWN - 1);
    const rest: Annotation = {
      level,
      message: `${hidden} more ${level}s are in the job summary`,
      properties: { title: "leasehold" },
    };
    return [...all.slice(0, SHOWN - 1), rest];
  });
}

const annotationOf = ({ severity, rule, file, line, column, message, hint }: Finding): Annotation => ({
  level: severity,
  message: [message, ...(hint === undefined ? [] : [hint])]
    .flatMap((text) => text.split("\n"))
    .map(onOneLine)
    .join("\n"),
  properties: {
    title: rule,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
    ...(column === undefined ? {} : { startColumn: column }),
  },
});
