import { Argument } from "./commander.js";
import { landedGrants } from "./landed-grants.js";
import { between, sameLogin } from "./domain.js";
import { readPolicies } from "./files.js";
import { spanText } from "./render.js";
import { contextFor } from "./context.js";

// src/cli/completion/candidates.ts
const DURATIONS = [
	"15m",
	"30m",
	"1h",
	"2h",
	"4h",
	"8h",
	"1d"
].map((word) => ({ word }));
const KINDS = {
	role: (offers) => offers.roles(),
	key: (offers) => offers.keys(),
	"key-or-role": async (offers) => [...await offers.keys(), ...await offers.roles()],
	login: (offers) => offers.logins(),
	name: (offers) => offers.rotations(),
	duration: async () => DURATIONS
};
async function candidates(program, words, offers) {
	const typed = words.at(-1) ?? "";
	const { command, rest, ended } = walk(program, words.slice(0, -1));
	return (await offered(command, rest, typed, ended, offers)).filter(({ word }) => word.startsWith(typed));
}
function walk(program, words) {
	let command = program;
	let rest = [];
	for (const word of words) {
		if (word === "--") return {
			command,
			rest,
			ended: true
		};
		const next = isValue(command, rest) ? void 0 : command.commands.find((one) => one.name() === word);
		if (next === void 0) rest.push(word);
		else [command, rest] = [next, []];
	}
	return {
		command,
		rest,
		ended: false
	};
}
async function offered(command, rest, typed, ended, offers) {
	if (ended) return [];
	const open = optionBefore(command, rest);
	if (open !== void 0 && (open.required || open.optional && !typed.startsWith("-"))) {
		const values = await valuesOf(open, offers);
		if (open.required || values.length > 0) return values;
	}
	if (typed.startsWith("-")) return optionsOf(command, rest);
	const given = positional(command, rest);
	if (command.commands.length > 0) {
		if (given.length > 0) return [];
		return command.createHelp().visibleCommands(command).map((one) => ({
			word: one.name(),
			about: one.summary() || one.description()
		}));
	}
	const argument = argumentAt(command, given.length);
	return argument === void 0 ? [] : valuesOf(argument, offers);
}
async function valuesOf({ argChoices, ...one }, offers) {
	if (argChoices !== void 0) return argChoices.map((word) => ({ word }));
	const written = "flags" in one ? one.flags : `<${one._name}>`;
	const name = /[<[]([\w-]+)/.exec(written)?.[1] ?? "";
	return await KINDS[name]?.(offers) ?? [];
}
function optionsOf(command, rest) {
	return command.createHelp().visibleOptions(command).filter(({ long }) => long !== void 0 && !rest.includes(long ?? "")).map(({ long, short, description }) => ({
		word: long ?? short ?? "",
		about: description
	}));
}
function optionBefore(command, rest) {
	const last = rest.at(-1) ?? "";
	return command.options.find((option) => (option.long === last || option.short === last) && takesValue(option));
}
const takesValue = (option) => option.required || option.optional;
const isValue = (command, rest) => optionBefore(command, rest)?.required === true;
const positional = (command, rest) => rest.filter((word, index) => !word.startsWith("-") && !isValue(command, rest.slice(0, index)));
function argumentAt(command, given) {
	const all = command.registeredArguments;
	return all[given] ?? (all.at(-1)?.variadic ? all.at(-1) : void 0);
}

// src/cli/completion/offers.ts
function repositoryOffers(world) {
	const policies = async () => readPolicies(await (await world.repository()).workingTree(["policies"])).policies;
	return {
		roles: orNothing(async () => [...(await policies()).roles.values()].map(({ name, description }) => ({
			word: name,
			about: description
		}))),
		rotations: orNothing(async () => [...(await policies()).rotations.values()].map(({ name, description }) => ({
			word: name,
			about: description
		}))),
		logins: orNothing(async () => {
			const { teams } = await policies();
			const logins = [...teams.values()].flatMap((members) => members.map(({ login }) => login));
			return [...new Set(logins)].sort().map((word) => ({ word }));
		}),
		keys: orNothing(async () => {
			const repository = await world.repository();
			const main = await repository.lastKnown(await world.branch());
			if (main === void 0) return [];
			const now = world.clock.now();
			const live = (await landedGrants(repository, main)).grants.filter(({ end }) => end > now);
			const me = await world.likelyLogin();
			const own = me === void 0 ? [] : live.filter(({ user }) => sameLogin(user, me));
			return (own.length > 0 ? own : live).map(({ key, user, end }) => ({
				word: key,
				about: `${user}, ${spanText(between(now, end))} left`
			}));
		})
	};
}
const orNothing = (work) => () => work().catch(() => []);

// src/cli/completion/scripts.ts
const SHELLS = [
	"bash",
	"zsh",
	"fish"
];
const ASK = "__complete";
const completionScript = (shell) => SCRIPTS[shell];
const SCRIPTS = {
	bash: `# leasehold in bash. In ~/.bashrc:  source <(leasehold completion bash)
_leasehold() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(leasehold ${ASK} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
}
complete -o bashdefault -o default -F _leasehold leasehold
`,
	zsh: `#compdef leasehold
# leasehold in zsh. In ~/.zshrc, after compinit:  source <(leasehold completion zsh)
_leasehold() {
  local line word
  local -a offered
  while IFS= read -r line; do
    word=\${line%%$'\\t'*}
    if [[ $line == *$'\\t'* ]]; then
      offered+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
    else
      offered+=("\${word//:/\\\\:}")
    fi
  done < <(leasehold ${ASK} -- "\${(@)words[2,CURRENT]}" 2>/dev/null </dev/null)
  if (( \${#offered} )); then
    _describe leasehold offered
  else
    _files
  fi
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _leasehold "$@"
else
  compdef _leasehold leasehold
fi
`,
	fish: `# leasehold in fish. Once:  leasehold completion fish > ~/.config/fish/completions/leasehold.fish
function __leasehold_complete
    set -l typed (commandline -opc)
    leasehold ${ASK} -- $typed[2..-1] (commandline -ct) 2>/dev/null </dev/null
end
complete -c leasehold -f -a '(__leasehold_complete)'
`
};

// src/cli/completion-commands.ts
const registerCompletionCommands = (program, action) => {
	program.command("completion").summary("completion for bash, zsh and fish").description("Prints a script that completes commands, options, roles of policies/ and keys of your grants when you press Tab.").addArgument(new Argument("<shell>", "your shell").choices(SHELLS)).addHelpText("after", `
Examples:
  source <(leasehold completion bash)       # in ~/.bashrc
  source <(leasehold completion zsh)        # in ~/.zshrc, after compinit
  leasehold completion fish > ~/.config/fish/completions/leasehold.fish`).action(action(async (context, shell) => {
		context.out(completionScript(shell));
		return 0;
	}));
	program.command(ASK, { hidden: true }).argument("[words...]").passThroughOptions().action(action(async (context, words) => {
		const typed = words[0] === "--" ? words.slice(1) : words;
		const named = typed[typed.indexOf("-C") + 1];
		const dir = typed.includes("-C") && named !== void 0 ? named : void 0;
		const there = dir === void 0 ? context : contextFor({
			...context.around,
			dir
		});
		const found = await candidates(program, typed, repositoryOffers(there.world));
		context.out(found.map(lineOf).join(""));
		return 0;
	}));
};
const lineOf = ({ word, about }) => about === void 0 ? `${word}\n` : `${word}\t${about.replaceAll(/\s+/g, " ")}\n`;

export { registerCompletionCommands };