import type { Register } from "./register.ts";

/** A file of commands. */
interface Part {
  /** Over its commands in the help. */
  readonly heading: string;
  /** What can be typed, hidden commands too. */
  readonly commands: readonly string[];
  readonly load: () => Promise<Register>;
}

const ACCESS = "Your access:";
const WHO = "Who may, who has, who had:";
const POLICIES = "Policies:";
const RUNS = "Vault, and what runs by itself:";
const BEGIN = "To begin with:";

/** Every command there is, in the order of the help. A test holds the names to what the files register. */
const PARTS: readonly Part[] = [
  {
    heading: ACCESS,
    commands: ["request", "extend"],
    load: async () => (await import("./request-commands.ts")).registerRequestCommands,
  },
  {
    heading: ACCESS,
    commands: ["use"],
    load: async () => (await import("./use-command.ts")).registerUseCommand,
  },
  {
    heading: ACCESS,
    commands: ["done", "revoke"],
    load: async () => (await import("./revoke-commands.ts")).registerRevokeCommands,
  },
  {
    heading: ACCESS,
    commands: ["reissue"],
    load: async () => (await import("./reissue-command.ts")).registerReissueCommand,
  },
  {
    heading: ACCESS,
    commands: ["emergency"],
    load: async () => (await import("./emergency-command.ts")).registerEmergencyCommand,
  },
  {
    heading: WHO,
    commands: ["explain"],
    load: async () => (await import("./explain-command.ts")).registerExplainCommand,
  },
  {
    heading: WHO,
    commands: ["status"],
    load: async () => (await import("./status-command.ts")).registerStatusCommand,
  },
  {
    heading: WHO,
    commands: ["evidence"],
    load: async () => (await import("./evidence-command.ts")).registerEvidenceCommand,
  },
  {
    heading: WHO,
    commands: ["report"],
    load: async () => (await import("./report-command.ts")).registerReportCommand,
  },
  {
    heading: POLICIES,
    commands: ["check", "test"],
    load: async () => (await import("./gate-commands.ts")).registerGateCommands,
  },
  {
    heading: POLICIES,
    commands: ["codeowners", "issue-form"],
    load: async () => (await import("./generated-commands.ts")).registerGeneratedCommands,
  },
  {
    heading: POLICIES,
    commands: ["teams"],
    load: async () => (await import("./teams-commands.ts")).registerTeamsCommands,
  },
  {
    heading: RUNS,
    commands: ["setup", "rotate"],
    load: async () => (await import("./vault-commands.ts")).registerVaultCommands,
  },
  {
    heading: RUNS,
    commands: ["plan", "apply", "enforce"],
    load: async () => (await import("./run-commands.ts")).registerRunCommands,
  },
  {
    heading: RUNS,
    commands: ["serve"],
    load: async () => (await import("./serve-command.ts")).registerServeCommand,
  },
  {
    heading: RUNS,
    commands: ["audit", "doctor"],
    load: async () => (await import("./audit-commands.ts")).registerAuditCommands,
  },
  {
    heading: BEGIN,
    commands: ["init"],
    load: async () => (await import("./init-command.ts")).registerInitCommand,
  },
  {
    heading: BEGIN,
    // What Tab asks completes every command: they are all loaded for it.
    commands: [],
    load: async () => (await import("./completion-commands.ts")).registerCompletionCommands,
  },
];

/**
 * What registers the commands that a command line can mean: the file of the one that it names, or all of them. Loading
 * what all need takes longer than most commands do.
 *
 * @param typed what follows the program's name; the program, its completion and the tests of the docs ask for all
 */
export async function commandsFor(typed: readonly string[] = []): Promise<Register> {
  const name = commandOf(typed);
  const named = PARTS.filter(({ commands }) => name !== undefined && commands.includes(name));
  const parts = named.length > 0 ? named : PARTS;
  const registers = await Promise.all(parts.map(({ load }) => load()));
  return (program, action) => {
    for (const [index, register] of registers.entries()) {
      program.commandsGroup(parts[index]?.heading ?? "");
      register(program, action);
    }
  };
}

/** The first word that is no option and not the folder of `-C`. */
function commandOf([first, ...rest]: readonly string[]): string | undefined {
  if (first === "-C") return commandOf(rest.slice(1));
  return first?.startsWith("-C") ? commandOf(rest) : first;
}
