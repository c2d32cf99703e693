import { type Issue, isPull } from "../github/state.ts";
import { actorChoice, button } from "./actor-choice.ts";
import { conversation } from "./conversation.ts";
import { type Html, html } from "./html.ts";
import { badge, moment, nothing, person } from "./marks.ts";
import type { Page, View } from "./stage.ts";

export function issuesPage(view: View): Page {
  const issues = [...view.repo.issues.values()].filter((issue) => !isPull(issue)).toReversed();
  return {
    title: "Issues",
    tab: "issues",
    body: html`<h1>Issues</h1>${issues.length === 0 ? nothing("None. Leasehold opens one where an alert is to be seen.") : html`<ul class="box rows">${issues.map((issue) => row(view, issue))}</ul>`}`,
  };
}

const stateBadge = ({ state }: Issue): Html =>
  state === "open" ? badge("good", "Open") : badge("merged", "Closed");

const row = (
  view: View,
  issue: Issue,
): Html => html`<li>${stateBadge(issue)}<span class="subject"><a href="${view.base}/issues/${issue.number}"><bdi>${issue.title}</bdi></a>
<small>#${issue.number} by ${issue.user.login}, ${moment(issue.createdAt, view.now)} ${issue.labels.map(({ name }) => badge("quiet", name))}</small></span></li>`;

export function issuePage(view: View, number: string): Page | undefined {
  const issue = view.repo.issues.get(Number(number));
  if (issue === undefined || isPull(issue)) return undefined;
  const open = issue.state === "open";
  return {
    title: `#${issue.number} ${issue.title}`,
    tab: "issues",
    body: html`<h1><bdi>${issue.title}</bdi> <span class="number">#${issue.number}</span></h1>
<p class="byline">${stateBadge(issue)} opened by ${person(issue.user.login)} ${moment(issue.createdAt, view.now)} ${issue.labels.map(({ name }) => badge("quiet", name))}</p>
<div class="columns"><div>${conversation(view, issue)}</div><aside><section class="panel box"><form method="post" class="act"><input type="hidden" name="number" value="${issue.number}">${actorChoice(view)}
<textarea name="body" rows="3" placeholder="Say something" aria-label="Comment"></textarea>
<p class="buttons">${button(view, "issue-comment", "Comment", "good")} ${open ? button(view, "issue-close", "Close", "plain") : button(view, "issue-reopen", "Reopen", "plain")}</p></form></section></aside></div>`,
  };
}
