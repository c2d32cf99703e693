import type { Mismatch } from "../../domain/audit/mismatch.ts";
import type { Rotation } from "../../domain/model.ts";
import { lateness, missedFinding } from "../../domain/rotation/due.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";
import { attemptEach } from "../outcome.ts";
import { type AgeReads, knownOf } from "../rotation/rotation-facts.ts";
import type { PartResult } from "./comparison.ts";

/** Rotations that are later than their grace, and static roles that Vault rotates by another period than their file's. */
export async function compareRotations(
  vault: AgeReads,
  rotations: ReadonlyMap<string, Rotation>,
  now: Instant,
): Promise<PartResult> {
  const known = await attemptEach(
    [...rotations.values()],
    ({ name }) => `read the age of ${name}`,
    (rotation) => knownOf(vault, rotation),
  );
  const mismatches = known.done.flatMap(({ item: rotation, value: facts }): Mismatch[] => {
    const late = lateness(rotation, facts, now);
    const { name: subject } = rotation;
    return [
      ...facts.findings.map((finding) => ({ finding, subject, what: finding.message })),
      ...(late === undefined
        ? []
        : [
            {
              finding: missedFinding(rotation, late, false),
              subject,
              // One gap is one mismatch, however long it lasts.
              what: `${late.because} ${late.since === undefined ? "never" : formatInstant(late.since)}`,
            },
          ]),
    ];
  });
  return { mismatches, troubles: known.troubles };
}
