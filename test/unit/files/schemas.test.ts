import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { generated } from "../../../scripts/generated-schemas.ts";
import { REPOSITORY, sample } from "../../support/tree.ts";

const files = [...generated()];
const published = files.filter(([path]) => path.startsWith("schema/"));

test.each(files)("%s is what `npm run schemas` writes", (path, content) => {
  expect(readFileSync(new URL(path, REPOSITORY), "utf8") === content).toBe(true);
});

test.each(published)(
  "%s is a JSON Schema whose keys are explained and whose examples hold",
  (_path, content) => {
    const schema: unknown = JSON.parse(content);
    const ajv = new Ajv2020({
      strictRequired: false,
      formats: { "date-time": true },
      keywords: ["errorMessage"],
    });
    expect(ajv.validateSchema(schema as object)).toBe(true);
    const faults: string[] = [];
    visit(schema, "", (part, at) => {
      for (const [key, property] of Object.entries((part.properties as Record<string, Part>) ?? {})) {
        if (property.description === undefined) faults.push(`${at}/${key} has no description`);
      }
      for (const example of (part.examples as unknown[]) ?? []) {
        if (!ajv.validate(part, example)) faults.push(`${at}: ${JSON.stringify(example)} is a wrong example`);
      }
      if (part.default !== undefined && !ajv.validate(part, part.default))
        faults.push(`${at}: wrong default`);
    });
    expect(faults).toEqual([]);
  },
);

type Part = Readonly<Record<string, unknown>>;

/** Every subschema; keys of `properties` are no keywords. */
function visit(part: unknown, at: string, see: (part: Part, at: string) => void): void {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return;
  const { $id: _id, $schema: _schema, ...schema } = part as Part;
  see(schema, at);
  for (const keyword of ["properties", "patternProperties"]) {
    for (const [key, inner] of Object.entries((schema[keyword] as Part) ?? {}))
      visit(inner, `${at}/${key}`, see);
  }
  for (const inner of (schema.anyOf as unknown[]) ?? []) visit(inner, `${at}/anyOf`, see);
  visit(schema.items, `${at}/items`, see);
}

test("every file of the sample names its schema for the editor, and the schema is there", () => {
  for (const { path, bytes } of sample("policies")) {
    const [, schema = ""] =
      /^# yaml-language-server: \$schema=(\S+)\n/.exec(new TextDecoder().decode(bytes)) ?? [];
    const target = new URL(schema, new URL(path, "file:///")).pathname.slice(1);
    expect(published.map(([name]) => name)).toContain(target);
  }
});
