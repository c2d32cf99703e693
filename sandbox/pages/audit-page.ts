/** The audit log as its branch has it. Whoever may push there may have written anything: nothing is taken for granted. */
import { type Html, html } from "./html.ts";
import { badge, branchLink, nothing, utc } from "./marks.ts";
import type { Page, View } from "./stage.ts";

const MOST = 300;

interface Entry {
  readonly at: string;
  readonly type: string;
  readonly subject: string;
  readonly words: string;
  readonly line: string;
}

export async function auditPage(view: View): Promise<Page> {
  const branch = view.stage.auditBranch;
  const entries = await entriesOf(view, branch);
  return {
    title: "Audit log",
    tab: "audit",
    body: html`<h1>Audit log</h1>
<p class="quiet">Lines of ${branchLink(view.base, branch)}, newest first, each chained to the one before by its hash.</p>
${entries.length === 0 ? nothing("Nothing has been written down yet: it begins with the first grant.") : html`<ul class="box rows events">${entries.slice(0, MOST).map(row)}</ul>`}`,
  };
}

const MOODS: readonly (readonly [RegExp, string])[] = [
  [/\.(issued|delivered|done|reviewed)$/, "good"],
  [/\.(refused|failed|mismatch|overdue|missed|lingering)$/, "bad"],
  [/\.(expiring|used|unusual|late|changed)$/, "busy"],
];

function row({ at, type, subject, words, line }: Entry): Html {
  const mood = MOODS.find(([pattern]) => pattern.test(type))?.[1] ?? "quiet";
  return html`<li><details><summary>${badge(mood, type.replace(/^leasehold\./, ""))} <span class="subject"><b>${subject}</b> <small>${words}</small></span> <span class="quiet">${at}</span></summary><pre class="log">${pretty(line)}</pre></details></li>`;
}

async function entriesOf({ repo }: View, branch: string): Promise<Entry[]> {
  const tip = await repo.git.resolve(`refs/heads/${branch}`);
  const files =
    tip === undefined ? [] : ((await repo.git.tree(tip, { path: "events", recursive: true })) ?? []);
  const days = files
    .filter(({ path, type }) => type === "blob" && path.endsWith(".jsonl"))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const texts = await Promise.all(days.map(async ({ sha }) => (await repo.git.blob(sha)).toString("utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line !== "")
    .map(entryOf)
    .toReversed();
}

function entryOf(line: string): Entry {
  const event = parsed(line);
  const data =
    event.data !== null && typeof event.data === "object" ? (event.data as Record<string, unknown>) : {};
  const told = [data.user, data.role, data.why ?? data.ended_by, data.reason].filter(
    (one) => typeof one === "string",
  );
  const at = new Date(String(event.time));
  return {
    at: Number.isNaN(at.getTime()) ? String(event.time ?? "") : utc(at),
    type: String(event.type ?? "not an event"),
    subject: String(event.subject ?? ""),
    words: told.join(" · "),
    line,
  };
}

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const pretty = (line: string): string => {
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
};
