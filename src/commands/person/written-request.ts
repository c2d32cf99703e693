import type { Finding } from "../../domain/finding.ts";
import { grantPath, NAME } from "../../domain/key.ts";
import type { GrantFile } from "../../domain/model.ts";
import { type Wish, wishOf } from "../../domain/wish.ts";
import { readGrant } from "../../files/grant-file.ts";
import { Stop } from "../stop.ts";

/** A request as somebody typed it: nothing is checked yet. */
export interface RequestWords {
  readonly role: string;
  readonly user: string;
  readonly for?: string;
  readonly until?: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly start?: string;
  readonly break_glass: boolean;
}

export type ReadWords =
  | { readonly ok: true; readonly wish: Wish }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Reads what was typed just as a grant file is read, so that the same mistakes get the same findings, and says them of
 * the options instead of a file that is not there.
 */
export function readWords(words: RequestWords): ReadWords {
  if (!NAME.test(words.role)) {
    throw new Stop(
      2,
      `${JSON.stringify(words.role)} is no name of a role`,
      "leasehold explain --user LOGIN lists the roles.",
    );
  }
  const read = readGrant(entryOf(words));
  if (read.ok) return { ok: true, wish: wishOf(read.grant) };
  return { ok: false, findings: read.findings.map(ofOptions) };
}

/** As a file that says it: JSON is YAML, whatever the texts hold. */
function entryOf(words: RequestWords) {
  const fields = {
    role: words.role,
    user: words.user,
    duration: words.for,
    until: words.until,
    reason: words.reason,
    ticket: words.ticket,
    start: words.start,
    break_glass: words.break_glass || undefined,
  } satisfies Partial<Record<keyof GrantFile, unknown>>;
  const bytes = Buffer.from(JSON.stringify(fields, null, 1));
  return { path: grantPath(words.role, "request"), kind: "file" as const, size: bytes.length, bytes };
}

const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^duration\b/, "--for"],
  [/^(until|reason|ticket|start|user)\b/, "--$1"],
];

/** A finding about what was typed: no file and line, the option's name before the message. */
export function ofOptions({ rule, severity, message, hint }: Finding): Finding {
  const named = OPTIONS.reduce((text, [field, option]) => text.replace(field, option), message);
  return { rule, severity, message: named, ...(hint === undefined ? {} : { hint }) };
}
