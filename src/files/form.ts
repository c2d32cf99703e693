import { error, type Finding } from "../domain/finding.ts";
import {
  type Instant,
  instant,
  parseDuration,
  parseInstant,
  type Seconds,
  seconds,
} from "../domain/units.ts";
import type { Path } from "../domain/unsaid.ts";
import { checkForm } from "./schema-check.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { showPath } from "./show.ts";
import type { Positions } from "./yaml.ts";

/** What a file's reader carries along: where things stand, what has been found so far, and what nobody knows. */
export interface Form {
  readonly positions: Positions;
  readonly findings: Finding[];
  /** Paths of which the file, broken as it is, does not say what they should be. */
  readonly unsaid: Path[];
}

export type Opened<K extends FileKind> =
  | { readonly ok: true; readonly form: Form; readonly written: Written<K> }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * What a file says, whole or mended, to be read on: it is whole only if the form has no findings afterwards. Not `ok`
 * where nobody can tell what it should be.
 */
export function openForm<K extends FileKind>(kind: K, value: unknown, positions: Positions): Opened<K> {
  const checked = checkForm(kind, value, positions);
  if (checked.ok) return { ok: true, form: { positions, findings: [], unsaid: [] }, written: checked.value };
  const { findings, mended } = checked;
  if (mended === undefined) return { ok: false, findings };
  const form = { positions: mended.positions, findings: [...findings], unsaid: [...mended.unsaid] };
  return { ok: true, form, written: mended.value };
}

/** Whether the file says all of what is at a path. */
export const says = ({ unsaid }: Form, path: Path): boolean =>
  !unsaid.some((one) => path.every((step, index) => index >= one.length || one[index] === step));

/** Findings of one file that are told, beside those of its schema. */
const MOST = 50;

/** Reports what a schema cannot say, where the file says what is at the path at all. */
export function wrong(form: Form, path: Path, message: string, hint: string): void {
  if (!says(form, path) || form.findings.length > MOST) return;
  const place = form.positions.value(...path);
  form.findings.push(
    form.findings.length < MOST
      ? error("schema", place, message, hint)
      : error("schema", place, "more places are wrong in this file", "mend these first"),
  );
}

/** A duration whose form the schema has checked; 0 beside a finding where it is too long to count. */
export function durationOf(form: Form, path: Path, text: string): Seconds {
  const value = parseDuration(text);
  if (value !== undefined) return value;
  wrong(form, path, `${showPath(path)}: ${text} is too long to count in seconds`, "write a shorter duration");
  form.unsaid.push(path);
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
  form.unsaid.push(path);
  return instant(0);
}
