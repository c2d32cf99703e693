import { foldLogin } from "../domain/login.ts";
import type { AttentionItem } from "../domain/report/attention.ts";
import type { Report } from "../domain/report/report.ts";
import { formatInstant } from "../domain/units.ts";
import { markdownText } from "./markdown-text.ts";
import type { Paint } from "./paint.ts";
import type { Owed } from "./run.ts";
import { onOneLine } from "./terminal-text.ts";

/** More than these belong on the page. */
const SHOWN = 20;

/** What a report came to, for a terminal; `page` is where it is. */
export function reportText(report: Report, page: string, paint: Paint): string {
  const lines = shown(report).map(
    ({ severity, message }) => `${paint(severity === "bad" ? "red" : "yellow", "!")} ${onOneLine(message)}\n`,
  );
  return `${lines.join("")}${counts(report)}\n${paint("green", "wrote")} ${page}\n`;
}

/** The same as a job's summary, in Markdown. */
export function reportSummary(
  report: Report,
  {
    review,
    troubles,
  }: {
    readonly review?: { readonly number: number; readonly url: string };
    readonly troubles: readonly Owed[];
  },
): string {
  const items = shown(report).map(
    ({ severity, message }) => `- ${severity === "bad" ? "❌" : "⚠️"} ${markdownText(message)}`,
  );
  const owed = troubles.map((one) => `- **${markdownText(one.owed)}**: ${markdownText(one.message)}`);
  return `${[
    "## Leasehold report",
    `${counts(report)} Made ${formatInstant(report.now)}; the page is in the artifact \`leasehold-dashboard\`.`,
    ...(review ? [`Opened [the access review of last month](${encodeURI(review.url)}).`] : []),
    ...(items.length === 0 ? [] : [`### Needs a look\n\n${items.join("\n")}`]),
    ...(owed.length === 0 ? [] : [`### Could not be read\n\n${owed.join("\n")}`]),
  ].join("\n\n")}\n`;
}

const shown = ({ attention }: Report): readonly AttentionItem[] => attention.slice(0, SHOWN);

function counts({ grants, attention, story }: Report): string {
  const live = grants.filter(({ state }) => state === "live");
  const people = new Set(live.map(({ user }) => foldLogin(user))).size;
  const has =
    live.length === 0
      ? "Nobody has access"
      : `${people === 1 ? "1 person has" : `${people} people have`} access`;
  const looks = attention.length === 0 ? "nothing needs a look" : `${attention.length} to look at`;
  return `${has} (${live.length} live of ${grants.length} grants, ${story.length} events); ${looks}.`;
}
