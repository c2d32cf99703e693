import type { Rotation } from "../../domain/model.ts";
import type { DueRotation } from "../../domain/rotation/due.ts";
import { type DoneRotation, withDone, withTold } from "../../domain/rotation/state.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";
import { attempt, attemptEach, type Trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { Reporter, VaultEnding, VaultReads } from "../ports.ts";
import { type RotatingPorts, rotateOne } from "./rotate-one.ts";
import { changeRotationState } from "./rotation-state.ts";

type RememberingVault = Pick<VaultReads, "now" | "rotationState"> & Pick<VaultEnding, "writeRotationState">;

interface Ports extends RotatingPorts {
  readonly vault: RotatingPorts["vault"] & RememberingVault;
  readonly reporter: Reporter;
}

/**
 * Rotates one credential, and writes down before that it will, and after that it did: wherever this run dies, the next
 * one finds out what came of it, pays what grants owed for, and tells the log (once). Throws where it did not happen.
 *
 * @param previous when it was rotated before, as far as is known
 */
export async function rotateRemembered(
  ports: Ports,
  { rotation, why }: DueRotation,
  previous: Instant | undefined,
): Promise<{ readonly done: DoneRotation; readonly troubles: readonly Trouble[] }> {
  const { vault, reporter } = ports;
  const { name } = rotation;
  const known = previous === undefined ? {} : { previous };
  const since = await vault.now();
  let owed_by: DoneRotation["owed_by"] = [];
  await changeRotationState(vault, name, (state) => {
    owed_by = state.owed_by;
    return { ...state, begun: { why, since, ...known, owed_by } };
  });
  try {
    await rotateOne(ports, rotation);
  } catch (error) {
    // Where no answer came it may have been done all the same: the next run finds out.
    if (!(error instanceof OutsideError && error.code === "unreachable")) await takeBack(vault, name);
    throw error;
  }
  const at = await vault.now();
  const before = previous === undefined ? "" : `, last time ${formatInstant(previous)}`;
  reporter.info(`rotated ${name} (${why}${before})`);
  const done = { why, at, ...known, owed_by };
  // The credential is new; not remembering it costs one more rotation, so it is a trouble and no failure.
  const remembered = await attempt(`remember that ${name} was rotated`, () =>
    rememberDone(vault, name, done),
  );
  return { done, troubles: remembered.ok ? [] : [remembered.trouble] };
}

/** Writes down that it was done, for which grants, and that the log is still to be told. */
export const rememberDone = (vault: RememberingVault, name: string, done: DoneRotation): Promise<void> =>
  changeRotationState(vault, name, (state) => withDone(state, done));

/** Nothing was rotated. Where even that cannot be written, the next run tries what is then thought to be begun. */
const takeBack = (vault: RememberingVault, name: string) =>
  attempt(`remember that ${name} was not rotated`, () =>
    changeRotationState(vault, name, ({ begun, ...state }) => (begun === undefined ? undefined : state)),
  );

/** That the log was told. Where it cannot be written the next run tells again, and the log keeps each once. */
export async function noteTold(
  vault: RememberingVault,
  told: readonly { readonly rotation: Rotation; readonly done: DoneRotation }[],
): Promise<readonly Trouble[]> {
  const byName = [...Map.groupBy(told, ({ rotation }) => rotation.name)];
  const noted = await attemptEach(
    byName,
    ([name]) => `remember that the log was told of ${name}`,
    ([name, each]) =>
      changeRotationState(vault, name, (state) =>
        state.untold === undefined
          ? undefined
          : withTold(
              state,
              each.map(({ done }) => done),
            ),
      ),
  );
  return noted.troubles;
}
