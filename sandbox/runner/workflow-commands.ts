import type { Annotation } from "./job.ts";

/** A line `::command key=value,…::message` of a step's output. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner does; undefined where it is plain output. */
export function parseCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::([a-z-]+)(?:\s+([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line);
  if (!match) return undefined;
  const [, name = "", properties = "", message = ""] = match;
  const pairs = properties.split(",").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [] : [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1), true)] as const];
  });
  return { name, properties: Object.fromEntries(pairs), message: unescaped(message, false) };
}

function unescaped(text: string, isProperty: boolean): string {
  const data = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const rest = isProperty ? data.replaceAll("%3A", ":").replaceAll("%2C", ",") : data;
  return rest.replaceAll("%25", "%");
}

/** What `::error …::` and its like say; undefined for other commands. */
export function annotationOf({ name, properties, message }: WorkflowCommand): Annotation | undefined {
  if (name !== "error" && name !== "warning" && name !== "notice") return undefined;
  const { title, file, line } = properties;
  return {
    level: name,
    message,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}

/** What must not be shown, and how text looks without it. */
export class Masks {
  readonly #values = new Set<string>();

  constructor(values: Iterable<string | undefined>) {
    for (const value of values) this.add(value);
  }

  add(value: string | undefined): void {
    // As the runner does: each line of a secret is one.
    for (const line of (value ?? "").split(/\r?\n/)) if (line.trim() !== "") this.#values.add(line);
  }

  hide(text: string): string {
    return [...this.#values]
      .sort((a, b) => b.length - a.length)
      .reduce((shown, value) => shown.replaceAll(value, "***"), text);
  }
}

/**
 * Reads a file such as GITHUB_OUTPUT: `name=value`, or `name<<END`, lines, `END`.
 *
 * @throws for what the runner would refuse
 */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const [, plain, value] = /^([^=<]+?)=(.*)$/s.exec(line) ?? [];
    if (plain !== undefined) {
      values[plain] = value ?? "";
      continue;
    }
    const [, name, end] = /^(.+?)<<(.+)$/.exec(line) ?? [];
    const close = end === undefined ? -1 : lines.indexOf(end, at + 1);
    if (name === undefined || close < 0) throw new Error(`invalid line in a command file: ${line}`);
    values[name] = lines.slice(at + 1, close).join("\n");
    at = close;
  }
  return values;
}
