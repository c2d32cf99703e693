import type { GitHubEvent } from "../github/events.ts";
import type { JobEnvironment } from "../oidc.ts";
import type { Artifacts } from "./artifacts.ts";
import type { Contexts } from "./expressions.ts";
import type { JobDefinition, Workflow } from "./workflow-file.ts";

/** A job as a runner machine gets it: everything decided, only the steps left to do. */
export interface Job {
  readonly event: GitHubEvent;
  /** The workflow that the event started. */
  readonly workflow: Workflow;
  /** Its job. Where that calls a reusable workflow, `called` has what really runs. */
  readonly id: string;
  readonly called: { readonly workflow: Workflow; readonly id: string } | undefined;
  /** The definition with the steps, and the file it stands in. */
  readonly definition: JobDefinition;
  readonly file: Workflow;
  readonly environment: string | undefined;
  readonly runId: number;
  /** GITHUB_TOKEN, with the permissions of this job. */
  readonly token: string;
  /** Where the job has `id-token: write`. */
  readonly oidc: JobEnvironment | undefined;
  /** `github`, `inputs`, `vars`, `secrets`, `needs`. */
  readonly contexts: Contexts;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Empty folders, removed when the job is over. */
  readonly folders: JobFolders;
  readonly addresses: Addresses;
  /** Fires when the job is to be given up. */
  readonly signal: AbortSignal;
}

export interface JobFolders {
  /** GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  readonly home: string;
  /** For the runner's own files. */
  readonly files: string;
}

export interface Addresses {
  /** Base of pages and of Git, without a slash at the end. */
  readonly server: string;
  readonly api: string;
  readonly graphql: string;
}

export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
}

/** What a job left behind. */
export interface Outcome {
  readonly conclusion: "success" | "failure" | "cancelled";
  /** Standard output and standard error of the steps, masked. */
  readonly log: string;
  readonly annotations: readonly Annotation[];
  /** Markdown of all steps. */
  readonly summary: string;
  /** Outputs of all steps; of the same name, the last one's. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly artifacts: Artifacts;
}

export type Execute = (job: Job) => Promise<Outcome>;
