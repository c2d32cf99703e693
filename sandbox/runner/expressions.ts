/** `${{ … }}` by GitHub's own evaluator, with what it leaves to a runner: contexts and status functions. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { WorkflowError } from "./workflow-file.ts";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped";

/** What an expression may look at: `github`, `inputs`, `needs`, … as plain JSON. */
export type Contexts = Readonly<Record<string, unknown>>;

const CONTEXTS = [
  "github",
  "inputs",
  "vars",
  "secrets",
  "needs",
  "steps",
  "env",
  "job",
  "jobs",
  "runner",
  "strategy",
  "matrix",
];
const STATUS = ["success", "failure", "cancelled", "always"] as const;

/** How what is depended on went, for the status functions. */
export type Before = readonly Conclusion[];

/** Text with every `${{ … }}` in it filled in. */
export function fill(template: unknown, contexts: Contexts, before: Before = []): string {
  if (typeof template !== "string")
    return template === undefined || template === null ? "" : String(template);
  return template.replace(/\$\{\{(.*?)\}\}/gs, (_, source: string) =>
    evaluate(source, contexts, before).coerceString(),
  );
}

/** A condition of a job or step. Without a status function it also asks that nothing before failed, as on GitHub. */
export function holds(condition: string | undefined, contexts: Contexts, before: Before): boolean {
  const source = (condition ?? "success()").trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const asksStatus = STATUS.some((name) => new RegExp(`\\b${name}\\s*\\(`, "i").test(source));
  if (!asksStatus && !succeeded(before)) return false;
  return isTruthy(evaluate(source, contexts, before));
}

const succeeded = (before: Before): boolean => before.every((conclusion) => conclusion === "success");

function evaluate(source: string, contexts: Contexts, before: Before): data.ExpressionData {
  const functions = statusFunctions(before);
  try {
    const { tokens } = new Lexer(source).lex();
    const tree = new Parser(tokens, CONTEXTS, [...functions.values()]).parse();
    const context = JSON.parse(JSON.stringify(whole(contexts)), data.reviver) as data.Dictionary;
    return new Evaluator(tree, context, functions).evaluate();
  } catch (cause) {
    throw new WorkflowError(`the expression ${source.trim()} cannot be evaluated: ${String(cause)}`, {
      cause,
    });
  }
}

const whole = (contexts: Contexts): Contexts => ({
  ...Object.fromEntries(CONTEXTS.map((name) => [name, {}])),
  ...contexts,
});

function statusFunctions(before: Before) {
  const answers: Record<(typeof STATUS)[number], boolean> = {
    success: succeeded(before),
    failure: before.includes("failure"),
    // A whole run being cancelled ends the sandbox's run without asking what would still have run.
    cancelled: false,
    always: true,
  };
  return new Map(
    STATUS.map((name) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answers[name]) },
    ]),
  );
}

function isTruthy(value: data.ExpressionData): boolean {
  switch (value.kind) {
    case data.Kind.Null:
      return false;
    case data.Kind.Boolean:
      return value.coerceString() === "true";
    case data.Kind.Number:
      return value.number() !== 0;
    case data.Kind.String:
      return value.coerceString() !== "";
    default:
      return true;
  }
}
