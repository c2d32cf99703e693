import { isDeepStrictEqual } from "node:util";
import type { Body } from "./role-version.ts";

/**
 * Whether Vault's answer says what a body wrote. Only the fields of the body are compared: answers carry more. Vault
 * answers `null` or nothing for an empty list, and lists in an order of its own.
 */
export const sameBody = (wanted: Body, has: Body): boolean => differingFields(wanted, has).length === 0;

/** The fields of a body that Vault has otherwise. */
export const differingFields = (wanted: Body, has: Body): string[] =>
  Object.keys(wanted).filter((field) => !isDeepStrictEqual(plain(wanted[field]), plain(has[field])));

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return value;
  return value.length === 0 ? null : [...value].sort();
}

/** Whether two ACL policies, as JSON text, say the same, however they are laid out. */
export function samePolicy(wanted: string, has: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(wanted), JSON.parse(has));
  } catch {
    return wanted === has;
  }
}
