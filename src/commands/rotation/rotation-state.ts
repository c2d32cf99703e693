import type { RotationState } from "../../domain/rotation/state.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultEnding, VaultReads } from "../ports.ts";

const TRIES = 5;

/**
 * Changes what our mount remembers of a rotation, however many runs do so at once: each change is made of what is there
 * when it is written.
 *
 * @param change undefined where there is nothing to write
 */
export async function changeRotationState(
  vault: Pick<VaultReads, "rotationState"> & Pick<VaultEnding, "writeRotationState">,
  name: string,
  change: (state: RotationState) => RotationState | undefined,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await vault.rotationState(name);
    const next = change(found?.value ?? { owed_by: [] });
    if (next === undefined || (await vault.writeRotationState(name, next, found?.version ?? 0))) return;
  }
  throw new OutsideError("vault", "conflict", `rotations/${name} keeps changing under us`);
}
