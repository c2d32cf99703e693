import { delimiter, dirname } from "node:path";
import type { Job } from "./job.ts";

/**
 * The variables GitHub's runner sets for every step of a job (GitHub: "Default environment variables"), and nothing of
 * the machine that plays runner but its PATH, on which our Node comes first.
 */
export function runnerEnvironment(job: Job): Record<string, string> {
  const { event, addresses, folders, oidc, workflow } = job;
  const [owner = ""] = event.repo.fullName.split("/");
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: event.actor,
    GITHUB_TRIGGERING_ACTOR: event.actor,
    GITHUB_API_URL: addresses.api,
    GITHUB_GRAPHQL_URL: addresses.graphql,
    GITHUB_SERVER_URL: addresses.server,
    GITHUB_BASE_REF: event.baseRef,
    GITHUB_HEAD_REF: event.headRef,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_JOB: job.called?.id ?? job.id,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    GITHUB_REF_TYPE: event.ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_REPOSITORY: event.repo.fullName,
    GITHUB_REPOSITORY_ID: String(event.repo.id),
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: String(job.runId),
    GITHUB_RUN_NUMBER: String(job.runId),
    GITHUB_SHA: event.sha,
    GITHUB_WORKFLOW: workflow.name,
    GITHUB_WORKFLOW_REF: `${event.repo.fullName}/${workflow.path}@${event.ref}`,
    GITHUB_WORKFLOW_SHA: event.sha,
    GITHUB_WORKSPACE: folders.workspace,
    HOME: folders.home,
    LANG: "C.UTF-8",
    PATH: [dirname(process.execPath), process.env.PATH ?? "/usr/bin:/bin"].join(delimiter),
    RUNNER_ARCH: process.arch === "arm64" ? "ARM64" : "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "sandbox",
    RUNNER_OS: process.platform === "darwin" ? "macOS" : "Linux",
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.temp,
    ...oidc,
  };
}
