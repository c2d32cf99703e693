import process from "node:process";
import { error, setOutput } from "@actions/core";
import { failureOf } from "../commands/failure.ts";

/** The job could not begin (2), or something outside failed before anything could be told (3). */
export function tellFailure(failure: unknown): void {
  const { exit, message, hint } = failureOf(failure);
  error(hint === undefined ? message : `${message}\n${hint}`);
  setOutput("ok", "false");
  process.exitCode = exit;
}
