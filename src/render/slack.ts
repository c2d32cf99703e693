import type { AlertWords, ToldAlert } from "./alert.ts";
import { alertWords, type Places } from "./alert-words.ts";

/** The body of a Slack incoming webhook. Source: https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackMessage {
  /** What notifications and screen readers have. */
  readonly text: string;
  readonly blocks: readonly object[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Slack takes 150 characters of a header, 3,000 of a text and 2,000 of a field. */
const HEADER = 150;
const QUOTE = 1_500;
const FIELD = 300;

/**
 * An alert as Block Kit: who, what and when as plain text, which calls nobody and links nowhere; links and commands of
 * our own making only as mrkdwn.
 */
export function slackMessage(alert: ToldAlert, places: Places): SlackMessage {
  const words = alertWords(alert, places);
  const title = `${words.sign} ${words.title}`;
  return {
    text: escaped(cut(title, HEADER)),
    blocks: [
      { type: "header", text: plain(title, HEADER) },
      ...(words.facts.length === 0
        ? []
        : [
            {
              type: "section",
              fields: words.facts.slice(0, 10).map(([label, value]) => plain(`${label}\n${value}`, FIELD)),
            },
          ]),
      ...(words.quote === undefined ? [] : [{ type: "section", text: plain(`“${words.quote}”`, QUOTE) }]),
      ...goOn(words),
      { type: "context", elements: [plain(`${alert.type} · ${alert.subject}`, FIELD)] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

function goOn({ links, commands }: AlertWords): object[] {
  const shown = [
    ...links.map(({ text, url }) => `<${escapedUrl(url)}|${escaped(text)}>`),
    ...commands.map((command) => `\`${escaped(command.replaceAll("`", "'"))}\``),
  ];
  if (shown.length === 0) return [];
  return [{ type: "section", text: { type: "mrkdwn", text: shown.join("  ·  "), verbatim: true } }];
}

const plain = (text: string, longest: number) => ({
  type: "plain_text",
  text: cut(text, longest),
  emoji: false,
});

/** Slack's three signs. Source: https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** In a link `|` begins its text. */
const escapedUrl = (url: string): string => escaped(url).replaceAll("|", "%7C");

function cut(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}
