import pMap from "p-map";
import { error, type Finding } from "../../domain/finding.ts";
import type { Rotation } from "../../domain/model.ts";
import { ageFrom, oldest, secretIdCreated } from "../../domain/rotation/ages.ts";
import { doneBefore, factsOf, type RotationFacts, rotatesItself } from "../../domain/rotation/due.ts";
import { rotationPaths, secretIdAccessorPath } from "../../domain/rotation/paths.ts";
import type { DoneRotation, RotationState } from "../../domain/rotation/state.ts";
import { formatDuration, type Instant, seconds } from "../../domain/units.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultLooks, VaultReads } from "../ports.ts";

/** Reading what a rotation's age is told by: enough for audit too. */
export type AgeReads = Pick<VaultReads, "rotationState"> & VaultLooks;

/** What is known of one rotation, and what is wrong with how Vault has it. */
export interface KnownRotation extends RotationFacts {
  readonly findings: readonly Finding[];
  /** What a run that died had done, as Vault says now. */
  readonly done_before?: DoneRotation;
  /** What the audit log was not told yet. */
  readonly untold: readonly DoneRotation[];
}

/** Reads a rotation's age, from Vault where it tells, else from our mount; and what grants owe. Reads no credential. */
export async function knownOf(vault: AgeReads, rotation: Rotation): Promise<KnownRotation> {
  const { age } = rotationPaths(rotation);
  const state = (await vault.rotationState(rotation.name))?.value ?? { owed_by: [] };
  if (age === undefined) return known(state, undefined, []);
  if (age.how === "list-secret-ids") return known(state, await oldestSecretId(vault, rotation, age.path), []);
  const data = await vault.read(age.path);
  if (data === undefined) {
    throw new OutsideError("vault", "not-found", `Vault has nothing at ${age.path}`, {
      hint: `Create it there, or correct mount and name in policies/rotations/${rotation.name}.yaml.`,
    });
  }
  return known(state, ageFrom(rotation.kind, data), periodDrift(rotation, data));
}

function known(
  state: RotationState,
  byVault: Instant | undefined,
  findings: readonly Finding[],
): KnownRotation {
  const done = doneBefore(state, byVault);
  const facts = { ...factsOf(state, byVault), findings, untold: state.untold ?? [] };
  return done === undefined ? facts : { ...facts, done_before: done };
}

/** Vault's own period of a static role is what `every` says (formats.md: written by setup, verified by the schedule). */
function periodDrift(rotation: Rotation, data: Readonly<Record<string, unknown>>): Finding[] {
  if (!rotatesItself(rotation) || rotation.every === undefined) return [];
  if (data.rotation_period === rotation.every) return [];
  const has =
    typeof data.rotation_period === "number"
      ? `every ${formatDuration(seconds(data.rotation_period))}`
      : "by no period";
  const message = `Vault rotates ${rotation.name} ${has}; its file says every ${formatDuration(rotation.every)}`;
  return [error("drift", rotation.at("every"), message, "An administrator runs leasehold setup.")];
}

async function oldestSecretId(
  vault: AgeReads,
  rotation: Rotation,
  path: string,
): Promise<Instant | undefined> {
  const accessors = await vault.list(path);
  const created = await pMap(
    accessors,
    async (accessor) => {
      const data = await lookUp(vault, rotation, accessor);
      return data && { created: secretIdCreated(data) };
    },
    { concurrency: 8 },
  );
  return oldest(created.filter((one) => one !== undefined).map((one) => one.created));
}

/** Undefined where the secret-id went between the list and the look. */
async function lookUp(vault: AgeReads, rotation: Rotation, secret_id_accessor: string) {
  try {
    return await vault.lookUp(secretIdAccessorPath(rotation, "lookup"), { secret_id_accessor });
  } catch (problem) {
    if (problem instanceof OutsideError && problem.code === "not-found") return undefined;
    throw problem;
  }
}
