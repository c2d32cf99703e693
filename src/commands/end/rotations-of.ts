import type { Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { policiesAt } from "../main/main-state.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { Repository } from "../ports.ts";

/**
 * What the end of each record's role owes; of a role that is gone, what it owed when the record was judged. Where
 * neither is known any more it owes nothing, and is told: the paper of others does not wait for it.
 */
export async function rotationsOf(
  repository: Repository,
  policies: Policies,
  records: readonly GrantRecord[],
): Promise<{
  readonly owedBy: (record: GrantRecord) => readonly string[];
  readonly troubles: readonly Trouble[];
}> {
  const owed = new Map<string, readonly string[]>();
  const troubles: Trouble[] = [];
  // Of a role that is gone, each record has what it was judged by.
  const known = ({ role, policy_commit }: GrantRecord) =>
    policies.roles.has(role) ? role : `${role} ${policy_commit}`;
  for (const record of records) {
    if (record.state !== "ended" || owed.has(known(record))) continue;
    const role = await attempt(
      `know what the end of ${record.key} owes`,
      async () =>
        policies.roles.get(record.role) ??
        (await policiesAt(repository, record.policy_commit)).policies.roles.get(record.role),
    );
    owed.set(known(record), (role.ok ? role.value?.rotate_after : undefined) ?? []);
    if (!role.ok) troubles.push(role.trouble);
  }
  return { owedBy: (record) => owed.get(known(record)) ?? [], troubles };
}
