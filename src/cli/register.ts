import { type Command, Option } from "commander";
import type { Context } from "./context.ts";

/** What a command does: its options and arguments as commander hands them over. */
export type Work<Arguments extends unknown[]> = (context: Context, ...args: Arguments) => Promise<number>;

/** Wraps a command's work: makes its context, and turns what comes of it into an exit code. */
export type Action = <Arguments extends unknown[]>(
  work: Work<Arguments>,
) => (...args: Arguments) => Promise<void>;

/** Adds commands to the program. */
export type Register = (program: Command, action: Action) => void;

/** `--format text|json`; anything else is wrong use. */
export const formatOption = (): Option =>
  new Option("--format <form>", "how the answer is printed").choices(["text", "json"]).default("text");
