/**
 * Text that a requester wrote, on its way into a pull request. It must read as it was written, and do nothing: call
 * nobody (@name), close no issue (#12), link nowhere, and look like nothing of ours.
 */

const SIGNS = /[\\`*_{}[\]()<>#+\-.!|~@&:/$^=]/g;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * What GitHub makes links and calls of once Markdown is done, so that writing signs by number does not help: a space
 * of no width comes between. Source: html-pipeline's filters, which read the text of the finished page.
 */
const ACTIVE = /[@#]|:(?=\/\/)|\b(?:www|mailto)(?=[.:])|\bgh-(?=\d)/gi;
const APART = "\u200b";

/** One line of Markdown that shows the text as it stands: every sign that means something is written by its number. */
export const markdownText = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .replace(HIDDEN, (found) => (found === "\u200d" ? found : "\ufffd"))
    .replace(ACTIVE, (found) => found + APART)
    .replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};`);

/** A text as a title or a commit's subject can have it, where nothing can be escaped: signs that do something go. */
export const plainWords = (text: string, longest: number): string => {
  const words = text
    .replace(/[^\p{Letter}\p{Mark}\p{Number}.,;' -]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const letters = [...words];
  return letters.length <= longest
    ? words
    : `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
};

/** Code that nothing breaks out of; paths of Vault and branch names hold no backtick. */
export const code = (text: string): string => `\`${text.replace(/[`\r\n|]/g, " ")}\``;
