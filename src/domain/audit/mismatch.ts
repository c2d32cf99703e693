import { createHash } from "node:crypto";
import { error, type Finding, type Place, type RuleName } from "../finding.ts";
import type { Instant } from "../units.ts";
import { event, type LeaseholdEvent } from "./events.ts";

/** Something of Git, GitHub and Vault that does not agree. */
export interface Mismatch {
  readonly finding: Finding;
  /** What it is about: a grant's key, a rotation, a name in Vault, a branch. */
  readonly subject: string;
  /** What makes it this one and no other, however often it is found and whatever time it is then. */
  readonly what: string;
}

/** A mismatch of error severity. */
export const mismatch = (
  rule: RuleName,
  subject: string,
  what: string,
  message: string,
  hint: string,
  at?: Place,
): Mismatch => ({ finding: error(rule, at, message, hint), subject, what });

/** `leasehold.audit.mismatch`, once for what was found. */
export const mismatchEvent = (
  { finding, subject, what }: Mismatch,
  at: Instant,
): LeaseholdEvent<{ readonly finding: Finding }> =>
  event("leasehold.audit.mismatch", subject, at, { finding }, `${finding.rule}/${digest(what)}`);

const digest = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex").slice(0, 12);
