/** Markdown as GitHub shows it: its HTML goes through a list of what is allowed, everything else loses its power. */
import { Marked } from "marked";
import sanitize from "sanitize-html";
import { type Html, trusted } from "./html.ts";

const marked = new Marked({ gfm: true });

/** Tags GitHub lets through (html-pipeline's list), without those that load something. */
const TAGS = [
  ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "blockquote", "pre", "code"],
  ...["b", "i", "strong", "em", "a", "tt", "ins", "del", "s", "strike", "sup", "sub", "kbd", "q", "samp"],
  ...[
    "var",
    "mark",
    "small",
    "abbr",
    "cite",
    "dfn",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
  ],
  ...["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "ruby", "rt", "rp", "wbr"],
];

const RULES: sanitize.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ["href", "title", "rel"],
    details: ["open"],
    ol: ["start"],
    td: ["align"],
    th: ["align"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  transformTags: {
    a: (_tag, { href, title }) => ({
      tagName: "a",
      attribs: { ...(href ? { href } : {}), ...(title ? { title } : {}), rel: "nofollow noreferrer" },
    }),
    // A picture would be a request to somewhere else.
    img: (_tag, { alt }) => ({ tagName: "span", attribs: {}, text: `[picture: ${alt || "no text"}]` }),
    input: (_tag, attribs) => ({
      tagName: "span",
      attribs: {},
      text: attribs.type === "checkbox" ? ("checked" in attribs ? "☑" : "☐") : "",
    }),
  },
};

/** @param lines `kept`: as in comments, where a new line is one on the page too; `flowing`: as in files */
export function markdown(text: string, lines: "kept" | "flowing" = "kept"): Html {
  const made = marked.parse(text, { async: false, breaks: lines === "kept" });
  return trusted(`<div class="markdown">${sanitize(made, RULES)}</div>`);
}
