import { Command, CommanderError, Option } from "commander";
import type { Surroundings } from "../compose/surroundings.ts";
import { commandsFor } from "./commands.ts";
import { contextFor, toExitCode } from "./context.ts";
import type { Action } from "./register.ts";

/**
 * Runs `leasehold …` as typed.
 *
 * @param argv what follows the program's name
 * @returns the exit code (formats.md, "Exit codes")
 */
export async function leasehold(argv: readonly string[], around: Surroundings): Promise<number> {
  let code = 0;
  const program = new Command("leasehold")
    .description("Temporary production access, run from a Git repository.")
    .version(VERSION)
    .addOption(new Option("-C <dir>", "work in this folder, as git does").default(around.dir, "here"))
    .addHelpText(
      "after",
      "\nleasehold COMMAND --help has examples of each. Access in a minute:  leasehold request",
    )
    .enablePositionalOptions()
    .showHelpAfterError("(leasehold --help shows what there is)")
    .configureOutput({
      writeOut: (text) => void around.stdout.write(text),
      writeErr: (text) => void around.stderr.write(text),
    })
    .exitOverride();
  const action: Action =
    (work) =>
    async (...args) => {
      const context = contextFor({ ...around, dir: program.opts<{ C: string }>().C });
      // Commander hands the command itself over last.
      const command = args.at(-1);
      const name = command instanceof Command ? command.name() : "";
      code = await toExitCode(context, name, () => work(context, ...args));
    };
  const register = await commandsFor(argv);
  register(program, action);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    // Commander has said what is wrong; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return code;
}

const VERSION = "0.1.0";
