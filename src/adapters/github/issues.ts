import type { GitHubWrites } from "../../commands/ports.ts";
import type { GitHubApi } from "./api.ts";

/** Closes an issue; one that is closed already stays so. */
export async function closeIssue(
  api: GitHubApi,
  number: number,
  reason: Parameters<GitHubWrites["closeIssue"]>[1],
): Promise<void> {
  await api.done((octokit, repo) =>
    octokit.rest.issues.update({ ...repo, issue_number: number, state: "closed", state_reason: reason }),
  );
}
