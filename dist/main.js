import { Command, CommanderError, Option } from "./commander.js";
import { contextFor, toExitCode } from "./context.js";
import os from "node:os";
import process from "node:process";

// src/cli/commands.ts
const ACCESS = "Your access:";
const WHO = "Who may, who has, who had:";
const POLICIES = "Policies:";
const RUNS = "Vault, and what runs by itself:";
const BEGIN = "To begin with:";
const PARTS = [
	{
		heading: ACCESS,
		commands: ["request", "extend"],
		load: async () => (await import("./request-commands.js")).registerRequestCommands
	},
	{
		heading: ACCESS,
		commands: ["use"],
		load: async () => (await import("./use-command.js")).registerUseCommand
	},
	{
		heading: ACCESS,
		commands: ["done", "revoke"],
		load: async () => (await import("./revoke-commands.js")).registerRevokeCommands
	},
	{
		heading: ACCESS,
		commands: ["reissue"],
		load: async () => (await import("./reissue-command.js")).registerReissueCommand
	},
	{
		heading: ACCESS,
		commands: ["emergency"],
		load: async () => (await import("./emergency-command.js")).registerEmergencyCommand
	},
	{
		heading: WHO,
		commands: ["explain"],
		load: async () => (await import("./explain-command.js")).registerExplainCommand
	},
	{
		heading: WHO,
		commands: ["status"],
		load: async () => (await import("./status-command.js")).registerStatusCommand
	},
	{
		heading: WHO,
		commands: ["evidence"],
		load: async () => (await import("./evidence-command.js")).registerEvidenceCommand
	},
	{
		heading: WHO,
		commands: ["report"],
		load: async () => (await import("./report-command.js")).registerReportCommand
	},
	{
		heading: POLICIES,
		commands: ["check", "test"],
		load: async () => (await import("./gate-commands.js")).registerGateCommands
	},
	{
		heading: POLICIES,
		commands: ["codeowners", "issue-form"],
		load: async () => (await import("./generated-commands.js")).registerGeneratedCommands
	},
	{
		heading: POLICIES,
		commands: ["teams"],
		load: async () => (await import("./teams-commands.js")).registerTeamsCommands
	},
	{
		heading: RUNS,
		commands: ["setup", "rotate"],
		load: async () => (await import("./vault-commands.js")).registerVaultCommands
	},
	{
		heading: RUNS,
		commands: [
			"plan",
			"apply",
			"enforce"
		],
		load: async () => (await import("./run-commands.js")).registerRunCommands
	},
	{
		heading: RUNS,
		commands: ["serve"],
		load: async () => (await import("./serve-command.js")).registerServeCommand
	},
	{
		heading: RUNS,
		commands: ["audit", "doctor"],
		load: async () => (await import("./audit-commands.js")).registerAuditCommands
	},
	{
		heading: BEGIN,
		commands: ["init"],
		load: async () => (await import("./init-command.js")).registerInitCommand
	},
	{
		heading: BEGIN,
		commands: [],
		load: async () => (await import("./completion-commands.js")).registerCompletionCommands
	}
];
async function commandsFor(typed = []) {
	const name = commandOf(typed);
	const named = PARTS.filter(({ commands }) => name !== void 0 && commands.includes(name));
	const parts = named.length > 0 ? named : PARTS;
	const registers = await Promise.all(parts.map(({ load }) => load()));
	return (program, action) => {
		for (const [index, register] of registers.entries()) {
			program.commandsGroup(parts[index]?.heading ?? "");
			register(program, action);
		}
	};
}
function commandOf([first, ...rest]) {
	if (first === "-C") return commandOf(rest.slice(1));
	return first?.startsWith("-C") ? commandOf(rest) : first;
}

// src/cli/program.ts
async function leasehold(argv, around) {
	let code = 0;
	const program = new Command("leasehold").description("Temporary production access, run from a Git repository.").version(VERSION).addOption(new Option("-C <dir>", "work in this folder, as git does").default(around.dir, "here")).addHelpText("after", "\nleasehold COMMAND --help has examples of each. Access in a minute:  leasehold request").enablePositionalOptions().showHelpAfterError("(leasehold --help shows what there is)").configureOutput({
		writeOut: (text) => void around.stdout.write(text),
		writeErr: (text) => void around.stderr.write(text)
	}).exitOverride();
	const action = (work) => async (...args) => {
		const context = contextFor({
			...around,
			dir: program.opts().C
		});
		const command = args.at(-1);
		const name = command instanceof Command ? command.name() : "";
		code = await toExitCode(context, name, () => work(context, ...args));
	};
	(await commandsFor(argv))(program, action);
	try {
		await program.parseAsync([...argv], { from: "user" });
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		throw error;
	}
	return code;
}
const VERSION = "0.1.0";

// src/cli/main.ts
async function main() {
	const ended = new AbortController();
	process.once("SIGINT", () => ended.abort());
	for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => {
		if (error.code !== "EPIPE") throw error;
	});
	process.exitCode = await leasehold(process.argv.slice(2), {
		env: process.env,
		dir: process.cwd(),
		home: os.homedir(),
		temporary_dir: os.tmpdir(),
		...process.getuid ? { uid: process.getuid() } : {},
		stdin: process.stdin,
		stdout: process.stdout,
		stderr: process.stderr,
		signal: ended.signal,
		stopAsked,
		mask: () => void 0
	});
}
function stopAsked() {
	const asked = new AbortController();
	for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => asked.abort());
	return asked.signal;
}

export { main };