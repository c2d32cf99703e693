/**
 * The part of a Markdown text that GitHub looks at for calls and links: all but code. Follows CommonMark 0.31 for
 * what matters: fences, code spans of equally long runs of backticks, backslash escapes.
 */
export function outsideCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const run = /^\s*(`{3,})[^`]*$/.exec(line)?.[1];
    if (fence !== undefined) {
      if (run !== undefined && run.length >= fence.length && line.trim() === run) fence = undefined;
    } else if (run !== undefined) fence = run;
    else kept.push(withoutSpans(line));
  }
  return kept.join("\n");
}

/** One line without its code spans; an escaped sign becomes a blank, as it means nothing any more. */
function withoutSpans(line: string): string {
  let text = "";
  for (let at = 0; at < line.length; ) {
    if (line[at] === "\\" && at + 1 < line.length) {
      text += " ";
      at += 2;
      continue;
    }
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (run === undefined) {
      text += line[at];
      at += 1;
      continue;
    }
    const rest = line.slice(at + run.length);
    const close = [...rest.matchAll(/`+/g)].find(([found]) => found.length === run.length);
    if (close === undefined) text += run;
    at += run.length + (close === undefined ? 0 : close.index + run.length);
  }
  return text;
}
