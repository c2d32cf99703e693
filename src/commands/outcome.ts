import pMap from "p-map";
import { type Finding, hasErrors } from "../domain/finding.ts";
import { OutsideError } from "./outside-error.ts";
import type { Reporter } from "./ports.ts";
import { Stop } from "./stop.ts";

/** Something that could not be done now, and that a later run will try again. */
export interface Trouble {
  /** What is still owed: `end orders-db-read.refund.3f2a…`. */
  readonly owed: string;
  readonly message: string;
  readonly hint?: string;
  /** Only a sink of alerts was not told: said like the others, and no exit code where there is another one. */
  readonly alert?: true;
}

export type ExitCode = 0 | 1 | 2 | 3;

/** What every command that meets the outside tells. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly troubles: readonly Trouble[];
}

/**
 * 3 where something is still owed, 2 where main's policies are broken, whatever else went well, 1 where something is
 * wrong, else 0 (formats.md, "Exit codes"). A sink of alerts that is dead makes it 3 where it would be 0.
 */
export function exitCode(outcome: Outcome & { readonly policies_hold?: boolean }): ExitCode {
  if (outcome.troubles.some(({ alert }) => !alert)) return 3;
  if (outcome.policies_hold === false) return 2;
  if (hasErrors(outcome.findings)) return 1;
  return outcome.troubles.length > 0 ? 3 : 0;
}

/** Tells of a failure without stopping for it: one failure never holds up the next grant. */
export function trouble(owed: string, error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof OutsideError || error instanceof Stop ? error.hint : undefined;
  return { owed, message, ...(hint === undefined ? {} : { hint }) };
}

/** A result, or why there is none. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: Trouble; readonly error: unknown };

export async function attempt<Value>(owed: string, work: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, trouble: trouble(owed, error), error };
  }
}

/** Calls to Vault at once. */
export const IN_FLIGHT = 16;

/** What came of attempts at many: in the order of the items. */
export interface Attempts<Item, Value> {
  readonly done: readonly { readonly item: Item; readonly value: Value }[];
  readonly failed: readonly Item[];
  readonly troubles: readonly Trouble[];
}

/** How long work is followed and stopped; both may be absent. */
export interface Pace {
  readonly reporter?: Pick<Reporter, "progress"> | undefined;
  /** Ctrl-C: what has begun is finished, nothing more is begun. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works on all items, some at once: one that fails is told, and holds up no other.
 *
 * @param pace with the name of the step that people are shown; what Ctrl-C left out is one trouble
 */
export async function attemptEach<Item, Value>(
  items: readonly Item[],
  owed: (item: Item) => string,
  work: (item: Item) => Promise<Value>,
  pace: Pace & { readonly step?: string } = {},
): Promise<Attempts<Item, Value>> {
  const { step = "", reporter, signal } = pace;
  const every = Math.ceil(items.length / SHOWN);
  let ended = 0;
  let skipped = 0;
  const one = async (item: Item) => {
    if (signal?.aborted) skipped += 1;
    const result = signal?.aborted ? STOPPED : await attempt(owed(item), () => work(item));
    ended += 1;
    if (step !== "" && (ended % every === 0 || ended === items.length))
      reporter?.progress(step, ended, items.length);
    return { item, result };
  };
  const attempts = await pMap(items, one, { concurrency: IN_FLIGHT });
  const left = skipped === 0 ? [] : [stopped(step, skipped, items.length)];
  return {
    done: attempts.flatMap(({ item, result }) => (result.ok ? [{ item, value: result.value }] : [])),
    failed: attempts.flatMap(({ item, result }) => (result.ok ? [] : [item])),
    troubles: [
      ...attempts.flatMap(({ result }) => (result.ok || result === STOPPED ? [] : [result.trouble])),
      ...left,
    ],
  };
}

/** So often at most people are shown how far a step is. */
const SHOWN = 100;

const STOPPED = { ok: false, trouble: { owed: "", message: "stopped" }, error: undefined } as const;

const stopped = (step: string, count: number, all: number): Trouble => ({
  owed: `${step || "the work"}: ${count} of ${all}`,
  message: "stopped before they were begun",
  hint: "Nothing is half done; the next run goes on.",
});
