import type { LandedGrant } from "../domain/model.ts";
import type { EndReason, GrantRecord } from "../domain/record.ts";
import { between, formatDuration, type Instant } from "../domain/units.ts";
import { fromNow, momentText, spanText } from "./duration.ts";
import { WHY_ENDED } from "./end-reasons.ts";
import { hintLines } from "./findings.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** What is still owed after a run, for people. */
export interface Owed {
  readonly owed: string;
  readonly message: string;
  readonly hint?: string;
}

/** Troubles, each with what to do; empty where there are none. */
export const troubleText = (troubles: readonly Owed[], paint: Paint): string =>
  troubles
    .map(({ owed, message, hint }) => {
      const lines = [`${paint("red", "still owed:")} ${onOneLine(owed)}`, `  ${onOneLine(message)}`];
      return [...lines, ...hintLines(hint, paint)].join("\n");
    })
    .map((text) => `${text}\n`)
    .join("");

/** Also of what a plan is still to end. */
const WHY: Readonly<Record<EndReason, string>> = { ...WHY_ENDED, expired: "its time is over" };

export const issuedLine = (record: GrantRecord, now: Instant, paint: Paint): string =>
  `${paint("green", "issued")}   ${record.key}  ${record.user}, ends ${momentText(record.end, now)} (${fromNow(record.end, now)})${lateStart(record)}`;

/** How much later than its begin a grant was issued, where that is worth a word; else nothing. */
export function lateStart({ begin, issued_at }: Pick<GrantRecord, "begin" | "issued_at">): string {
  if (issued_at === undefined || issued_at - begin < WORTH_A_WORD) return "";
  return `, ${spanText(between(begin, issued_at))} after its begin`;
}

/** Seconds: a run takes some after every merge. */
const WORTH_A_WORD = 120;

export const refusedLine = (record: GrantRecord, paint: Paint): string =>
  `${paint("red", "refused")}  ${record.key}  ${record.user}`;

export function endedLine(record: GrantRecord, now: Instant, paint: Paint): string {
  const why = record.ended_by === undefined ? "" : WHY[record.ended_by];
  const when = momentText(record.ended_at ?? record.end, now);
  const proof = record.proof ? `, proved: token gone, ${record.proof.leases_seen} leases left of others` : "";
  return `${paint("yellow", "ended")}    ${record.key}  ${record.user}, ${when}: ${why}${proof}`;
}

/** What apply would do, line by line; recalls first, as it would. */
export function planText(
  plan: {
    readonly issue: readonly LandedGrant[];
    readonly recall: readonly { readonly key: string; readonly user: string; readonly why: EndReason }[];
    readonly finish: readonly string[];
    readonly unchanged: number;
  },
  paint: Paint,
): string {
  const lines = [
    ...plan.recall.map((one) => `${paint("red", "- recall")}  ${one.key}  ${one.user}: ${WHY[one.why]}`),
    ...plan.finish.map((key) => `${paint("yellow", "~ finish")}  ${key}: ${WHY.expired}`),
    ...plan.issue.map(
      (grant) =>
        `${paint("green", "+ issue")}   ${grant.key}  ${grant.user} for ${formatDuration(between(grant.begin, grant.end))}`,
    ),
  ];
  const kept = `${plan.unchanged} ${plan.unchanged === 1 ? "grant stays as it is" : "grants stay as they are"}.`;
  return `${[...lines, lines.length === 0 ? `Nothing to do. ${kept}` : kept].join("\n")}\n`;
}
