/** Workflow runs: what started them, what their jobs said. */
import { stripVTControlCharacters } from "node:util";
import type { JobRun, Run } from "../runner/run.ts";
import { button } from "./actor-choice.ts";
import { type Html, html } from "./html.ts";
import { markdown } from "./markdown.ts";
import { badge, commitLink, moment, nothing, sign, span } from "./marks.ts";
import type { Page, View } from "./stage.ts";

const MOST = 200;

export function runsPage(view: View): Page {
  const runs = (view.stage.runner?.runs ?? []).slice(-MOST).toReversed();
  return {
    title: "Runs",
    tab: "actions",
    body: html`<div class="title"><h1>Workflow runs</h1><form method="post">${button(view, "tick", "Strike the clock", "good")}</form></div>
<p class="quiet">GitHub would start the schedule by itself, sooner or later. Here you are the clock: ends are proved, paperwork is done, what is owed is rotated.</p>
${runs.length === 0 ? nothing("Nothing has run yet.") : html`<ul class="box rows">${runs.map((run) => runRow(view, run))}</ul>`}`,
  };
}

const stateOf = ({ conclusion }: Run): string => conclusion ?? "in_progress";

/** A run as one line of a list. */
export const runRow = (
  view: View,
  run: Run,
): Html => html`<li>${sign(stateOf(run))}<span class="subject"><a href="${view.base}/actions/runs/${run.id}">${run.name}</a>
<small>${cause(view, run)}</small></span><span class="quiet">${lasted(run)} ${moment(run.event.at, view.now)}</span></li>`;

/** Which event it was, of what, by whom. */
function cause({ base }: View, { id, event }: Run): Html {
  const pull = event.payload.pull_request as { number?: unknown; title?: unknown } | undefined;
  const what = [event.name, event.action].filter(Boolean).join(" ").replaceAll("_", " ");
  return html`#${id} · ${what} ${typeof pull?.number === "number" && html`<a href="${base}/pull/${pull.number}">#${pull.number}</a> `}by ${event.actor} at ${commitLink(base, event.sha)}`;
}

const lasted = ({ jobs }: Run): string => {
  const spent = jobs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return spent === 0 ? "" : `${(spent / 1000).toFixed(1)} s ·`;
};

export function runPage(view: View, id: string): Page | undefined {
  const run = view.stage.runner?.runs.find((one) => String(one.id) === id);
  if (run === undefined) return undefined;
  return {
    title: run.name,
    tab: "actions",
    body: html`<div class="title"><h1>${sign(stateOf(run))} ${run.name}</h1>
<form method="post"><button name="run" value="${run.id}" formaction="${view.base}/_/rerun"${run.conclusion === undefined && html` disabled`}>Re-run</button></form></div>
<p class="byline">${cause(view, run)}, ${moment(run.event.at, view.now)} · <span class="path">${run.workflow}</span></p>
${run.problem !== undefined && html`<div class="verdict bad"><b>GitHub would not have started it</b> ${run.problem}</div>`}
${run.jobs.map(job)}
${run.conclusion === undefined && nothing("Still running; what its jobs said comes when they are over.")}`,
  };
}

function job({ name, conclusion, durationMs, annotations, summary, outputs, log }: JobRun): Html {
  const said = Object.entries(outputs).filter(([, value]) => value !== "");
  return html`<section class="box job"><h2 class="head"><span>${sign(conclusion)} ${name}</span> <span class="quiet">${conclusion === "skipped" ? "skipped" : span(durationMs / 1000)}</span></h2>
${annotations.length > 0 && html`<ul class="checks pad">${annotations.map(({ level, message, file, line }) => html`<li class="remark ${level === "error" ? "failure" : level}"><span>${badge(level === "error" ? "bad" : level === "warning" ? "busy" : "quiet", level)} ${file !== undefined && html`<code>${file}${line !== undefined && `:${line}`}</code> `}${message}</span></li>`)}</ul>`}
${summary !== "" && html`<div class="pad">${markdown(summary, "flowing")}</div>`}
${said.length > 0 && html`<details><summary>Outputs</summary><dl class="facts">${said.map(([key, value]) => html`<dt>${key}</dt><dd><code>${value}</code></dd>`)}</dl></details>`}
${log !== "" && html`<details${conclusion === "failure" && html` open`}><summary>Log</summary><pre class="log">${stripVTControlCharacters(log)}</pre></details>`}</section>`;
}
