import { list } from "../http/pagination.ts";
import { invalid, notFound } from "../http/refusals.ts";
import { type Call, created, issueOf, noContent, ok, operation, type Registered } from "../http/router.ts";
import { issueEvent } from "../pull-events.ts";
import { showIssue, showLabel } from "../show/issue.ts";
import { showHappening } from "../show/pull.ts";
import type { Account, Issue, Json, Label, Repo } from "../state.ts";
import { openThread } from "../thread-opening.ts";
import type { World } from "../world.ts";

const read = { permission: ["issues", "pull_requests"], level: "read" } as const;
const write = { permission: ["issues", "pull_requests"], level: "write", role: "triage" } as const;

type LabelWish = string | { readonly name?: string };

/** Labels by name; those the repository does not have yet are made, as GitHub does. */
function labelsOf(world: World, repo: Repo, wishes: readonly LabelWish[]): Label[] {
  return wishes.map((wish) => labelNamed(world, repo, typeof wish === "string" ? wish : (wish.name ?? "")));
}

export function labelNamed(
  world: World,
  repo: Repo,
  name: string,
  color = "ededed",
  description: string | null = null,
): Label {
  const known = repo.labels.get(name.toLowerCase());
  if (known) return known;
  const label: Label = { id: world.state.nextId(), name, color, description, isDefault: false };
  repo.labels.set(name.toLowerCase(), label);
  return label;
}

function assigneesOf(world: World, wishes: readonly (string | { login?: string })[]): Account[] {
  return wishes.flatMap(
    (wish) => world.state.account(typeof wish === "string" ? wish : (wish.login ?? "")) ?? [],
  );
}

/** Opens an issue. Only those with triage set labels and assignees; GitHub drops them silently otherwise. */
export async function openIssue(
  call: Pick<Call<string>, "world" | "repo" | "actor">,
  wish: { title: string; body: string | null; labels: readonly LabelWish[]; assignees: readonly string[] },
): Promise<Issue> {
  const { world, repo, actor } = call;
  const trusted = actor.kind !== "user" || (world.state.roleOf(actor.account, repo) ?? "read") !== "read";
  const issue = openThread(
    world,
    repo,
    { actor, title: wish.title, body: wish.body },
    {
      labels: trusted ? labelsOf(world, repo, wish.labels) : [],
      assignees: trusted ? assigneesOf(world, wish.assignees) : [],
    },
  );
  await issueEvent(world, repo, issue, actor, "opened");
  return issue;
}

/** Triage, or the author of it. */
const mayEdit = (
  { world, repo, actor }: Pick<Call<string>, "world" | "repo" | "actor">,
  issue: Issue,
): boolean =>
  actor.kind !== "user" ||
  actor.account === issue.user ||
  (world.state.roleOf(actor.account, repo) ?? "read") !== "read";

