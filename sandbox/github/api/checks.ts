import { newCheckRun } from "../check-run.ts";
import { counted, list } from "../http/pagination.ts";
import { forbidden, notFound, unprocessable } from "../http/refusals.ts";
import { created, ok, operation, type Registered } from "../http/router.ts";
import { proceed } from "../merge-queue.ts";
import { envelope, senderOf } from "../pull-events.ts";
import { showApp } from "../show/account.ts";
import { showPullMinimal } from "../show/pull.ts";
import { type CheckRun, instantOrNull, isPull, type Json, nodeId, type Repo } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "checks", level: "read" } as const;
const write = { permission: "checks", level: "write" } as const;

function showRun(world: World, repo: Repo, run: CheckRun): Json {
  const api = world.repoApi(repo, `/check-runs/${run.id}`);
  const html = world.repoHtml(repo, `/runs/${run.id}`);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("CheckRun", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: instantOrNull(run.startedAt),
    completed_at: instantOrNull(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: { id: run.suite },
    app: showApp(world, run.app),
    pull_requests: [...repo.issues.values()]
      .filter(isPull)
      .filter((issue) => issue.state === "open" && issue.pull.head.sha === run.headSha)
      .map((issue) => showPullMinimal(world, repo, issue)),
  };
}

interface RunWish {
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Json[];
  };
}

function applyWish(world: World, run: CheckRun, wish: RunWish): void {
  if (wish.name !== undefined) run.name = wish.name;
  if (wish.external_id !== undefined) run.externalId = wish.external_id;
  if (wish.details_url !== undefined) run.detailsUrl = wish.details_url;
  if (wish.status !== undefined) run.status = wish.status;
  if (wish.started_at !== undefined) run.startedAt = new Date(wish.started_at);
  if (wish.status === "completed" && wish.conclusion === undefined) {
    throw unprocessable("Invalid request.\n\nMissing required key: conclusion");
  }
  if (wish.conclusion !== undefined) {
    run.conclusion = wish.conclusion;
    run.status = "completed";
    run.completedAt = wish.completed_at === undefined ? world.now() : new Date(wish.completed_at);
  }
  const { output } = wish;
  if (!output) return;
  if (output.title !== undefined) run.title = output.title;
  if (output.summary !== undefined) run.summary = output.summary;
  if (output.text !== undefined) run.text = output.text;
  run.annotations.push(...(output.annotations ?? []));
}

function runOf(repo: Repo, id: number): CheckRun {
  const run = repo.checkRuns.find((candidate) => candidate.id === id);
  if (!run) throw notFound();
  return run;
}

export const checks: readonly Registered[] = [
  operation(
    "checks/create",
    { need: write, differences: ["one suite a commit and App"] },
    async ({ input, world, repo, actor }) => {
      if (!actor.app) throw forbidden("You must authenticate via a GitHub App.");
      if ((await repo.git.objectType(input.head_sha)) !== "commit") {
        throw unprocessable(`No commit found for SHA: ${input.head_sha}`);
      }
      const { app } = actor;
      const sibling = repo.checkRuns.find((run) => run.headSha === input.head_sha && run.app === app);
      const run = newCheckRun(world, {
        suite: sibling?.suite ?? world.state.nextId(),
        app,
        name: input.name,
        headSha: input.head_sha,
        status: "queued",
      });
      applyWish(world, run, input as RunWish);
      repo.checkRuns.push(run);
      world.emit({
        name: "check_run",
        action: "created",
        repo,
        sender: senderOf(actor),
        ref: `refs/heads/${repo.defaultBranch}`,
        sha: run.headSha,
        starts: actor.kind === "job" ? "nothing" : "runs",
        payload: {
          action: "created",
          check_run: showRun(world, repo, run),
          ...envelope(world, repo, senderOf(actor)),
        },
      });
      await proceed(world, repo);
      return created(showRun(world, repo, run));
    },
  ),

  operation("checks/update", { need: write }, async ({ input, world, repo, actor }) => {
    const run = runOf(repo, input.check_run_id);
    if (run.app !== actor.app) throw forbidden("Resource not accessible by integration");
    applyWish(world, run, input as RunWish);
    await proceed(world, repo);
    return ok(showRun(world, repo, run));
  }),

  operation("checks/get", { need: read }, ({ input, world, repo }) =>
    ok(showRun(world, repo, runOf(repo, input.check_run_id))),
  ),

  operation("checks/list-for-ref", { need: read }, async ({ input, world, repo, url }) => {
    const sha = await repo.git.resolve(input.ref);
    if (!sha) throw unprocessable(`No commit found for SHA: ${input.ref}`);
    const of = repo.checkRuns.filter((run) => run.headSha === sha);
    const latest = new Map(of.map((run) => [`${run.app.id} ${run.name}`, run]));
    const found = (input.filter === "all" ? of : [...latest.values()])
      .filter((run) => input.check_name === undefined || run.name === input.check_name)
      .filter((run) => input.status === undefined || run.status === input.status)
      .filter((run) => input.app_id === undefined || run.app.id === input.app_id);
    return counted({ input, url }, "check_runs", found, (run) => showRun(world, repo, run));
  }),

  operation("checks/list-annotations", { need: read }, ({ input, world, repo, url }) => {
    const run = runOf(repo, input.check_run_id);
    return list({ input, url }, run.annotations, (annotation) => ({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
      blob_href: world.repoApi(repo, `/contents/${String(annotation.path)}?ref=${run.headSha}`),
    }));
  }),
];
