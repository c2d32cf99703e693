import type { AlertWords, ToldAlert } from "./alert.ts";
import { alertWords, type Places } from "./alert-words.ts";
import { code, markdownText, plainWords } from "./markdown-text.ts";

/** The issue of an alert: one for each subject and type, which later events of the same are comments of. */
export interface AlertIssue {
  readonly marker: string;
  readonly title: string;
  readonly body: string;
}

/** By this first line an issue is found again. Types and subjects hold nothing that ends a comment of HTML. */
export const alertMarker = (type: string, subject: string): string =>
  `<!-- leasehold:alert ${type} ${subject.replace(/[^\w./-]/g, "_")} -->`;

/** And by this one a comment. */
export const eventMarker = (id: string): string =>
  `<!-- leasehold:event ${id.replace(/[^\w./:-]/g, "_")} -->`;

export function alertIssue(alert: ToldAlert, places: Places): AlertIssue {
  const words = alertWords(alert, places);
  return {
    marker: alertMarker(alert.type, alert.subject),
    title: `${words.sign} ${plainWords(words.title, 200)}`,
    body: `${alertText(alert, words)}\n\n<sub>Opened by Leasehold. What comes of the same is told in comments; close it when it is dealt with.</sub>`,
  };
}

/** The same for a comment, when it happened again. */
export const alertComment = (alert: ToldAlert, places: Places): string =>
  alertText(alert, alertWords(alert, places));

/** What would end a link of Markdown, and encodeURIComponent leaves. */
const encodeParen = (sign: string): string => `%${sign.charCodeAt(0).toString(16)}`;

function alertText(alert: ToldAlert, words: AlertWords): string {
  const facts = words.facts.map(([label, value]) => `| ${markdownText(label)} | ${markdownText(value)} |`);
  const quote = words.quote?.split("\n").map((line) => `> ${markdownText(line)}`);
  const links = words.links.map(
    ({ text, url }) => `[${markdownText(text)}](${url.replace(/[()\s]/g, encodeParen)})`,
  );
  return [
    `**${markdownText(words.title)}**`,
    ...(facts.length === 0 ? [] : [["| | |", "| --- | --- |", ...facts].join("\n")]),
    ...(quote === undefined ? [] : [quote.join("\n")]),
    ...(links.length === 0 ? [] : [links.join(" · ")]),
    ...words.commands.map(code),
    `<sub>${code(alert.type)} ${code(alert.subject)}</sub>`,
  ].join("\n\n");
}
