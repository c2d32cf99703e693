import type { Json } from "./canonical.ts";

/** What an ACL policy says of one path. */
export interface AclRule {
  readonly capabilities: readonly string[];
  /** An empty list allows any value. So never build one from names that may be none. */
  readonly allowed_parameters?: Readonly<Record<string, readonly string[]>>;
  readonly denied_parameters?: Readonly<Record<string, readonly string[]>>;
  readonly required_parameters?: readonly string[];
  readonly min_wrapping_ttl?: string;
  readonly max_wrapping_ttl?: string;
}

/** Path and rule; later parts of a policy may say more of a path that an earlier one named. */
export type AclLine = readonly [path: string, rule: AclRule];

export const can = (...capabilities: string[]): AclRule => ({ capabilities });

/**
 * The policy as JSON text, as Vault takes it. JSON and never HCL: nothing in a name or path can then end a string
 * and begin a rule. Lines about the same path are joined where they restrict the same; two that restrict one path
 * differently contradict each other, and are a mistake of ours.
 */
export function aclText(lines: readonly AclLine[]): string {
  const paths: Record<string, AclRule> = {};
  for (const [path, rule] of [...lines].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const known = paths[path];
    paths[path] = known === undefined ? joined(path, rule, rule) : joined(path, known, rule);
  }
  return `${JSON.stringify({ path: paths }, null, 2)}\n`;
}

function joined(path: string, a: AclRule, b: AclRule): AclRule {
  const { capabilities: ofA, ...restrictsA } = a;
  const { capabilities: ofB, ...restrictsB } = b;
  const capabilities = [...new Set([...ofA, ...ofB])].sort();
  // A LIST carries no parameters, so restricting them does not concern it.
  if (isOnlyList(a) && b.required_parameters === undefined) return { ...b, capabilities };
  if (isOnlyList(b) && a.required_parameters === undefined) return { ...a, capabilities };
  if (JSON.stringify(restrictsA) !== JSON.stringify(restrictsB))
    throw new Error(`two different rules for ${path}`);
  return { ...a, capabilities };
}

const isOnlyList = ({ capabilities, ...restricts }: AclRule): boolean =>
  Object.keys(restricts).length === 0 && capabilities.every((capability) => capability === "list");

/** Reads an ACL text of ours back for comparison; undefined where it is not JSON (HCL, or edited by hand). */
export function parseAcl(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
