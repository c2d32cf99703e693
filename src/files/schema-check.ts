import type { ErrorObject } from "ajv";
import { error, type Finding } from "../domain/finding.ts";
import { nearest } from "../domain/nearest.ts";
import { type Broken, explainBroken } from "./schema-findings.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { schemaTexts, validators } from "./validators.generated.js";
import type { Positions } from "./yaml.ts";
import type { Path } from "./yaml-document.ts";

/** Findings of one file that are shown. */
const MOST = 50;
/** Errors of the validator that are looked at: several make one finding, and comparing them takes their square. */
const MOST_ERRORS = 500;

export type Checked<K extends FileKind> =
  | { readonly ok: true; readonly value: Written<K> }
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      /** What the file says once keys nobody knows are mended as the hints say; absent where more is wrong. */
      readonly mended?: Written<K>;
    };

/** Holds a file's value against the schema of its kind; every break is a `schema` finding at its place. */
export function checkForm<K extends FileKind>(kind: K, value: unknown, positions: Positions): Checked<K> {
  const validate = validators[kind];
  if (validate(value)) return { ok: true, value: value as Written<K> };
  const errors = validate.errors ?? [];
  const schema = publishedSchema(kind);
  const broken = withoutNoise(errors.slice(0, MOST_ERRORS).map((fault) => resolve(schema, value, fault)));
  const findings = broken.slice(0, MOST).map((one) => explainBroken(one, positions));
  if (broken.length > MOST || errors.length > MOST_ERRORS) {
    findings.push(
      error("schema", positions.value(), "more places are wrong in this file", "mend these first"),
    );
  }
  const mended = mendKeys(value, broken);
  return mended !== undefined && validate(mended)
    ? { ok: false, findings, mended: mended as Written<K> }
    : { ok: false, findings };
}

const published = new Map<FileKind, unknown>();

/** Parsed once, for the first finding. */
function publishedSchema(kind: FileKind): unknown {
  const schema: unknown = published.get(kind) ?? JSON.parse(schemaTexts[kind]);
  published.set(kind, schema);
  return schema;
}

const ABOUT_KEYS: ReadonlySet<string> = new Set(["additionalProperties", "required", "oneOf"]);

/** A copy in which unknown keys have the name that was meant, or are gone. Where values are wrong too there is none. */
function mendKeys(value: unknown, broken: readonly Broken[]): unknown {
  if (!broken.every(({ keyword }) => ABOUT_KEYS.has(keyword))) return undefined;
  const copy: unknown = structuredClone(value);
  for (const { keyword, params, path, schema } of broken) {
    if (keyword !== "additionalProperties") continue;
    const key = String(params.additionalProperty);
    const inside = path.reduce((at, step) => (at as Keyed)[step], copy) as Keyed;
    const meant = nearest(key, Object.keys(schema.properties ?? {}));
    if (meant !== undefined && !Object.hasOwn(inside, meant)) inside[meant] = inside[key];
    delete inside[key];
  }
  return copy;
}

type Keyed = Record<string | number, unknown>;

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

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step);
