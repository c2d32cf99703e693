import { list, page } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/refusals.ts";
import { created, ok, operation, type Registered } from "../http/router.ts";
import { proceed } from "../merge-queue.ts";
import { envelope, senderOf } from "../pull-events.ts";
import { simpleUser } from "../show/account.ts";
import { minimalRepo } from "../show/repo.ts";
import { instant, type Json, nodeId, type Repo, type Status } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "statuses", level: "read" } as const;
const write = { permission: "statuses", level: "write" } as const;

/** GitHub keeps this many statuses a commit and context. */
const most = 1000;

function core(world: World, repo: Repo, status: Status): Json {
  return {
    url: world.repoApi(repo, `/statuses/${status.sha}`),
    avatar_url: world.html(`/avatars/u/${status.creator.id}?v=4`),
    id: status.id,
    node_id: nodeId("Status", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: instant(status.createdAt),
    updated_at: instant(status.createdAt),
  };
}

const showStatus = (world: World, repo: Repo, status: Status): Json => ({
  ...core(world, repo, status),
  creator: simpleUser(world, status.creator),
});

async function shaOf(repo: Repo, name: string): Promise<string> {
  const sha = await repo.git.resolve(name);
  if (!sha) throw notFound(`No commit found for SHA: ${name}`);
  return sha;
}

export const statuses: readonly Registered[] = [
  operation("repos/create-commit-status", { need: write }, async ({ input, world, repo, actor }) => {
    if ((await repo.git.objectType(input.sha)) !== "commit" || input.sha.length !== 40) {
      throw unprocessable(`No commit found for SHA: ${input.sha}`);
    }
    const context = input.context ?? "default";
    const same = repo.statuses.filter((status) => status.sha === input.sha && status.context === context);
    if (same.length >= most)
      throw unprocessable("This SHA and context has reached the maximum number of statuses.");
    if ((input.description ?? "").length > 140)
      throw unprocessable("description is too long (maximum is 140 characters)");
    const status: Status = {
      id: world.state.nextId(),
      sha: input.sha,
      state: input.state,
      context,
      description: input.description ?? null,
      targetUrl: input.target_url ?? null,
      creator: senderOf(actor),
      createdAt: world.now(),
    };
    repo.statuses.push(status);
    const ref = `refs/heads/${repo.defaultBranch}`;
    world.emit({
      name: "status",
      repo,
      sender: senderOf(actor),
      ref,
      sha: input.sha,
      starts: actor.kind === "job" ? "nothing" : "runs",
      payload: { ...core(world, repo, status), sha: input.sha, ...envelope(world, repo, senderOf(actor)) },
    });
    await proceed(world, repo);
    return {
      ...created(showStatus(world, repo, status)),
      headers: { location: world.repoApi(repo, `/statuses/${input.sha}`) },
    };
  }),

  operation("repos/list-commit-statuses-for-ref", { need: read }, async ({ input, world, repo, url }) => {
    const sha = await shaOf(repo, input.ref);
    const found = repo.statuses.filter((status) => status.sha === sha).reverse();
    return list({ input, url }, found, (status) => showStatus(world, repo, status));
  }),

  operation("repos/get-combined-status-for-ref", { need: read }, async ({ input, world, repo, url }) => {
    const sha = await shaOf(repo, input.ref);
    const latest = new Map<string, Status>();
    for (const status of repo.statuses) if (status.sha === sha) latest.set(status.context, status);
    const states = new Set([...latest.values()].map(({ state }) => state));
    const failed = states.has("failure") || states.has("error");
    const state = failed ? "failure" : latest.size === 0 || states.has("pending") ? "pending" : "success";
    const slice = page({ input, url }, [...latest.values()]);
    return {
      ...ok({
        state,
        statuses: slice.items.map((status) => core(world, repo, status)),
        sha,
        total_count: latest.size,
        repository: minimalRepo(world, repo),
        commit_url: world.repoApi(repo, `/commits/${sha}`),
        url: world.repoApi(repo, `/commits/${sha}/status`),
      }),
      headers: slice.headers,
    };
  }),
];
