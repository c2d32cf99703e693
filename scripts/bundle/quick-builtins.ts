import type { Plugin } from "rolldown";

/**
 * Takes `node:http` and `node:https` from the process instead of importing them. An import of a builtin touches
 * everything that it exports, and of `node:http` that is WebSocket too, for which Node then loads all of undici: a
 * fifth of the time until our first statement (docs/decisions/0060-quick-start.md).
 */
export const quickBuiltins = (): Plugin => ({
  name: "quick-builtins",
  renderChunk: (code) =>
    code.replace(
      /^import (?:\* as (\w+)|(\{[^}]*\})) from "(?:node:)?(https?)";$/gm,
      (_line, name: string | undefined, names: string | undefined, builtin: string) =>
        `const ${name ?? names?.replaceAll(" as ", ": ")} = process.getBuiltinModule("node:${builtin}");`,
    ),
});
