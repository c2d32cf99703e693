import { LOGIN, NAME, foldLogin, hasErrors } from "./domain.js";
import { entriesOf, newRepositoryFiles } from "./files.js";
import { Stop } from "./stop.js";
import { judgePolicies, policySource } from "./read-policies.js";
import { findingsText, initText } from "./render.js";

// src/commands/init/read-words.ts
var Wrong = class {
	message;
	constructor(message) {
		this.message = message;
	}
};
const ACTION = /^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/;
const ADDRESS = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/;
const ACTION_QUESTION = {
	option: "--action",
	ask: "Which Leasehold shall the workflows run? OWNER/REPO@COMMIT",
	placeholder: "your-org/leasehold@<40 hex>",
	read: (answer) => ACTION.test(answer) ? answer : new Wrong("write OWNER/REPO@ and the full commit, 40 hex digits: a tag or a branch can be moved to other code")
};
const team = (option, name, ask, placeholder) => ({
	option,
	ask,
	placeholder,
	read: (answer) => readTeam(answer, name)
});
const OWNERS = team("--owners", "platform", "Who approves changes of policies? GitHub logins", "olivia,peter");
const APPROVERS = team("--approvers", "dba", "Who approves requests? GitHub logins", "bob,sam");
const REQUESTERS = team("--requesters", "payments", "Who may ask for access? GitHub logins", "alice,carol");
const VAULT = {
	option: "--vault",
	ask: "Where is Vault? (empty: the workflows get it as the variable VAULT_ADDR)",
	placeholder: "https://vault.example.com:8200",
	read: (answer) => answer === "" || ADDRESS.test(answer) ? answer || void 0 : new Wrong("write the address with https://, such as https://vault.example.com:8200")
};
async function readInitWords(words, prompts, release) {
	const own = release && `${release.slug}@${release.commit}`;
	const needed = {
		owners: OWNERS,
		approvers: APPROVERS,
		requesters: REQUESTERS
	};
	const missing = [...words.action === void 0 && own === void 0 ? [ACTION_QUESTION.option] : [], ...Object.entries(needed).flatMap(([name, { option }]) => words[name] === void 0 ? [option] : [])];
	if (missing.length > 0 && !prompts) throw notSaid(missing);
	const vault = words.vault ?? (missing.length > 0 ? void 0 : "");
	return {
		action: await answer(ACTION_QUESTION, words.action ?? own, prompts),
		owners: await answer(OWNERS, words.owners, prompts),
		approvers: await answer(APPROVERS, words.approvers, prompts),
		requesters: await answer(REQUESTERS, words.requesters, prompts),
		...orNothing("vault", await answer(VAULT, vault, prompts)),
		...orNothing("issuer", words.issuer)
	};
}
function notSaid(missing) {
	const action = missing.includes(ACTION_QUESTION.option);
	return new Stop(2, `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`, ["For example:  leasehold init access --owners olivia,peter --approvers bob,sam --requesters alice --vault https://vault.example.com:8200", ...action ? ["--action is what the workflows run, OWNER/REPO@ and the full commit of Leasehold there (your fork: git rev-parse HEAD). It goes without saying only where this leasehold runs from a clone whose commit is on its origin."] : []].join("\n"));
}
const orNothing = (name, value) => value === void 0 ? {} : { [name]: value };
async function answer({ option, ask, placeholder, read }, given, prompts) {
	const check = (text) => {
		const value = read(text.trim());
		return value instanceof Wrong ? value.message : void 0;
	};
	const text = given ?? await prompts?.text(ask, {
		placeholder,
		check
	});
	if (text === void 0) throw new Stop(2, "nothing is written: you gave up");
	const value = read(text.trim());
	if (value instanceof Wrong) throw new Stop(2, `${option}: ${JSON.stringify(text)}: ${value.message}`);
	return value;
}
function readTeam(answer, standard) {
	const parts = /^(?:([^=]*)=)?([^=]*)$/.exec(answer);
	const name = parts?.[1]?.trim() ?? standard;
	const logins = (parts?.[2] ?? "").split(/[\s,]+/).flatMap((one) => one.replace(/^@/, "") || []);
	const strange = logins.find((login) => !LOGIN.test(login));
	if (strange !== void 0) return new Wrong(`${JSON.stringify(strange)} is no GitHub login`);
	if (!NAME.test(name)) return new Wrong(`${JSON.stringify(name)} is no name of a team: small letters, digits and hyphens`);
	const [first, ...others] = once(logins);
	return first === void 0 ? new Wrong("write at least one login; several with commas between, a team's name before them: dba=bob,sam") : {
		name,
		logins: [first, ...others]
	};
}
const once = (logins) => [...new Map(logins.map((login) => [foldLogin(login), login])).values()];

// src/commands/init.ts
const BRANCH = "main";
async function init({ shipped, folder, prompts }, words, now) {
	const there = await folder.contents();
	if (there.length > 0) throw new Stop(2, `${folder.path} is not empty: it has ${there.slice(0, 3).join(", ")}${there.length > 3 ? ", …" : ""}`, "Name a new folder, an empty one, or a clone without files: nothing of yours is written over.");
	const wanted = await readInitWords(words, prompts, words.action === void 0 ? await shipped.release() : void 0);
	const files = newRepositoryFiles(await shipped.files(), wanted, now);
	const judged = judgePolicies(policySource(entriesOf(files)), now);
	if (hasErrors(judged.findings)) return {
		findings: judged.findings,
		written: [],
		committed: false,
		action: wanted.action
	};
	await folder.write(files);
	const committed = await folder.begin(BRANCH, "A new access repository\n\nWritten by leasehold init.");
	return {
		findings: judged.findings,
		written: [...files.keys()],
		committed,
		action: wanted.action
	};
}

// src/cli/init-command.ts
const registerInitCommand = (program, action) => {
	program.command("init").summary("make a new access repository").description("Writes an access repository into a new folder, ready to be pushed: policies with comments, workflows, request form, README. Asks for what no option says.").argument("<dir>", "a new folder, an empty one, or a clone without files").option("--owners <logins>", "who approve changes of policies: olivia,peter, or platform=olivia,peter").option("--approvers <logins>", "who approve requests: bob,sam, or dba=bob,sam").option("--requesters <logins>", "who may ask: alice,carol, or payments=alice,carol").option("--vault <address>", "where Vault is; absent: the workflows' variable VAULT_ADDR says so").option("--action <owner/repo@commit>", "what the workflows run; default: the clone this leasehold runs from").option("--issuer <address>", "who signs the tokens of jobs, on GitHub Enterprise Server").addHelpText("after", `
Examples:
  leasehold init access
  leasehold init access --owners olivia,peter --approvers dba=bob,sam --requesters payments=alice --vault https://vault.example.com:8200`).action(action(async (context, dir, words) => {
		const { world } = context;
		const folder = world.newFolder(dir);
		const ports = {
			shipped: world.shipped(),
			folder,
			prompts: await world.prompts()
		};
		const report = await init(ports, words, world.clock.now());
		context.say(findingsText(report.findings, context.sayPaint));
		if (hasErrors(report.findings)) return 1;
		context.out(initText({
			...report,
			dir,
			path: folder.path
		}, context.paint));
		return 0;
	}));
};

export { registerInitCommand };