import { error, type Finding } from "../domain/finding.ts";
import { nearest } from "../domain/nearest.ts";
import { show, showPath, showText } from "./show.ts";
import { suggestion } from "./suggestion.ts";
import type { Positions } from "./yaml.ts";
import type { Path } from "./yaml-document.ts";

interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly errorMessage?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly { readonly required?: readonly string[] }[];
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
      return error("schema", here, ...exactlyOne(broken, value));
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
  const letter = typeof value === "string" ? foreignLetter(value) : undefined;
  const found = value === null ? `${named(path)} has no value` : `${named(path)}: ${written} is no ${what}`;
  return letter === undefined ? found : `${found}: it holds ${letter}`;
}

/** The first letter that is none of a to z, where a text mixes it with those: it may only look like one of them. */
function foreignLetter(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const letter = /[a-z]/i.test(text) ? /(?![a-z])\p{L}/iu.exec(text)?.[0] : undefined;
  // `\p{L}` with `i` takes the Kelvin sign for a k; ask again without.
  const found = letter ?? [...text].find((one) => one > "\u007f" && /\p{L}/u.test(one));
  return found === undefined
    ? undefined
    : `${found} (U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}), which is none of a to z`;
}

function hintFor({ schema, value, keyword }: Broken, source: string | undefined): string | undefined {
  const better = suggestion(schema, value, source);
  if (better !== undefined) return `write ${better}`;
  if (keyword === "enum" && schema.enum !== undefined) {
    const near = nearest(String(value), schema.enum.map(String));
    return near === undefined
      ? (schema.errorMessage ?? `write one of ${schema.enum.join(", ")}`)
      : `did you mean ${near}?`;
  }
  if (schema.errorMessage !== undefined) return schema.errorMessage;
  if (schema.properties !== undefined) return `write the keys ${Object.keys(schema.properties).join(", ")}`;
  return undefined;
}

function unknownKey({ schema, path }: Broken, key: string): [string, string | undefined] {
  const known = Object.keys(schema.properties ?? {});
  if (known.length === 0) {
    const letter = foreignLetter(key);
    const message = `${show(key)} is no key that ${path.length === 0 ? (schema.title ?? "the file") : showPath(path)} can have`;
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
function exactlyOne({ schema, params, path }: Broken, value: unknown): [string, string | undefined] {
  const keys = (schema.oneOf ?? []).flatMap((branch) => branch.required ?? []);
  const both = Array.isArray(params.passingSchemas) && typeof value === "object";
  const where = path.length === 0 ? "" : `${showPath(path)}: `;
  return [
    both ? `${where}${keys.join(" and ")} are both there` : `${where}neither ${keys.join(" nor ")} is there`,
    schema.errorMessage,
  ];
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
