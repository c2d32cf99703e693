import { change, type FieldChange, type SetupChange } from "./difference.ts";
import type { SetupRecord } from "./record.ts";

/**
 * The record of what the administrator looked at, where it says something new. A later commit that touched nothing
 * under `policies/` is nothing new.
 *
 * @param unchanged whether `policies/` is the same since the recorded commit
 */
export function recordChange(
  mount: string,
  before: SetupRecord | undefined,
  next: SetupRecord,
  unchanged: boolean,
): SetupChange | undefined {
  const fields: FieldChange[] = [];
  const compare = (field: keyof SetupRecord, same: boolean) => {
    if (!same) fields.push(change(field, before?.[field], next[field]));
  };
  compare("policies_commit", before !== undefined && unchanged);
  compare("people_accessor", before?.people_accessor === next.people_accessor);
  compare("shared_paths", before !== undefined && before.shared_paths.join() === next.shared_paths.join());
  compare("token_roles", before !== undefined && before.token_roles.join() === next.token_roles.join());
  if (fields.length === 0) return undefined;
  return {
    action: before ? "change" : "create",
    kind: "setup-record",
    name: `${mount}/setup`,
    fields,
    write: { method: "record", record: next },
  };
}
