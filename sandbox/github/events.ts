/** What happens in the repositories, in the form of GitHub's webhook events. */
import type { Account, Json, Repo } from "./state.ts";

export type EventName =
  | "push"
  | "create"
  | "delete"
  | "pull_request"
  | "pull_request_review"
  | "pull_request_review_comment"
  | "issues"
  | "issue_comment"
  | "status"
  | "check_run"
  | "merge_group"
  | "workflow_dispatch"
  | "repository_dispatch"
  | "schedule";

export interface GitHubEvent {
  readonly id: number;
  readonly name: EventName;
  readonly action: string | undefined;
  readonly repo: {
    readonly owner: string;
    readonly name: string;
    readonly fullName: string;
    readonly id: number;
  };
  /** Whoever did it. */
  readonly actor: string;
  /** What GITHUB_REF and GITHUB_SHA are in a run of this event. */
  readonly ref: string;
  readonly sha: string;
  /** GITHUB_HEAD_REF and GITHUB_BASE_REF, for pull requests. */
  readonly headRef: string;
  readonly baseRef: string;
  readonly payload: Json;
  /**
   * Whether GitHub would start workflows for it. `nothing`: made with GITHUB_TOKEN, or `[skip ci]`, or a pull
   * request that cannot be merged. `approval`: a pull request GITHUB_TOKEN opened; its runs wait for a person.
   */
  readonly starts: "runs" | "approval" | "nothing";
  readonly at: Date;
}

export type Listener = (event: GitHubEvent) => void | Promise<void>;

/** Facts of an event before the server adds who, where and when. */
export interface Happening {
  readonly name: EventName;
  readonly action?: string;
  readonly repo: Repo;
  readonly sender: Account;
  readonly ref: string;
  readonly sha: string;
  readonly headRef?: string;
  readonly baseRef?: string;
  readonly payload: Json;
  readonly starts: GitHubEvent["starts"];
}

/** Hands events to listeners after the response that caused them is on its way. */
export class EventStream {
  readonly #listeners = new Set<Listener>();
  readonly #running = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];
  readonly seen: GitHubEvent[] = [];

  /** @returns how to stop listening */
  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: GitHubEvent): void {
    this.seen.push(event);
    for (const listener of this.#listeners) {
      const run = new Promise<void>((resolve) => setImmediate(resolve))
        .then(() => listener(event))
        .catch((error: unknown) => {
          this.#failures.push(error);
        })
        .finally(() => this.#running.delete(run));
      this.#running.add(run);
    }
  }

  /** Waits until no listener is busy, also with events caused meanwhile. @throws what listeners threw */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    const failures = this.#failures.splice(0);
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, "several listeners of events failed");
  }
}
