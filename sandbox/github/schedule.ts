import { schedulesOf } from "./api/actions.ts";
import { envelope } from "./pull-events.ts";
import type { World } from "./world.ts";

/** A `schedule` event for each cron of the default branches' workflows. @param only one cron alone */
export async function strike(world: World, only?: string): Promise<void> {
  for (const repo of world.state.repos) {
    const ref = `refs/heads/${repo.defaultBranch}`;
    for (const { cron, path } of await schedulesOf(repo)) {
      if (only !== undefined && cron !== only) continue;
      world.emit({
        name: "schedule",
        repo,
        sender: repo.owner,
        ref,
        sha: (await repo.git.ref(ref)) ?? "",
        starts: repo.settings.actionsEnabled ? "runs" : "nothing",
        payload: { schedule: cron, workflow: path, ...envelope(world, repo, repo.owner) },
      });
    }
  }
}
