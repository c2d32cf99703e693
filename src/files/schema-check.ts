import type { ErrorObject } from "ajv";
import { error, type Finding } from "../domain/finding.ts";
import { type Broken, explainBroken } from "./schema-findings.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { jsonSchemas, validators } from "./validators.generated.js";
import type { Positions } from "./yaml.ts";
import type { Path } from "./yaml-document.ts";

/** Findings of one file that are shown. */
const MOST = 50;
/** Errors of the validator that are looked at: several make one finding, and comparing them takes their square. */
const MOST_ERRORS = 500;

export type Checked<K extends FileKind> =
  | { readonly ok: true; readonly value: Written<K> }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Holds a file's value against the schema of its kind; every break is a `schema` finding at its place. */
export function checkForm<K extends FileKind>(kind: K, value: unknown, positions: Positions): Checked<K> {
  const validate = validators[kind];
  if (validate(value)) return { ok: true, value: value as Written<K> };
  const errors = validate.errors ?? [];
  const broken = withoutNoise(errors.slice(0, MOST_ERRORS).map((fault) => resolve(kind, value, fault)));
  const findings = broken.slice(0, MOST).map((one) => explainBroken(one, positions));
  if (broken.length > MOST || errors.length > MOST_ERRORS) {
    findings.push(
      error("schema", positions.value(), "more places are wrong in this file", "mend these first"),
    );
  }
  return { ok: false, findings };
}

/** Puts value and schema of the place beside an error: the precompiled validators leave them out. */
function resolve(kind: FileKind, root: unknown, fault: ErrorObject): Broken {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of pointer(fault.instancePath)) {
    path.push(Array.isArray(value) ? Number(step) : step);
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  const steps = pointer(fault.schemaPath.replace(/^[^#]*#/, "")).map((step) => decodeURIComponent(step));
  let schema: unknown = jsonSchemas[kind];
  for (const step of steps.slice(0, -1)) schema = (schema as Readonly<Record<string, unknown>>)[step];
  return {
    keyword: fault.keyword,
    params: fault.params as Readonly<Record<string, unknown>>,
    path,
    value,
    schema: schema as Broken["schema"],
    rule: steps,
  };
}

const pointer = (text: string): string[] =>
  text
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * A union is broken in every branch at once; only the branch that was meant is worth a word: the one whose type
 * and `kind` fit. Where none does, the union itself speaks.
 */
function withoutNoise(all: readonly Broken[]): Broken[] {
  let kept = withoutUnderWrongTypes(all);
  for (const union of all) {
    if (union.keyword !== "anyOf" && union.keyword !== "oneOf") continue;
    const inside = kept.filter(
      (one) => one !== union && startsWith(one.rule, union.rule) && startsWith(one.path, union.path),
    );
    const branches = new Set(inside.map((one) => one.rule[union.rule.length]));
    const meant = [...branches].filter(
      (branch) => !inside.some((one) => one.rule[union.rule.length] === branch && unfit(one, union)),
    );
    const says = new Set(
      meant.length === 1 ? inside.filter((one) => one.rule[union.rule.length] === meant[0]) : [],
    );
    kept = kept.filter((one) => says.has(one) || (one === union ? says.size === 0 : !inside.includes(one)));
  }
  return kept;
}

/** Where a value is of the wrong type, nothing else about it is worth a word. */
function withoutUnderWrongTypes(all: readonly Broken[]): Broken[] {
  const types = all.filter(({ keyword, rule }) => keyword === "type" && !rule.includes("anyOf"));
  return all.filter((one) => types.every((type) => one === type || !startsWith(one.path, type.path)));
}

/** Whether an error says that its branch of the union was never meant. */
const unfit = (one: Broken, union: Broken): boolean =>
  (one.keyword === "type" && one.path.length === union.path.length) ||
  (one.keyword === "const" && one.path.length === union.path.length + 1) ||
  (one.keyword === "required" && union.keyword === "oneOf");

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step);
