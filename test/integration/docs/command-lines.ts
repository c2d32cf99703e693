import { Command, type CommanderError } from "commander";
import { commandsFor } from "../../../src/cli/commands.ts";
import type { Action } from "../../../src/cli/register.ts";
import { words } from "./documents.ts";

/** What a sentence may leave out of a command it only names. */
const LEFT_OUT = new Set(["commander.missingMandatoryOptionValue", "commander.missingArgument"]);

const register = await commandsFor();

/** What is wrong with a command line, by the very definitions that `leasehold` reads it with. Runs nothing. */
export function complaint(
  line: string,
  how: "to be typed" | "in passing" = "to be typed",
): string | undefined {
  const program = new Command("leasehold").option("-C <dir>").enablePositionalOptions();
  program.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  const nothing: Action = () => async () => {};
  register(program, nothing);
  try {
    program.parse(words(line).slice(1), { from: "user" });
    return undefined;
  } catch (error) {
    const { code, message } = error as CommanderError;
    return how === "in passing" && LEFT_OUT.has(code) ? undefined : `${line}: ${message}`;
  }
}
