import { groupLabel } from "../domain/approvals.ts";
import type { GrantView } from "../domain/grant-view.ts";
import type { LandedGrant, Role } from "../domain/model.ts";
import { formatDuration, formatInstant, type Instant, seconds } from "../domain/units.ts";
import type { Wish } from "../domain/wish.ts";
import { spanText } from "./duration.ts";
import { code, markdownText, plainWords } from "./markdown-text.ts";

const TITLE = 60;

/**
 * Who asks for what, for how long, and why in a few words. It also becomes the subject of the merge: nothing in it
 * can skip a workflow (`[skip ci]`), close an issue or call somebody.
 */
export function requestTitle(wish: Wish): string {
  const time = wish.duration === undefined ? untilText(wish.until) : `for ${formatDuration(wish.duration)}`;
  const marks = wish.break_glass ? "Break-glass: " : wish.extends === undefined ? "" : "Extend: ";
  const ticket = wish.ticket === undefined ? "" : `${plainWords(wish.ticket, 20)} `;
  return `${marks}${wish.role} for ${wish.user} ${time}: ${ticket}${plainWords(wish.reason, TITLE)}`;
}

const untilText = (until: Instant | undefined): string =>
  until === undefined ? "" : `until ${formatInstant(until)}`;

/**
 * Everything an approver needs to decide, in the order they ask for it: who, what, why, exactly which paths, when.
 *
 * @param ticketUrl where the ticket is to be seen (domain/ticket-link.ts)
 */
export function requestBody(wish: Wish, view: GrantView, role: Role | undefined, ticketUrl?: string): string {
  const about = role === undefined ? "" : ` (${markdownText(role.description)})`;
  const verb = wish.break_glass ? "takes, in an emergency," : "asks for";
  const rows = [
    row("For", whenOf(wish, view)),
    ...(wish.ticket === undefined ? [] : [row("Ticket", linked(markdownText(wish.ticket), ticketUrl))]),
    ...view.access.map(({ path, capabilities }) => row("Gets", `${code(path)} ${capabilities.join(", ")}`)),
    ...(wish.extends === undefined ? [] : [row("Extends", code(wish.extends))]),
    row("Approval", approvalOf(wish, view, role)),
  ];
  return [
    `**${wish.user}** ${verb} **${wish.role}**${about}:`,
    "",
    `> ${markdownText(wish.reason)}`,
    "",
    "| | |",
    "| --- | --- |",
    ...rows,
    "",
    `<sub>Merging issues it. It ends by itself; deleting ${code(view.file)} ends it earlier. Opened by leasehold.</sub>`,
  ].join("\n");
}

/** As the comment links it; the signs of a ticket are written by number, brackets too. */
const linked = (text: string, url: string | undefined): string =>
  url === undefined || /[\s<>|\\]/.test(url) ? text : `[${text}](<${url}>)`;

const row = (name: string, text: string): string => `| ${name} | ${text} |`;

function whenOf(wish: Wish, view: GrantView): string {
  const length = spanText(seconds(view.seconds));
  const until = wish.until === undefined ? "" : ` until ${timeText(formatInstant(wish.until))}`;
  if (wish.start !== undefined && view.begin !== undefined && view.end !== undefined) {
    return `${length}, ${timeText(view.begin)} to ${timeText(view.end)}`;
  }
  if (wish.extends !== undefined) return `${length} in all; it goes on where the extended one ends`;
  return until === "" ? `${length} from the merge on` : `from the merge on${until}`;
}

const timeText = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

function approvalOf(wish: Wish, view: GrantView, role: Role | undefined): string {
  if (wish.break_glass) return "none before; it is reviewed afterwards";
  const groups = (role?.approvers ?? []).map(
    (group) => `${group.count} of ${markdownText(groupLabel(group))}`,
  );
  const who =
    view.approvals.eligible.length === 0 ? "nobody is left who could" : view.approvals.eligible.join(", ");
  return `${groups.join(", and ")} (${who})`;
}

/** Title of a pull request that ends grants because somebody wants it. */
export const endTitle = (grants: readonly LandedGrant[]): string => {
  const [first] = grants;
  return grants.length === 1 && first
    ? `End ${first.role}.${first.id} of ${first.user}`
    : `End ${grants.length} grants of ${new Set(grants.map((grant) => grant.user)).size === 1 ? first?.user : "several people"}`;
};

/** GitHub takes 65,536 characters; a row has some 150. */
const ROWS = 300;

/** What a pull request says that deletes files so that access ends. */
export function endBody(
  grants: readonly LandedGrant[],
  recalled: ReadonlySet<string>,
  why: string | undefined,
): string {
  const rows = grants.slice(0, ROWS).map((grant) => {
    const state = recalled.has(grant.key)
      ? "ended in Vault already"
      : `ends with the merge (else ${formatInstant(grant.end)})`;
    return `| ${grant.user} | ${code(`${grant.role}.${grant.id}`)} | ${state} |`;
  });
  const more = grants.length - rows.length;
  return [
    "Deleting a grant's file ends its access: Vault takes the token back, and all that was taken with it.",
    ...(why === undefined ? [] : ["", `> ${markdownText(why)}`]),
    "",
    "| who | grant | access |",
    "| --- | --- | --- |",
    ...rows,
    ...(more > 0 ? ["", `… and ${more} more.`] : []),
    "",
    "<sub>Opened by leasehold revoke.</sub>",
  ].join("\n");
}
