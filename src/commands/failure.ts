import type { ExitCode } from "./outcome.ts";
import { OutsideError } from "./outside-error.ts";
import { Stop } from "./stop.ts";

/** What a command that could not go on comes to, and what its person is told. */
export interface Failure {
  readonly exit: Exclude<ExitCode, 0>;
  readonly message: string;
  readonly hint?: string;
}

/**
 * A {@link Stop} has its own exit code, and a folder that is no clone is wrong use: 2. All else is the outside, where a
 * later run may succeed: 3.
 */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof OutsideError || error instanceof Stop ? error.hint : undefined;
  const noClone = error instanceof OutsideError && error.system === "git" && error.code === "invalid";
  const exit = error instanceof Stop ? error.exit : noClone ? 2 : 3;
  return { exit, message, ...(hint === undefined ? {} : { hint }) };
}
