import type { LeaseholdEvent } from "../../domain/audit/events.ts";
import {
  deliveredEvent,
  endedEvent,
  issueEvents,
  refusedEvent,
  stolenEvent,
  strayEvent,
} from "../../domain/audit/grant-events.ts";
import type { GrantKey, KeyList } from "../../domain/key.ts";
import type { Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import type { Instant } from "../../domain/units.ts";
import { attempt, attemptEach, type Trouble } from "../outcome.ts";
import type { AuditLogWrites, Repository, VaultEnding, VaultReads } from "../ports.ts";
import { changeRotationState } from "../rotation/rotation-state.ts";
import { recordEvents } from "./record-events.ts";
import { rotationsOf } from "./rotations-of.ts";

type Keys = Pick<KeyList, "has">;

interface Ports {
  readonly vault: VaultReads & VaultEnding;
  readonly log: AuditLogWrites;
}

/** {@link settle}, with what the roles' ends owe; where that cannot be found out now, the paper waits for the next run. */
export async function settleEnds(
  ports: Ports & { readonly repository: Repository },
  policies: Policies,
  closed: readonly GrantRecord[],
  now: Instant,
  delivered: Keys,
): Promise<Trouble[]> {
  const { owedBy, unknown, troubles } = await rotationsOf(ports.repository, policies, closed);
  const known = closed.filter((record) => !unknown.has(record.key));
  return [...troubles, ...(await settle(ports, known, owedBy, now, delivered))];
}

/**
 * The paper of grants whose record is closed: owed rotations, events, pick-ups, in this order. That it is done is
 * written into the record last: a crash before that repeats steps that change nothing the second time.
 *
 * @param rotateAfter the rotations that an end of the record's role owes
 * @param delivered keys that had a pick-up when the run began
 */
export async function settle(
  ports: Ports,
  closed: readonly GrantRecord[],
  rotateAfter: (record: GrantRecord) => readonly string[],
  now: Instant,
  delivered: Keys = new Set(),
): Promise<Trouble[]> {
  if (closed.length === 0) return [];
  const troubles: Trouble[] = [];
  const unpaid = new Set<GrantKey>();

  for (const [rotation, keys] of owedBy(closed, rotateAfter)) {
    const owed = await attempt(`mark rotation ${rotation} as owed`, () =>
      owe(ports.vault, rotation, keys, now),
    );
    if (owed.ok) continue;
    troubles.push(owed.trouble);
    for (const key of keys) unpaid.add(key);
  }

  const told = closed.filter((record) => !unpaid.has(record.key));
  const events = told.flatMap((record) => eventsOf(record, now, delivered.has(record.key)));
  const logged = await attempt(`write ${events.length} audit events`, () => recordEvents(ports, events));
  if (!logged.ok) return [...troubles, logged.trouble];
  troubles.push(...logged.value);

  const cleared = await attemptEach(
    told,
    (record) => `put the paper of ${record.key} away`,
    (record) => putAway(ports.vault, record.key),
  );
  return [...troubles, ...cleared.troubles];
}

async function putAway(vault: VaultReads & VaultEnding, key: GrantKey): Promise<void> {
  await vault.deletePickups(key);
  const found = await vault.record(key);
  // Where somebody else writes it at this moment, it is to say the same.
  if (found && !found.value.settled)
    await vault.replaceRecord({ ...found.value, settled: true }, found.version);
}

function eventsOf(record: GrantRecord, now: Instant, delivered: boolean): LeaseholdEvent[] {
  if (record.state === "refused") return [refusedEvent(record, now)];
  // Issue and delivery are told again with the end: a run that died in between may not have. The log keeps each once.
  // Of a token that replaced another it is not known whose pick-up was there.
  const first = delivered && record.superseded === undefined;
  const events = [
    ...issueEvents(record),
    first ? deliveredEvent(record, now) : undefined,
    endedEvent(record),
    stolenEvent(record),
    strayEvent(record),
  ];
  return events.filter((event) => event !== undefined);
}

function owedBy(
  closed: readonly GrantRecord[],
  rotateAfter: (record: GrantRecord) => readonly string[],
): Map<string, GrantKey[]> {
  const owed = new Map<string, GrantKey[]>();
  for (const record of closed) {
    // A grant that was never issued gave nobody anything to rotate.
    if (record.state !== "ended") continue;
    for (const rotation of rotateAfter(record))
      owed.set(rotation, [...(owed.get(rotation) ?? []), record.key]);
  }
  return owed;
}

const owe = (
  vault: VaultReads & VaultEnding,
  rotation: string,
  keys: readonly GrantKey[],
  now: Instant,
): Promise<void> =>
  changeRotationState(vault, rotation, (state) => {
    const owed_by = [...new Set([...state.owed_by, ...keys])];
    if (owed_by.length === state.owed_by.length) return undefined;
    return { ...state, owed_by, owed_since: state.owed_since ?? now };
  });
