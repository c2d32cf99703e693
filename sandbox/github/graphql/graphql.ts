/** The few things that GitHub does in GraphQL only: auto-merge, the merge queue, drafts. */
import { type Actor, demand, sees } from "../http/access.ts";
import { Refusal } from "../http/refusals.ts";
import { enqueue, leave, proceed } from "../merge-queue.ts";
import { detailOf } from "../pull-detail.ts";
import { pullEvent } from "../pull-events.ts";
import { requestOwners } from "../pull-opening.ts";
import {
  fullName,
  instantOrNull,
  isPull,
  type Json,
  type MergeMethod,
  nodeId,
  type PullRequest,
  type Repo,
} from "../state.ts";
import type { World } from "../world.ts";
import { type Field, parseGraphql } from "./parse.ts";

interface Context {
  readonly world: World;
  readonly actor: Actor;
}

class GraphqlError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** @returns the body of the response; GraphQL says 200 to refusals too */
export async function answerGraphql(context: Context, body: unknown): Promise<Json> {
  const { query, variables } = (body ?? {}) as { query?: unknown; variables?: Json };
  try {
    if (typeof query !== "string")
      throw new GraphqlError("UNPROCESSABLE", "A query attribute must be specified and must be a string.");
    const document = parseGraphql(query, variables ?? {});
    const data: Json = {};
    for (const field of document.fields) {
      const source =
        document.operation === "mutation" ? await mutate(context, field) : await look(context, field);
      data[field.alias] = pick(source, field);
    }
    return { data };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const type =
      error instanceof GraphqlError
        ? error.type
        : error instanceof Refusal && error.status === 403
          ? "FORBIDDEN"
          : "UNPROCESSABLE";
    return { data: null, errors: [{ type, message: error.message, locations: [{ line: 1, column: 1 }] }] };
  }
}

/** Leaves what was asked for. @throws for fields that the sandbox does not know */
function pick(source: unknown, field: Field): unknown {
  if (source === null || source === undefined || field.fields.length === 0) return source ?? null;
  if (Array.isArray(source)) return source.map((item) => pick(item, field));
  return Object.fromEntries(
    field.fields.map((inner) => {
      if (inner.name === "__typename") return [inner.alias, field.name];
      if (!(inner.name in (source as Json))) {
        throw new GraphqlError("undefinedField", `Field '${inner.name}' doesn't exist on '${field.name}'`);
      }
      return [inner.alias, pick((source as Json)[inner.name], inner)];
    }),
  );
}

async function look({ world, actor }: Context, field: Field): Promise<unknown> {
  if (field.name === "viewer")
    return { login: actor.account?.login ?? null, id: nodeId("User", actor.account?.id ?? 0) };
  if (field.name === "repository") {
    const repo = world.state.repo(String(field.args.owner), String(field.args.name));
    if (!repo || !sees(world, actor, repo)) {
      throw new GraphqlError(
        "NOT_FOUND",
        `Could not resolve to a Repository with the name '${String(field.args.owner)}/${String(field.args.name)}'.`,
      );
    }
    const wanted = field.fields.find(({ name }) => name === "pullRequest");
    const issue = repo.issues.get(Number(wanted?.args.number));
    return {
      id: nodeId("Repository", repo.id),
      nameWithOwner: fullName(repo),
      autoMergeAllowed: repo.settings.autoMerge,
      pullRequest: isPull(issue) ? await showPull(world, repo, issue) : null,
    };
  }
  throw new GraphqlError("undefinedField", `Field '${field.name}' doesn't exist on type 'Query'`);
}

