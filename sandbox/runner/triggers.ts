import type { GitHubEvent } from "../github/events.ts";
import type { Workflow } from "./workflow-file.ts";

/** Activity types a trigger listens to where it names none (GitHub: "Events that trigger workflows"). */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
};

interface Filters {
  readonly types?: unknown;
  readonly branches?: unknown;
  readonly tags?: unknown;
}

/**
 * Does GitHub start this workflow for this event? Of filters the sandbox knows `types`, `branches`, `tags` and crons.
 *
 * @throws for filters by path and for those that ignore: better than starting too much without a word
 */
export function startsFor(workflow: Workflow, event: GitHubEvent): boolean {
  if (!Object.hasOwn(workflow.on, event.name)) return false;
  if (event.name === "schedule" || event.name === "workflow_dispatch") {
    return event.payload.workflow === workflow.path;
  }
  const filters = workflow.on[event.name] as Filters;
  const unknown = Object.keys(filters).filter(
    (key) => !["types", "branches", "tags", "inputs"].includes(key),
  );
  if (unknown.length > 0)
    throw new Error(`${workflow.path}: the sandbox knows no filter ${unknown.join(", ")} of ${event.name}`);
  return hasType(event, filters) && hasRef(event, filters);
}

const names = (value: unknown): string[] | undefined =>
  value === undefined || value === null ? undefined : [value].flat().map(String);

function hasType({ name, action }: GitHubEvent, filters: Filters): boolean {
  const types = names(filters.types) ?? DEFAULT_TYPES[name];
  return types === undefined || action === undefined || types.includes(action);
}

function hasRef(event: GitHubEvent, filters: Filters): boolean {
  const branches = names(filters.branches);
  const tags = names(filters.tags);
  if (branches === undefined && tags === undefined) return true;
  // Pull requests are filtered by where they want to go.
  const ref = event.baseRef === "" ? event.ref : `refs/heads/${event.baseRef}`;
  const patterns = (wanted: string[] | undefined, prefix: string) =>
    (wanted ?? []).map((pattern) => `${prefix}${pattern}`);
  return [...patterns(branches, "refs/heads/"), ...patterns(tags, "refs/tags/")].some((pattern) =>
    globbed(pattern).test(ref),
  );
}

/** A filter for branches as an expression: `*` is anything but a slash, `**` anything. */
export function globbed(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"),
    );
  return new RegExp(`^${source.join("")}$`);
}
