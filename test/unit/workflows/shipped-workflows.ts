import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { parseWorkflow, type Workflow } from "../../../sandbox/runner/workflow-file.ts";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const FOLDER = ".github/workflows";

/** The workflows of this repository by file name. */
export const workflows: ReadonlyMap<string, Workflow> = new Map(
  readdirSync(`${ROOT}/${FOLDER}`).map((file) => [
    file,
    parseWorkflow(`${FOLDER}/${file}`, readFileSync(`${ROOT}/${FOLDER}/${file}`, "utf8")),
  ]),
);

export const workflow = (file: string): Workflow => {
  const found = workflows.get(file);
  if (!found) throw new Error(`there is no ${file}`);
  return found;
};

export interface ActionFile {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export const action = (): ActionFile => parse(readFileSync(`${ROOT}/action.yml`, "utf8")) as ActionFile;
