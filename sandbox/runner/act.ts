/** Runs a job with `act`, in host mode: another's reading of the workflow file, and the shipped `dist/`. */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";
import { findTool } from "../tools.ts";
import { artifactsIn, isKeeper } from "./artifacts.ts";
import { checkOut, checkoutWish } from "./checkout.ts";
import type { Annotation, Execute, Job, Outcome } from "./job.ts";
import { runnerEnvironment } from "./runner-environment.ts";
import { annotationOf, Masks } from "./workflow-commands.ts";
import { WorkflowError } from "./workflow-file.ts";

const KEEPER = fileURLToPath(new URL("upload-artifact", import.meta.url));

/**
 * One `act` for each job, as act gives all jobs of a run the same token and the same OIDC request, and a job's tokens
 * must say which job it is. So it gets the workflow with that one job only, without what it waits for.
 */
export const withAct: Execute = async (job) => {
  const act = await findTool("act");
  const { folders } = job;
  const checkout = job.definition.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
  // act copies this folder where the workflow says actions/checkout, so the action itself is never fetched.
  await checkOut(job, folders.workspace, checkoutWish(checkout?.with ?? {}));
  const workflow = join(folders.files, "workflow.yml");
  const event = join(folders.files, "event.json");
  await writeFile(workflow, onlyJob(job));
  const environmentFile = join(folders.files, "environment");
  await writeFile(
    environmentFile,
    dotenv({ ...stepEnvironment(job), SANDBOX_ARTIFACTS: join(folders.files, "artifacts") }),
  );
  const artifacts = join(folders.files, "artifacts");
  await mkdir(artifacts, { recursive: true });
  const secrets = { ...job.secrets, GITHUB_TOKEN: job.token };
  const args = [
    job.event.name,
    ...["--workflows", workflow, "--job", job.id, "--eventpath", event],
    ...["--platform", "ubuntu-latest=-self-hosted"],
    // What it takes for GitHub's host, to find owner and name in `origin`.
    ...["--github-instance", new URL(job.addresses.server).host],
    ...["--actor", job.event.actor],
    ...["--env-file", environmentFile],
    ...Object.keys(secrets).flatMap((name) => ["--secret", name]),
    ...Object.entries(job.variables).flatMap(([name, value]) => ["--var", `${name}=${value}`]),
    ...job.definition.steps
      .flatMap(({ uses }) => (uses !== undefined && isKeeper(uses) ? [uses] : []))
      .flatMap((uses) => ["--local-repository", `${uses}=${KEEPER}`]),
    ...["--json", "--no-cache-server", "--action-offline-mode"],
  ];
  const { PATH = "" } = runnerEnvironment(job);
  const child = spawn(act, args, {
    cwd: folders.workspace,
    env: { PATH, HOME: folders.home, XDG_CACHE_HOME: join(folders.temp, "cache"), ...secrets },
    stdio: ["ignore", "pipe", "pipe"],
    signal: job.signal,
    killSignal: "SIGINT",
  });
  const heard = new Heard(job);
  const listening = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of createInterface({ input: stream })) heard.line(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", (error) => (job.signal.aborted ? resolve(null) : reject(error)));
    child.on("close", resolve);
  });
  await Promise.all(listening);
  return { ...heard.outcome(code === 0), artifacts: await artifactsIn(artifacts) };
};

/** The workflow file with one job that needs nothing and has no condition: the sandbox has looked at both. */
function onlyJob({ workflow, id, called }: Job): string {
  if (called !== undefined && Object.keys(called.workflow.jobs).length !== 1)
    throw new WorkflowError(
      `${called.workflow.path} has several jobs: under act, a reusable workflow has one`,
    );
  const document = parseDocument(workflow.text);
  for (const other of Object.keys(workflow.jobs)) if (other !== id) document.deleteIn(["jobs", other]);
  document.deleteIn(["jobs", id, "needs"]);
  document.deleteIn(["jobs", id, "if"]);
  return document.toString();
}

/** act sets the folders and files itself. */
function stepEnvironment(job: Job): Record<string, string> {
  const {
    HOME: _home,
    PATH: _path,
    GITHUB_WORKSPACE: _workspace,
    RUNNER_TEMP: _temp,
    ...rest
  } = runnerEnvironment(job);
  return rest;
}

const dotenv = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");

/** What act tells, a JSON object a line. */
class Heard {
  readonly #masks: Masks;
  readonly #lines: string[] = [];
  readonly #annotations: Annotation[] = [];
  readonly #outputs: Record<string, string> = {};
  readonly #signal: AbortSignal;
  #summary = "";

  constructor(job: Job) {
    this.#masks = new Masks([
      job.token,
      job.oidc?.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
      ...Object.values(job.secrets),
    ]);
    this.#signal = job.signal;
  }

  line(line: string): void {
    const told = parsed(line);
    if (told === undefined) {
      this.#say(line);
      return;
    }
    const { command, arg, kvPairs, name, content, msg } = told;
    switch (command) {
      case "add-mask":
        this.#masks.add(text(arg));
        return;
      case "summary":
        this.#summary += text(content);
        return;
      case "set-output":
        this.#outputs[text(name)] = text(arg);
        return;
    }
    const properties = (kvPairs ?? {}) as Record<string, string>;
    const annotation = annotationOf({ name: text(command), properties, message: text(arg) });
    if (annotation) this.#annotations.push({ ...annotation, message: this.#masks.hide(annotation.message) });
    this.#say(text(msg).replace(/\n$/, ""));
  }

  outcome(ok: boolean): Omit<Outcome, "artifacts"> {
    return {
      conclusion: this.#signal.aborted ? "cancelled" : ok ? "success" : "failure",
      log: this.#lines.join("\n"),
      annotations: this.#annotations,
      summary: this.#masks.hide(this.#summary),
      outputs: this.#outputs,
    };
  }

  #say(line: string): void {
    this.#lines.push(this.#masks.hide(line));
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
