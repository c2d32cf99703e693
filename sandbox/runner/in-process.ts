/** Runs a job's steps ourselves: quick enough for a demo, with the environment a runner gives each step. */
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { filesOf, keptBy } from "./artifacts.ts";
import { checkOut, checkoutWish } from "./checkout.ts";
import { type Conclusion, fill, holds } from "./expressions.ts";
import type { Annotation, Execute, Job, Outcome } from "./job.ts";
import { runnerEnvironment } from "./runner-environment.ts";
import { annotationOf, Masks, parseCommand, parseCommandFile } from "./workflow-commands.ts";
import type { StepDefinition } from "./workflow-file.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What `uses: ./` runs, whichever commit the job is of: the action of this very working tree. */
export interface ActionEntry {
  /** Default `src/action.ts`; `dist/action.js` for what is shipped. Relative to the project's root. */
  readonly entry?: string;
}

/** Steps in processes of this machine. Knows actions/checkout, the actions that keep artifacts, our action, and `run:`. */
export const inProcess =
  ({ entry = "src/action.ts" }: ActionEntry = {}): Execute =>
  async (job) => {
    const record = new Recording(job);
    for (const step of job.definition.steps) await record.step(step, resolve(ROOT, entry));
    return record.outcome();
  };

/** A job while it runs. */
class Recording {
  readonly #job: Job;
  readonly #masks: Masks;
  readonly #lines: string[] = [];
  readonly #annotations: Annotation[] = [];
  readonly #steps: Record<string, { outputs: Record<string, string>; conclusion: Conclusion }> = {};
  #before: Conclusion[] = [];
  #environment: Record<string, string>;
  readonly #artifacts: Record<string, Record<string, string>> = {};
  #summary = "";
  #outputs: Record<string, string> = {};

  constructor(job: Job) {
    this.#job = job;
    this.#masks = new Masks([
      job.token,
      job.oidc?.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
      ...Object.values(job.secrets),
    ]);
    this.#environment = {
      ...runnerEnvironment(job),
      ...this.#filled(job.definition.env),
      GITHUB_EVENT_PATH: join(job.folders.files, "event.json"),
    };
  }

  outcome(): Outcome {
    const failed = this.#before.includes("failure");
    return {
      conclusion: this.#job.signal.aborted ? "cancelled" : failed ? "failure" : "success",
      log: this.#lines.join("\n"),
      annotations: this.#annotations,
      summary: this.#masks.hide(this.#summary),
      outputs: this.#outputs,
      artifacts: this.#artifacts,
    };
  }

  async step(step: StepDefinition, entry: string): Promise<void> {
    const runs = !this.#job.signal.aborted && holds(step.if, this.#contexts(), this.#before);
    const conclusion = runs ? await this.#run(step, entry) : "skipped";
    if (conclusion !== "skipped") this.#before = [...this.#before, conclusion];
    const id = step.id ?? `step-${Object.keys(this.#steps).length + 1}`;
    this.#steps[id] = { outputs: this.#steps[id]?.outputs ?? {}, conclusion };
  }

  async #run(step: StepDefinition, entry: string): Promise<Conclusion> {
    this.#say(`> ${step.name ?? step.uses ?? step.run ?? "step"}`);
    try {
      if (step.uses?.startsWith("actions/checkout@")) {
        await checkOut(this.#job, this.#job.folders.workspace, checkoutWish(this.#filled(step.with)));
        return "success";
      }
      const kept = step.uses === undefined ? undefined : keptBy(step.uses, this.#filled(step.with));
      if (kept) {
        this.#artifacts[kept.name] = await filesOf(this.#job.folders.workspace, kept.path);
        return "success";
      }
      if (step.uses !== undefined) {
        return await this.#process(step, [process.execPath, entry], await this.#inputs(step));
      }
      return await this.#process(step, [
        "bash",
        "-e",
        "-o",
        "pipefail",
        "-c",
        fill(step.run, this.#contexts()),
      ]);
    } catch (error) {
      this.#hear(`::error::${error instanceof Error ? error.message : String(error)}`);
      return "failure";
    }
  }

  /** INPUT_… of our action: defaults of the checked out action.yml, then the step's `with`. */
  async #inputs(step: StepDefinition): Promise<Record<string, string>> {
    if (step.uses !== "./" && !/^[^/]+\/leasehold@[0-9a-f]{40}$/.test(step.uses ?? ""))
      throw new Error(`the sandbox has no action ${step.uses}`);
    const file =
      step.uses === "./" ? join(this.#job.folders.workspace, "action.yml") : join(ROOT, "action.yml");
    const action = parse(await readFile(file, "utf8")) as {
      inputs: Record<string, { default?: unknown; required?: boolean }>;
    };
    const given = this.#filled(step.with);
    const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
    if (unexpected.length > 0) throw new Error(`action.yml has no input ${unexpected.join(", ")}`);
    return Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [
        `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
        given[name] ?? fill(input.default, this.#contexts()),
      ]),
    );
  }

  async #process(
    step: StepDefinition,
    [program = "", ...args]: readonly string[],
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Conclusion> {
    const files = await this.#commandFiles();
    const child = spawn(program, args, {
      cwd: this.#job.folders.workspace,
      env: { ...this.#environment, ...this.#filled(step.env), ...inputs, ...files },
      stdio: ["ignore", "pipe", "pipe"],
      signal: this.#job.signal,
      killSignal: "SIGINT",
    });
    const heard = [child.stdout, child.stderr].map(async (stream) => {
      for await (const line of createInterface({ input: stream })) this.#hear(line);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", (error) => (this.#job.signal.aborted ? resolve(null) : reject(error)));
      child.on("close", resolve);
    });
    await Promise.all(heard);
    await this.#collect(step, files);
    return code === 0 ? "success" : this.#job.signal.aborted ? "cancelled" : "failure";
  }

  async #commandFiles() {
    const names = [
      "GITHUB_OUTPUT",
      "GITHUB_STEP_SUMMARY",
      "GITHUB_ENV",
      "GITHUB_PATH",
      "GITHUB_STATE",
    ] as const;
    const files = names.map((name) => [name, join(this.#job.folders.files, name.toLowerCase())] as const);
    for (const [, path] of files) await writeFile(path, "");
    return Object.fromEntries(files) as Record<(typeof names)[number], string>;
  }

  async #collect(
    step: StepDefinition,
    files: {
      readonly GITHUB_OUTPUT: string;
      readonly GITHUB_STEP_SUMMARY: string;
      readonly GITHUB_ENV: string;
    },
  ): Promise<void> {
    const outputs = parseCommandFile(await readFile(files.GITHUB_OUTPUT, "utf8"));
    if (step.id !== undefined) this.#steps[step.id] = { outputs, conclusion: "success" };
    this.#outputs = { ...this.#outputs, ...outputs };
    this.#summary += await readFile(files.GITHUB_STEP_SUMMARY, "utf8");
    this.#environment = {
      ...this.#environment,
      ...parseCommandFile(await readFile(files.GITHUB_ENV, "utf8")),
    };
  }

  #hear(line: string): void {
    const command = parseCommand(line);
    if (command?.name === "add-mask") {
      this.#masks.add(command.message);
      return;
    }
    const annotation = command && annotationOf(command);
    if (annotation) this.#annotations.push({ ...annotation, message: this.#masks.hide(annotation.message) });
    this.#say(line);
  }

  #say(line: string): void {
    this.#lines.push(this.#masks.hide(line));
  }

  #contexts() {
    return { ...this.#job.contexts, env: this.#environment, steps: this.#steps };
  }

  #filled(values: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, fill(value, this.#contexts())]),
    );
  }
}
