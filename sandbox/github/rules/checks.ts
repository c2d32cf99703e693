/** The state of a commit's statuses and check runs, by context: the newest of each name. */
import type { Repo } from "../state.ts";

export type Outcome = "success" | "pending" | "failure";

export function outcomes(repo: Repo, sha: string): Map<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const status of repo.statuses) {
    if (status.sha !== sha) continue;
    found.set(status.context, status.state === "error" ? "failure" : status.state);
  }
  for (const run of repo.checkRuns) {
    if (run.headSha !== sha) continue;
    const passed = ["success", "neutral", "skipped"].includes(run.conclusion ?? "");
    found.set(run.name, run.status !== "completed" ? "pending" : passed ? "success" : "failure");
  }
  return found;
}
