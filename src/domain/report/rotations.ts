import type { ToldEvent } from "../audit/history.ts";
import type { Rotation, RotationKind } from "../model.ts";
import { lateness, type RotationFacts } from "../rotation/due.ts";
import { type Instant, parseInstant, plus, type Seconds } from "../units.ts";

export interface RotationHealth {
  readonly name: string;
  readonly description: string;
  readonly kind: RotationKind;
  readonly every?: Seconds;
  /** `unknown` where neither Vault nor the log tells when it was last done. */
  readonly state: "fresh" | "owed" | "missed" | "unknown";
  readonly last?: Instant;
  /** When it is next due by its age. */
  readonly next?: Instant;
  readonly owed_since?: Instant;
  /** How much later than its grace it is. */
  readonly late_by?: Seconds;
  /** What the last try said, where it failed and none succeeded since. */
  readonly failed?: { readonly at: Instant; readonly message: string };
  /** Newest first. */
  readonly history: readonly RotationEvent[];
}

export interface RotationEvent {
  readonly at: Instant;
  readonly what: "done" | "failed" | "missed";
  readonly why: string;
  readonly message: string;
  /** Keys of ended grants it was owed for. */
  readonly owed_by: readonly string[];
}

/**
 * The health of every declared rotation, by name: what Vault says where it was asked, else what the log tells.
 *
 * @param facts what Vault was asked, by name
 */
export function rotationsOf(
  rotations: Iterable<Rotation>,
  events: readonly ToldEvent[],
  facts: ReadonlyMap<string, RotationFacts> | undefined,
  now: Instant,
): RotationHealth[] {
  const histories = rotationHistories(events);
  return [...rotations]
    .map((rotation) => healthOf(rotation, histories.get(rotation.name) ?? [], facts?.get(rotation.name), now))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function healthOf(
  rotation: Rotation,
  history: readonly RotationEvent[],
  asked: RotationFacts | undefined,
  now: Instant,
): RotationHealth {
  const done = history.find(({ what }) => what === "done");
  const last = asked?.last ?? done?.at;
  const known: RotationFacts = { ...asked, ...(last === undefined ? {} : { last }) };
  const late = lateness(rotation, known, now);
  const failed = history[0]?.what === "failed" ? history[0] : undefined;
  const { every } = rotation;
  const { owed_since } = known;
  return {
    name: rotation.name,
    description: rotation.description,
    kind: rotation.kind,
    ...(every === undefined ? {} : { every }),
    state: stateOf(late !== undefined && !(late.because === "never" && asked === undefined), known),
    ...(last === undefined ? {} : { last }),
    ...(last === undefined || every === undefined ? {} : { next: plus(last, every) }),
    ...(owed_since === undefined ? {} : { owed_since }),
    ...(late === undefined || late.because === "never" ? {} : { late_by: late.by }),
    ...(failed ? { failed: { at: failed.at, message: failed.message } } : {}),
    history,
  };
}

function stateOf(missed: boolean, { last, owed_since }: RotationFacts): RotationHealth["state"] {
  if (missed) return "missed";
  if (owed_since !== undefined) return "owed";
  return last === undefined ? "unknown" : "fresh";
}

/** Every rotation that the log tells of, newest first; those no longer declared too. */
export function rotationHistories(events: readonly ToldEvent[]): Map<string, RotationEvent[]> {
  const histories = new Map<string, RotationEvent[]>();
  for (const { type, subject, time, data } of events) {
    const what = /^leasehold\.rotation\.(done|failed|missed)$/.exec(type)?.[1] as
      | RotationEvent["what"]
      | undefined;
    if (what === undefined) continue;
    const rotated = typeof data.rotated_at === "string" ? parseInstant(data.rotated_at) : undefined;
    const one: RotationEvent = {
      at: rotated ?? time,
      what,
      why: text(data.why) || text(data.because),
      message: text(data.message),
      owed_by: Array.isArray(data.owed_by) ? data.owed_by.filter((key) => typeof key === "string") : [],
    };
    const history = histories.get(subject);
    if (history) history.push(one);
    else histories.set(subject, [one]);
  }
  for (const history of histories.values()) history.reverse();
  return histories;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
