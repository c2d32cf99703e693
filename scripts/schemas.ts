/**
 * Writes `schema/*.schema.json` for editors, `schema/events/` for who reads the audit log, and `src/files/validators.generated.ts` for the product,
 * from `src/files/schemas/` and `src/domain/audit/schemas/`. Run it with `npm run schemas` after a change there.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { generatedEventSchemas } from "./event-schemas.ts";
import { generated } from "./generated-schemas.ts";

mkdirSync(new URL("../schema/events", import.meta.url), { recursive: true });
for (const [path, content] of [...generated(), ...generatedEventSchemas()]) {
  writeFileSync(new URL(`../${path}`, import.meta.url), content);
}
