import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commandsFor } from "../../../src/cli/commands.ts";

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
const register = await commandsFor();
register(program, () => async () => undefined);

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

describe("what is loaded for a command line", () => {
  const registered = async (...typed: string[]): Promise<string[]> => {
    const one = new Command("leasehold").enablePositionalOptions();
    (await commandsFor(typed))(one, () => async () => undefined);
    return one.commands.map((command) => command.name());
  };
  const names = program.commands.map((command) => command.name());

  it("is the command it names, with few beside it", async () => {
    const alone = names.filter((name) => !["completion", "__complete"].includes(name));
    for (const name of alone) {
      const there = await registered("-C", "help", name, "request");
      expect(there).toContain(name);
      expect(there.length).toBeLessThan(5);
    }
  });

  it("is everything where it names none", async () => {
    expect(await registered("--help")).toEqual(names);
    expect(await registered("chekc")).toEqual(names);
    expect(await registered("help", "check")).toEqual(names);
  });
});
