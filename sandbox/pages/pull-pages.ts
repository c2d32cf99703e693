/** Pull requests: the list, and one with its conversation, commits, checks and files. */

import { commitsOf, filesOf } from "../github/pull-git.ts";
import { isPull, type PullRequest } from "../github/state.ts";
import { checksBox, checksOf, remarksOf } from "./checks.ts";
import { commitList } from "./commit-pages.ts";
import { conversation } from "./conversation.ts";
import { diff } from "./diff.ts";
import { type Html, html } from "./html.ts";
import { badge, branchLink, moment, nothing, person, sign } from "./marks.ts";
import { mergePanel } from "./merge-panel.ts";
import type { Page, View } from "./stage.ts";

export function pullsPage(view: View): Page {
  const pulls = [...view.repo.issues.values()].filter(isPull).toReversed();
  const open = pulls.filter(({ state }) => state === "open");
  const over = pulls.filter(({ state }) => state === "closed");
  return {
    title: "Pull requests",
    tab: "pulls",
    body: html`<h1>Pull requests</h1>
${open.length === 0 ? nothing(html`Nobody asks for anything. In a terminal: <code>leasehold request</code>`) : html`<ul class="box rows">${open.map((pull) => pullRow(view, pull))}</ul>`}
${over.length > 0 && html`<h2>Merged and closed</h2><ul class="box rows">${over.map((pull) => pullRow(view, pull))}</ul>`}`,
  };
}

/** A pull request as one line of a list. */
export const pullRow = (
  view: View,
  pull: PullRequest,
): Html => html`<li>${stateBadge(pull)}<span class="subject"><a href="${view.base}/pull/${pull.number}"><bdi>${pull.title}</bdi></a>
<small>#${pull.number} by ${pull.user.login}, ${moment(pull.createdAt, view.now)} ${pull.labels.map(({ name }) => badge("quiet", name))}</small></span>
<span class="signs">${checksOf(view.repo, pull.pull.head.sha).map(({ state }) => sign(state))}</span></li>`;

export function stateBadge({ state, pull }: PullRequest): Html {
  if (pull.mergedAt) return badge("merged", "Merged");
  if (state === "closed") return badge("bad", "Closed");
  return pull.draft ? badge("quiet", "Draft") : badge("good", "Open");
}

export async function pullPage(view: View, number: string, tab = ""): Promise<Page | undefined> {
  const issue = view.repo.issues.get(Number(number));
  if (!isPull(issue)) return undefined;
  const [commits, files] = await Promise.all([commitsOf(view.repo, issue), filesOf(view.repo, issue)]);
  const shown = await part(view, issue, tab, commits, files);
  const checks = checksOf(view.repo, issue.pull.head.sha);
  const address = `${view.base}/pull/${issue.number}`;
  const tabs: readonly (readonly [string, string, number | undefined])[] = [
    ["", "Conversation", undefined],
    ["commits", "Commits", commits.length],
    ["checks", "Checks", checks.length],
    ["files", "Files", files.length],
  ];
  return {
    title: `#${issue.number} ${issue.title}`,
    tab: "pulls",
    body: html`<h1><bdi>${issue.title}</bdi> <span class="number">#${issue.number}</span></h1>
<p class="byline">${stateBadge(issue)} ${person(issue.user.login)} ${issue.pull.mergedAt ? "asked to merge" : "wants to merge"} ${commits.length} commit${commits.length !== 1 && "s"} from ${branchLink(view.base, issue.pull.head.ref)} into ${branchLink(view.base, issue.pull.base.ref)}</p>
<nav class="tabs">${tabs.map(([key, text, count]) => html`<a href="${address}${key && `/${key}`}"${key === tab && html` aria-current="page"`}>${text}${count !== undefined && html` <span class="count">${count}</span>`}</a>`)}</nav>
${shown}`,
  };
}

async function part(
  view: View,
  issue: PullRequest,
  tab: string,
  commits: readonly string[],
  files: Awaited<ReturnType<typeof filesOf>>,
): Promise<Html> {
  if (tab === "commits") return commitList(view, await view.repo.git.commits(commits));
  if (tab === "checks") return checksBox(view, issue, "all");
  if (tab === "files") return diff(files, remarksOf(view.repo, issue.pull.head.sha));
  return html`<div class="columns"><div>${conversation(view, issue)}</div><aside>${await mergePanel(view, issue)}</aside></div>`;
}
