import { event, type LeaseholdEvent } from "../audit/events.ts";
import type { GrantKey } from "../key.ts";
import type { Rotation, RotationKind } from "../model.ts";
import { formatInstant, type Instant, type Seconds } from "../units.ts";
import type { DueRotation, Lateness, RotationFacts } from "./due.ts";
import type { DoneRotation } from "./state.ts";

export interface RotationDoneData {
  readonly kind: RotationKind;
  readonly why: DueRotation["why"];
  readonly rotated_at: string;
  /** When it was rotated before, as far as was known. */
  readonly previous?: string;
  /** The ended grants it was owed for. */
  readonly owed_by: readonly GrantKey[];
}

export interface RotationFailedData {
  readonly kind: RotationKind;
  readonly why: DueRotation["why"];
  /** What Vault or GitHub said; holds no credential. */
  readonly message: string;
}

export interface RotationMissedData {
  readonly kind: RotationKind;
  readonly because: Lateness["because"];
  readonly late_by: Seconds;
  readonly since?: string;
}

/** `leasehold.rotation.done`, once for each time. */
export const rotationDone = (
  rotation: Rotation,
  { why, at, previous, owed_by }: DoneRotation,
): LeaseholdEvent<RotationDoneData> =>
  event(
    "leasehold.rotation.done",
    rotation.name,
    at,
    {
      kind: rotation.kind,
      why,
      rotated_at: formatInstant(at),
      ...(previous === undefined ? {} : { previous: formatInstant(previous) }),
      owed_by,
    },
    formatInstant(at),
  );

/** What the present need of a rotation counts from: a failure repeated every run is told once a need. */
const needSince = (facts: RotationFacts): string => {
  const since = facts.owed_since ?? facts.last;
  return since === undefined ? "never" : formatInstant(since);
};

/** `leasehold.rotation.failed`, once for each need, however often it is tried again. */
export const rotationFailed = (
  { rotation, why }: DueRotation,
  facts: RotationFacts,
  message: string,
  at: Instant,
): LeaseholdEvent<RotationFailedData> =>
  event(
    "leasehold.rotation.failed",
    rotation.name,
    at,
    { kind: rotation.kind, why, message },
    needSince(facts),
  );

/** `leasehold.rotation.missed`, once for each gap. */
export const rotationMissed = (
  rotation: Rotation,
  late: Lateness,
  at: Instant,
): LeaseholdEvent<RotationMissedData> => {
  const since = late.since === undefined ? undefined : formatInstant(late.since);
  const data = {
    kind: rotation.kind,
    because: late.because,
    late_by: late.by,
    ...(since === undefined ? {} : { since }),
  };
  return event("leasehold.rotation.missed", rotation.name, at, data, since ?? "never");
};
