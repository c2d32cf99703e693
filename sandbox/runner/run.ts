import type { GitHubEvent } from "../github/events.ts";
import type { Artifacts } from "./artifacts.ts";
import { type Conclusion, type Contexts, fill, holds } from "./expressions.ts";
import type { Annotation, Job, Outcome } from "./job.ts";
import type { Lines } from "./lines.ts";
import {
  type Concurrency,
  callOutputs,
  type JobDefinition,
  type Permissions,
  type Workflow,
  WorkflowError,
} from "./workflow-file.ts";

/** A workflow run, as GitHub's page of it shows it. Grows while it runs. */
export interface Run {
  readonly id: number;
  /** Path of the workflow file. */
  readonly workflow: string;
  readonly name: string;
  readonly event: GitHubEvent;
  /** Undefined while it runs. `startup_failure`: GitHub would not have started it; `problem` says why. */
  conclusion: Conclusion | "startup_failure" | undefined;
  problem: string | undefined;
  /** In the order in which they ended. */
  readonly jobs: JobRun[];
}

export interface JobRun {
  /** As GitHub names it: `apply`, or `apply / apply` in a reusable workflow. */
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly artifacts: Artifacts;
  readonly durationMs: number;
}

/** What a job needs beside its definition to be run. */
export type Prepared = Pick<
  Job,
  "workflow" | "id" | "called" | "definition" | "file" | "environment" | "contexts" | "signal"
> & {
  readonly permissions: Permissions;
};

/** The world a run happens in. */
export interface Stage {
  readonly lines: Lines;
  /** Workflows of the run's commit. */
  readonly workflows: readonly Workflow[];
  /** `github`, `vars`, `secrets`. */
  readonly contexts: Contexts;
  /** Permissions where a workflow says nothing. */
  readonly defaults: Permissions;
  execute(job: Prepared): Promise<Outcome>;
  began(name: string): void;
  ended(job: JobRun): Promise<void>;
}

/** How a job ended, and what it gives those that need it. */
interface Ended {
  readonly conclusion: Conclusion;
  readonly outputs: Outputs;
}

type Outputs = Readonly<Record<string, string>>;

const NOTHING = { log: "", annotations: [], summary: "", outputs: {}, artifacts: {}, durationMs: 0 } as const;

/** Runs the jobs of a workflow that an event started, in the order of their needs. */
export async function runWorkflow(run: Run, workflow: Workflow, stage: Stage): Promise<void> {
  const inputs = run.event.name === "workflow_dispatch" ? run.event.payload.inputs : {};
  const contexts = { ...stage.contexts, inputs };
  try {
    const conclusions = await inLine(stage, workflow.concurrency, contexts, (signal) =>
      new Level(stage, workflow, { contexts, signal }).run(),
    );
    run.conclusion = conclusions === undefined ? "cancelled" : worst([...conclusions.values()]);
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error;
    run.conclusion = "startup_failure";
    run.problem = error.message;
  }
}

/** Where a reusable workflow was called from. */
interface Caller {
  readonly workflow: Workflow;
  readonly id: string;
  readonly name: string;
  readonly permissions: Permissions;
}

/** The jobs of one file: of the workflow itself, or of one that a job of it calls. */
class Level {
  readonly #stage: Stage;
  readonly #workflow: Workflow;
  readonly #contexts: Contexts;
  readonly #signal: AbortSignal;
  readonly #caller: Caller | undefined;
  readonly #jobs = new Map<string, Promise<Ended>>();

  constructor(
    stage: Stage,
    workflow: Workflow,
    how: { readonly contexts: Contexts; readonly signal: AbortSignal; readonly caller?: Caller },
  ) {
    this.#stage = stage;
    this.#workflow = workflow;
    this.#contexts = how.contexts;
    this.#signal = how.signal;
    this.#caller = how.caller;
  }

