import type { ExitCode } from "./outcome.ts";

/** Why a command cannot go on, for a person: what was found and what to do. No finding: no file is at fault. */
export interface Stop {
  readonly stop: true;
  readonly exit: Exclude<ExitCode, 0>;
  readonly message: string;
  readonly hint?: string;
}

export const stop = (exit: Stop["exit"], message: string, hint?: string): Stop => ({
  stop: true,
  exit,
  message,
  ...(hint === undefined ? {} : { hint }),
});

export const isStop = (value: unknown): value is Stop =>
  typeof value === "object" && value !== null && "stop" in value && value.stop === true;
