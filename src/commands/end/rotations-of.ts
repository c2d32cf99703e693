import type { GrantKey } from "../../domain/key.ts";
import type { Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { policiesAt } from "../main/main-state.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { Repository } from "../ports.ts";

export interface OwedRotations {
  readonly owedBy: (record: GrantRecord) => readonly string[];
  /** Ends of which it could not be found out now: their paper waits for the next run. */
  readonly unknown: ReadonlySet<GrantKey>;
  readonly troubles: readonly Trouble[];
}

/**
 * What the end of each record's role owes; of a role that is gone, what it owed when the record was judged. Where the
 * commit that judged it is gone too, it owes nothing, and is told: the paper of others does not wait for it.
 */
export async function rotationsOf(
  repository: Repository,
  policies: Policies,
  records: readonly GrantRecord[],
): Promise<OwedRotations> {
  const owed = new Map<GrantKey, readonly string[]>();
  const unknown = new Set<GrantKey>();
  const troubles: Trouble[] = [];
  for (const record of records) {
    if (record.state !== "ended") continue;
    const today = policies.roles.get(record.role);
    const found = await attempt(`know what the end of ${record.key} owes`, async () =>
      today ? today.rotate_after : rotationsThen(repository, record),
    );
    if (!found.ok) unknown.add(record.key);
    else if (found.value === undefined) troubles.push(forgotten(record));
    if (!found.ok) troubles.push(found.trouble);
    else owed.set(record.key, found.value ?? []);
  }
  return { owedBy: (record) => owed.get(record.key) ?? [], unknown, troubles };
}

/** By the policies that judged the grant; undefined where this clone has no such commit. */
async function rotationsThen(
  repository: Repository,
  { role, policy_commit }: GrantRecord,
): Promise<readonly string[] | undefined> {
  if ((await repository.commit(policy_commit)) === undefined) return undefined;
  const { policies } = await policiesAt(repository, policy_commit);
  return policies.roles.get(role)?.rotate_after ?? [];
}

const forgotten = ({ key, role, policy_commit }: GrantRecord): Trouble => ({
  owed: `know what the end of ${key} owes`,
  message: `role ${role} is gone from main, and commit ${policy_commit.slice(0, 12)}, which judged the grant, from this clone`,
  hint: "Rotate by hand what the role named in rotate_after: leasehold rotate NAME.",
});
