import { isDeepStrictEqual } from "node:util";
import type { Body } from "./role-version.ts";

/**
 * Whether Vault's answer says what a body wrote. Only the fields of the body are compared: answers carry more. Vault
 * answers `null` or nothing for what is empty, zero or false, and lists in an order of its own.
 */
export const sameBody = (wanted: Body, has: Body): boolean => differingFields(wanted, has).length === 0;

/** The fields of a body that Vault has otherwise. */
export const differingFields = (wanted: Body, has: Body): string[] =>
  Object.keys(wanted).filter((field) => !isDeepStrictEqual(plain(wanted[field]), plain(has[field])));

function plain(value: unknown): unknown {
  if (isEmpty(value)) return null;
  return Array.isArray(value) ? [...value].sort() : value;
}

const isEmpty = (value: unknown): boolean =>
  !value || (typeof value === "object" && Object.keys(value).length === 0);

/** Whether two ACL policies, as JSON text, say the same, however they are laid out. */
export function samePolicy(wanted: string, has: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(wanted), JSON.parse(has));
  } catch {
    return wanted === has;
  }
}
