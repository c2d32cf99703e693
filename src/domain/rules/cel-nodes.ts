import type { ASTNode } from "@marcbachmann/cel-js";

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

/** A node and everything below it, in the order of the text's tree. */
export function nodesOf(value: unknown): readonly ASTNode[] {
  const nodes: ASTNode[] = [];
  // A list of what is still to be looked at: a rule may be as deep as it is long.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isNode(next)) {
      nodes.push(next);
      waiting.push(next.args);
    } else if (Array.isArray(next)) waiting.push(...next.toReversed());
  }
  return nodes;
}

/** Macros that repeat something for each element of a list or map. */
const REPEATING: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

/** What a list is taken to hold where the text does not say. */
const SOME = 10;

const sizeOf = (node: ASTNode): number => {
  if (node.op === "list" || node.op === "map") return node.args.length;
  if (node.op === "+") return sizeOf(node.args[0]) + sizeOf(node.args[1]);
  if (node.op === "rcall" && REPEATING.has(node.args[0])) return sizeOf(node.args[1]);
  return SOME;
};

/** About how many steps an evaluation takes, from the text alone: repetition within repetition multiplies. */
export function stepsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each: unknown) => sum + stepsOf(each), 0);
  if (!isNode(value)) return 0;
  if (value.op !== "rcall" || !REPEATING.has(value.args[0])) return 1 + stepsOf(value.args);
  const [, list, body] = value.args;
  return stepsOf(list) + sizeOf(list) * (1 + stepsOf(body));
}

/** A list or map whose length the rule's text says. */
const isWrittenOut = (node: ASTNode): boolean =>
  node.op === "list" ||
  node.op === "map" ||
  (node.op === "+" && isWrittenOut(node.args[0]) && isWrittenOut(node.args[1])) ||
  (node.op === "rcall" && REPEATING.has(node.args[0]) && isWrittenOut(node.args[1]));

/**
 * Whether something is repeated that may be long, or costs more than its steps say: what is live, teams, the parts of a
 * text; repetition or `matches` within a repetition.
 */
export function repeatsUnknown(ast: ASTNode): boolean {
  for (const node of nodesOf(ast)) {
    if (node.op !== "rcall" || !REPEATING.has(node.args[0])) continue;
    if (!isWrittenOut(node.args[1])) return true;
    for (const inner of nodesOf(node.args[2])) {
      if (inner.op === "rcall" && (REPEATING.has(inner.args[0]) || inner.args[0] === "matches")) return true;
    }
  }
  return false;
}

/** The name of a method wherever it is called, changed in place. */
export function renameCalls(ast: ASTNode, from: string, to: string): void {
  for (const node of nodesOf(ast)) {
    if (node.op === "rcall" && node.args[0] === from) node.args[0] = to;
  }
}

export function mentions(ast: ASTNode, variable: string): boolean {
  for (const node of nodesOf(ast)) if (node.op === "id" && node.args === variable) return true;
  return false;
}
