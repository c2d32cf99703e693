import { InvalidArgumentError } from "./commander.js";
import { LOGIN, countsOthers, formatDuration, grantPath, groupLabel, hasErrors, historyOf, inTheWay, instant, isKey, keyOf, mayHold, parseDuration, parseKey, plus, seconds, wholeMatcher } from "./domain.js";
import { Windows } from "./landed-grants.js";
import { isOver } from "./find-access.js";
import { groundOf, judgeWish, propose, readWords } from "./propose.js";
import { Stop } from "./stop.js";
import { requestCommand, requestedText, spanText, waitedText } from "./render.js";
import { attempt } from "./outcome.js";
import { chance } from "./chance.js";
import { finish } from "./finish.js";

// src/commands/extend.ts
async function extend(ports, options) {
	const { key, branch } = options;
	if (!isKey(key)) throw new Stop(2, `${JSON.stringify(key)} is no key of a grant`, "leasehold status shows the keys of your live grants.");
	if (parseKey(key)?.emergency) throw new Stop(1, `${key} is an emergency: it has no file and cannot be extended`, "Ask for a grant of its role.");
	if (options.for === void 0) throw new Stop(2, "--for is missing: how much longer", `For example:  leasehold extend ${key} --for 1h`);
	const ground = await groundOf(ports, branch);
	const extended = ground.base.find((grant) => grant.key === key);
	if (!extended) return notThere(ports, key);
	const { role, user } = extended;
	const ticket = options.ticket ?? extended.ticket;
	const words = {
		role,
		user,
		for: options.for,
		reason: options.reason ?? extended.reason,
		break_glass: false
	};
	const read = readWords({
		...words,
		...ticket === void 0 ? {} : { ticket }
	});
	if (!read.ok) return {
		findings: read.findings,
		troubles: []
	};
	const wish = {
		...read.wish,
		extends: key
	};
	return propose(ports, ground, wish, {
		author: await ports.me(),
		check: options.check
	});
}
async function notThere(ports, key) {
	const known = await new Windows(ports.repository).of(key);
	if (known && known.end <= ports.now) throw isOver(key, known.end, ports.now);
	throw new Stop(1, `${key} ${known ? "is not on main any more" : "is no grant of this repository's history"}`, "leasehold status shows the keys of your live grants.");
}

// src/commands/person/wait-for-issue.ts
const FIRST = 3;
const LONGEST = 20;
const DAY = 86400;
async function waitForIssue(ports, wanted, atMost) {
	const { clock, reporter } = ports;
	const started = clock.now();
	const until = plus(started, atMost);
	let said = "";
	let last;
	for (let pause = FIRST;; pause = Math.min(LONGEST, pause * 1.5)) {
		const looked = await attempt(`look at pull request #${wanted.pull}`, () => look(ports, wanted));
		last = looked.ok ? void 0 : looked.trouble;
		if (looked.ok && typeof looked.value !== "string") return looked.value;
		if (looked.ok && looked.value !== said) {
			said = String(looked.value);
			reporter.info(said);
		}
		const now = clock.now();
		if (now >= until) return {
			kind: "not-yet",
			message: `not issued within ${spanText(atMost)}; the request stands. ${last?.message ?? said}`,
			...last === void 0 ? {} : { trouble: last }
		};
		reporter.progress(said === "" ? "waiting" : said, now - started, atMost);
		await clock.wait(seconds(Math.ceil(Math.min(pause, until - now))));
	}
}
async function look(ports, wanted) {
	const pull = await ports.github.pull(wanted.pull);
	if (!pull) return {
		kind: "given-up",
		message: `pull request #${wanted.pull} is not there any more`
	};
	if (pull.merged_at === void 0) {
		if (pull.state === "open") return `Pull request #${pull.number} waits for its approvals and the merge: ${pull.url}`;
		return {
			kind: "given-up",
			message: `pull request #${pull.number} was closed without a merge`
		};
	}
	const key = await keyOnMain(ports.repository, wanted);
	if (key === void 0) return `Pull request #${pull.number} is merged; main does not show it yet`;
	const told = historyOf(await ports.log.events(instant(pull.merged_at - DAY))).get(key);
	if (told?.issued !== void 0) return {
		kind: "issued",
		key
	};
	if (told?.refused) return {
		kind: "refused",
		key,
		messages: told.refused.messages
	};
	return `Pull request #${pull.number} is merged; apply issues it now`;
}
async function keyOnMain(repository, { role, id, branch }) {
	const commit = (await repository.fetch([branch])).get(branch);
	if (commit === void 0) return void 0;
	const landing = (await repository.landings(commit, `grants/${role}`)).get(grantPath(role, id));
	return landing && keyOf(role, id, landing.commit);
}

