/** What was said and done in an issue or pull request, in the order in which it happened. */
import type { Issue, Review, ReviewComment } from "../github/state.ts";
import { type Html, html } from "./html.ts";
import { markdown } from "./markdown.ts";
import { avatar, commitLink, moment, nothing, person } from "./marks.ts";
import type { View } from "./stage.ts";

interface Happening {
  readonly at: Date;
  readonly shown: Html;
}

export function conversation(view: View, issue: Issue): Html {
  const { pull } = issue;
  const happened: Happening[] = [
    ...issue.comments.map(({ user, body, createdAt }) => ({
      at: createdAt,
      shown: speech(view, user.login, createdAt, "commented", body),
    })),
    ...(pull?.reviews ?? []).flatMap((review) => reviewed(view, review, pull?.reviewComments ?? [])),
    ...end(view, issue),
  ];
  const inOrder = happened.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return html`<div class="talk">${speech(view, issue.user.login, issue.createdAt, "wrote", issue.body ?? "")}${inOrder.map(({ shown }) => shown)}</div>`;
}

const speech = (
  view: View,
  login: string,
  at: Date,
  did: string,
  body: string,
): Html => html`<article class="speech">${avatar(login)}
<div class="box"><header>${person(login)} ${did} ${moment(at, view.now)}</header>
<div class="pad">${body.trim() === "" ? nothing("No words.") : markdown(body)}</div></div></article>`;

const step = (mood: string, mark: string, text: Html): Html =>
  html`<p class="step"><span class="dot ${mood}" aria-hidden="true">${mark}</span><span>${text}</span></p>`;

const REVIEWED: Readonly<Record<Review["state"], readonly [mood: string, mark: string, did: string]>> = {
  APPROVED: ["good", "✓", "approved"],
  CHANGES_REQUESTED: ["bad", "±", "requested changes"],
  COMMENTED: ["quiet", "…", "reviewed"],
  DISMISSED: ["quiet", "⊘", "had reviewed; the review was dismissed"],
  PENDING: ["quiet", "…", "writes a review"],
};

function reviewed(view: View, review: Review, comments: readonly ReviewComment[]): Happening[] {
  if (review.submittedAt === undefined) return [];
  const [mood, mark, did] = REVIEWED[review.state];
  const own = comments.filter(({ reviewId }) => reviewId === review.id);
  const at = review.submittedAt;
  const sha = review.commitId;
  const shown = html`${step(mood, mark, html`${person(review.user.login)} ${did} ${sha && html`at ${commitLink(view.base, sha)} `}${moment(at, view.now)}`)}
${review.body.trim() !== "" && speech(view, review.user.login, at, "said", review.body)}
${own.map(({ user, path, line, body }) => html`<article class="speech">${avatar(user.login)}<div class="box"><header>${person(user.login)} on <code>${path}${line !== null && `:${line}`}</code></header><div class="pad">${markdown(body)}</div></div></article>`)}`;
  return [{ at, shown }];
}

function end(view: View, { state, closedAt, closedBy, pull }: Issue): Happening[] {
  if (pull?.mergedAt) {
    const sha = pull.mergeCommitSha;
    const text = html`${person(pull.mergedBy?.login ?? "somebody")} merged ${sha && html`as ${commitLink(view.base, sha)} into ${pull.base.ref} `}${moment(pull.mergedAt, view.now)}`;
    return [{ at: pull.mergedAt, shown: step("merged", "⇥", text) }];
  }
  if (state === "open" || closedAt === undefined) return [];
  const text = html`${person(closedBy?.login ?? "somebody")} closed this ${moment(closedAt, view.now)}`;
  return [{ at: closedAt, shown: step("bad", "✕", text) }];
}
