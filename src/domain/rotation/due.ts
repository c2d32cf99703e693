import { error, type Finding, warning } from "../finding.ts";
import type { Rotation } from "../model.ts";
import { between, formatDuration, type Instant, plus, type Seconds, seconds } from "../units.ts";
import type { DoneRotation, RotationReason, RotationState } from "./state.ts";

/** What is known of a rotation: what our mount remembers, and the age Vault itself tells where it does. */
export interface RotationFacts {
  /** When the credential was last rotated; absent where nobody knows. */
  readonly last?: Instant;
  readonly owed_since?: Instant;
  /** Why a run set out to rotate it that died, as far as anybody knows before it had. */
  readonly interrupted?: RotationReason;
}

export interface DueRotation {
  readonly rotation: Rotation;
  readonly why: RotationReason;
}

/** Vault rotates these by itself (`rotation_period`): the schedule only verifies them. */
export const rotatesItself = (rotation: Rotation): boolean => rotation.kind === "database-static-role";

/** Vault's own word counts before our memory: somebody may have rotated by hand, or a restore taken it back. */
export function factsOf(state: RotationState | undefined, byVault: Instant | undefined): RotationFacts {
  const last = byVault ?? state?.last_done;
  return {
    ...(last === undefined ? {} : { last }),
    ...(state?.owed_since === undefined ? {} : { owed_since: state.owed_since }),
    ...(state?.begun === undefined ? {} : { interrupted: state.begun.why }),
  };
}

/**
 * The rotation that a dead run had set out to do, where Vault says that it was done; undefined where there is none, or
 * Vault tells no age: then it is done again.
 */
export function doneBefore({ begun }: RotationState, byVault: Instant | undefined): DoneRotation | undefined {
  // Times are whole seconds: what was there before may be of the very second in which it was begun.
  if (begun === undefined || byVault === undefined || byVault < begun.since || byVault === begun.previous)
    return undefined;
  const { since: _, ...rest } = begun;
  return { ...rest, at: byVault };
}

/**
 * What to rotate at `now`, owed ones first, then by name; what a dead run had begun is done again. A debt is paid by a rotation made for it, never by one
 * that happened to come: it may have come before the last of the grants that owe it ended.
 */
export function rotationsDue(
  rotations: Iterable<Rotation>,
  facts: ReadonlyMap<string, RotationFacts>,
  now: Instant,
): DueRotation[] {
  const due: DueRotation[] = [];
  for (const rotation of rotations) {
    const { last, owed_since, interrupted } = facts.get(rotation.name) ?? {};
    if (owed_since !== undefined) due.push({ rotation, why: "owed" });
    else if (interrupted !== undefined) due.push({ rotation, why: interrupted });
    else if (rotation.every === undefined || rotatesItself(rotation)) continue;
    else if (last === undefined || plus(last, rotation.every) <= now) due.push({ rotation, why: "due" });
  }
  return due.sort(
    (a, b) =>
      Number(b.why === "owed") - Number(a.why === "owed") || (a.rotation.name < b.rotation.name ? -1 : 1),
  );
}

/** How much later than allowed a rotation is. */
export interface Lateness {
  /** Past `every + grace`, or past `grace` after a grant's end. */
  readonly by: Seconds;
  readonly because: "age" | "owed" | "never";
  /** What the lateness counts from; tells one gap from the next. */
  readonly since?: Instant;
}

/** Whether a rotation is missed at `now`: older than `every + grace`, owed longer than `grace`, or never done. */
export function lateness(rotation: Rotation, facts: RotationFacts, now: Instant): Lateness | undefined {
  const { last, owed_since } = facts;
  const beyond = (moment: Instant, allowed: number) => seconds(between(moment, now) - allowed);
  if (rotation.every !== undefined && last !== undefined) {
    const by = beyond(last, rotation.every + rotation.grace);
    if (by > 0) return { by, because: "age", since: last };
  }
  if (owed_since !== undefined) {
    const by = beyond(owed_since, rotation.grace);
    if (by > 0) return { by, because: "owed", since: owed_since };
  }
  if (rotation.every !== undefined && last === undefined) return { by: seconds(0), because: "never" };
  return undefined;
}

/**
 * The `rotation-missed` finding of a late rotation.
 *
 * @param done whether this very run has rotated it: then it is a warning, for the books
 */
export function missedFinding(rotation: Rotation, late: Lateness, done: boolean): Finding {
  const by = formatDuration(late.by);
  const every = rotation.every === undefined ? "" : formatDuration(rotation.every);
  const grace = formatDuration(rotation.grace);
  const what = {
    age: `${rotation.name} was due every ${every} and is ${by} later than the grace of ${grace} allows`,
    owed: `${rotation.name} is owed since a grant ended, ${by} longer than the grace of ${grace} allows`,
    never: `${rotation.name} is to be rotated every ${every} and, as far as anybody knows, never was`,
  }[late.because];
  const place = rotation.at();
  if (done) return warning("rotation-missed", place, `${what}; it is done now`);
  const hint = rotatesItself(rotation)
    ? `Vault rotates it by its own rotation_period: look why it does not, or run leasehold rotate ${rotation.name}`
    : `run leasehold rotate ${rotation.name}, and look why the schedule did not`;
  return error("rotation-missed", place, what, hint);
}
