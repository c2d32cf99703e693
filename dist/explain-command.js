import { LOGIN, formatDuration, grantOfWish, hasErrors, inOrder, judgeEach, judgeGrants, mayHold, membersOf, parseDuration, personOf } from "./domain.js";
import { readGrants } from "./files.js";
import { RequestReports, foldersFor, grantsIn, landedRequests, mendedRequests, requestsOf } from "./live-grants.js";
import { POLICY_PATHS, policyFaults, policySource } from "./read-policies.js";
import { Stop } from "./stop.js";
import { explainText } from "./render.js";
import { json } from "./context.js";
import { instantArgument } from "./instant-argument.js";
import { formatOption } from "./register.js";

// src/commands/gate/askable.ts
function askable(user, policies, now) {
	return [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((role) => {
		const ways = [...mayHold(user, role, false, policies, now) ? ["request"] : [], ...mayHold(user, role, true, policies, now) ? ["break-glass"] : []];
		const approvers = new Set(role.approvers.flatMap((group) => [...membersOf(group, policies, now)]));
		approvers.delete(personOf(user, policies));
		return ways.length === 0 ? [] : [{
			role,
			ways,
			approvers: [...approvers].sort()
		}];
	});
}
function askableResult(user, roles) {
	return {
		user,
		roles: roles.map(({ role, ways, approvers }) => ({
			role: role.name,
			description: role.description,
			ways,
			...ways.includes("request") ? { seconds: role.duration.max } : { seconds: role.break_glass?.max ?? 0 },
			...ways.includes("break-glass") ? { break_glass_seconds: role.break_glass?.max ?? 0 } : {},
			access: role.access.map(({ path, capabilities }) => ({
				path,
				capabilities
			})),
			approvals: {
				required: role.approvers.reduce((sum, { count }) => sum + count, 0),
				eligible: approvers
			}
		}))
	};
}

// src/commands/explain.ts
async function explain(ports, question, options) {
	const { repository } = ports;
	if (question.kind !== "file" && !LOGIN.test(question.user)) throw new Stop(2, `--user: ${JSON.stringify(question.user)} is no GitHub login`);
	const source = policySource(await repository.workingTree(POLICY_PATHS));
	const faults = policyFaults(source, options.at);
	if (hasErrors(faults)) return unread(faults);
	const { policies } = source;
	if (question.kind === "person") {
		const roles = askable(question.user, policies, options.at);
		return {
			kind: "person",
			user: question.user,
			roles,
			result: askableResult(question.user, roles)
		};
	}
	if (question.kind === "sentence") {
		if (question.duration === void 0 && question.until === void 0) throw howLong(question, policies);
		return judged(repository, policies, grantOfWish(wishOf(question, policies), options.at), options);
	}
	const isGrant = question.file.startsWith("grants/");
	const read = readGrants(isGrant ? await repository.workingTree([question.file]) : []);
	const file = read.grants.find((one) => one.file === question.file);
	if (file !== void 0) return judged(repository, policies, file, options);
	if (read.findings.length > 0) return unread([...read.findings, ...await alsoWrong(repository, policies, read.mended, options)]);
	throw new Stop(2, `${JSON.stringify(question.file || ".")} is no grant file`, "Name one such as grants/<role>/<id>.yaml.");
}
function unread(findings) {
	const all = inOrder(findings);
	return {
		kind: "unread",
		findings: all,
		result: {
			allowed: false,
			findings: all
		}
	};
}
function howLong({ role, break_glass }, policies) {
	const known = policies.roles.get(role);
	const most = break_glass ? known?.break_glass?.max : known?.duration.max;
	const allows = most === void 0 ? "" : `; ${role} allows ${formatDuration(most)} at most`;
	return new Stop(2, "for how long?", `Add --duration, such as --duration 2h, or --until${allows}.`);
}
function wishOf(question, policies) {
	const { kind: _kind, reason, break_glass = false, ...rest } = question;
	const role = policies.roles.get(question.role);
	return {
		...rest,
		break_glass,
		reason: reason ?? "what is wrong, and what you will do".padEnd(role?.require.reason ?? 1, "…")
	};
}
async function alsoWrong(repository, policies, mended, { at, author }) {
	const head = await repository.resolve("HEAD");
	const files = mended.map(({ grant }) => grant);
	const onMain = head === void 0 ? [] : await grantsIn(repository, head, foldersFor(files, policies, true));
	const added = await mendedRequests(repository, mended, {
		tip: head,
		grants: onMain
	}, at, author);
	const base = onMain.filter((grant) => grant.end > at && !files.some(({ file }) => file === grant.file));
	return judgeGrants({
		added,
		base,
		policies,
		now: at
	});
}
async function judged(repository, policies, file, { at, author }) {
	const head = await repository.resolve("HEAD");
	const folders = foldersFor([file], policies, true);
	const onMain = head === void 0 ? [] : await grantsIn(repository, head, folders);
	const asked = await uncommitted(repository, file, {
		tip: head,
		grants: onMain
	}, at, author);
	const request = await committed(repository, head, file) ?? asked;
	const question = {
		base: onMain.filter((grant) => grant.end > at && grant.file !== file.file),
		policies,
		now: at
	};
	const findings = judgeEach({
		...question,
		added: [request]
	}).get(request) ?? [];
	const report = new RequestReports(question).of(request, findings, asked);
	return {
		kind: "request",
		report,
		result: {
			allowed: !hasErrors(findings),
			findings,
			grant: report.view,
			...report.suggestion === void 0 ? {} : { suggestion: report.suggestion }
		}
	};
}
async function committed(repository, head, file) {
	if (head === void 0 || (await repository.uncommitted([file.file])).has(file.file)) return void 0;
	const [request] = await landedRequests(repository, head, [file], await repository.landings(head, file.file));
	return request;
}
async function uncommitted(repository, file, onto, at, author) {
	const [request] = await requestsOf(repository, [file], onto, at, author);
	if (request === void 0) throw new Error("one file makes one request");
	return request;
}

// src/cli/explain-command.ts
const registerExplainCommand = (program, action) => {
	program.command("explain").summary("allowed or not, by which rule, who must approve").description("Answers for a file, or for a sentence; with only a user, what they could ask for.").argument("[file]", "a grant file").option("--role <role>", "the role asked for").option("--user <login>", "the person who would get it").option("--duration <duration>", "how long: 30m, 2h, 1d").option("--until <instant>", "instead of --duration", instantArgument).option("--start <instant>", "not before then", instantArgument).option("--reason <text>", "why").option("--ticket <ticket>", "where the role asks for one").option("--break-glass", "in an emergency").addOption(formatOption()).addHelpText("after", `
Examples:
  leasehold explain --user alice
  leasehold explain --role orders-db-read --user alice --duration 2h
  leasehold explain grants/orders-db-read/refund-8812.yaml`).action(action(async (context, file, options) => {
		const { world } = context;
		const question = file === void 0 ? sentenceOf(options) : await fileQuestion(context, file, options);
		const report = await explain({ repository: await world.repository() }, question, { at: world.clock.now() });
		if (options.format === "json") json(context, report.result);
		else context.out(explainText(report, context.paint));
		return report.kind === "person" || report.result.allowed ? 0 : 1;
	}));
};
async function fileQuestion({ world }, file, { format: _, ...options }) {
	const [option] = Object.keys(options);
	if (option !== void 0) {
		const name = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
		throw new Stop(2, `--${name} beside a file: the file says it`, "Name a file, or ask with options alone.");
	}
	const inside = await world.pathInRepository(file);
	if (inside === void 0) throw new Stop(2, `${JSON.stringify(file)} is not in this repository`, "Name a file of it, or another repository with -C.");
	return {
		kind: "file",
		file: inside
	};
}
function sentenceOf(options) {
	const { role, user, duration, breakGlass, format: _, ...rest } = options;
	if (user === void 0) throw new Stop(2, "whom is it about?", "Name a file, or --user; leasehold explain --help has examples.");
	if (role === void 0) {
		const [more] = Object.keys({
			duration,
			breakGlass,
			...rest
		}).filter((key) => options[key] !== void 0);
		if (more === void 0) return {
			kind: "person",
			user
		};
		throw new Stop(2, "which role is it about?", "Add --role; with --user alone, all that they could ask for.");
	}
	if (duration !== void 0 && rest.until !== void 0) throw new Stop(2, "--duration and --until are both there", "Write one of the two.");
	const length = duration === void 0 ? void 0 : parseDuration(duration);
	if (duration !== void 0 && length === void 0) throw new Stop(2, `--duration: ${duration} is no duration`, "Write it like 30m, 2h or 1d.");
	return {
		kind: "sentence",
		role,
		user,
		...rest,
		...length === void 0 ? {} : { duration: length },
		...breakGlass ? { break_glass: true } : {}
	};
}

export { registerExplainCommand };