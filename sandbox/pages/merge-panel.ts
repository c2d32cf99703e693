/** Beside a pull request's conversation: who approved, what checks say, what is in the way, and the buttons. */

import { detailOf } from "../github/pull-detail.ts";
import { filesOf } from "../github/pull-git.ts";
import { blockers } from "../github/rules/merge-rules.ts";
import { lastOpinions } from "../github/rules/opinions.ts";
import type { PullRequest, Review } from "../github/state.ts";
import { actorChoice, button } from "./actor-choice.ts";
import { checksBox } from "./checks.ts";
import { type Html, html } from "./html.ts";
import { avatar, sign } from "./marks.ts";
import type { View } from "./stage.ts";

const OPINIONS: Partial<Record<Review["state"], readonly [state: string, words: string]>> = {
  APPROVED: ["success", "approved"],
  CHANGES_REQUESTED: ["failure", "requested changes"],
  DISMISSED: ["neutral", "dismissed"],
};

export async function mergePanel(view: View, issue: PullRequest): Promise<Html> {
  const open = issue.state === "open";
  return html`<section class="panel box">
<h2>Reviews</h2>${reviews(issue)}
<h2>Checks</h2>${checksBox(view, issue, "names")}
${open && (await verdict(view, issue))}
<form method="post" class="act"><input type="hidden" name="number" value="${issue.number}">
${actorChoice(view, likelyActor(view, issue))}
<textarea name="body" rows="2" placeholder="Say something (or do not)" aria-label="Comment"></textarea>
${
  open
    ? html`<p class="buttons">${button(view, "approve", "Approve", "good whole")} ${button(view, "changes", "Request changes")} ${button(view, "comment", "Comment")}</p>
<p class="buttons">${methods(view)} ${button(view, "close", "Close", "plain")}</p>`
    : html`<p class="buttons">${button(view, "comment", "Comment")} ${!issue.pull.mergedAt && button(view, "reopen", "Reopen")}</p>`
}
</form></section>`;
}

function methods(view: View): Html {
  const { squash, mergeCommit, rebase } = view.repo.settings;
  return html`${squash && button(view, "squash", "Squash and merge", "merge whole")} ${mergeCommit && button(view, "merge", "Merge commit", "merge quiet")} ${rebase && button(view, "rebase", "Rebase", "merge quiet")}`;
}

/** Whom GitHub waits for next, where the looker was the author, or has said what they think. */
function likelyActor({ me, stage }: View, issue: PullRequest): string {
  const said = [...lastOpinions(issue).keys()].map(({ login }) => login);
  if (me !== issue.user.login && !said.includes(me) && me !== stage.residents[0]?.login) return me;
  const waited = issue.pull.requestedReviewers.map(({ login }) => login);
  return stage.residents.find(({ login }) => waited.includes(login))?.login ?? me;
}

function reviews(issue: PullRequest): Html {
  const opinions = [...lastOpinions(issue)];
  const waited = issue.pull.requestedReviewers.filter(
    (account) => !opinions.some(([one]) => one === account),
  );
  return html`<ul class="checks">${opinions.map(([{ login }, { state }]) => {
    const [mark, words] = OPINIONS[state] ?? ["neutral", "commented"];
    return html`<li>${sign(mark)}<span class="subject">${avatar(login)} <b>${login}</b> <small>${words}</small></span></li>`;
  })}${waited.map(({ login }) => html`<li>${sign("waiting")}<span class="subject">${avatar(login)} <b>${login}</b> <small>asked</small></span></li>`)}</ul>
${opinions.length + waited.length === 0 && html`<p class="nothing">Nobody was asked.</p>`}`;
}

async function verdict({ stage, repo }: View, issue: PullRequest): Promise<Html> {
  const { world } = stage.github;
  const detail = await detailOf(world, repo, issue);
  const reasons = await blockers(world, repo, issue, false, async () =>
    (await filesOf(repo, issue)).map(({ path }) => path),
  );
  const all = [
    ...(detail.mergeable === false ? ["It conflicts with the base branch."] : []),
    ...(issue.pull.draft ? ["It is a draft."] : []),
    ...reasons.map(({ message }) => message),
  ];
  return all.length === 0
    ? html`<div class="verdict good"><b>Ready to merge</b></div>`
    : html`<div class="verdict busy"><b>Not yet</b><ul>${all.map((reason) => html`<li>${reason}</li>`)}</ul></div>`;
}
