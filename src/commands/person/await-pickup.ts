import { historyOf } from "../../domain/audit/history.ts";
import type { GrantKey } from "../../domain/key.ts";
import { type Instant, plus, seconds } from "../../domain/units.ts";
import { spanText } from "../../render/duration.ts";
import { attempt } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { AuditLogReads, Clock, Reporter } from "../ports.ts";
import { Stop } from "../stop.ts";
import type { OpenedPickup } from "./open-pickup.ts";

/** How a grant that is not issued yet comes to be issued. */
export interface Issuing {
  /** What was decided so far. */
  readonly log: AuditLogReads;
  /** Starts the apply workflow, with the person's own token. */
  readonly startApply: () => Promise<void>;
}

interface Ports {
  readonly clock: Clock;
  readonly reporter: Reporter;
}

/** A grant on main whose time it is. */
export interface Expected {
  readonly key: GrantKey;
  readonly landed: Instant;
}

const PATIENCE = seconds(300);
/** Each look is a refused read in Vault's audit log, so they get rarer. */
const FIRST = 3;
const LONGEST = 15;

/**
 * Has a grant issued that is on main, whose time it is, and of which nothing was decided yet: its start came after the
 * last run, or the run of its merge did not come. Apply judges it then as ever; this only asks for the run and waits.
 *
 * @param look for the pick-up
 * @returns undefined where it was issued already, so that waiting brings nothing
 * @throws Stop where it was refused
 */
export async function awaitPickup(
  { clock, reporter }: Ports,
  { log, startApply }: Issuing,
  { key, landed }: Expected,
  look: () => Promise<OpenedPickup | undefined>,
): Promise<OpenedPickup | undefined> {
  if (!(await isUndecided(log, key, landed))) return undefined;
  const started = await attempt("start apply", startApply);
  if (started.ok) reporter.info(`${key} is approved and not issued yet: apply is asked for, waiting for it`);
  else
    reporter.warn(
      `${key} is approved and not issued yet, and apply could not be asked for (${started.trouble.message}): waiting for a run that comes by itself`,
    );
  const began = clock.now();
  const until = plus(began, PATIENCE);
  for (let pause = FIRST; clock.now() < until; pause = Math.min(LONGEST, pause * 1.5)) {
    await clock.wait(seconds(Math.ceil(pause)));
    const opened = await look();
    if (opened) return opened;
    reporter.progress("waiting", clock.now() - began, PATIENCE);
    // A refusal is final: it is told as soon as it is there, and not when patience ends.
    await isUndecided(log, key, landed);
  }
  throw new OutsideError("github", "not-found", `${key} was not issued within ${spanText(PATIENCE)}`, {
    hint: "See the runs of Leasehold apply (gh run list --workflow apply.yml), and try again.",
  });
}

async function isUndecided(log: AuditLogReads, key: GrantKey, landed: Instant): Promise<boolean> {
  const told = historyOf(await log.events(landed)).get(key);
  if (told?.refused)
    throw new Stop(
      1,
      `${key} was refused: ${told.refused.messages.join("; ")}`,
      "Ask again with another pull request:  leasehold request",
    );
  return told?.issued === undefined;
}
