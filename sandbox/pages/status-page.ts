/** Who has what, as `leasehold status` says it. */
import { type Html, html, type Piece } from "./html.ts";
import { avatar, badge, moment, nothing, utc } from "./marks.ts";
import type { Page, View } from "./stage.ts";
import type { StatusRow } from "./status-view.ts";

const FILTERS = [
  ["user", "alice"],
  ["role", "orders-db-read"],
  ["at", "2026-11-21T12:00:00Z"],
  ["from", "2026-11-21T00:00:00Z"],
] as const;

export async function statusPage(view: View): Promise<Page | undefined> {
  const { stage, url } = view;
  if (!stage.status) return undefined;
  const filter = Object.fromEntries(
    FILTERS.map(([name]) => [name, url.searchParams.get(name)?.trim() ?? ""]),
  );
  const { rows, at, command, messages } = await stage.status(filter);
  const asked = Object.values(filter).some((value) => value !== "");
  return {
    title: "Status",
    tab: "status",
    ...untilNextEnd(rows, view.now),
    body: html`<h1>Who has what</h1>
<p class="quiet"><code class="shell">${command}</code>${at !== "" && html` as of ${utc(new Date(at))}`}. From Git and the audit log alone.</p>
${messages.trim() !== "" && html`<pre class="box pad">${messages.trim()}</pre>`}
${rows.length === 0 ? nothing(asked ? "Nobody." : "Nobody has anything now.") : html`<ul class="box rows">${rows.map((row) => grant(view, row))}</ul>`}
<details class="box filter"${asked && html` open`}><summary>Ask for more</summary><form method="get"><p class="fields">${FILTERS.map(([name, example]) => html`<label>${name} <input type="text" name="${name}" value="${filter[name]}" placeholder="${example}"></label>`)} <button>Ask</button></p></form></details>`,
  };
}

/** Ends make no noise in the repository: the page looks again when the next one is due. */
function untilNextEnd(rows: readonly StatusRow[], now: Date): Pick<Page, "freshFor"> {
  const left = rows
    .map(({ end }) => (Date.parse(end) - now.getTime()) / 1000)
    .filter((seconds) => seconds > 0);
  return left.length === 0 ? {} : { freshFor: Math.ceil(Math.min(...left)) + 1 };
}

function whenOver(state: string, end: Date, now: Date): Piece {
  if (state === "refused") return "never issued";
  return !Number.isNaN(end.getTime()) && html`${end > now ? "ends" : "ended"} ${moment(end, now)}`;
}

const MOODS: Readonly<Record<string, string>> = { live: "good", pending: "busy", refused: "bad" };

function grant({ base, now }: View, row: StatusRow): Html {
  const end = new Date(row.end);
  return html`<li>${badge(MOODS[row.state] ?? "quiet", row.state)}<span class="subject">${avatar(row.user)} <b>${row.user}</b> ${row.role}
<small>${row.ticket !== "" && `${row.ticket}: `}<bdi>${row.reason}</bdi></small><small class="sha">${row.key}</small></span>
<span class="quiet">${whenOver(row.state, end, now)}${row.pull !== undefined && html` · <a href="${base}/pull/${row.pull}">#${row.pull}</a>`}</span></li>`;
}
