import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { registerCommands } from "../../../src/cli/commands.ts";

interface Named {
  readonly name: string;
  readonly command: Command;
}

/** Every command that does something, the hidden ones left out. */
function all(parent: Command, prefix: string): Named[] {
  return parent
    .createHelp()
    .visibleCommands(parent)
    .flatMap((command) => {
      const name = `${prefix} ${command.name()}`;
      if (command.name() === "help") return [];
      return command.commands.length > 0 ? all(command, name) : [{ name, command }];
    });
}

const program = new Command("leasehold").enablePositionalOptions();
registerCommands(program, () => async () => undefined);

describe.each(all(program, "leasehold"))("$name", ({ name, command }) => {
  it("says what it does, what each option means, and how it is typed", () => {
    let help = "";
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(command.summary()).not.toBe("");
    expect(command.description().length).toBeGreaterThan(20);
    expect(command.options.filter(({ description }) => description === "")).toEqual([]);
    expect(command.registeredArguments.filter(({ description }) => description === "")).toEqual([]);
    expect(help).toMatch(/\nExamples?:\n/);
    expect(help).toContain(name);
  });
});
