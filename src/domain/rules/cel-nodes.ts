import type { ASTNode } from "@marcbachmann/cel-js";

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

/** A node and everything below it, in the order of the text's tree. */
export function* nodesOf(value: unknown): Generator<ASTNode> {
  if (isNode(value)) {
    yield value;
    yield* nodesOf(value.args);
  } else if (Array.isArray(value)) {
    for (const each of value) yield* nodesOf(each);
  }
}

/** Macros that repeat something for each element of a list or map. */
const REPEATING: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

/**
 * Whether evaluating may take longer than reading every list once: repetition within repetition, and patterns, which
 * may backtrack for ever.
 */
export function mayTakeLong(ast: ASTNode): boolean {
  for (const node of nodesOf(ast)) {
    if ((node.op === "rcall" || node.op === "call") && node.args[0] === "matches") return true;
    if (node.op === "rcall" && REPEATING.has(node.args[0])) {
      for (const inner of nodesOf(node.args[2])) {
        if (inner.op === "rcall" && REPEATING.has(inner.args[0])) return true;
      }
    }
  }
  return false;
}

export function mentions(ast: ASTNode, variable: string): boolean {
  for (const node of nodesOf(ast)) if (node.op === "id" && node.args === variable) return true;
  return false;
}