// src/commands/person/ask-request.ts
const OTHER = "other";
const USUAL = [
	900,
	1800,
	3600,
	7200,
	14400,
	28800,
	86400
];
async function askRequest(prompts, policies, words, now) {
	const user = words.user ?? await prompts.text("Your GitHub login", { check: isLogin });
	if (user === void 0) throw givenUp();
	const name = words.role ?? await askRole(prompts, policies, user, words.break_glass, now);
	if (name === void 0) throw givenUp();
	const role = policies.roles.get(name);
	const time = words.for !== void 0 || words.until !== void 0 ? {} : await askTime(prompts, role, words.break_glass);
	if (time === void 0) throw givenUp();
	const ticket = await askTicket(prompts, role, words.ticket);
	if (ticket === void 0) throw givenUp();
	const reason = words.reason ?? await prompts.text("Why? Your approvers and auditors read this.", {
		placeholder: "Refund 8812 is stuck; need to read its rows",
		check: (answer) => longEnough(answer, role)
	});
	if (reason === void 0) throw givenUp();
	return {
		...words,
		...time,
		...ticket,
		user,
		role: name,
		reason
	};
}
const givenUp = () => new Stop(1, "nothing was asked for");
const rolesFor = (policies, user, breakGlass, now) => [...policies.roles.values()].filter((role) => mayHold(user, role, breakGlass, policies, now)).sort((a, b) => a.name < b.name ? -1 : 1);
async function askRole(prompts, policies, user, breakGlass, now) {
	const roles = rolesFor(policies, user, breakGlass, now);
	if (roles.length === 0) throw new Stop(1, `${user} may not ${breakGlass ? "take any role in an emergency" : "ask for any role"}`, "Who may is written in policies/roles/ and policies/teams.yaml.");
	const choices = roles.map((role) => ({
		value: role.name,
		label: `${role.name}: ${role.description}`,
		hint: breakGlass ? `up to ${formatDuration(role.break_glass?.max ?? role.duration.max)}, reviewed afterwards` : `up to ${formatDuration(role.duration.max)}, approved by ${role.approvers.map(groupLabel).join(" and ")}`
	}));
	return prompts.choose("Which access do you need?", choices);
}
async function askTime(prompts, role, breakGlass) {
	const max = (breakGlass ? role?.break_glass?.max : role?.duration.max) ?? seconds(86400);
	const offered = [.../* @__PURE__ */ new Set([...USUAL.filter((length) => length <= max), max])].sort((a, b) => a - b);
	const chosen = await prompts.choose("For how long?", [...offered.map((length) => {
		const text = formatDuration(seconds(length));
		return {
			value: text,
			label: text,
			...length === max ? { hint: "the longest this role allows" } : {}
		};
	}), {
		value: OTHER,
		label: "Another time"
	}]);
	if (chosen !== OTHER) return chosen === void 0 ? void 0 : { for: chosen };
	const typed = await prompts.text("For how long?", {
		placeholder: "1h30m",
		check: (answer) => {
			const length = parseDuration(answer);
			if (length === void 0) return "Write it like 45m, 1h30m or 2d.";
			return length > max ? `The role allows ${formatDuration(max)}.` : void 0;
		}
	});
	return typed === void 0 ? void 0 : { for: typed };
}
async function askTicket(prompts, role, given) {
	const pattern = role?.require.ticket;
	if (given !== void 0) return { ticket: given };
	if (pattern === void 0) return {};
	const typed = await prompts.text("Which ticket?", { check: (answer) => wholeMatcher(pattern)?.(answer) ? void 0 : `A ticket here looks like ${pattern}.` });
	return typed === void 0 ? void 0 : { ticket: typed };
}
const isLogin = (answer) => LOGIN.test(answer) ? void 0 : "A GitHub login has letters, digits and hyphens.";
function longEnough(answer, role) {
	const least = Math.max(1, role?.require.reason ?? 1);
	const missing = least - [...answer.trim()].length;
	return missing > 0 ? `${missing} more characters: ${role?.name ?? "a request"} needs a reason of ${least}.` : void 0;
}

