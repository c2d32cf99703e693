import {
  type ASTNode,
  EvaluationError,
  ParseError,
  type SourceRange,
  TypeError as TypeFault,
} from "@marcbachmann/cel-js";
import { didYouMean } from "../nearest.ts";
import { environment, LOGIN_FIELDS, VARIABLES } from "./cel-words.ts";

/** What is wrong with a rule, and where in its text. */
export interface Fault {
  readonly message: string;
  readonly range?: SourceRange | undefined;
  readonly hint?: string | undefined;
}

export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof ParseError || thrown instanceof TypeFault || thrown instanceof EvaluationError) {
    const message = `${thrown.summary.slice(0, 1).toLowerCase()}${thrown.summary.slice(1)}`;
    return { message, range: thrown.range, hint: hintFor(thrown.summary) };
  }
  return { message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function hintFor(summary: string): string | undefined {
  const [, key] = /^No such key: (\w+)$/.exec(summary) ?? [];
  if (key !== undefined) {
    const fields = [...new Set(Object.values(VARIABLES).flat())];
    return didYouMean(key, fields) ?? `Fields: ${fields.join(", ")}.`;
  }
  const [, variable] = /^Unknown variable: (\w+)$/.exec(summary) ?? [];
  if (variable !== undefined) return "Variables: request, user, role, now, live.";
  if (/google\.protobuf\.Duration.*\b(?:int|double|uint)\b/.test(summary))
    return 'A duration compares with a duration: write duration("2h").';
  return undefined;
}

/** What the library's checker lets pass, and what would fail every time or never do what it seems to. */
export function faultsOfNode(node: ASTNode): Fault[] {
  const { range } = node;
  if (node.op === "call" && node.args[0] === "dyn") {
    return [{ message: "dyn() hides types from the check", range, hint: "Leave dyn() out." }];
  }
  if (node.op === "." && node.args[0].op === "id") {
    // has() is not looked into by the checker.
    const fields = VARIABLES[node.args[0].args];
    const field = node.args[1];
    if (fields !== undefined && !fields.includes(field)) {
      return [{ message: `no such key: ${field}`, range, hint: didYouMean(field, fields) }];
    }
  }
  if (node.op === "call" && (node.args[0] === "duration" || node.args[0] === "timestamp")) {
    const [literal] = node.args[1];
    if (literal?.op === "value" && typeof literal.args === "string") {
      return literalFaults(node.args[0], literal.args, range);
    }
  }
  if (node.op === "==" || node.op === "!=" || node.op === "in") return loginFaults(node);
  return [];
}

function literalFaults(kind: string, text: string, range: SourceRange): Fault[] {
  try {
    environment.evaluate(`${kind}(${JSON.stringify(text)})`);
    return [];
  } catch {
    const hint =
      kind === "duration"
        ? "CEL knows h, m and s: write 48h for two days."
        : "Write RFC 3339 with an offset, such as 2026-11-21T18:00:00Z.";
    return [{ message: `${JSON.stringify(text)} is no ${kind}`, range, hint }];
  }
}

/** A login is in lower case when rules see it: a capital would never be equal, and `!=` always true. */
function loginFaults(node: ASTNode & { readonly op: "==" | "!=" | "in" }): Fault[] {
  const isLogin = (one: ASTNode) => one.op === "." && LOGIN_FIELDS.has(one.args[1]);
  if (!node.args.some(isLogin)) return [];
  const texts = node.args.flatMap((one) => (one.op === "list" ? one.args : [one]));
  return texts.flatMap((one) =>
    one.op === "value" && typeof one.args === "string" && /[A-Z]/.test(one.args)
      ? [
          {
            message: `logins are in lower case here; ${JSON.stringify(one.args)} is never equal to one`,
            range: one.range,
            hint: `Write ${JSON.stringify(one.args.toLowerCase())}.`,
          },
        ]
      : [],
  );
}

/** The line of the text where the fault is, with a mark under it. */
export function marked(expr: string, range: SourceRange | undefined): string {
  if (range === undefined) return "";
  const start = Math.min(range.start, expr.length);
  const from = expr.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = expr.indexOf("\n", start);
  const to = lineEnd === -1 ? expr.length : lineEnd;
  const length = Math.max(1, Math.min(range.end, to) - start);
  return `\n  ${expr.slice(from, to)}\n  ${" ".repeat(start - from)}${"^".repeat(length)}`;
}
