import { OutsideError } from "../../commands/outside-error.ts";

/** A full object id, SHA-1 or SHA-256. */
export const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The id Git writes where there is no object. */
export const isNoObject = (id: string): boolean => /^0+$/.test(id);

/** Refuses what Git would take for an option. Refs come from people and from GitHub. */
export function asRevision(ref: string): string {
  if (ref === "" || ref.startsWith("-") || /[\0\n]/.test(ref)) {
    throw new OutsideError("git", "invalid", `${JSON.stringify(ref)} is no name of a commit or branch`);
  }
  return ref;
}