async function showPull(world: World, repo: Repo, issue: PullRequest): Promise<Json> {
  const { pull } = issue;
  const detail = await detailOf(world, repo, issue);
  const mergeable = { true: "MERGEABLE", false: "CONFLICTING", null: "UNKNOWN" }[String(detail.mergeable)];
  return {
    id: nodeId("PullRequest", issue.id),
    number: issue.number,
    title: issue.title,
    url: world.repoHtml(repo, `/pull/${issue.number}`),
    state: pull.mergedAt ? "MERGED" : issue.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.mergedAt !== undefined,
    mergedAt: instantOrNull(pull.mergedAt),
    mergeable,
    mergeStateStatus: detail.mergeableState.toUpperCase(),
    headRefOid: pull.head.sha,
    headRefName: pull.head.ref,
    baseRefName: pull.base.ref,
    autoMergeRequest: pull.autoMerge
      ? { mergeMethod: pull.autoMerge.method.toUpperCase(), enabledBy: { login: pull.autoMerge.by.login } }
      : null,
    isInMergeQueue: repo.queue.some((entry) => entry.pull === issue),
  };
}

type Mutation = (context: Context, repo: Repo, issue: PullRequest, input: Json) => Promise<void>;

const mutations: Readonly<Record<string, Mutation>> = {
  async enablePullRequestAutoMerge({ world, actor }, repo, issue, input) {
    if (!repo.settings.autoMerge)
      throw new GraphqlError("UNPROCESSABLE", "Auto merge is not allowed for this repository");
    if (issue.pull.draft) throw new GraphqlError("UNPROCESSABLE", "Pull request is in draft state");
    const { mergeableState } = await detailOf(world, repo, issue);
    if (mergeableState === "clean" || mergeableState === "unstable")
      throw new GraphqlError("UNPROCESSABLE", `Pull request Pull request is in ${mergeableState} status`);
    if (!actor.account) return;
    issue.pull.autoMerge = {
      by: actor.account,
      method: String(input.mergeMethod ?? "MERGE").toLowerCase() as MergeMethod,
      title: String(input.commitHeadline ?? issue.title),
      message: String(input.commitBody ?? ""),
    };
    await pullEvent(world, repo, issue, actor, "auto_merge_enabled");
    await proceed(world, repo);
  },

  async disablePullRequestAutoMerge({ world, actor }, repo, issue) {
    issue.pull.autoMerge = undefined;
    await pullEvent(world, repo, issue, actor, "auto_merge_disabled");
  },

  async markPullRequestReadyForReview({ world, actor }, repo, issue) {
    if (!issue.pull.draft) return;
    issue.pull.draft = false;
    await requestOwners(world, repo, issue);
    await pullEvent(world, repo, issue, actor, "ready_for_review");
  },

  async convertPullRequestToDraft({ world, actor }, repo, issue) {
    if (issue.pull.draft) return;
    issue.pull.draft = true;
    await pullEvent(world, repo, issue, actor, "converted_to_draft");
  },

  async enqueuePullRequest({ world, actor }, repo, issue) {
    await enqueue(world, repo, issue, actor);
  },

  async dequeuePullRequest({ world }, repo, issue) {
    const entry = repo.queue.find(({ pull }) => pull === issue);
    if (!entry) throw new GraphqlError("UNPROCESSABLE", "Pull request is not in the merge queue");
    await leave(world, repo, entry, "dequeued");
  },
};

/** Names of the mutations there are, for OPERATIONS.md. */
export const mutationNames: readonly string[] = Object.keys(mutations);

async function mutate(context: Context, field: Field): Promise<Json> {
  const mutation = mutations[field.name];
  if (!mutation)
    throw new GraphqlError("undefinedField", `Field '${field.name}' doesn't exist on type 'Mutation'`);
  const input = (field.args.input ?? {}) as Json;
  const id = String(input.pullRequestId ?? input.id);
  for (const repo of context.world.state.repos) {
    for (const issue of repo.issues.values()) {
      if (!isPull(issue) || nodeId("PullRequest", issue.id) !== id) continue;
      demand(context.world, context.actor, repo, { permission: "pull_requests", level: "write" });
      await mutation(context, repo, issue, input);
      const shown = await showPull(context.world, repo, issue);
      const entry = repo.queue.findIndex(({ pull }) => pull === issue);
      return {
        clientMutationId: input.clientMutationId ?? null,
        pullRequest: shown,
        mergeQueueEntry: entry < 0 ? null : { position: entry + 1, pullRequest: shown },
      };
    }
  }
  throw new GraphqlError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}
