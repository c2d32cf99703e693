import { eventSchemas } from "../src/domain/audit/schemas/index.ts";

/** `schema/events/<type>.schema.json` of each type of event, by path from the repository's root. */
export function generatedEventSchemas(): Map<string, string> {
  return new Map(
    Object.entries(eventSchemas).map(([type, schema]) => {
      const published = {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:leasehold:schema:event:${type}`,
        title: type,
        // Through JSON, so that nothing of TypeBox's own is left.
        ...(JSON.parse(JSON.stringify(schema)) as Record<string, unknown>),
      };
      return [`schema/events/${type}.schema.json`, `${JSON.stringify(published, undefined, 2)}\n`];
    }),
  );
}
