import type { Policies } from "../domain/model.ts";
import type { GrantRecord } from "../domain/record.ts";
import { policiesAt } from "./main-state.ts";
import type { Repository } from "./ports.ts";

/** What the end of each record's role owes; of a role that is gone, what it owed when the record was judged. */
export async function rotationsOf(
  repository: Repository,
  policies: Policies,
  records: readonly GrantRecord[],
): Promise<(record: GrantRecord) => readonly string[]> {
  const owed = new Map<string, readonly string[]>();
  for (const record of records) {
    if (record.state !== "ended" || owed.has(record.role)) continue;
    const role =
      policies.roles.get(record.role) ??
      (await policiesAt(repository, record.policy_commit)).policies.roles.get(record.role);
    owed.set(record.role, role?.rotate_after ?? []);
  }
  return (record) => owed.get(record.role) ?? [];
}
