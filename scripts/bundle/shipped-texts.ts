import type { Plugin } from "rolldown";
import { shippedFiles } from "../../src/adapters/shipped-files.ts";

/** `dist/` may lie anywhere: what `leasehold init` writes is put into it, as texts, instead of being read from here. */
export const shippedTexts = (): Plugin => ({
  name: "shipped-texts",
  load: async (id) => {
    if (!id.endsWith("/src/adapters/shipped-files.ts")) return null;
    const texts = JSON.stringify([...(await shippedFiles())], undefined, 2);
    return `const TEXTS = new Map(${texts});\nexport const shippedFiles = async () => TEXTS;\n`;
  },
});
