import type { Activity } from "../../domain/pull-request.ts";
import { ListedActivity, loginOf, secondOf } from "./answers.ts";
import type { GitHubApi } from "./api.ts";

/** One page: who looks for an older push than that has waited too long. */
const ROWS = 1;

/** What happened to a branch, newest first; the last hundred rows. */
export async function activityOf(api: GitHubApi, branch: string): Promise<Activity[]> {
  const ref = `refs/heads/${branch}`;
  const { items } = await api.capped(
    ListedActivity,
    (octokit, { owner, repo, per_page }) => octokit.rest.repos.listActivities({ owner, repo, per_page, ref }),
    ROWS,
  );
  return items
    .filter((row) => row.ref === ref)
    .map((row) => {
      const actor = loginOf(row.actor);
      return {
        before: row.before,
        after: row.after,
        ...(actor === undefined ? {} : { actor }),
        type: row.activity_type,
        at: secondOf(row.timestamp),
      };
    });
}
