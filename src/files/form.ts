import { error, type Finding } from "../domain/finding.ts";
import {
  type Instant,
  instant,
  parseDuration,
  parseInstant,
  type Seconds,
  seconds,
} from "../domain/units.ts";
import { showPath } from "./show.ts";
import type { Positions } from "./yaml.ts";
import type { Path } from "./yaml-document.ts";

/** What a file's reader carries along: where things stand, and what has been found so far. */
export interface Form {
  readonly positions: Positions;
  readonly findings: Finding[];
}

/** Reports what a schema cannot say. */
export function wrong(form: Form, path: Path, message: string, hint: string): void {
  form.findings.push(error("schema", form.positions.value(...path), message, hint));
}

/** A duration whose form the schema has checked; 0 beside a finding where it is too long to count. */
export function durationOf(form: Form, path: Path, text: string): Seconds {
  const value = parseDuration(text);
  if (value !== undefined) return value;
  wrong(form, path, `${showPath(path)}: ${text} is too long to count in seconds`, "write a shorter duration");
  return seconds(0);
}

/** An instant whose form the schema has checked; 0 beside a finding where the calendar has no such moment. */
export function instantOf(form: Form, path: Path, text: string): Instant {
  const value = parseInstant(text);
  if (value !== undefined) return value;
  wrong(
    form,
    path,
    `${showPath(path)}: there is no ${text}`,
    "look at the month, the day, the time and the offset",
  );
  return instant(0);
}
