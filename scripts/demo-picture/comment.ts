import { escaped } from "./xml.ts";

const MARKER = "<!-- leasehold:check -->";

/** The last comment of the check that the demo showed: the one that an approver decides by. */
export function commentOf(said: string): string[] {
  const lines = said.split("\n").map((line) => /^\s+│ ?(.*)$/.exec(line)?.[1]);
  const begin = lines.lastIndexOf(MARKER);
  if (begin < 0) throw new Error("the demo shows no comment of the check any more");
  const end = lines.indexOf(undefined, begin);
  return lines.slice(begin + 1, end).map((line) => line ?? "");
}

const WIDTH = 820;
const HEAD = 42;
const PAD = 20;

/** A line of the comment: how it is set, and how many pixels high. */
interface Block {
  readonly html: string;
  readonly height: number;
}

/**
 * The comment as GitHub shows it, as SVG: letters and signs are those of whoever looks at it. Understands just the
 * Markdown that our comment uses; lines are set at fixed heights, so that the picture's is known.
 */
export function commentPicture(comment: readonly string[]): string {
  const blocks = comment.filter((line) => line.trim() !== "").map(blockOf);
  const height = HEAD + 2 * PAD + blocks.reduce((sum, block) => sum + block.height, 0);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The comment of the check on a pull request">`,
    `<style>${STYLE}</style>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="#d1d9e0"/>`,
    `<path d="M0.5 ${HEAD}V6.5a6 6 0 0 1 6-6H${WIDTH - 6.5}a6 6 0 0 1 6 6V${HEAD}z" fill="#f6f8fa" stroke="#d1d9e0"/>`,
    `<foreignObject x="0" y="0" width="${WIDTH}" height="${height}"><div xmlns="http://www.w3.org/1999/xhtml">`,
    `<div class="head"><b>github-actions</b><span class="bot">bot</span> commented</div>`,
    `<div class="body">`,
    ...blocks.map((block) => block.html),
    "</div></div></foreignObject>",
    "</svg>",
  ].join("\n")}\n`;
}

const STYLE = [
  "div,b,span{font-family:-apple-system,BlinkMacSystemFont,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif;color:#1f2328;font-size:14px}",
  `.head{height:${HEAD}px;line-height:${HEAD}px;padding:0 16px;color:#59636e}`,
  ".bot{border:1px solid #d1d9e0;border-radius:10px;padding:0 6px;margin:0 4px 0 6px;font-size:12px;color:#59636e}",
  `.body{padding:${PAD}px 16px}.body div{white-space:nowrap;overflow:hidden}`,
  "code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:12px;background:#eff1f3;border-radius:6px;padding:3px 5px}",
  ".h2{height:48px;line-height:36px;font-size:21px;font-weight:600}.h2 b{font-size:21px}",
  ".h3{height:36px;line-height:32px;font-size:17px;font-weight:600}.h3 code{font-size:15px}",
  ".p{height:32px;line-height:26px}.li,.li2{height:27px;line-height:27px;padding-left:18px}.li2{padding-left:42px}",
  ".quote{height:26px;line-height:26px;margin-bottom:12px;border-left:4px solid #d1d9e0;padding-left:14px;color:#59636e}",
  ".sub{height:30px;line-height:34px;font-size:11px;color:#59636e}",
].join("");

const KINDS: readonly (readonly [RegExp, string, number, string])[] = [
  [/^## (.*)$/, "h2", 48, ""],
  [/^### (.*)$/, "h3", 36, ""],
  [/^> (.*)$/, "quote", 38, ""],
  [/^- (.*)$/, "li", 27, "•&#160; "],
  [/^ +- (.*)$/, "li2", 27, "◦&#160; "],
  [/^<sub>(.*)<\/sub>$/, "sub", 30, ""],
];

function blockOf(line: string): Block {
  for (const [form, name, height, mark] of KINDS) {
    const [, text] = form.exec(line) ?? [];
    if (text !== undefined)
      return {
        html: `<div class="${name}">${mark}${inline(text)}</div>`,
        height,
      };
  }
  return { html: `<div class="p">${inline(line)}</div>`, height: 32 };
}

const inline = (text: string): string =>
  escaped(text)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\*\*([^*]+)\*\*/g, "<b>$1</b>");
