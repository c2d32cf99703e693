import type { ErrorObject } from "ajv";
import { error, type Finding } from "../domain/finding.ts";
import { type Path, startsWith } from "../domain/unsaid.ts";
import { Mending } from "./mending.ts";
import { type Broken, explainBroken, type JsonSchema } from "./schema-findings.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { schemaTexts, validators } from "./validators.generated.js";
import type { Positions } from "./yaml.ts";

/** Findings of one file that are shown. */
const MOST = 50;
/** Errors of the validator that are looked at: several make one finding, and comparing them takes their square. */
const MOST_ERRORS = 500;

export type Checked<K extends FileKind> =
  | { readonly ok: true; readonly value: Written<K> }
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** What the file says, mended as the hints say; absent where that cannot be told. */
      readonly mended?: Mended<K>;
    };

/** What a file broken in its form says. */
export interface Mended<K extends FileKind> {
  readonly value: Written<K>;
  /** Paths of which nobody knows what they should say. */
  readonly unsaid: readonly Path[];
  /** Where the file has what is at a path of `value`. */
  readonly positions: Positions;
}

/** How often a file is looked at again: what is below a key misspelt is seen only when it has its name. */
const ROUNDS = 5;

/** Holds a file's value against the schema of its kind; every break is a `schema` finding at its place. */
export function checkForm<K extends FileKind>(kind: K, value: unknown, positions: Positions): Checked<K> {
  const validate = validators[kind];
  if (validate(value)) return { ok: true, value: value as Written<K> };
  const schema = publishedSchema(kind);
  const mending = new Mending(schema, value, positions);
  const findings: Finding[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const errors = validate.errors ?? [];
    const seen = errors.slice(0, MOST_ERRORS).map((fault) => resolve(schema, mending.value, fault));
    const broken = withoutNoise(seen);
    const told = mending.toTell(broken);
    findings.push(
      ...told.slice(0, MOST - findings.length).map((one) => explainBroken(one, mending.positions)),
    );
    if (told.length > MOST || errors.length > MOST_ERRORS) {
      findings.push(
        error("schema", positions.value(), "more places are wrong in this file", "mend these first"),
      );
      break;
    }
    if (!mending.mend(broken)) break;
    if (validate(mending.value)) {
      const { unsaid, positions: places } = mending;
      const mended = { value: mending.value as Written<K>, unsaid, positions: places };
      return { ok: false, findings, mended };
    }
  }
  return { ok: false, findings };
}

const published = new Map<FileKind, JsonSchema>();

/** Parsed once, for the first finding. */
function publishedSchema(kind: FileKind): JsonSchema {
  const schema = published.get(kind) ?? (JSON.parse(schemaTexts[kind]) as JsonSchema);
  published.set(kind, schema);
  return schema;
}

/** Puts value and schema of the place beside an error: the precompiled validators leave them out. */
function resolve(whole: unknown, root: unknown, fault: ErrorObject): Broken {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of pointer(fault.instancePath)) {
    path.push(Array.isArray(value) ? Number(step) : step);
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  const steps = pointer(fault.schemaPath.replace(/^[^#]*#/, "")).map((step) => decodeURIComponent(step));
  let schema = whole;
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
