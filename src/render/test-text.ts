import type { Finding } from "../domain/finding.ts";
import type { Untouched } from "../domain/policy-coverage.ts";
import type { PolicyTestResult } from "../domain/policy-tests.ts";
import { count } from "./check-text.ts";
import { findingsText } from "./findings.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** What `test` tells; the shape of commands/test.ts. */
export interface Tested {
  readonly results: readonly PolicyTestResult[];
  readonly findings: readonly Finding[];
  readonly untouched?: readonly Untouched[];
}

/** A report like a test runner's: each test by file, then what failed and why, then what no test touches. */
export function testText({ results, findings, untouched }: Tested, paint: Paint): string {
  const files = Map.groupBy(results, ({ test }) => test.file);
  const listed = [...files].map(([file, ofFile]) => {
    const lines = ofFile.map(({ test, passed }) => {
      const mark = passed ? paint("green", "✓") : paint("red", "✗");
      return `  ${mark} ${onOneLine(test.name)}\n`;
    });
    return `${paint("bold", onOneLine(file))}\n${lines.join("")}`;
  });
  const failed = results.filter(({ passed }) => !passed).length;
  const last = [
    `${results.length - failed} passed`,
    ...(failed === 0 ? [] : [paint("red", `${failed} failed`)]),
  ].join(", ");
  const parts = [
    ...listed,
    findingsText(findings, paint),
    ...(untouched === undefined ? [] : [coverageText(untouched, paint)]),
    `${count(results.length, "test")}: ${last}\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function coverageText(untouched: readonly Untouched[], paint: Paint): string {
  if (untouched.length === 0) return `${paint("green", "every role and rule is touched by a test")}\n`;
  const lines = untouched.map(({ role, tested, allowed, rules }) => {
    if (!tested) return `  ${role}: no test asks for it\n`;
    const never = [
      ...(allowed ? [] : ["no test shows it given"]),
      ...(rules.length === 0 ? [] : [`none shows it refused by ${rules.join(", ")}`]),
    ];
    return `  ${role}: ${never.join("; ")}\n`;
  });
  return `${paint("yellow", "not touched by any test")}\n${lines.join("")}`;
}
