import process from "node:process";
import * as core from "@actions/core";
import { type ExitCode, failureOf } from "../commands/outcome.ts";
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
    if (level === "error") core.error(message, properties);
    else core.warning(message, properties);
  }
  await core.summary.addRaw(told.summary, true).write();
  core.setOutput("ok", String(told.exit === 0));
  core.setOutput("findings", JSON.stringify(told.findings));
  core.setOutput("issued", JSON.stringify(told.issued ?? []));
  core.setOutput("recalled", JSON.stringify(told.recalled ?? []));
  if (told.owed !== undefined) core.setOutput("owed", String(told.owed));
  core.setOutput("pages", String(told.pages === true));
  process.exitCode = told.exit;
}

/** The job could not begin (2), or something outside failed before anything could be told (3). */
export function tellFailure(error: unknown): void {
  const { exit, message, hint } = failureOf(error);
  core.error(hint === undefined ? message : `${message}\n${hint}`);
  core.setOutput("ok", "false");
  process.exitCode = exit;
}
