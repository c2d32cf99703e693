/** Plays GitHub Actions for the sandbox's GitHub: an event starts the shipped workflows that listen for it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GitHubEvent } from "../github/events.ts";
import type { GitHubServer } from "../github/server.ts";
import type { OidcIssuer, Job as OidcJob } from "../oidc.ts";
import { withAct } from "./act.ts";
import { CheckRuns } from "./check-runs.ts";
import { environmentRefusal } from "./environments.ts";
import { type ActionEntry, inProcess } from "./in-process.ts";
import type { Execute, Job, Outcome } from "./job.ts";
import { Lines } from "./lines.ts";
import { type JobRun, type Prepared, type Run, runWorkflow } from "./run.ts";
import { startsFor } from "./triggers.ts";
import { type Permissions, type Workflow, workflowsAt } from "./workflow-file.ts";

export type { Annotation } from "./job.ts";
export type { JobRun, Run } from "./run.ts";

export interface RunnerOptions extends ActionEntry {
  readonly github: GitHubServer;
  /** Gives the tokens of jobs with `id-token: write`. */
  readonly oidc: OidcIssuer;
  /** `act`: another's reading of the workflows, with the `dist/` in them; `in-process`: quick, from our sources. */
  readonly mode: "act" | "in-process";
  /** Configuration variables, `vars` in workflows; those of the repository count too. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Hears of each job that ended. */
  readonly onJob?: (job: JobRun, run: Run) => void;
}

export interface Runner extends AsyncDisposable {
  /** All runs, oldest first, also those that are not over. */
  readonly runs: readonly Run[];
  /** Pull requests of GITHUB_TOKEN, whose runs wait for a person; `approve` starts them. */
  readonly waiting: readonly GitHubEvent[];
  approve(event: GitHubEvent): Promise<void>;
  /** Waits until nothing runs, also of what the runs caused. @throws where the sandbox itself failed */
  idle(): Promise<void>;
  /** Hears no more events, and waits for what runs. */
  stop(): Promise<void>;
}

/** What GITHUB_TOKEN may do where a workflow says nothing, by the repository's setting. */
const DEFAULTS: Readonly<Record<"read" | "write", Permissions>> = {
  read: { contents: "read", packages: "read" },
  write: {
    actions: "write",
    checks: "write",
    contents: "write",
    issues: "write",
    "pull-requests": "write",
    statuses: "write",
  },
};

