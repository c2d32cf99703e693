import { InvalidArgumentError } from "commander";
import { type Instant, parseInstant } from "../domain/units.ts";

/** What is typed where a moment is asked for. */
export function instantArgument(text: string): Instant {
  const moment = parseInstant(text);
  if (moment === undefined) throw new InvalidArgumentError("Write it like 2026-11-21T18:00:00Z.");
  return moment;
}
