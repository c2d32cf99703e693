import type { Approvals } from "../domain/approvals.ts";
import type { ChangeReport, RequestReport } from "../domain/change/change-report.ts";

/** The name of the commit status that says whether apply would accept the approvals. */
export const STATUS_CONTEXT = "leasehold/approvals";

/** GitHub cuts a status at 140 characters. */
const LONGEST = 140;

/** State and words of the status: green exactly when apply would accept the approvals. */
export function approvalsStatus(
  report: ChangeReport,
  approvals: {
    readonly requests: ReadonlyMap<RequestReport, Approvals>;
    readonly policies?: Approvals;
    readonly satisfied: boolean;
  },
): { readonly state: "success" | "pending" | "failure"; readonly description: string } {
  const all = [...approvals.requests.values(), ...(approvals.policies ? [approvals.policies] : [])];
  if (approvals.satisfied) return { state: "success", description: cut(whySatisfied(report, all)) };
  const missing = [
    ...new Set(all.flatMap((one) => one.missing.map(({ label, count }) => `${count} of ${label}`))),
  ];
  const unknown = all.flatMap((one) =>
    one.findings.filter(({ rule }) => rule === "four-eyes").map(({ message }) => message),
  );
  // Waiting for somebody is pending; what no further approval can mend is a failure.
  if (missing.length > 0) return { state: "pending", description: cut(`Missing: ${missing.join(", ")}`) };
  return {
    state: "failure",
    description: cut(unknown[0] ?? "The check says what stands in the way; no approval mends it"),
  };
}

function whySatisfied(report: ChangeReport, all: readonly Approvals[]): string {
  const given = [...new Set(all.flatMap((one) => one.given))];
  if (given.length > 0) return `Approved by ${given.join(", ")}`;
  const breaks = report.requests.some((request) => request.grant.break_glass);
  return breaks ? "Break-glass: no approval needed before, a review after" : "Nothing here needs an approval";
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
