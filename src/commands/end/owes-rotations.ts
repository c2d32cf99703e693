import type { Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { attemptEach } from "../outcome.ts";
import type { VaultReads } from "../ports.ts";

/**
 * Whether a rotate run has something to do beside what is due by its age: ended grants owe a rotation, or a run died
 * over one. Where that cannot be read, it may be.
 */
export async function owesRotations(
  vault: Pick<VaultReads, "rotationState">,
  { rotations }: Policies,
): Promise<boolean> {
  const { done, failed } = await attemptEach(
    [...rotations.keys()],
    (name) => `read what is owed of ${name}`,
    (name) => vault.rotationState(name),
  );
  const open = done.some(({ value }) => {
    const state = value?.value;
    return state !== undefined && (state.owed_by.length > 0 || state.begun !== undefined);
  });
  return open || failed.length > 0;
}

/** Whether ends owe a rotation; of a role that is gone they may. */
export const endsOwe = (ended: readonly GrantRecord[], { roles }: Policies): boolean =>
  ended.some(({ role }) => roles.get(role)?.rotate_after.length !== 0);