export const issues: readonly Registered[] = [
  operation("issues/list-for-repo", { need: read }, ({ input, world, repo, url }) => {
    const state = input.state ?? "open";
    const labels = (input.labels ?? "").split(",").filter((name) => name !== "");
    const since = input.since === undefined ? undefined : new Date(input.since);
    const has = (issue: Issue, name: string) =>
      issue.labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
    const same = (account: Account | undefined, login: string) =>
      account?.login.toLowerCase() === login.toLowerCase();
    const sort = input.sort ?? "created";
    const key = (issue: Issue) =>
      sort === "updated"
        ? issue.updatedAt.getTime()
        : sort === "comments"
          ? issue.comments.length
          : issue.number;
    const found = [...repo.issues.values()]
      .filter((issue) => state === "all" || issue.state === state)
      .filter((issue) => labels.every((name) => has(issue, name)))
      .filter((issue) => since === undefined || issue.updatedAt >= since)
      .filter((issue) => input.creator === undefined || same(issue.user, input.creator))
      .filter((issue) => {
        if (input.assignee === undefined || input.assignee === "*")
          return input.assignee !== "*" || issue.assignees.length > 0;
        if (input.assignee === "none") return issue.assignees.length === 0;
        return issue.assignees.some((account) => same(account, input.assignee ?? ""));
      })
      .sort((a, b) => (key(a) - key(b) || a.number - b.number) * (input.direction === "asc" ? 1 : -1));
    return list({ input, url }, found, (issue) => showIssue(world, repo, issue));
  }),

  operation(
    "issues/list-events",
    { need: read, differences: ["only `base_ref_changed`"] },
    ({ input, world, repo, url }) =>
      list({ input, url }, issueOf(repo, input.issue_number).pull?.happenings ?? [], (one) =>
        showHappening(world, repo, one),
      ),
  ),

  operation("issues/create", { need: { ...write, permission: "issues", role: "read" } }, async (call) => {
    const { input, world, repo } = call;
    const title = String(input.title);
    if (title.trim() === "") throw invalid({ resource: "Issue", field: "title", code: "missing_field" });
    const issue = await openIssue(call, {
      title,
      body: input.body ?? null,
      labels: (input.labels ?? []) as LabelWish[],
      assignees: input.assignees ?? (input.assignee ? [input.assignee] : []),
    });
    return {
      ...created(showIssue(world, repo, issue)),
      headers: { location: world.repoApi(repo, `/issues/${issue.number}`) },
    };
  }),

  operation("issues/get", { need: read }, ({ input, world, repo }) =>
    ok(showIssue(world, repo, issueOf(repo, input.issue_number))),
  ),

  operation("issues/update", { need: { ...write, role: "read" } }, async (call) => {
    const { input, world, repo, actor } = call;
    const issue = issueOf(repo, input.issue_number);
    if (!mayEdit(call, issue)) throw notFound();
    const changes: Json = {};
    if (input.title !== undefined && input.title !== null) {
      changes.title = { from: issue.title };
      issue.title = String(input.title);
    }
    if (input.body !== undefined) {
      changes.body = { from: issue.body };
      issue.body = input.body;
    }
    if (input.labels !== undefined) issue.labels = labelsOf(world, repo, input.labels as LabelWish[]);
    if (input.assignees !== undefined) issue.assignees = assigneesOf(world, input.assignees as string[]);
    issue.updatedAt = world.now();
    if (input.state !== undefined && input.state !== issue.state && !issue.pull) {
      issue.state = input.state;
      const closed = input.state === "closed";
      const reason = input.state_reason === "not_planned" ? "not_planned" : "completed";
      issue.stateReason = closed ? reason : "reopened";
      issue.closedAt = closed ? world.now() : undefined;
      issue.closedBy = closed ? actor.account : undefined;
      await issueEvent(world, repo, issue, actor, closed ? "closed" : "reopened");
    } else if (Object.keys(changes).length > 0) {
      await issueEvent(world, repo, issue, actor, "edited", undefined, { changes });
    }
    return ok(showIssue(world, repo, issue));
  }),

  operation("issues/add-labels", { need: write }, async ({ input, world, repo, actor }) => {
    const issue = issueOf(repo, input.issue_number);
    for (const label of labelsOf(world, repo, (input.labels ?? []) as LabelWish[])) {
      if (issue.labels.includes(label)) continue;
      issue.labels.push(label);
      await issueEvent(world, repo, issue, actor, "labeled", undefined, {
        label: showLabel(world, repo, label),
      });
    }
    return ok(issue.labels.map((label) => showLabel(world, repo, label)));
  }),

  operation("issues/set-labels", { need: write }, ({ input, world, repo }) => {
    const issue = issueOf(repo, input.issue_number);
    issue.labels = labelsOf(world, repo, (input.labels ?? []) as LabelWish[]);
    return ok(issue.labels.map((label) => showLabel(world, repo, label)));
  }),

  operation("issues/list-labels-on-issue", { need: read }, ({ input, world, repo, url }) =>
    list({ input, url }, issueOf(repo, input.issue_number).labels, (label) => showLabel(world, repo, label)),
  ),

  operation("issues/remove-label", { need: write }, ({ input, world, repo }) => {
    const issue = issueOf(repo, input.issue_number);
    const kept = issue.labels.filter((label) => label.name.toLowerCase() !== input.name.toLowerCase());
    if (kept.length === issue.labels.length) throw notFound("Label does not exist");
    issue.labels = kept;
    return ok(kept.map((label) => showLabel(world, repo, label)));
  }),

  operation("issues/add-assignees", { need: write }, ({ input, world, repo }) => {
    const issue = issueOf(repo, input.issue_number);
    const more = assigneesOf(world, (input.assignees ?? []) as string[]);
    issue.assignees = [...new Set([...issue.assignees, ...more])];
    return created(showIssue(world, repo, issue));
  }),

  operation("issues/lock", { need: write }, ({ input, repo }) => {
    issueOf(repo, input.issue_number).locked = true;
    return noContent;
  }),

  operation("issues/unlock", { need: write }, ({ input, repo }) => {
    issueOf(repo, input.issue_number).locked = false;
    return noContent;
  }),
];
