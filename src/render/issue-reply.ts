import type { Finding } from "../domain/finding.ts";
import type { GrantView } from "../domain/grant-view.ts";
import { seconds } from "../domain/units.ts";
import type { WrittenGrant } from "../domain/wish.ts";
import { spanText } from "./duration.ts";
import { markdownText } from "./markdown-text.ts";

/** First line of our one comment on an issue that asks for access. */
export const ISSUE_REPLY = "<!-- leasehold:request -->";

/** The request is on its way. */
export function requestedReply(view: GrantView, pull: { readonly number: number }): string {
  const { eligible, required } = view.approvals;
  const who = eligible.length === 0 ? "nobody is left who could" : eligible.map(markdownText).join(", ");
  const approval = required === 0 ? "It needs no approval before." : `Who may approve: ${who}.`;
  return [
    ISSUE_REPLY,
    `Your request for **${view.role}** for ${spanText(seconds(view.seconds))} is pull request #${pull.number}. ${approval}`,
    "",
    "What comes of it is told there. This issue closes when it is merged.",
  ].join("\n");
}

/** The request would be refused: by what, and what would pass. */
export function refusedReply(findings: readonly Finding[], suggestion: WrittenGrant | undefined): string {
  const reasons = findings.map(({ message, hint }) => {
    const help = hint === undefined ? "" : ` ${markdownText(hint)}`;
    return `- ${markdownText(message)}.${help}`;
  });
  return [
    ISSUE_REPLY,
    "This request would be refused, so there is no pull request:",
    "",
    ...reasons,
    ...(suggestion === undefined ? [] : ["", `What would pass: ${nearest(suggestion)}.`]),
    "",
    "Open a new issue by the form to ask again.",
  ].join("\n");
}

function nearest({ role, duration, until, ticket, start }: WrittenGrant): string {
  const words = [
    `**${role}**`,
    ...(duration === undefined ? [] : [`for ${duration}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(start === undefined ? [] : [`not before ${start}`]),
    ...(ticket === undefined ? [] : [`with a ticket like ${markdownText(ticket)}`]),
  ];
  return words.join(" ");
}
