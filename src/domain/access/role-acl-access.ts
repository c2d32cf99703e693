import type { AccessPath, Capability } from "../model.ts";
import { parseAcl } from "./acl.ts";
import { roleAcl } from "./role-version.ts";

/** The lines that every role version has beside its access. */
const OWN = new Set(["auth/token/lookup-self", "auth/token/revoke-self", "sys/leases/renew"]);

/**
 * The access that a role version's ACL policy gives: what is left of a version whose role file has changed since.
 * Undefined where it is none of ours, or changed by hand.
 */
export function accessOfAcl(text: string): AccessPath[] | undefined {
  const policy = parseAcl(text);
  if (typeof policy !== "object" || policy === null) return undefined;
  const { path: rules } = policy as { readonly path?: unknown };
  if (typeof rules !== "object" || rules === null) return undefined;
  const access = Object.entries(rules as Readonly<Record<string, { readonly capabilities?: unknown }>>)
    .filter(([path]) => !OWN.has(path))
    .map(([path, rule]) => ({ path, capabilities: capabilitiesOf(rule.capabilities) }));
  return roleAcl(access) === text ? access : undefined;
}

const capabilitiesOf = (value: unknown): Capability[] =>
  Array.isArray(value) ? (value as Capability[]) : [];
