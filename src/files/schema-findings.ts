import { error, type Finding } from "../domain/finding.ts";
import { nearest } from "../domain/nearest.ts";
import type { Path } from "../domain/unsaid.ts";
import { foreignLetter, show, showPath, showText } from "./show.ts";
import { type Better, suggestion } from "./suggestion.ts";
import type { Positions } from "./yaml.ts";

export interface JsonSchema {
  readonly required?: readonly string[];
  readonly type?: string;
  readonly title?: string;
  readonly pattern?: string;
  readonly errorMessage?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** A place of a file that breaks its schema. */
export interface Broken {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** To the value. */
  readonly path: Path;
  readonly value: unknown;
  /** The schema that holds the keyword. */
  readonly schema: JsonSchema;
  /** The path to the keyword in the file's schema. */
  readonly rule: Path;
}

/** Says what was found, what is allowed and what to write. */
export function explainBroken(broken: Broken, positions: Positions): Finding {
  const { path, value, params } = broken;
  const here = positions.value(...path);
  switch (broken.keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      return error("schema", positions.key(...path, key), ...unknownKey(broken, key));
    }
    case "required": {
      const key = String(params.missingProperty);
      return error(
        "schema",
        here,
        `${showPath([...path, key])} is missing`,
        exampleOf(key, broken.schema.properties?.[key]),
      );
    }
    case "oneOf":
      return exactlyOne(broken, positions);
    case "anyOf":
      return error("schema", ...noBranch(broken, positions));
    case "minItems":
      return error(
        "schema",
        here,
        `${named(path)} is empty`,
        broken.schema.errorMessage ?? "write at least one",
      );
    default: {
      const source = positions.source(path);
      const written = typeof value === "string" || source === undefined ? show(value) : showText(source);
      return error("schema", here, wrong(broken, written), hintFor(broken, source));
    }
  }
}

const named = (path: Path): string => (path.length === 0 ? "the file" : showPath(path));

function wrong({ path, schema, value }: Broken, written: string): string {
  const what = schema.title ?? schema.type ?? "value of the right form";
  if (value === null) return path.length === 0 ? "the file is empty" : `${showPath(path)} has no value`;
  if (schema.type === "boolean") return `${named(path)}: ${written} is neither true nor false`;
  const letter = typeof value === "string" ? foreignLetter(value) : undefined;
  const allowed = schema.enum === undefined ? "" : `; there are ${schema.enum.join(", ")}`;
  const found = `${named(path)}: ${written} is no ${what}${allowed}`;
  return letter === undefined ? found : `${found}: it holds ${letter}`;
}

/** What was meant by a value of a wrong form, as far as anybody can tell. */
export function betterFor(
  { schema, value, keyword }: Broken,
  source: string | undefined,
): Better | undefined {
  const better = [schema, ...(schema.anyOf ?? [])].reduce<Better | undefined>(
    (found, one) => found ?? suggestion(one, value, source),
    undefined,
  );
  if (better !== undefined || keyword !== "enum") return better;
  const near = nearest(String(value), (schema.enum ?? []).map(String));
  return near === undefined ? undefined : { say: near, value: near };
}

function hintFor(broken: Broken, source: string | undefined): string | undefined {
  const { schema, keyword, path } = broken;
  const better = betterFor(broken, source);
  if (better !== undefined) return keyword === "enum" ? `did you mean ${better.say}?` : `write ${better.say}`;
  if (schema.errorMessage !== undefined && (keyword !== "type" || path.length > 0))
    return schema.errorMessage;
  if (keyword === "enum" && schema.enum !== undefined) return `write one of ${schema.enum.join(", ")}`;
  if (schema.properties !== undefined) return `write the keys ${Object.keys(schema.properties).join(", ")}`;
  return schema.errorMessage;
}

function unknownKey({ schema, path }: Broken, key: string): [string, string | undefined] {
  const known = Object.keys(schema.properties ?? {});
  if (known.length === 0) {
    const letter = foreignLetter(key);
    const message = `${show(key)} is no key that ${path.length === 0 ? "this file" : showPath(path)} can have`;
    return [letter === undefined ? message : `${message}: it holds ${letter}`, schema.errorMessage];
  }
  const near = nearest(key, known);
  const of = path.length === 0 ? `a ${schema.title ?? "file"}` : `${showPath(path)}`;
  return [
    `${show(key)} is no key of ${of}; there are ${known.join(", ")}`,
    near === undefined ? "take it out" : `did you mean ${near}?`,
  ];
}

function exampleOf(key: string, schema: JsonSchema | undefined): string {
  const example = schema?.examples?.[0] ?? schema?.enum?.[0];
  if (example === undefined) return `add ${key}`;
  return `add it, such as ${key}: ${flow(example)}`;
}

/** A small value in flow style, as a file would say it. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(", ")} }`;
}

/** `oneOf` in our schemas is always "one of these keys". */
function exactlyOne({ schema, params, path }: Broken, positions: Positions): Finding {
  const keys = (schema.oneOf ?? []).flatMap((branch) => branch.required ?? []);
  const where = path.length === 0 ? "" : `${showPath(path)}: `;
  return Array.isArray(params.passingSchemas)
    ? error(
        "schema",
        positions.key(...path, keys.at(-1) ?? ""),
        `${where}${keys.join(" and ")} are both there`,
        schema.errorMessage,
      )
    : error(
        "schema",
        positions.value(...path),
        `${where}neither ${keys.join(" nor ")} is there`,
        schema.errorMessage,
      );
}

/** A value that is none of a union's kinds: of the wrong type, or with a `kind` nobody knows. */
function noBranch(
  broken: Broken,
  positions: Positions,
): [ReturnType<Positions["value"]>, string, string | undefined] {
  const { schema, path, value } = broken;
  const kinds = (schema.anyOf ?? []).flatMap((branch) => branch.properties?.kind?.const ?? []).map(String);
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (kinds.length > 0 && isMap) {
    const kind = (value as Readonly<Record<string, unknown>>).kind;
    if (kind === undefined) {
      return [
        positions.value(...path),
        `${showPath([...path, "kind"])} is missing`,
        `add it: one of ${kinds.join(", ")}`,
      ];
    }
    const near = typeof kind === "string" ? nearest(kind, kinds) : undefined;
    return [
      positions.value(...path, "kind"),
      `${showPath([...path, "kind"])}: ${show(kind)} is no kind of ${schema.title ?? "this"}; there are ${kinds.join(", ")}`,
      near === undefined ? `write one of them` : `did you mean ${near}?`,
    ];
  }
  const written = positions.source(path);
  const text = typeof value === "string" || written === undefined ? show(value) : showText(written);
  return [positions.value(...path), wrong(broken, text), hintFor(broken, written)];
}
