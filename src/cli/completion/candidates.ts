import type { Argument, Command, Option } from "commander";

/** One way to go on: the word, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about?: string;
}

/** What this repository has to offer. Asked only for what is being typed. */
export interface Offers {
  roles(): Promise<readonly Candidate[]>;
  keys(): Promise<readonly Candidate[]>;
  logins(): Promise<readonly Candidate[]>;
  rotations(): Promise<readonly Candidate[]>;
}

const DURATIONS = ["15m", "30m", "1h", "2h", "4h", "8h", "1d"].map((word) => ({ word }));

/** By the names that options and arguments have in the help. */
const KINDS: Readonly<Record<string, (offers: Offers) => Promise<readonly Candidate[]>>> = {
  role: (offers) => offers.roles(),
  key: (offers) => offers.keys(),
  "key-or-role": async (offers) => [...(await offers.keys()), ...(await offers.roles())],
  login: (offers) => offers.logins(),
  name: (offers) => offers.rotations(),
  duration: async () => DURATIONS,
};

/**
 * How a command line can go on, by the very definitions that it is read with.
 *
 * @param words what is typed after `leasehold`; the last one is being typed, and may be empty
 */
export async function candidates(
  program: Command,
  words: readonly string[],
  offers: Offers,
): Promise<Candidate[]> {
  const typed = words.at(-1) ?? "";
  const { command, rest, ended } = walk(program, words.slice(0, -1));
  const found = await offered(command, rest, typed, ended, offers);
  return found.filter(({ word }) => word.startsWith(typed));
}

interface Walked {
  readonly command: Command;
  /** What came after the command's own name. */
  readonly rest: readonly string[];
  /** `--` was there: what follows is another program's. */
  readonly ended: boolean;
}

function walk(program: Command, words: readonly string[]): Walked {
  let command = program;
  let rest: string[] = [];
  for (const word of words) {
    if (word === "--") return { command, rest, ended: true };
    const next = isValue(command, rest) ? undefined : command.commands.find((one) => one.name() === word);
    if (next === undefined) rest.push(word);
    else [command, rest] = [next, []];
  }
  return { command, rest, ended: false };
}

async function offered(
  command: Command,
  rest: readonly string[],
  typed: string,
  ended: boolean,
  offers: Offers,
): Promise<readonly Candidate[]> {
  if (ended) return [];
  const open = optionBefore(command, rest);
  if (open !== undefined && (open.required || (open.optional && !typed.startsWith("-")))) {
    const values = await valuesOf(open, offers);
    if (open.required || values.length > 0) return values;
  }
  if (typed.startsWith("-")) return optionsOf(command, rest);
  const given = positional(command, rest);
  if (command.commands.length > 0) {
    // A word that is no command leads nowhere.
    if (given.length > 0) return [];
    const shown = command.createHelp().visibleCommands(command);
    return shown.map((one) => ({ word: one.name(), about: one.summary() || one.description() }));
  }
  const argument = argumentAt(command, given.length);
  return argument === undefined ? [] : valuesOf(argument, offers);
}

async function valuesOf(
  { argChoices, ...one }: Argument | Option,
  offers: Offers,
): Promise<readonly Candidate[]> {
  if (argChoices !== undefined) return argChoices.map((word) => ({ word }));
  const written = "flags" in one ? one.flags : `<${(one as unknown as { _name: string })._name}>`;
  const name = /[<[]([\w-]+)/.exec(written)?.[1] ?? "";
  return (await KINDS[name]?.(offers)) ?? [];
}

function optionsOf(command: Command, rest: readonly string[]): Candidate[] {
  const shown = command.createHelp().visibleOptions(command);
  return shown
    .filter(({ long }) => long !== undefined && !rest.includes(long ?? ""))
    .map(({ long, short, description }) => ({ word: long ?? short ?? "", about: description }));
}

/** The option that the last word is, where it takes a value. */
function optionBefore(command: Command, rest: readonly string[]): Option | undefined {
  const last = rest.at(-1) ?? "";
  return command.options.find(
    (option) => (option.long === last || option.short === last) && takesValue(option),
  );
}

const takesValue = (option: Option): boolean => option.required || option.optional;

const isValue = (command: Command, rest: readonly string[]): boolean =>
  optionBefore(command, rest)?.required === true;

/** The words that are neither options nor their values. */
const positional = (command: Command, rest: readonly string[]): string[] =>
  rest.filter((word, index) => !word.startsWith("-") && !isValue(command, rest.slice(0, index)));

/** The argument whose turn it is, after those that are there. */
function argumentAt(command: Command, given: number): Argument | undefined {
  const all = command.registeredArguments;
  return all[given] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
}
