import process from "node:process";
import { error, setOutput, summary, warning } from "@actions/core";
import type { ExitCode } from "../commands/outcome.ts";
import type { Finding } from "../domain/finding.ts";
import { annotationsOf } from "../render/annotations.ts";

/** What a command of the action comes to. */
export interface Told {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  /** Markdown for the job's summary. */
  readonly summary: string;
  readonly issued?: readonly string[];
  readonly recalled?: readonly string[];
  /** Whether ended grants owe rotations that are not done. */
  readonly owed?: boolean;
  /** Whether the settings want the report on Pages. */
  readonly pages?: boolean;
}

/** Annotations at file and line, the summary, the outputs, and the job's fate. */
export async function tell(told: Told): Promise<void> {
  for (const { level, message, properties } of annotationsOf(told.findings)) {
    if (level === "error") error(message, properties);
    else warning(message, properties);
  }
  await summary.addRaw(told.summary, true).write();
  setOutput("ok", String(told.exit === 0));
  setOutput("findings", JSON.stringify(told.findings));
  setOutput("issued", JSON.stringify(told.issued ?? []));
  setOutput("recalled", JSON.stringify(told.recalled ?? []));
  if (told.owed !== undefined) setOutput("owed", String(told.owed));
  setOutput("pages", String(told.pages === true));
  process.exitCode = told.exit;
}
