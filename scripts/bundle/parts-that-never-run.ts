import type { Plugin } from "rolldown";

/**
 * Packages that others import and, as we use those, never call. They are a third of the packages and most of the
 * bytes, and each would be one more to trust. What stands in for them fails loudly if it is called after all, but for one
 * that looks at nothing but requests which we typed ourselves.
 */
const NEVER_RUN: Readonly<Record<string, string>> = {
  // node-vault sends with our own transport (src/adapters/vault/transport.ts) by its `request-promise` option.
  axios: `module.exports = { create() { throw new Error("node-vault was asked to send by itself"); } };`,
  // node-vault looks with it whether a request's method and path are text.
  tv4: `exports.validate = () => true;`,
};

const PREFIX = "\0never-runs:";

/** Puts the stand-ins in place of the packages. */
export const partsThatNeverRun = (): Plugin => ({
  name: "parts-that-never-run",
  resolveId: (source) => (Object.hasOwn(NEVER_RUN, source) ? { id: `${PREFIX}${source}.cjs` } : null),
  load: (id) => {
    if (!id.startsWith(PREFIX)) return null;
    return NEVER_RUN[id.slice(PREFIX.length, -".cjs".length)] ?? null;
  },
});
