import type { GrantKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import { formatDuration, formatInstant, type Instant, type Seconds } from "../domain/units.ts";

/** What a grant file says; the fields of {@link GrantFile} without where it lies. */
export interface GrantFields {
  readonly role: string;
  readonly user: Login;
  readonly duration?: Seconds;
  readonly until?: Instant;
  readonly reason: string;
  readonly ticket?: string;
  readonly start?: Instant;
  readonly extends?: GrantKey;
  readonly break_glass?: boolean;
}

/** Where an editor finds the schema from a grant file, as in the sample. */
const EDITOR_LINE = "# yaml-language-server: $schema=../../schema/grant.schema.json";

/** A grant file with these fields, in the order of formats.md; readGrant reads the same fields out of it. */
export function printGrant(fields: GrantFields): string {
  const lines = [EDITOR_LINE, `role: ${scalar(fields.role)}`, `user: ${scalar(fields.user)}`];
  if (fields.duration !== undefined) lines.push(`duration: ${formatDuration(fields.duration)}`);
  if (fields.until !== undefined) lines.push(`until: ${formatInstant(fields.until)}`);
  lines.push(`reason: ${scalar(fields.reason)}`);
  if (fields.ticket !== undefined) lines.push(`ticket: ${scalar(fields.ticket)}`);
  if (fields.start !== undefined) lines.push(`start: ${formatInstant(fields.start)}`);
  if (fields.extends !== undefined) lines.push(`extends: ${fields.extends}`);
  if (fields.break_glass === true) lines.push("break_glass: true");
  return `${lines.join("\n")}\n`;
}

/** Plain where nothing in it can be taken for a sign of YAML, a number, or a word with a meaning. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z][A-Za-z0-9 _./;,()@+-]*(?<! )$/i;

/** A text in YAML, on one line; in double quotes (which JSON's are) unless it can go without. */
const scalar = (text: string): string => (PLAIN.test(text) ? text : JSON.stringify(text));
