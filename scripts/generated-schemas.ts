import { Ajv2020 } from "ajv/dist/2020.js";
import ajvStandalone from "ajv/dist/standalone/index.js";
import { schemas } from "../src/files/schemas/index.ts";

// A CommonJS module whose `default` is the function, which the types do not say.
const writeCode = (ajvStandalone as unknown as { default: (ajv: object, names: object) => string }).default;

/** The JSON Schema of a kind of file, as it is published. */
function published(kind: string, schema: object): Record<string, unknown> {
  // Through JSON, so that nothing of TypeBox's own is left.
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:leasehold:schema:${kind}`,
    ...(JSON.parse(JSON.stringify(schema)) as Record<string, unknown>),
  };
}

/** What people and editors read, and no validator: it would be in the code twice. */
const WORDS = new Set(["title", "description", "examples", "errorMessage", "default"]);

function withoutWords(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withoutWords(each));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => isNames || !WORDS.has(key));
  return Object.fromEntries(
    // Under `properties` keys are names of ours: a role has a `description`.
    kept.map(([key, value]) => [key, withoutWords(value, !isNames && key === "properties")]),
  );
}

const HEADER = `// Made by scripts/schemas.ts from src/files/schemas/. Do not edit: run \`npm run schemas\`.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

const TYPES = `// Made by scripts/schemas.ts. Do not edit.
// biome-ignore-all format: generated
import type { ValidateFunction } from "ajv";
import type { FileKind } from "./schemas/index.ts";

export declare const validators: Readonly<Record<FileKind, ValidateFunction>>;
/** As published, in JSON: parsed where a finding is told, which starting need not wait for. */
export declare const schemaTexts: Readonly<Record<FileKind, string>>;
`;

/** Every generated file by its path from the repository's root. */
export function generated(): Map<string, string> {
  const files = new Map<string, string>();
  const all = Object.entries(schemas).map(([kind, schema]) => [kind, published(kind, schema)] as const);
  for (const [kind, schema] of all) {
    files.set(`schema/${kind}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
  }
  const ajv = new Ajv2020({
    schemas: all.map(([, schema]) => withoutWords(schema) as object),
    allErrors: true,
    // Findings are in words of our own.
    messages: false,
    strict: true,
    // `oneOf` over `required` names properties that its parent defines.
    strictRequired: false,
    // An annotation here: the readers ask parseInstant, which is stricter than any library's date-time.
    formats: { "date-time": true },
    code: { source: true, esm: true, lines: true },
  });
  const names = all.map(([kind]) => [kind, kind.replace("-", "_")] as const);
  const code = writeCode(
    ajv,
    Object.fromEntries(names.map(([kind, name]) => [name, `urn:leasehold:schema:${kind}`])),
  );
  const list = names.map(([kind, name]) => `${JSON.stringify(kind)}: ${name}`).join(", ");
  const texts = all
    .map(([kind, schema]) => `${JSON.stringify(kind)}: ${JSON.stringify(JSON.stringify(schema))}`)
    .join(",\n");
  files.set(
    "src/files/validators.generated.js",
    `${HEADER}${code}\nexport const validators = { ${list} };\nexport const schemaTexts = {\n${texts}\n};\n`,
  );
  files.set("src/files/validators.generated.d.ts", TYPES);
  return files;
}