export function startRunner(options: RunnerOptions): Runner {
  const machine = new Machine(options);
  const forget = options.github.on((event) => machine.hear(event));
  const idle = () => options.github.idle();
  const stop = async () => {
    forget();
    await idle();
  };
  return {
    runs: machine.runs,
    waiting: machine.waiting,
    approve: (event) => machine.start(event),
    idle,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

class Machine {
  readonly runs: Run[] = [];
  readonly waiting: GitHubEvent[] = [];
  readonly #options: RunnerOptions;
  readonly #execute: Execute;
  /** By repository. */
  readonly #lines = new Map<number, Lines>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#execute = options.mode === "act" ? withAct : inProcess(options);
  }

  async hear(event: GitHubEvent): Promise<void> {
    if (event.starts === "approval") this.waiting.push(event);
    if (event.starts === "runs") await this.start(event);
  }

  /** Starts every workflow that listens for the event, and waits for all of them. */
  async start(event: GitHubEvent): Promise<void> {
    const repo = this.#options.github.repo(event.repo.fullName);
    if (!repo.settings.actionsEnabled) return;
    const workflows = await workflowsAt(repo, event.sha);
    const started = workflows.filter((workflow) => startsFor(workflow, event));
    await Promise.all(started.map((workflow) => this.#run(event, workflow, workflows)));
  }

  async #run(event: GitHubEvent, workflow: Workflow, workflows: readonly Workflow[]): Promise<void> {
    const { github, variables = {}, onJob } = this.#options;
    const secrets = this.#secretsFor(event);
    const repo = github.repo(event.repo.fullName);
    const run: Run = {
      id: this.runs.length + 1,
      workflow: workflow.path,
      name: workflow.name,
      event,
      conclusion: undefined,
      problem: undefined,
      jobs: [],
    };
    this.runs.push(run);
    const lines = this.#lines.get(repo.id) ?? new Lines();
    this.#lines.set(repo.id, lines);
    const own = [...repo.variables].map(([name, { value }]) => [name, value]);
    const vars: Record<string, string> = { ...Object.fromEntries(own), ...variables };
    const checks = new CheckRuns(github, event);
    await runWorkflow(run, workflow, {
      lines,
      workflows,
      defaults: DEFAULTS[repo.settings.defaultTokenPermissions],
      contexts: { github: githubContext(event, workflow, run, github.url), vars, secrets },
      execute: (job) => this.#job(run, job, vars),
      began: (name) => checks.begin(name),
      ended: async (job) => {
        run.jobs.push(job);
        onJob?.(job, run);
        await checks.end(job);
      },
    });
  }

  #secretsFor(event: GitHubEvent): Readonly<Record<string, string>> {
    return isOfFork(event) ? {} : (this.#options.secrets ?? {});
  }

  async #job(run: Run, prepared: Prepared, variables: Readonly<Record<string, string>>): Promise<Outcome> {
    const { github, oidc } = this.#options;
    const { event } = run;
    const secrets = this.#secretsFor(event);
    const refusal = environmentRefusal(github.repo(event.repo.fullName), prepared.environment, event.ref);
    if (refusal !== undefined) return refused(refusal);
    const { "id-token": idToken, ...permissions } = isOfFork(event)
      ? readOnly(prepared.permissions)
      : prepared.permissions;
    const token = github.jobToken(event.repo.fullName, { metadata: "read", ...permissions });
    const root = await mkdtemp(join(tmpdir(), "sandbox-runner-"));
    const folders = {
      workspace: join(root, "workspace"),
      temp: join(root, "temp"),
      home: join(root, "home"),
      files: join(root, "files"),
    };
    try {
      for (const folder of Object.values(folders)) await mkdir(folder);
      await writeFile(join(folders.files, "event.json"), JSON.stringify(event.payload));
      const job: Job = {
        ...prepared,
        event,
        runId: run.id,
        token,
        oidc: idToken === "write" ? oidc.jobToken(claimsOf(event, prepared, run.id)) : undefined,
        contexts: withToken(prepared.contexts, token),
        variables,
        secrets,
        folders,
        addresses: { server: github.url, api: github.url, graphql: github.graphqlUrl },
      };
      return await this.#execute(job);
    } finally {
      // GitHub takes the token back when the job is over.
      github.revoke(token);
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** A pull request from a fork: GitHub gives its jobs a token that can only read, no OIDC token and no secrets. */
function isOfFork({ payload, repo }: GitHubEvent): boolean {
  const pull = payload.pull_request as { head?: { repo?: { full_name?: unknown } | null } } | undefined;
  return pull !== undefined && pull.head?.repo?.full_name !== repo.fullName;
}

const readOnly = ({ "id-token": _none, ...permissions }: Permissions): Permissions =>
  Object.fromEntries(
    Object.entries(permissions).map(([scope, level]) => [scope, level === "write" ? "read" : level]),
  );

const refused = (message: string): Outcome => ({
  conclusion: "failure",
  log: message,
  annotations: [{ level: "error", message }],
  summary: "",
  outputs: {},
  artifacts: {},
});

/** The facts GitHub's OIDC token of this very job would carry. */
function claimsOf(event: GitHubEvent, job: Prepared, runId: number): OidcJob {
  return {
    repository: event.repo.fullName,
    repositoryId: event.repo.id,
    ref: event.ref,
    sha: event.sha,
    event: event.name,
    workflow: job.workflow.path,
    jobWorkflow: job.file.path,
    actor: event.actor,
    runId,
    headRef: event.headRef,
    baseRef: event.baseRef,
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
}

function githubContext(
  event: GitHubEvent,
  workflow: Workflow,
  run: Run,
  url: string,
): Record<string, unknown> {
  const { repo } = event;
  return {
    event: event.payload,
    event_name: event.name,
    ref: event.ref,
    ref_name: event.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    sha: event.sha,
    actor: event.actor,
    triggering_actor: event.actor,
    repository: repo.fullName,
    repository_id: String(repo.id),
    repository_owner: repo.owner,
    head_ref: event.headRef,
    base_ref: event.baseRef,
    workflow: workflow.name,
    run_id: String(run.id),
    run_number: String(run.id),
    run_attempt: "1",
    api_url: url,
    server_url: url,
  };
}

const withToken = (contexts: Prepared["contexts"], token: string): Prepared["contexts"] => ({
  ...contexts,
  github: { ...(contexts.github as object), token },
  secrets: { ...(contexts.secrets as object), GITHUB_TOKEN: token },
});
