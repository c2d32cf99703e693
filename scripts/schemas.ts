/**
 * Writes `schema/*.schema.json` for editors and `src/files/validators.generated.ts` for the product,
 * both from `src/files/schemas/`. Run it with `npm run schemas` after a change there.
 */
import { writeFileSync } from "node:fs";
import { generated } from "./generated-schemas.ts";

for (const [path, content] of generated()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), content);
}