// src/commands/person/refused-files.ts
async function withRefusedFiles(log, ground, judged) {
	const { grant, findings, suggestion, ...rest } = judged;
	if (!findings.some(({ rule }) => countsOthers(rule))) return judged;
	const read = await attempt("read the audit log", async () => historyOf(await log.events()));
	if (!read.ok) return judged;
	const history = read.value;
	const refused = ground.base.filter(({ key }) => {
		const told = history.get(key);
		return told?.refused !== void 0 && told.issued === void 0;
	});
	const advised = (finding) => {
		const hint = refused.filter(inTheWay(finding.rule, grant, ground.policies)).map(({ key, file }) => `${file} was refused, and counts until it is deleted:  leasehold revoke ${key}`).join("\n");
		return hint === "" ? finding : {
			...finding,
			hint
		};
	};
	const leads = suggestion !== void 0 && !refused.some(({ key }) => key === suggestion.extends);
	return {
		...rest,
		grant,
		findings: findings.map(advised),
		...leads ? { suggestion } : {}
	};
}

// src/commands/request.ts
async function request(ports, options) {
	const author = await ports.me();
	const ground = await groundOf(ports, options.branch);
	const wish = await agreedWish(ports, ground, await completeWords(ports, ground, {
		...options,
		...userOf(options, author)
	}), author, options.check);
	if (!("role" in wish)) return wish;
	const proposed = await propose(ports, ground, wish, {
		author,
		check: options.check
	});
	if (proposed.pushed) return proposed;
	const judged = await withRefusedFiles(ports.log, ground, proposed.judged);
	return {
		...proposed,
		judged,
		findings: judged.findings
	};
}
const userOf = (options, author) => {
	const user = options.user ?? author;
	return user === void 0 ? {} : { user };
};
async function completeWords(ports, ground, words) {
	const { role, user, reason } = words;
	const timed = words.for !== void 0 || words.until !== void 0;
	if (role !== void 0 && user !== void 0 && reason !== void 0 && timed) return {
		...words,
		role,
		user,
		reason
	};
	if (ports.prompts) return askRequest(ports.prompts, ground.policies, words, ports.now);
	const missing = [
		...role === void 0 ? ["ROLE"] : [],
		...user === void 0 ? ["--user"] : [],
		...timed ? [] : ["--for"],
		...reason === void 0 ? ["--reason"] : []
	];
	throw new Stop(2, `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`, "For example:  leasehold request orders-db-read --for 2h --reason \"Refund 8812 is stuck\" --user alice");
}
async function agreedWish(ports, ground, words, author, check) {
	const wish = wishOfWords(words);
	if (!("role" in wish) || !check || !ports.prompts) return wish;
	const judged = await withRefusedFiles(ports.log, ground, await judgeWish(ports, ground, wish, "request", author));
	if (!hasErrors(judged.findings) || judged.suggestion === void 0) return wish;
	for (const finding of judged.findings) ports.reporter.warn(textOf(finding));
	const offered = `Ask for this instead?  ${differences(words, judged.suggestion)}`;
	if (await ports.prompts.confirm(offered)) return wishOfSuggestion(judged.suggestion);
	return {
		judged,
		findings: judged.findings,
		troubles: []
	};
}
function wishOfWords(words) {
	const read = readWords(words);
	return read.ok ? read.wish : {
		findings: read.findings,
		troubles: []
	};
}
function wishOfSuggestion(suggestion) {
	const wish = wishOfWords(wordsOf(suggestion));
	return "role" in wish && suggestion.extends !== void 0 ? {
		...wish,
		extends: suggestion.extends
	} : wish;
}
const textOf = ({ message, hint }) => hint === void 0 ? message : `${message}. ${hint}`;
const wordsOf = ({ duration, break_glass, extends: _, ...rest }) => ({
	...rest,
	...duration === void 0 ? {} : { for: duration },
	break_glass: break_glass ?? false
});
function differences(words, suggestion) {
	const wanted = wordsOf(suggestion);
	return [
		"role",
		"user",
		"for",
		"until",
		"start",
		"ticket",
		"reason"
	].filter((name) => wanted[name] !== void 0 && wanted[name] !== words[name]).map((name) => `--${name} ${wanted[name]}`).join(" ") || requestCommand(suggestion);
}