  /** How each job ended, by its id. */
  async run(): Promise<Map<string, Ended>> {
    const ids = Object.keys(this.#workflow.jobs);
    const ended = await Promise.all(ids.map((id) => this.#ended(id)));
    return new Map(ended.map((one, index) => [ids[index] ?? "", one]));
  }

  #ended(id: string): Promise<Ended> {
    const known = this.#jobs.get(id);
    if (known) return known;
    const definition = this.#workflow.jobs[id];
    if (definition === undefined) throw new WorkflowError(`${this.#workflow.path} has no job ${id}`);
    const ended = this.#job(id, definition);
    this.#jobs.set(id, ended);
    return ended;
  }

  async #job(id: string, definition: JobDefinition): Promise<Ended> {
    const needed = await Promise.all(definition.needs.map((need) => this.#ended(need)));
    const before = needed.map(({ conclusion }) => conclusion);
    const needs = Object.fromEntries(
      definition.needs.map((need, index) => [
        need,
        { result: before[index], outputs: needed[index]?.outputs ?? {} },
      ]),
    );
    const contexts = { ...this.#contexts, needs };
    const name = [this.#caller?.name, definition.name ?? id].filter(Boolean).join(" / ");
    if (this.#signal.aborted) return this.#end({ ...NOTHING, name, conclusion: "cancelled" });
    if (!holds(definition.if, contexts, before))
      return this.#end({ ...NOTHING, name, conclusion: "skipped" });
    const permissions = this.#permissions(name, definition);
    const ended = await inLine(this.#stage, definition.concurrency, contexts, (signal) => {
      const both = AbortSignal.any([signal, this.#signal]);
      return definition.uses === undefined
        ? this.#steps(id, name, definition, { permissions, contexts, signal: both })
        : this.#call(id, name, definition, { permissions, contexts, signal: both });
    });
    return ended ?? this.#end({ ...NOTHING, name, conclusion: "cancelled" });
  }

  async #steps(
    id: string,
    name: string,
    definition: JobDefinition,
    how: Pick<Prepared, "permissions" | "contexts" | "signal">,
  ): Promise<Ended> {
    this.#stage.began(name);
    const began = performance.now();
    const caller = this.#caller;
    const outcome = await this.#stage.execute({
      ...how,
      definition,
      file: this.#workflow,
      workflow: caller?.workflow ?? this.#workflow,
      id: caller?.id ?? id,
      called: caller && { workflow: this.#workflow, id },
      environment: fill(definition.environment, how.contexts) || undefined,
    });
    const took = Math.round(performance.now() - began);
    const { conclusion } = await this.#end({ ...outcome, name, durationMs: took });
    // Whichever step said it: no two of a job give the same name here.
    const steps = Object.fromEntries(
      definition.steps.flatMap((step) => (step.id ? [[step.id, { outputs: outcome.outputs }]] : [])),
    );
    return { conclusion, outputs: filled(definition.outputs, { ...how.contexts, steps }) };
  }

  async #call(
    id: string,
    name: string,
    definition: JobDefinition,
    { permissions, contexts, signal }: Pick<Prepared, "permissions" | "contexts" | "signal">,
  ): Promise<Ended> {
    if (this.#caller) throw new WorkflowError(`${name}: the sandbox knows one level of reusable workflows`);
    const path = definition.uses?.replace(/^\.\//, "");
    const called = this.#stage.workflows.find((workflow) => workflow.path === path);
    if (called === undefined)
      throw new WorkflowError(`${name}: there is no ${definition.uses} at this commit`);
    const given = { ...contexts, inputs: callInputs(called, definition, contexts) };
    const ended = await inLine(this.#stage, called.concurrency, given, (inner) =>
      new Level(this.#stage, called, {
        contexts: given,
        signal: AbortSignal.any([inner, signal]),
        caller: { workflow: this.#workflow, id, name, permissions },
      }).run(),
    );
    if (ended === undefined) return this.#end({ ...NOTHING, name, conclusion: "cancelled" });
    const jobs = Object.fromEntries(ended);
    return {
      conclusion: worst([...ended.values()]),
      outputs: filled(callOutputs(called), { ...given, jobs }),
    };
  }

  /** @throws where a called workflow asks for more than it was given, as GitHub does before it starts anything */
  #permissions(name: string, definition: JobDefinition): Permissions {
    const given = this.#caller?.permissions;
    const asked = definition.permissions ?? this.#workflow.permissions ?? given ?? this.#stage.defaults;
    if (given === undefined) return asked;
    const levels = ["none", "read", "write"];
    const beyond = Object.entries(asked).filter(
      ([scope, level]) => levels.indexOf(level) > levels.indexOf(given[scope] ?? "none"),
    );
    if (beyond.length === 0) return asked;
    const wish = beyond.map(([scope, level]) => `${scope}: ${level}`).join(", ");
    throw new WorkflowError(`${name} asks for ${wish}, which the job that calls it does not have`);
  }

  async #end(job: JobRun): Promise<Ended> {
    await this.#stage.ended(job);
    return { conclusion: job.conclusion, outputs: {} };
  }
}

/** Does the work in its turn of a concurrency group; undefined where it gave way to a newer one. */
async function inLine<T>(
  stage: Stage,
  concurrency: Concurrency | undefined,
  contexts: Contexts,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  if (concurrency === undefined) return work(new AbortController().signal);
  const cancels = fill(concurrency.cancelInProgress, contexts) === "true";
  using turn = await stage.lines.enter(fill(concurrency.group, contexts), cancels);
  return turn && (await work(turn.signal));
}

function callInputs(
  called: Workflow,
  definition: JobDefinition,
  contexts: Contexts,
): Record<string, unknown> {
  const call = called.on.workflow_call as { inputs?: Record<string, { default?: unknown }> } | undefined;
  if (call === undefined) throw new WorkflowError(`${called.path} is not reusable`);
  const declared = call.inputs ?? {};
  const unknown = Object.keys(definition.with).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw new WorkflowError(`${called.path} has no input ${unknown.join(", ")}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => [
      name,
      Object.hasOwn(definition.with, name) ? fill(definition.with[name], contexts) : (input.default ?? ""),
    ]),
  );
}

/** Outputs, each by its expression. What nobody said is an empty text, as on GitHub. */
const filled = (outputs: Readonly<Record<string, unknown>>, contexts: Contexts): Outputs =>
  Object.fromEntries(Object.entries(outputs).map(([name, template]) => [name, fill(template, contexts)]));

function worst(ended: readonly Ended[]): Conclusion {
  const conclusions = ended.map(({ conclusion }) => conclusion);
  const order: readonly Conclusion[] = ["failure", "cancelled", "success"];
  return order.find((conclusion) => conclusions.includes(conclusion)) ?? "skipped";
}
