import type { Actor } from "./http/access.ts";
import { senderOf } from "./pull-events.ts";
import type { Repo } from "./state.ts";
import type { Issue } from "./threads.ts";
import type { World } from "./world.ts";

/** What an issue or a pull request begins with. */
export interface Opening {
  readonly actor: Actor;
  readonly title: string;
  readonly body: string | null;
}

/** Puts a new issue, or with `pull` a new pull request, into the repository under its next number. */
export function openThread<More extends Partial<Pick<Issue, "labels" | "assignees" | "pull">>>(
  world: World,
  repo: Repo,
  { actor, title, body }: Opening,
  more: More,
): Issue & More {
  const now = world.now();
  const thread = {
    id: world.state.nextId(),
    number: repo.nextNumber,
    title,
    body,
    state: "open" as const,
    stateReason: null,
    user: senderOf(actor),
    app: actor.kind === "user" ? undefined : actor.app,
    labels: [],
    assignees: [],
    locked: false,
    comments: [],
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    closedBy: undefined,
    pull: undefined,
    ...more,
  };
  repo.nextNumber += 1;
  repo.issues.set(thread.number, thread);
  return thread;
}
