import { list } from "../http/pagination.ts";
import { forbidden, notFound, unprocessable } from "../http/refusals.ts";
import type { Call } from "../http/router.ts";
import { created, ok, operation, pullOf, type Registered } from "../http/router.ts";
import { proceed } from "../merge-queue.ts";
import { pullEvent, reviewEvent, senderOf } from "../pull-events.ts";
import { commitsOf } from "../pull-git.ts";
import { protectionOf } from "../rules/requirements.ts";
import { showTeam, simpleUser } from "../show/account.ts";
import { showPullSimple, showReview } from "../show/pull.ts";
import { hasRole, instant, nodeId, type PullRequest, type Review, type ReviewState } from "../state.ts";

const read = { permission: "pull_requests", level: "read" } as const;
const write = { permission: "pull_requests", level: "write", role: "read" } as const;
const push = { permission: "pull_requests", level: "write" } as const;

const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

function reviewOf(issue: PullRequest, id: number): Review {
  const review = issue.pull.reviews.find((candidate) => candidate.id === id);
  if (!review) throw notFound();
  return review;
}

/** Nobody approves their own; GitHub asks this of the author only, not of who pushed. */
function refuseOwn(issue: PullRequest, call: Pick<Call<string>, "actor" | "repo">, state: ReviewState): void {
  if (call.actor.kind === "job" && state === "APPROVED" && !call.repo.settings.actionsMayOpenPulls) {
    throw unprocessable("Unprocessable Entity", [
      "GitHub Actions is not permitted to approve pull requests.",
    ]);
  }
  if (issue.user !== call.actor.account) return;
  if (state === "APPROVED")
    throw unprocessable("Unprocessable Entity", ["Can not approve your own pull request"]);
  if (state === "CHANGES_REQUESTED") {
    throw unprocessable("Unprocessable Entity", ["Can not request changes on your own pull request"]);
  }
}

async function submit(
  { world, repo, actor }: Pick<Call<string>, "world" | "repo" | "actor">,
  issue: PullRequest,
  review: Review,
  state: ReviewState,
): Promise<void> {
  review.state = state;
  review.wasState = state;
  if (state === "PENDING") return;
  review.submittedAt = world.now();
  issue.updatedAt = world.now();
  // GitHub lists by submission; a review pending for long comes last.
  issue.pull.reviews.splice(issue.pull.reviews.indexOf(review), 1);
  issue.pull.reviews.push(review);
  issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter(
    (account) => account !== actor.account,
  );
  issue.pull.requestedTeams = issue.pull.requestedTeams.filter((team) => !team.members.has(review.user.id));
  await reviewEvent(world, repo, issue, actor, "submitted", review);
  await proceed(world, repo);
}

/**
 * "To dismiss a pull request review on a protected branch, you must be a repository administrator or be included in
 * the list of people or teams who can dismiss pull request reviews" (GitHub's reference of the operation).
 */
function mayDismiss(
  { world, repo, actor }: Pick<Call<string>, "world" | "repo" | "actor">,
  issue: PullRequest,
): boolean {
  const rules = protectionOf(repo, issue.pull.base.ref)?.reviews;
  if (!rules || actor.kind !== "user" || !actor.account) return true;
  const { account } = actor;
  if (hasRole(world.state.roleOf(account, repo), "admin")) return true;
  if (rules.dismissal?.users.some((login) => login.toLowerCase() === account.login.toLowerCase()))
    return true;
  const teams = rules.dismissal?.teams ?? [];
  return teams.some((slug) => world.state.team(repo.owner.login, slug)?.members.has(account.id));
}

