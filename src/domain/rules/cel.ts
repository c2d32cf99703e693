import { type ASTNode, serialize } from "@marcbachmann/cel-js";
import { error, type Finding, outOfTime } from "../finding.ts";
import type { Role, RoleRule } from "../model.ts";
import { costOf } from "../pattern.ts";
import { asFarAsSaid, Unsaid } from "../unsaid.ts";
import { type Asked, type GrantRule, HOLDS } from "./asked.ts";
import { type Fault, faultOf, faultsOfNode, marked } from "./cel-faults.ts";
import { mentions, nodesOf, renameCalls, repeatsUnknown, stepsOf } from "./cel-nodes.ts";
import { environment, evaluating, LINEAR_MATCHES, valuesOf } from "./cel-words.ts";

/** Longest a rule that may be slow is looked at for one request, in milliseconds. */
const LIMIT = 200;

/** Steps of a rule that take no time worth a clock, which itself takes 0.2 ms. */
const FEW_STEPS = 2_000;

/** Most steps a rule may take, counted from its text. */
const MOST_STEPS = 100_000;

interface Compiled {
  readonly evaluate: (values: Record<string, unknown>) => unknown;
  /** Whether it must run under a clock. */
  readonly slow: boolean;
  readonly looks_at_live: boolean;
}

type Compilation =
  | { readonly ok: true; readonly value: Compiled }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const compilations = new WeakMap<RoleRule, Compilation>();

function compilationOf(rule: RoleRule): Compilation {
  const known = compilations.get(rule) ?? compile(rule.expr);
  compilations.set(rule, known);
  return known;
}

function compile(expr: string): Compilation {
  if (expr.length > 4_000) {
    return { ok: false, faults: [{ message: `${expr.length} characters; a rule has at most 4000` }] };
  }
  try {
    const checked = environment.check(expr);
    if (!checked.valid) return { ok: false, faults: [faultOf(checked.error)] };
    const parsed = environment.parse(expr);
    const faults = nodesOf(parsed.ast).flatMap(faultsOfNode);
    if (checked.type !== "bool") faults.unshift({ message: `gives ${checked.type}; a rule gives bool` });
    if (stepsOf(parsed.ast) > MOST_STEPS) faults.push({ message: "repeats too often to be judged in time" });
    if (faults.length > 0) return { ok: false, faults };
    const { ast } = parsed;
    const looks_at_live = mentions(ast, "live");
    const slow = looks_at_live || repeatsUnknown(ast) || stepsOf(ast) > FEW_STEPS || matchesSlowly(ast);
    renameCalls(ast, "matches", LINEAR_MATCHES);
    const evaluate = evaluating.parse(serialize(ast));
    return { ok: true, value: { evaluate, slow, looks_at_live } };
  } catch (thrown) {
    return { ok: false, faults: [faultOf(thrown)] };
  }
}

/** Most that the patterns of one rule may cost together where no clock runs. */
const CHEAP = 60;

/** `matches` of anything but a field, with a pattern that nobody knows before, or with too much of it. */
function matchesSlowly(ast: ASTNode): boolean {
  const costs = nodesOf(ast).flatMap((node) => {
    if (node.op !== "rcall" || node.args[0] !== "matches") return [];
    const [, text, [pattern]] = node.args;
    const isPlain = text.op === "." && pattern?.op === "value" && typeof pattern.args === "string";
    return [isPlain ? costOf(pattern.args as string) : Number.POSITIVE_INFINITY];
  });
  return costs.reduce((sum, cost) => sum + cost, 0) > CHEAP;
}

/** Type-checks the rules of a role: unknown fields, comparisons of different types, anything that is no bool. */
export const ruleFaults = (role: Role): Finding[] =>
  role.rules.flatMap((rule, index) => {
    const compilation = compilationOf(rule);
    if (compilation.ok) return [];
    return compilation.faults.map((fault) =>
      error(
        `rule:${rule.name}`,
        role.at("rules", index, "expr"),
        `expr: ${fault.message}${marked(rule.expr, fault.range)}`,
        fault.hint,
      ),
    );
  });

/** Whether any rule of the role looks at `live`: then all grants of main must be read to judge by it. */
export const looksAtLive = (role: Role): boolean =>
  role.rules.some((rule) => {
    const compilation = compilationOf(rule);
    return compilation.ok && compilation.value.looks_at_live;
  });

const SIMPLER = "Have the rule made simpler: what repeats over live, or within a repetition, takes time.";

/** `rule:<name>`: all rules of the role must hold; one that cannot be evaluated denies. */
export const roleRules: GrantRule = (asked) => {
  if (asked.role.rules.length === 0) return HOLDS;
  const values = valuesOf(asked, looksAtLive(asked.role));
  return asked.role.rules.flatMap((rule) => asFarAsSaid(() => roleRule(rule, asked, values)));
};

function roleRule(rule: RoleRule, asked: Asked, values: Record<string, unknown>): Finding[] {
  const refused = (message: string, hint?: string) => [
    error(`rule:${rule.name}`, asked.grant.at("role"), message, hint),
  ];
  const compilation = compilationOf(rule);
  if (!compilation.ok) {
    return refused(
      `rule ${rule.name} of ${asked.role.name} is broken, so it denies: ${compilation.faults[0]?.message}`,
      "Have the rule mended (leasehold check).",
    );
  }
  const { evaluate, slow } = compilation.value;
  try {
    const late = slow && asked.patience.isOver;
    const answer = slow ? asked.patience.within(LIMIT, () => evaluate(values)) : evaluate(values);
    if (answer === true) return [];
    if (answer === undefined) {
      const why = late ? "was not looked at: slow rules before it" : "is too slow: it";
      const message = `rule ${rule.name} of ${asked.role.name} ${why} took too long, so it denies`;
      return refused(message, SIMPLER).map(outOfTime);
    }
    return refused(rule.message, `Rule ${rule.name} of ${asked.role.name}: ${rule.expr.trim()}`);
  } catch (thrown) {
    if (thrown instanceof Unsaid) throw thrown;
    return refused(`rule ${rule.name} cannot be evaluated, so it denies: ${faultOf(thrown).message}`);
  }
}
