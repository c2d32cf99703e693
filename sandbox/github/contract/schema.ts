/**
 * Turns schemas of GitHub's OpenAPI 3.0 description into JSON Schema that ajv understands.
 *
 * Two things differ from a plain copy. `nullable` becomes a real alternative, wherever it stands. And objects
 * that list their properties are closed, so that a misspelled or invented key is a mismatch too; the branches
 * of an `allOf`, and of alternatives beside properties of their own, stay open, since there the keys add up.
 */
export type Schema = { readonly [keyword: string]: unknown };

/** Prefixes of the ids under which components are known to ajv: one closed and one open form of each. */
const ids = { closed: "closed:", open: "open:" } as const;

const asSchema = (value: unknown): Schema | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;

const kept = [
  "required",
  "enum",
  "format",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
];

/**
 * @param schema a schema of the description, as it stands there
 * @param open whether unknown keys are let through at this place
 * @returns an ajv schema whose `$ref`s are ids made by {@link componentId}
 */
export function toJsonSchema(schema: unknown, open = false): Schema | boolean {
  if (typeof schema === "boolean") return schema;
  const from = asSchema(schema);
  if (!from) return true;
  if (typeof from.$ref === "string") return { $ref: componentId(from.$ref, open) };

  const to: Record<string, unknown> = {};
  for (const keyword of kept) if (from[keyword] !== undefined) to[keyword] = from[keyword];
  if (from.type !== undefined) to.type = from.type;
  const properties = asSchema(from.properties);
  const groups = (["allOf", "anyOf", "oneOf"] as const).filter((group) => Array.isArray(from[group]));
  const childrenOpen = open || groups.includes("allOf") || (properties !== undefined && groups.length > 0);

  if (properties) {
    to.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, toJsonSchema(value)]),
    );
  }
  if (from.additionalProperties !== undefined)
    to.additionalProperties = toJsonSchema(from.additionalProperties);
  else if (properties && groups.length === 0 && !open && Object.keys(properties).length > 0) {
    to.additionalProperties = false;
  }
  if (from.items !== undefined) to.items = toJsonSchema(from.items);
  if (from.not !== undefined) to.not = toJsonSchema(from.not, true);
  for (const group of groups) {
    to[group] = (from[group] as unknown[]).map((branch) => toJsonSchema(branch, childrenOpen));
  }
  return from.nullable === true ? nullable(to) : to;
}

function nullable(schema: Record<string, unknown>): Schema {
  if (typeof schema.type === "string" && !schema.anyOf && !schema.oneOf && !schema.allOf) {
    const withNull = Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
    return { ...schema, ...withNull, type: [schema.type, "null"] };
  }
  return { anyOf: [schema, { type: "null" }] };
}

/** The ajv id of `#/components/schemas/NAME`. */
export function componentId(ref: string, open: boolean): string {
  return `${open ? ids.open : ids.closed}${ref.split("/").at(-1)}`;
}

/** The component an ajv id stands for. */
export function componentOfId(id: string): { name: string; open: boolean } {
  const open = id.startsWith(ids.open);
  return { name: id.slice((open ? ids.open : ids.closed).length), open };
}

/** All ajv ids a schema refers to. */
export function references(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) references(item, found);
  else if (typeof schema === "object" && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (key === "$ref" && typeof value === "string") found.add(value);
      else if (key !== "enum" && key !== "default") references(value, found);
    }
  }
  return found;
}
