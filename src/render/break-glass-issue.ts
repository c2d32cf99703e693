import type { Told } from "../domain/audit/history.ts";
import { parseKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import { formatInstant, type Instant } from "../domain/units.ts";
import { fullMinute } from "./duration.ts";
import { code, markdownText } from "./markdown-text.ts";

/** Issues that ask for reviews carry it; by it and the marker they are found again. */
export const BREAK_GLASS_LABEL = "leasehold-breakglass";

export const breakGlassMarker = (key: string): string => `<!-- leasehold:breakglass ${key} -->`;

/** The issue that asks for the review of a use of break-glass. */
export function breakGlassIssue(grant: Told, reviewBy: Instant, reviewers: readonly Login[]) {
  const emergency = parseKey(grant.key)?.emergency === true;
  const how = emergency ? "was issued in an emergency, while GitHub was down" : "was taken without approval";
  const from =
    grant.pull_request === undefined || grant.pull_request < 1
      ? []
      : [`| pull request | #${grant.pull_request} |`];
  const others = reviewers.filter((login) => login !== grant.user);
  return {
    marker: breakGlassMarker(grant.key),
    title: `Break-glass: review what ${grant.user} did with ${grant.role}, by ${fullMinute(reviewBy)}`,
    labels: [BREAK_GLASS_LABEL],
    body: [
      `**${markdownText(grant.user)} had ${code(grant.role)}.** It ${how}, so somebody is to look at it afterwards.`,
      [
        "| | |",
        "| --- | --- |",
        `| grant | ${code(grant.key)} |`,
        `| from, to | ${fullMinute(grant.issued ?? grant.begin)}, ${fullMinute(grant.ended?.at ?? grant.end)} |`,
        ...(grant.ticket === undefined ? [] : [`| ticket | ${markdownText(grant.ticket)} |`]),
        ...from,
        `| review by | **${fullMinute(reviewBy)}** |`,
      ].join("\n"),
      "The reason given:",
      `> ${markdownText(grant.reason)}`,
      `**To review:** look whether the access was needed, and what was done with it (Vault's audit device, the database's log). Write down here what you found, then close this issue.`,
      `Only an approver of the role who is not ${markdownText(grant.user)} can close it${others.length === 0 ? "" : `: ${others.map((login) => `@${login}`).join(", ")}`}. Closed by anybody else it is opened again.`,
    ].join("\n\n"),
  };
}

export const reopenedMarker = (key: string, closed: Instant): string =>
  `<!-- leasehold:reopened ${key} ${formatInstant(closed)} -->`;

export const reopenedText = (grant: Told, why: string): string =>
  `Opened again: ${markdownText(why)}. Only an approver of ${code(grant.role)} who is not ${markdownText(grant.user)} can close this review.`;

export const overdueMarker = (key: string): string => `<!-- leasehold:review-overdue ${key} -->`;

export const overdueText = (reviewBy: Instant): string =>
  `**This review is overdue:** it was due by ${fullMinute(reviewBy)}. Every run of the schedule reports it until an approver closes this issue.`;