// src/cli/request-commands.ts
function durationArgument(text) {
	const duration = parseDuration(text);
	if (duration === void 0) throw new InvalidArgumentError("Write it like 30m, 2h or 1d.");
	return duration;
}
const WAIT = seconds(3600);
const registerRequestCommands = (program, action) => {
	program.command("request").summary("ask for access: a file, a branch, a pull request").description("Asks for access. Without a role it asks you what you need. Your request is judged before it is sent.").argument("[role]", "the access role, as policies/roles has it").option("--for <duration>", "how long: 30m, 2h, 1d").option("--until <instant>", "instead of --for: 2026-11-21T18:00:00Z").option("--reason <text>", "why; your approvers and the audit log read it").option("--ticket <ticket>", "where the role asks for one").option("--start <instant>", "not before then").option("--user <login>", "for somebody else").option("--break-glass", "an emergency: no approval before, a review after").option("--wait [duration]", "until it is issued or refused; at most 1h, or as long as you say", durationArgument).option("--no-check", "send it even where the rules refuse it").addHelpText("after", `
Examples:
  leasehold request
  leasehold request orders-db-read --for 2h --ticket INC-4821 --reason "Refund 8812 is stuck; need to read its rows"`).action(action(async (context, role, options) => {
		const { breakGlass, check, wait, ...words } = options;
		const { world, reporter } = context;
		const ports = {
			...await proposePorts(context),
			prompts: await world.prompts(),
			reporter,
			log: await world.auditLogReads()
		};
		const result = await request(ports, {
			...words,
			...role === void 0 ? {} : { role },
			break_glass: breakGlass === true,
			check,
			branch: await world.branch()
		});
		const code = tellRequested(context, result);
		return result.pull && wait ? waitFor(context, result, wait === true ? WAIT : wait) : code;
	}));
	program.command("extend").summary("ask for more time, without a gap").description("Asks for more time before a grant of yours ends: another file that goes on where that one stops.").argument("<key>", "the grant, as leasehold status shows it").requiredOption("--for <duration>", "how much longer than its end").option("--reason <text>", "default: that of the grant").option("--ticket <ticket>", "default: that of the grant").option("--no-check", "send it even where the rules refuse it").addHelpText("after", "\nExample:\n  leasehold extend orders-db-read.refund-8812.3f2a9c1b7d20 --for 1h").action(action(async (context, key, options) => {
		return tellRequested(context, await extend(await proposePorts(context), {
			...options,
			key,
			branch: await context.world.branch()
		}));
	}));
};
async function proposePorts({ world }) {
	const repository = await world.repository();
	const github = await world.github();
	return {
		repository,
		copy: await world.workingCopy(),
		github,
		now: world.clock.now(),
		chance,
		me: () => github.me()
	};
}
function tellRequested(context, result) {
	const view = result.judged?.view;
	const suggestion = result.judged?.suggestion;
	const facts = {
		...view ? { view } : {},
		...suggestion ? { suggestion } : {},
		pushed: result.pushed,
		...result.pull ? { pull: result.pull } : {}
	};
	const code = finish(context, result, result.findings);
	context.out(requestedText(facts, context.paint));
	return result.pull && code === 1 ? 0 : code;
}
async function waitFor(context, { judged, pull }, atMost) {
	const { world, reporter } = context;
	if (!judged || !pull) return 1;
	const { role, id } = judged.grant;
	const ports = {
		github: await world.github(),
		repository: await world.repository(),
		log: await world.auditLogReads(),
		clock: world.clock,
		reporter
	};
	const waited = await waitForIssue(ports, {
		role,
		id,
		pull: pull.number,
		branch: await world.branch()
	}, atMost);
	context.out(waitedText(waited, context.paint));
	if (waited.kind === "issued") return 0;
	return waited.kind === "not-yet" ? 3 : 1;
}

export { registerRequestCommands };