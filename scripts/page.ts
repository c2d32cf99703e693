/**
 * Writes `src/render/dashboard/page.generated.js`: the dashboard's style sheet and its bundled script as text, so that
 * the product needs no file of its own at run time. Run it with `npm run page` after a change in
 * `src/render/dashboard/client/`.
 */
import { writeFile } from "node:fs/promises";
import { generatedPage } from "./generated-page.ts";

const { path, content } = await generatedPage();
await writeFile(new URL(`../${path}`, import.meta.url), content);