export const reviews: readonly Registered[] = [
  operation("pulls/list-reviews", { need: read }, ({ input, world, repo, actor, url }) => {
    const issue = pullOf(repo, input.pull_number);
    const seen = issue.pull.reviews.filter(
      (review) => review.state !== "PENDING" || review.user === actor.account,
    );
    return list({ input, url }, seen, (review) => showReview(world, repo, issue, review));
  }),

  operation(
    "pulls/create-review",
    { need: write, differences: ["comments on lines are kept, but not placed in the diff"] },
    async (call) => {
      const { input, world, repo, actor } = call;
      const issue = pullOf(repo, input.pull_number);
      const state = input.event ? states[input.event] : "PENDING";
      refuseOwn(issue, call, state);
      const body = input.body ?? "";
      const comments = input.comments ?? [];
      if ((state === "COMMENTED" || state === "CHANGES_REQUESTED") && body === "" && comments.length === 0) {
        throw unprocessable("Unprocessable Entity", ["Review body can not be blank"]);
      }
      const pending = issue.pull.reviews.some(
        (review) => review.state === "PENDING" && review.user === actor.account,
      );
      if (state === "PENDING" && pending) {
        throw unprocessable("Unprocessable Entity", [
          "User can only have one pending review per pull request",
        ]);
      }
      const commitId = input.commit_id ?? issue.pull.head.sha;
      if (commitId !== issue.pull.head.sha && !(await commitsOf(repo, issue)).includes(commitId)) {
        throw unprocessable("Unprocessable Entity", [
          `The commit_id ${commitId} is not part of the pull request`,
        ]);
      }
      const review: Review = {
        id: world.state.nextId(),
        user: senderOf(actor),
        state: "PENDING",
        wasState: "PENDING",
        body,
        commitId,
        submittedAt: undefined,
      };
      issue.pull.reviews.push(review);
      for (const comment of comments) {
        issue.pull.reviewComments.push({
          id: world.state.nextId(),
          reviewId: review.id,
          user: review.user,
          body: comment.body,
          path: comment.path,
          line: comment.line ?? null,
          commitId,
          createdAt: world.now(),
        });
      }
      await submit(call, issue, review, state);
      return ok(showReview(world, repo, issue, review));
    },
  ),

  operation("pulls/get-review", { need: read }, ({ input, world, repo }) => {
    const issue = pullOf(repo, input.pull_number);
    return ok(showReview(world, repo, issue, reviewOf(issue, input.review_id)));
  }),

  operation("pulls/update-review", { need: write }, async ({ input, world, repo, actor }) => {
    const issue = pullOf(repo, input.pull_number);
    const review = reviewOf(issue, input.review_id);
    if (review.user !== actor.account) throw forbidden("Must be the author of the review");
    review.body = input.body;
    await reviewEvent(world, repo, issue, actor, "edited", review);
    return ok(showReview(world, repo, issue, review));
  }),

  operation("pulls/submit-review", { need: write }, async (call) => {
    const issue = pullOf(call.repo, call.input.pull_number);
    const review = reviewOf(issue, call.input.review_id);
    const state = states[call.input.event];
    if (review.state !== "PENDING" || review.user !== call.actor.account) {
      throw unprocessable("Unprocessable Entity", ["Can not submit a review that is not pending"]);
    }
    refuseOwn(issue, call, state);
    if (call.input.body !== undefined) review.body = call.input.body;
    await submit(call, issue, review, state);
    return ok(showReview(call.world, call.repo, issue, review));
  }),

  operation("pulls/delete-pending-review", { need: write }, ({ input, world, repo, actor }) => {
    const issue = pullOf(repo, input.pull_number);
    const review = reviewOf(issue, input.review_id);
    if (review.state !== "PENDING" || review.user !== actor.account) {
      throw unprocessable("Unprocessable Entity", ["Can not delete a non-pending pull request review"]);
    }
    issue.pull.reviews.splice(issue.pull.reviews.indexOf(review), 1);
    return ok(showReview(world, repo, issue, review));
  }),

  operation("pulls/dismiss-review", { need: push }, async ({ input, world, repo, actor }) => {
    const issue = pullOf(repo, input.pull_number);
    const review = reviewOf(issue, input.review_id);
    if (!mayDismiss({ world, repo, actor }, issue)) {
      throw forbidden("Could not dismiss review: must have admin rights to the repository");
    }
    if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
      throw unprocessable("Unprocessable Entity", [
        `Can not dismiss a ${review.state === "COMMENTED" ? "commented" : review.state.toLowerCase()} pull request review`,
      ]);
    }
    review.state = "DISMISSED";
    issue.updatedAt = world.now();
    await reviewEvent(world, repo, issue, actor, "dismissed", review);
    return ok(showReview(world, repo, issue, review));
  }),

  operation("pulls/list-requested-reviewers", { need: read }, ({ input, world, repo }) => {
    const { pull } = pullOf(repo, input.pull_number);
    return ok({
      users: pull.requestedReviewers.map((account) => simpleUser(world, account)),
      teams: pull.requestedTeams.map((team) => showTeam(world, team)),
    });
  }),

  operation("pulls/request-reviewers", { need: push }, async ({ input, world, repo, actor, apiVersion }) => {
    const issue = pullOf(repo, input.pull_number);
    for (const login of input.reviewers ?? []) {
      const account = world.state.account(login);
      if (account === issue.user) {
        throw unprocessable("Review cannot be requested from pull request author.");
      }
      const role =
        account &&
        (repo.owner === account || repo.collaborators.has(account.id)
          ? "write"
          : world.state.roleOf(account, repo));
      if (!account || !role || (role === "read" && !repo.private && !repo.collaborators.has(account.id))) {
        throw unprocessable(
          "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.",
        );
      }
      if (issue.pull.requestedReviewers.includes(account)) continue;
      issue.pull.requestedReviewers.push(account);
      await pullEvent(world, repo, issue, actor, "review_requested", {
        requested_reviewer: simpleUser(world, account),
      });
    }
    for (const slug of input.team_reviewers ?? []) {
      const team = world.state.team(repo.owner.login, slug);
      if (!team) throw unprocessable(`Could not resolve to a team: ${slug}`);
      if (!issue.pull.requestedTeams.includes(team)) issue.pull.requestedTeams.push(team);
    }
    return created(showPullSimple(world, repo, issue, apiVersion));
  }),

  operation("pulls/remove-requested-reviewers", { need: push }, ({ input, world, repo, apiVersion }) => {
    const issue = pullOf(repo, input.pull_number);
    const gone = new Set((input.reviewers ?? []).map((login) => login.toLowerCase()));
    const teams = new Set(input.team_reviewers ?? []);
    const { pull } = issue;
    pull.requestedReviewers = pull.requestedReviewers.filter(({ login }) => !gone.has(login.toLowerCase()));
    pull.requestedTeams = pull.requestedTeams.filter(({ slug }) => !teams.has(slug));
    return ok(showPullSimple(world, repo, issue, apiVersion));
  }),

  operation("pulls/list-review-comments", { need: read }, ({ input, world, repo, url }) => {
    const issue = pullOf(repo, input.pull_number);
    return list({ input, url }, issue.pull.reviewComments, (comment) => {
      const api = world.repoApi(repo, `/pulls/comments/${comment.id}`);
      const page = world.repoHtml(repo, `/pull/${issue.number}#discussion_r${comment.id}`);
      const pull = world.repoApi(repo, `/pulls/${issue.number}`);
      return {
        id: comment.id,
        node_id: nodeId("PullRequestReviewComment", comment.id),
        pull_request_review_id: comment.reviewId,
        url: api,
        html_url: page,
        pull_request_url: pull,
        diff_hunk: "",
        path: comment.path,
        commit_id: comment.commitId,
        original_commit_id: comment.commitId,
        user: simpleUser(world, comment.user),
        body: comment.body,
        created_at: instant(comment.createdAt),
        updated_at: instant(comment.createdAt),
        author_association: "NONE",
        line: comment.line ?? undefined,
        _links: { self: { href: api }, html: { href: page }, pull_request: { href: pull } },
      };
    });
  }),
];
