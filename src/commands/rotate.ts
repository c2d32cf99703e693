import pMap from "p-map";
import type { LeaseholdEvent } from "../domain/audit/events.ts";
import type { Finding } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Rotation, Settings } from "../domain/model.ts";
import {
  type DueRotation,
  lateness,
  missedFinding,
  type RotationFacts,
  rotationsDue,
} from "../domain/rotation/due.ts";
import { rotationDone, rotationFailed, rotationMissed } from "../domain/rotation/events.ts";
import { formatInstant, type Instant } from "../domain/units.ts";
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
import { rotateOne } from "./rotation/rotate-one.ts";
import { type KnownRotation, knownOf } from "./rotation/rotation-facts.ts";
import { changeRotationState } from "./rotation/rotation-state.ts";
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
    async (due) => ({ due, result: await rotateAndRemember(ports, due, known) }),
    { concurrency: AT_ONCE },
  );

  const rotated: Rotated[] = [];
  const events: LeaseholdEvent[] = [];
  for (const { due, result } of attempts) {
    const facts = known.get(due.rotation.name) ?? {};
    if (result.ok) {
      rotated.push({ name: due.rotation.name, why: due.why, at: result.value.at });
      events.push(rotationDone(due, facts, result.value.paid, result.value.at));
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
  const logged = await attempt(`write ${events.length} audit events`, () => recordEvents(ports, events));
  troubles.push(...(logged.ok ? logged.value : [logged.trouble]));
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
      const facts = await attempt(`read the age of ${rotation.name}`, () => knownOf(vault, rotation));
      if (facts.ok) known.set(rotation.name, facts.value);
      else troubles.push(facts.trouble);
    },
    { concurrency: AT_ONCE },
  );
  return { known, troubles };
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

interface Done {
  readonly at: Instant;
  readonly paid: readonly GrantKey[];
  readonly troubles: readonly Trouble[];
}

async function rotateAndRemember(
  ports: RotatePorts,
  due: DueRotation,
  known: ReadonlyMap<string, RotationFacts>,
) {
  const { name } = due.rotation;
  const previous = known.get(name)?.last;
  return attempt(`rotate ${name}`, async (): Promise<Done> => {
    const owed = (await ports.vault.rotationState(name))?.value.owed_by ?? [];
    await rotateOne(ports, due.rotation);
    const at = await ports.vault.now();
    const before = previous === undefined ? "" : `, last time ${formatInstant(previous)}`;
    ports.reporter.info(`rotated ${name} (${due.why}${before})`);
    // The credential is new; not remembering it costs one more rotation, so it is a trouble and no failure.
    const remembered = await attempt(`remember that ${name} was rotated`, () =>
      remember(ports.vault, name, at, owed),
    );
    return { at, paid: owed, troubles: remembered.ok ? [] : [remembered.trouble] };
  });
}

/** Writes down when, and that it was done for these grants; one that came to owe it meanwhile still does. */
const remember = (vault: RotateVault, name: string, at: Instant, paid: readonly GrantKey[]): Promise<void> =>
  changeRotationState(vault, name, (state) => {
    const owed_by = state.owed_by.filter((key) => !paid.includes(key));
    const since = owed_by.length === 0 ? undefined : state.owed_since;
    return { last_done: at, owed_by, ...(since === undefined ? {} : { owed_since: since }) };
  });
