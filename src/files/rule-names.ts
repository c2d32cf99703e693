import type { RuleName } from "../domain/finding.ts";
import { NAME } from "../domain/key.ts";

type OfLeasehold = Exclude<RuleName, `rule:${string}`>;

/** As a record, so that the type checker misses none. */
const NAMES: Readonly<Record<OfLeasehold, true>> = {
  yaml: true,
  schema: true,
  "name-format": true,
  "role-unknown": true,
  "role-folder": true,
  "team-unknown": true,
  "rotation-unknown": true,
  "approvers-short": true,
  "access-forbidden": true,
  "requester-eligible": true,
  "duration-max": true,
  "window-past": true,
  "window-ahead": true,
  reason: true,
  ticket: true,
  "limit-per-user": true,
  "limit-total": true,
  conflict: true,
  extends: true,
  "immutable-grant": true,
  "mixed-change": true,
  approvals: true,
  "four-eyes": true,
  "break-glass": true,
  "signed-commits": true,
  mfa: true,
  provenance: true,
  "policy-unproven": true,
  "static-secret": true,
  "rotation-unreachable": true,
  "policy-test": true,
  codeowners: true,
  "issue-form": true,
  drift: true,
  "token-missing": true,
  "token-unknown": true,
  "record-unknown": true,
  "rotation-missed": true,
  "lease-irrevocable": true,
  "revoke-closed": true,
  "audit-chain": true,
};

/** The rules of formats.md; a role's own are `rule:<name>` beside them. */
export const RULE_NAMES: readonly string[] = Object.keys(NAMES);

export const isRuleName = (text: string): text is RuleName =>
  Object.hasOwn(NAMES, text) || (text.startsWith("rule:") && NAME.test(text.slice("rule:".length)));
