/** The rules of formats.md; `rule:<name>` are the roles' own. */
export type RuleName =
  | "yaml"
  | "schema"
  | "name-format"
  | "role-unknown"
  | "role-folder"
  | "team-unknown"
  | "rotation-unknown"
  | "approvers-short"
  | "access-forbidden"
  | "requester-eligible"
  | "duration-max"
  | "window-past"
  | "window-ahead"
  | "reason"
  | "ticket"
  | "limit-per-user"
  | "limit-total"
  | "conflict"
  | "extends"
  | `rule:${string}`
  | "immutable-grant"
  | "mixed-change"
  | "approvals"
  | "four-eyes"
  | "break-glass"
  | "signed-commits"
  | "mfa"
  | "provenance"
  | "policy-unproven"
  | "static-secret"
  | "rotation-unreachable"
  | "policy-test"
  | "codeowners"
  | "issue-form"
  | "drift"
  | "token-missing"
  | "token-unknown"
  | "record-unknown"
  | "rotation-missed"
  | "lease-irrevocable"
  | "revoke-closed"
  | "audit-chain";

/** Where in a file something stands; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Finds the place of a value by its path of keys in the file, or of its nearest parent. */
export type Locate = (...path: readonly (string | number)[]) => Place;

/** A mistake of a user, or something found wrong: what was found, what is allowed, what to write. */
export interface Finding {
  readonly rule: RuleName;
  readonly severity: "error" | "warning";
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly hint?: string;
  readonly [OUT_OF_TIME]?: true;
}

/** A symbol, so that it goes with copies and stays out of JSON: who judged wants to know, and nobody is told. */
const OUT_OF_TIME = Symbol("out of time");

/** Marks what a rule found that was not done in time. */
export const outOfTime = (finding: Finding): Finding => ({ ...finding, [OUT_OF_TIME]: true });

/** Whether some of it was refused for its time alone: nobody knows then what would pass. */
export const ranOutOfTime = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding[OUT_OF_TIME]);

export function error(rule: RuleName, at: Place | undefined, message: string, hint?: string): Finding {
  return { rule, severity: "error", ...at, message, ...(hint === undefined ? {} : { hint }) };
}

export function warning(rule: RuleName, at: Place | undefined, message: string, hint?: string): Finding {
  return { ...error(rule, at, message, hint), severity: "warning" };
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === "error");

/** The stable order in which findings are shown: by file, place, rule, message. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const text = (a = "", b = "") => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) =>
      text(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      text(a.rule, b.rule) ||
      text(a.message, b.message),
  );
}
