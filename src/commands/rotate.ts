import pMap from "p-map";
import type { LeaseholdEvent } from "../domain/audit/events.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rotation, Settings } from "../domain/model.ts";
import {
  type DueRotation,
  lateness,
  missedFinding,
  type RotationFacts,
  rotationsDue,
} from "../domain/rotation/due.ts";
import { rotationDone, rotationFailed, rotationMissed } from "../domain/rotation/events.ts";
import type { Instant } from "../domain/units.ts";
import { tellSinks } from "./alert/tell-sinks.ts";
import { recordEvents } from "./end/record-events.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import type {
  AlertPorts,
  AuditLogWrites,
  Reporter,
  SecretsDelivery,
  VaultEnding,
  VaultReads,
  VaultRotating,
} from "./ports.ts";
import { noteTold, rememberDone, rotateRemembered } from "./rotation/remembered-rotation.ts";
import { type KnownRotation, knownOf } from "./rotation/rotation-facts.ts";
import { Stop } from "./stop.ts";

type RotateVault = Pick<VaultReads, "now" | "rotationState"> &
  VaultRotating &
  Pick<VaultEnding, "writeRotationState" | "writeAnchor">;

export interface RotatePorts {
  readonly vault: RotateVault;
  readonly log: AuditLogWrites;
  readonly reporter: Reporter;
  /** Absent where no token for GitHub's secrets was given. */
  readonly secrets?: SecretsDelivery;
  /** Absent: nobody is alerted. */
  readonly alerts?: AlertPorts;
  /** Whom alerts go to. */
  readonly settings?: Settings;
}

export interface RotateRequest {
  /** One rotation by its name; absent: all that are due. */
  readonly name?: string;
  /** With a name: only if it is due. */
  readonly due?: boolean;
}

interface Rotated {
  readonly name: string;
  readonly why: DueRotation["why"];
  readonly at: Instant;
}

export interface RotateResult extends Outcome {
  readonly rotated: readonly Rotated[];
  /** How many are owed by ended grants and still not done. */
  readonly owed: number;
}

/** Rotations at once: enough that one waiting for a dead database does not hold up all others. */
const AT_ONCE = 4;

/**
 * Rotates one credential, or all that are due: what ended grants owe first. One failure stops no other. Missed ones
 * are findings: errors while they are not done, warnings when this run did them.
 *
 * @throws Stop where there is no rotation of the name
 */
export async function rotate(
  ports: RotatePorts,
  rotations: ReadonlyMap<string, Rotation>,
  request: RotateRequest,
): Promise<RotateResult> {
  const looked = request.name === undefined ? [...rotations.values()] : [named(rotations, request.name)];
  const { known, troubles } = await lookAtAll(ports.vault, looked);
  const started = await ports.vault.now();
  const attempts = await pMap(
    wanted(looked, known, request, started),
    async (due) => ({
      due,
      result: await attempt(`rotate ${due.rotation.name}`, () =>
        rotateRemembered(ports, due, known.get(due.rotation.name)?.last),
      ),
    }),
    { concurrency: AT_ONCE },
  );

  const rotated: Rotated[] = [];
  const events: LeaseholdEvent[] = [];
  // Those of runs that died before they told the log, and those of this one.
  const untold = looked.flatMap((rotation) =>
    (known.get(rotation.name)?.untold ?? []).map((done) => ({ rotation, done })),
  );
  for (const { due, result } of attempts) {
    const facts = known.get(due.rotation.name) ?? {};
    if (result.ok) {
      const { done } = result.value;
      rotated.push({ name: due.rotation.name, why: due.why, at: done.at });
      untold.push({ rotation: due.rotation, done });
      troubles.push(...result.value.troubles);
    } else {
      troubles.push(result.trouble);
      events.push(rotationFailed(due, facts, result.trouble.message, started));
    }
  }
  const findings: Finding[] = [...known.values()].flatMap((one) => one.findings);
  for (const rotation of looked) {
    const facts = known.get(rotation.name);
    const late = facts && lateness(rotation, facts, started);
    if (late === undefined) continue;
    const done = rotated.some(({ name }) => name === rotation.name);
    // The very first rotation of all is not one that somebody missed.
    if (done && late.because === "never") continue;
    findings.push(missedFinding(rotation, late, done));
    events.push(rotationMissed(rotation, late, started));
  }
  events.push(...untold.map(({ rotation, done }) => rotationDone(rotation, done)));
  const logged = await attempt(`write ${events.length} audit events`, () => recordEvents(ports, events));
  troubles.push(...(logged.ok ? logged.value : [logged.trouble]));
  if (logged.ok) troubles.push(...(await noteTold(ports.vault, untold)));
  const done = new Set(rotated.map(({ name }) => name));
  const owed = [...known].filter(([name, facts]) => facts.owed_since !== undefined && !done.has(name)).length;
  troubles.push(...(await tellSinks(ports.alerts, ports.settings)));
  return { rotated, owed, findings, troubles };
}

function named(rotations: ReadonlyMap<string, Rotation>, name: string): Rotation {
  const rotation = rotations.get(name);
  if (rotation) return rotation;
  const known = [...rotations.keys()].sort().join(", ");
  throw new Stop(
    2,
    `there is no rotation ${name}`,
    known === "" ? "There are none." : `There are: ${known}.`,
  );
}

async function lookAtAll(vault: RotateVault, rotations: readonly Rotation[]) {
  const known = new Map<string, KnownRotation>();
  const troubles: Trouble[] = [];
  await pMap(
    rotations,
    async (rotation) => {
      const facts = await attempt(`read the age of ${rotation.name}`, () => lookAt(vault, rotation));
      if (facts.ok) known.set(rotation.name, facts.value);
      else troubles.push(facts.trouble);
    },
    { concurrency: AT_ONCE },
  );
  return { known, troubles };
}

/** What a run before this one had begun and Vault says is done, is done: it is written down, and told. */
async function lookAt(vault: RotateVault, rotation: Rotation): Promise<KnownRotation> {
  const known = await knownOf(vault, rotation);
  if (known.done_before === undefined) return known;
  await rememberDone(vault, rotation.name, known.done_before);
  return knownOf(vault, rotation);
}

/** What could not be looked at is not rotated on a guess, unless it is asked for by name. */
function wanted(
  rotations: readonly Rotation[],
  known: ReadonlyMap<string, RotationFacts>,
  request: RotateRequest,
  now: Instant,
): DueRotation[] {
  if (request.name !== undefined && !request.due) {
    return rotations.map((rotation) => ({ rotation, why: "asked" }));
  }
  return rotationsDue(
    rotations.filter((rotation) => known.has(rotation.name)),
    known,
    now,
  );
}
