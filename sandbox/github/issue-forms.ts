/** Issue forms: what GitHub makes of `.github/ISSUE_TEMPLATE/*.yaml` when a person fills one in. */
import { parse } from "yaml";
import { labelNamed, openIssue } from "./api/issues.ts";
import type { Account, Json, Repo } from "./state.ts";
import type { World } from "./world.ts";

interface Element {
  readonly type?: string;
  readonly id?: string;
  readonly attributes?: {
    readonly label?: string;
    readonly render?: string;
    readonly options?: readonly (string | { readonly label?: string; readonly required?: boolean })[];
  };
  readonly validations?: { readonly required?: boolean };
}

/** By the elements' ids; of checkboxes, the labels that are ticked. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

interface FilledForm {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

const folder = ".github/ISSUE_TEMPLATE";

/** Opens an issue by a form of the default branch. @returns its number */
export async function submitForm(
  world: World,
  repo: Repo,
  file: string,
  account: Account,
  title: string,
  answers: Answers,
): Promise<number> {
  const form = await fillForm(repo, file, title, answers);
  const actor = { kind: "user" as const, account, app: undefined, token: undefined };
  const issue = await openIssue({ world, repo, actor }, { ...form, labels: [] });
  // The form's labels are set whoever fills it in.
  issue.labels.push(...form.labels.map((name) => labelNamed(world, repo, name)));
  return issue.number;
}

/** @throws for a form that is not there, an answer nobody asked for, one that is missing, a choice there is not */
async function fillForm(repo: Repo, file: string, title: string, answers: Answers): Promise<FilledForm> {
  const entry = await repo.git.entry(`refs/heads/${repo.defaultBranch}`, `${folder}/${file}`);
  if (!entry) throw new Error(`there is no form ${folder}/${file} on ${repo.defaultBranch}`);
  const form = parse((await repo.git.blob(entry.sha)).toString("utf8")) as Json;
  const elements = ((form.body ?? []) as Element[]).filter(({ type }) => type !== "markdown");
  const unknown = Object.keys(answers).filter((id) => !elements.some((element) => element.id === id));
  if (unknown.length > 0) throw new Error(`the form does not ask for ${unknown.join(", ")}`);
  const sections = elements.map(
    (element) => `### ${element.attributes?.label}\n\n${answerTo(element, answers[element.id ?? ""])}`,
  );
  const list = (value: unknown): string[] =>
    typeof value === "string" ? value.split(",").map((item) => item.trim()) : ((value ?? []) as string[]);
  return {
    title: `${typeof form.title === "string" ? form.title : ""}${title}`,
    body: sections.join("\n\n"),
    labels: list(form.labels),
    assignees: list(form.assignees),
  };
}

function answerTo(element: Element, given: string | readonly string[] | undefined): string {
  const { attributes = {}, validations = {} } = element;
  const options = (attributes.options ?? []).map((option) =>
    typeof option === "string"
      ? { label: option, required: false }
      : { label: option.label ?? "", required: option.required },
  );
  const chosen = given === undefined ? [] : [given].flat();
  if (element.type === "checkboxes") {
    for (const { label, required } of options) {
      if (required && !chosen.includes(label))
        throw new Error(`${attributes.label}: "${label}" must be ticked`);
    }
    return options.map(({ label }) => `- [${chosen.includes(label) ? "X" : " "}] ${label}`).join("\n");
  }
  if (chosen.join("") === "") {
    if (validations.required) throw new Error(`${attributes.label} is required`);
    return "_No response_";
  }
  if (element.type === "dropdown") {
    const strange = chosen.filter((choice) => !options.some(({ label }) => label === choice));
    if (strange.length > 0) throw new Error(`${attributes.label}: there is no choice ${strange.join(", ")}`);
  }
  const text = chosen.join(", ");
  return attributes.render === undefined ? text : `\`\`\`${attributes.render}\n${text}\n\`\`\``;
}
