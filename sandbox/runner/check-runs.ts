/** Each job as a check run of its commit, which is how branch protection, queues and pages hear of it. */
import { newCheckRun } from "../github/check-run.ts";
import type { GitHubEvent } from "../github/events.ts";
import { proceed } from "../github/merge-queue.ts";
import type { GitHubServer } from "../github/server.ts";
import type { CheckRun, Json } from "../github/state.ts";
import type { Annotation } from "./job.ts";
import type { JobRun } from "./run.ts";

const LEVELS = { error: "failure", warning: "warning", notice: "notice" } as const;

/** The check runs of one workflow run, by the names of its jobs. */
export class CheckRuns {
  readonly #github: GitHubServer;
  readonly #event: GitHubEvent;
  readonly #suite: number;
  readonly #open = new Map<string, CheckRun>();

  constructor(github: GitHubServer, event: GitHubEvent) {
    this.#github = github;
    this.#event = event;
    this.#suite = github.world.state.nextId();
  }

  /** A job starts: its check is pending from now on. */
  begin(name: string): CheckRun {
    const { world } = this.#github;
    const app = world.state.apps.find(({ slug }) => slug === "github-actions");
    if (!app) throw new Error("the sandbox's GitHub has no GitHub Actions");
    const run = newCheckRun(world, {
      suite: this.#suite,
      app,
      name,
      headSha: headOf(this.#event),
      status: "in_progress",
    });
    this.#repo.checkRuns.push(run);
    this.#open.set(name, run);
    return run;
  }

  /** A job ended, or was skipped without a start. What waits for checks goes on. */
  async end(job: JobRun): Promise<void> {
    const run = this.#open.get(job.name) ?? this.begin(job.name);
    run.status = "completed";
    run.conclusion = job.conclusion;
    run.completedAt = this.#github.world.now();
    run.summary = job.summary === "" ? null : job.summary;
    run.annotations.push(...job.annotations.map(shown));
    await proceed(this.#github.world, this.#repo);
  }

  get #repo() {
    return this.#github.repo(this.#event.repo.fullName);
  }
}

/** Checks of a pull request stand at its head, not at the test merge that they ran on. */
function headOf({ payload, sha }: GitHubEvent): string {
  const pull = payload.pull_request as { head?: { sha?: unknown } } | undefined;
  return typeof pull?.head?.sha === "string" ? pull.head.sha : sha;
}

/** GitHub puts what names no file at the first line of `.github`. */
function shown({ level, message, title, file = ".github", line = 1 }: Annotation): Json {
  return {
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: LEVELS[level],
    message,
    title: title ?? null,
  };
}
