import { parse } from "yaml";
import { counted } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/refusals.ts";
import { noContent, ok, operation, type Registered } from "../http/router.ts";
import { envelope, senderOf } from "../pull-events.ts";
import { instant, type Json, nodeId, type Repo } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "actions", level: "read" } as const;
const write = { permission: "actions", level: "write" } as const;

interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly on: Json;
}

/** The workflows of a commit; their ids follow from their paths. */
async function workflowsAt(repo: Repo, sha: string): Promise<Workflow[]> {
  const folder = ".github/workflows";
  const entries = (await repo.git.tree(sha, { path: folder })) ?? [];
  const files = entries.filter(({ type, path }) => type === "blob" && /\.ya?ml$/.test(path));
  return Promise.all(
    files.map(async ({ path, sha: blob }) => {
      const text = (await repo.git.blob(blob)).toString("utf8");
      const parsed = parseWorkflow(text);
      const full = `${folder}/${path}`;
      return { id: idOf(full), path: full, name: parsed.name ?? full, on: parsed.on };
    }),
  );
}

/** A file that is no YAML is a workflow without triggers, as on GitHub. */
function parseWorkflow(text: string): { name: string | undefined; on: Json } {
  try {
    const parsed = parse(text) as { name?: string; on?: unknown } | null;
    const on = parsed?.on;
    if (typeof on === "string") return { name: parsed?.name, on: { [on]: {} } };
    if (Array.isArray(on))
      return { name: parsed?.name, on: Object.fromEntries(on.map((key) => [String(key), {}])) };
    return { name: parsed?.name, on: (on ?? {}) as Json };
  } catch {
    return { name: undefined, on: {} };
  }
}

const idOf = (path: string): number =>
  [...path].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, 7);

function showWorkflow(world: World, repo: Repo, workflow: Workflow): Json {
  const file = workflow.path.slice(workflow.path.lastIndexOf("/") + 1);
  return {
    id: workflow.id,
    node_id: nodeId("Workflow", workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: "active",
    created_at: instant(repo.createdAt),
    updated_at: instant(repo.createdAt),
    url: world.repoApi(repo, `/actions/workflows/${workflow.id}`),
    html_url: world.repoHtml(repo, `/blob/${repo.defaultBranch}/${workflow.path}`),
    badge_url: world.repoHtml(repo, `/workflows/${encodeURIComponent(workflow.name)}/badge.svg?file=${file}`),
  };
}

async function onDefaultBranch(repo: Repo): Promise<Workflow[]> {
  const sha = await repo.git.ref(`refs/heads/${repo.defaultBranch}`);
  return sha ? workflowsAt(repo, sha) : [];
}

const named = (workflows: readonly Workflow[], id: string): Workflow | undefined =>
  workflows.find(({ path, id: own }) => String(own) === id || path.endsWith(`/${id}`) || path === id);

/** Crons of the default branch's workflows, each with its file. */
export async function schedulesOf(repo: Repo): Promise<{ path: string; cron: string }[]> {
  return (await onDefaultBranch(repo)).flatMap(({ path, on }) => {
    const schedule = Array.isArray(on.schedule) ? (on.schedule as { cron?: unknown }[]) : [];
    return schedule.map(({ cron }) => ({ path, cron: String(cron) }));
  });
}

export const actions: readonly Registered[] = [
  operation("actions/list-repo-workflows", { need: read }, async ({ input, world, repo, url }) =>
    counted({ input, url }, "workflows", await onDefaultBranch(repo), (workflow) =>
      showWorkflow(world, repo, workflow),
    ),
  ),

  operation("actions/get-workflow", { need: read }, async ({ input, world, repo }) => {
    const workflow = named(await onDefaultBranch(repo), String(input.workflow_id));
    if (!workflow) throw notFound();
    return ok(showWorkflow(world, repo, workflow));
  }),

  operation(
    "actions/create-workflow-dispatch",
    { need: write, differences: ["answers 204; never the details of the run"] },
    async ({ input, world, repo, actor }) => {
      const known = named(await onDefaultBranch(repo), String(input.workflow_id));
      if (!known) throw notFound();
      const branch = input.ref.replace(/^refs\/(heads|tags)\//, "");
      const sha = await repo.git.resolve(branch);
      if (!sha) throw unprocessable(`No ref found for: ${input.ref}`);
      const there = named(await workflowsAt(repo, sha), known.path);
      if (!there || !("workflow_dispatch" in there.on)) {
        throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
      }
      const inputs = checkedInputs(there.on.workflow_dispatch, (input.inputs ?? {}) as Json);
      repo.dispatches.push({ workflow: there.path, ref: branch, inputs, at: world.now() });
      const isBranch = (await repo.git.ref(`refs/heads/${branch}`)) !== undefined;
      world.emit({
        name: "workflow_dispatch",
        repo,
        sender: senderOf(actor),
        ref: `refs/${isBranch ? "heads" : "tags"}/${branch}`,
        sha,
        starts: "runs",
        payload: {
          inputs,
          ref: `refs/${isBranch ? "heads" : "tags"}/${branch}`,
          workflow: there.path,
          ...envelope(world, repo, senderOf(actor)),
        },
      });
      return noContent;
    },
  ),
];

/** @throws 422 for inputs the workflow does not declare, or requires and does not get */
function checkedInputs(trigger: unknown, given: Json): Json {
  const declared = ((trigger as { inputs?: Record<string, { required?: boolean; default?: unknown }> } | null)
    ?.inputs ?? {}) as Record<string, { required?: boolean; default?: unknown }>;
  const unexpected = Object.keys(given).filter((name) => !(name in declared));
  if (unexpected.length > 0) throw unprocessable(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const inputs: Json = {};
  for (const [name, { required, default: fallback }] of Object.entries(declared)) {
    const value = given[name] ?? fallback;
    if (value === undefined && required) throw unprocessable(`Required input '${name}' not provided`);
    if (value !== undefined) inputs[name] = value;
  }
  return inputs;
}
