import { list } from "../http/pagination.ts";
import { forbidden, invalid, notFound } from "../http/refusals.ts";
import { type Call, created, issueOf, noContent, ok, operation, type Registered } from "../http/router.ts";
import { issueEvent, senderOf } from "../pull-events.ts";
import { showComment } from "../show/issue.ts";
import { type Comment, hasRole, type Issue, type Repo } from "../state.ts";

const read = { permission: ["issues", "pull_requests"], level: "read" } as const;
const write = { permission: ["issues", "pull_requests"], level: "write", role: "read" } as const;

/** Characters GitHub takes in one comment. */
const longest = 65_536;

function mustFit(body: string): void {
  const resource = "IssueComment";
  if (body.trim() === "")
    throw invalid({ resource, code: "unprocessable", field: "data", message: "Body cannot be blank" });
  if (body.length > longest) {
    throw invalid({
      resource,
      code: "unprocessable",
      field: "data",
      message: `Body is too long (maximum is ${longest} characters)`,
    });
  }
}

function commentOf(repo: Repo, id: number): { issue: Issue; comment: Comment } {
  for (const issue of repo.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return { issue, comment };
  }
  throw notFound();
}

/** One's own; with write access, anybody's. */
function mayChange(
  { world, repo, actor }: Pick<Call<string>, "world" | "repo" | "actor">,
  comment: Comment,
): boolean {
  if (comment.user === actor.account) return true;
  return actor.kind === "user" && hasRole(world.state.roleOf(actor.account, repo), "write");
}

export const comments: readonly Registered[] = [
  operation("issues/list-comments", { need: read }, ({ input, world, repo, url }) => {
    const issue = issueOf(repo, input.issue_number);
    const since = input.since === undefined ? undefined : new Date(input.since);
    const found = issue.comments.filter((comment) => since === undefined || comment.updatedAt >= since);
    return list({ input, url }, found, (comment) => showComment(world, repo, issue, comment));
  }),

  operation("issues/list-comments-for-repo", { need: read }, ({ input, world, repo, url }) => {
    const since = input.since === undefined ? undefined : new Date(input.since);
    const all = [...repo.issues.values()]
      .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
      .filter(({ comment }) => since === undefined || comment.updatedAt >= since)
      .sort((a, b) => a.comment.id - b.comment.id);
    if (input.sort !== undefined && input.direction !== "asc") all.reverse();
    return list({ input, url }, all, ({ issue, comment }) => showComment(world, repo, issue, comment));
  }),

  operation("issues/create-comment", { need: write }, async ({ input, world, repo, actor }) => {
    const issue = issueOf(repo, input.issue_number);
    mustFit(input.body);
    if (issue.locked && !hasRole(world.state.roleOf(actor.account, repo), "write") && actor.kind === "user") {
      throw forbidden("Unable to create comment because issue is locked.");
    }
    const now = world.now();
    const comment: Comment = {
      id: world.state.nextId(),
      user: senderOf(actor),
      app: actor.kind === "user" ? undefined : actor.app,
      body: input.body,
      createdAt: now,
      updatedAt: now,
    };
    issue.comments.push(comment);
    issue.updatedAt = now;
    await issueEvent(world, repo, issue, actor, "created", comment);
    return {
      ...created(showComment(world, repo, issue, comment)),
      headers: { location: world.repoApi(repo, `/issues/comments/${comment.id}`) },
    };
  }),

  operation("issues/get-comment", { need: read }, ({ input, world, repo }) => {
    const { issue, comment } = commentOf(repo, input.comment_id);
    return ok(showComment(world, repo, issue, comment));
  }),

  operation("issues/update-comment", { need: write }, async (call) => {
    const { input, world, repo, actor } = call;
    const { issue, comment } = commentOf(repo, input.comment_id);
    if (!mayChange(call, comment)) throw forbidden("Must have admin rights to Repository.");
    mustFit(input.body);
    const before = comment.body;
    comment.body = input.body;
    comment.updatedAt = world.now();
    await issueEvent(world, repo, issue, actor, "edited", comment, { changes: { body: { from: before } } });
    return ok(showComment(world, repo, issue, comment));
  }),

  operation("issues/delete-comment", { need: write }, async (call) => {
    const { input, world, repo, actor } = call;
    const { issue, comment } = commentOf(repo, input.comment_id);
    if (!mayChange(call, comment)) throw forbidden("Must have admin rights to Repository.");
    issue.comments.splice(issue.comments.indexOf(comment), 1);
    await issueEvent(world, repo, issue, actor, "deleted", comment);
    return noContent;
  }),
];
