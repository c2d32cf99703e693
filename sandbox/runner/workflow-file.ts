import { parse } from "yaml";
import type { Repo } from "../github/state.ts";

/** What the sandbox understands of a workflow file. Other keys are left to `act`, actionlint and GitHub. */
export interface Workflow {
  /** `.github/workflows/….yml` */
  readonly path: string;
  readonly name: string;
  /** Triggers by event; a bare trigger is `{}`. */
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: Readonly<Record<string, JobDefinition>>;
  /** As it stands in the repository. */
  readonly text: string;
}

export type Permissions = Readonly<Record<string, "none" | "read" | "write">>;

export interface Concurrency {
  readonly group: string;
  readonly cancelInProgress: string;
}

export interface JobDefinition {
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly if: string | undefined;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly environment: string | undefined;
  /** A reusable workflow of the same repository, as `./.github/workflows/….yml`. */
  readonly uses: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepDefinition[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface StepDefinition {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly if: string | undefined;
  readonly uses: string | undefined;
  readonly run: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, unknown>>;
}

/** A workflow that GitHub would not start: what is wrong with it, in words for whoever wrote it. */
export class WorkflowError extends Error {
  override name = "WorkflowError";
}

const FOLDER = ".github/workflows";

/** The workflows of a commit. What is no YAML or no workflow is left out, as GitHub starts nothing of it. */
export async function workflowsAt(repo: Repo, commit: string): Promise<Workflow[]> {
  const entries = (await repo.git.tree(commit, { path: FOLDER })) ?? [];
  const files = entries.filter(({ type, path }) => type === "blob" && /\.ya?ml$/.test(path));
  const read = await Promise.all(
    files.map(async ({ path, sha }) => {
      const text = (await repo.git.blob(sha)).toString("utf8");
      try {
        return [parseWorkflow(`${FOLDER}/${path}`, text)];
      } catch {
        return [];
      }
    }),
  );
  return read.flat();
}

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const mapping = (value: unknown): Mapping => (isMapping(value) ? value : {});
const text = (value: unknown): string | undefined =>
  value === undefined || value === null || typeof value === "object" ? undefined : String(value);
const list = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());

/** What a reusable workflow gives back: expressions by name. */
export function callOutputs({ on }: Workflow): Mapping {
  const declared = mapping(mapping(on.workflow_call).outputs);
  return Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, mapping(one).value]));
}

/** @throws {WorkflowError} where it is no workflow */
export function parseWorkflow(path: string, source: string): Workflow {
  const file: unknown = parse(source);
  if (!isMapping(file) || !isMapping(file.jobs)) throw new WorkflowError(`${path} has no jobs`);
  return {
    path,
    name: text(file.name) ?? path,
    on: triggers(file.on),
    permissions: permissions(file.permissions),
    concurrency: concurrency(file.concurrency),
    jobs: Object.fromEntries(Object.entries(file.jobs).map(([id, job]) => [id, parseJob(mapping(job))])),
    text: source,
  };
}

function triggers(on: unknown): Mapping {
  if (isMapping(on))
    return Object.fromEntries(Object.entries(on).map(([name, value]) => [name, value ?? {}]));
  return Object.fromEntries(list(on).map((name) => [String(name), {}]));
}

function permissions(value: unknown): Permissions | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isMapping(value))
    throw new WorkflowError(`permissions: ${String(value)} is more than the sandbox grants; name each`);
  return value as Permissions;
}

function concurrency(value: unknown): Concurrency | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isMapping(value)) return { group: String(value), cancelInProgress: "false" };
  return { group: text(value.group) ?? "", cancelInProgress: text(value["cancel-in-progress"]) ?? "false" };
}

function parseJob(job: Mapping): JobDefinition {
  const environment = isMapping(job.environment) ? job.environment.name : job.environment;
  return {
    name: text(job.name),
    needs: list(job.needs).map(String),
    if: text(job.if),
    permissions: permissions(job.permissions),
    concurrency: concurrency(job.concurrency),
    environment: text(environment),
    uses: text(job.uses),
    with: mapping(job.with),
    env: mapping(job.env),
    steps: list(job.steps).map((step) => parseStep(mapping(step))),
    outputs: mapping(job.outputs),
  };
}

const parseStep = (step: Mapping): StepDefinition => ({
  id: text(step.id),
  name: text(step.name),
  if: text(step.if),
  uses: text(step.uses),
  run: text(step.run),
  with: mapping(step.with),
  env: mapping(step.env),
});
