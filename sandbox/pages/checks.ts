/** Statuses and check runs of a commit, the newest of each name, and what they said about lines. */

import { protectionOf } from "../github/rules/requirements.ts";
import type { PullRequest, Repo } from "../github/state.ts";
import type { Run } from "../runner/run.ts";
import { button } from "./actor-choice.ts";
import type { Remark } from "./diff.ts";
import { type Html, html, webAddress } from "./html.ts";
import { markdown } from "./markdown.ts";
import { badge, nothing, sign, span } from "./marks.ts";
import type { View } from "./stage.ts";

export interface Check {
  readonly name: string;
  /** As `sign` knows it. */
  readonly state: string;
  readonly kind: "status" | "check run";
  readonly words: string;
  readonly address: string | undefined;
  readonly summary: string;
  readonly remarks: readonly Remark[];
}

export function checksOf(repo: Repo, sha: string): Check[] {
  const found = new Map<string, Check>();
  for (const status of repo.statuses) {
    if (status.sha !== sha) continue;
    const { context, state, description, targetUrl } = status;
    found.set(`status ${context}`, {
      name: context,
      state,
      kind: "status",
      words: description ?? "",
      address: webAddress(targetUrl),
      summary: "",
      remarks: [],
    });
  }
  for (const run of repo.checkRuns) {
    if (run.headSha !== sha) continue;
    const took =
      run.startedAt && run.completedAt
        ? (run.completedAt.getTime() - run.startedAt.getTime()) / 1000
        : undefined;
    found.set(`run ${run.name}`, {
      name: run.name,
      state: run.status === "completed" ? (run.conclusion ?? "neutral") : run.status,
      kind: "check run",
      words: [run.title, took !== undefined && `in ${span(took)}`].filter(Boolean).join(", "),
      address: webAddress(run.detailsUrl),
      summary: run.summary ?? "",
      remarks: run.annotations.map(remarkOf),
    });
  }
  return [...found.values()].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "status" ? -1 : 1));
}

/** Annotations come from whoever may write checks: nothing about their form is certain. */
const remarkOf = (annotation: Readonly<Record<string, unknown>>): Remark => ({
  path: String(annotation.path ?? ""),
  line: Number(annotation.end_line ?? annotation.start_line ?? 0),
  level: ["failure", "warning", "notice"].includes(String(annotation.annotation_level))
    ? String(annotation.annotation_level)
    : "notice",
  message: String(annotation.message ?? ""),
});

export const remarksOf = (repo: Repo, sha: string): Remark[] =>
  checksOf(repo, sha).flatMap(({ remarks }) => remarks);

/** @param much `all`: with summaries and what was said about lines */
export function checksBox(view: View, issue: PullRequest, much: "all" | "names"): Html {
  const { repo } = view;
  const checks = checksOf(repo, issue.pull.head.sha);
  const required = new Set(protectionOf(repo, issue.pull.base.ref)?.checks?.contexts ?? []);
  const absent = [...required].filter((name) => !checks.some((check) => check.name === name));
  const runs = runsOf(view, issue);
  return html`<section class="${much === "all" && "box pad"}">
<ul class="checks">${checks.map(
    (
      check,
    ) => html`<li>${sign(check.state)}<span class="subject"><b>${check.address ? html`<a href="${check.address}" rel="noreferrer">${check.name}</a>` : check.name}</b> ${required.has(check.name) && badge("quiet", "required")}<small>${check.words}</small></span></li>
${much === "all" && details(check)}`,
  )}${absent.map((name) => html`<li>${sign("waiting")}<span class="subject"><b>${name}</b> ${badge("quiet", "required")}<small>Nothing has said anything yet</small></span></li>`)}</ul>
${checks.length + absent.length === 0 && nothing("No checks have run at this commit.")}
${runs.length > 0 && html`<form method="post"><input type="hidden" name="pull" value="${issue.number}">${runs.map((run) => html`<p class="again"><a href="${view.base}/actions/runs/${run.id}">${run.name}</a> <button class="small" name="run" value="${run.id}" formaction="${view.base}/_/rerun"${run.conclusion === undefined && html` disabled`}>Re-run</button></p>`)}</form>`}
${waiting(view, issue)}</section>`;
}

const details = ({
  summary,
  remarks,
}: Check): Html => html`${summary !== "" && html`<li class="more">${markdown(summary)}</li>`}
${remarks.map(({ path, line, level, message }) => html`<li class="more remark ${level}"><code>${path}:${line}</code> ${message}</li>`)}`;

/** The newest run of each workflow at the pull request's head. */
function runsOf({ stage }: View, issue: PullRequest): Run[] {
  const own = (stage.runner?.runs ?? []).filter(({ event }) => {
    const pull = event.payload.pull_request as { number?: unknown; head?: { sha?: unknown } } | undefined;
    return pull?.number === issue.number && pull.head?.sha === issue.pull.head.sha;
  });
  return [...new Map(own.map((run) => [run.workflow, run])).values()];
}

function waiting(view: View, issue: PullRequest): Html | false {
  const { runner } = view.stage;
  const event = runner?.waiting.findLast(({ payload }) => {
    const pull = payload.pull_request as { number?: unknown; head?: { sha?: unknown } } | undefined;
    return pull?.number === issue.number && pull.head?.sha === issue.pull.head.sha;
  });
  if (event === undefined || issue.state === "closed") return false;
  if (runner?.runs.some((run) => run.event.id === event.id)) return false;
  return html`<form method="post"><input type="hidden" name="pull" value="${issue.number}"><input type="hidden" name="event" value="${event.id}"><p class="again"><small>GITHUB_TOKEN opened this: its workflows wait for a person.</small> ${button(view, "let-run", "Approve and run", "small")}</p></form>`;
}
