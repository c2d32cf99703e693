import { Secret, between, covers, fillHoles, formatInstant, historyOf, holesOf, instant, parseKey, plus, reveal, seconds, suspectOpened, suspectWrapping } from "./domain.js";
import { Stop } from "./stop.js";
import { recallPorts, revoke } from "./revoke-ports.js";
import { momentText, revokedText, spanText } from "./render.js";
import { knownMain } from "./known-main.js";
import { landedGrants } from "./landed-grants.js";
import { policiesAt } from "./main-state.js";
import { attempt } from "./outcome.js";
import { OutsideError } from "./outside-error.js";
import { candidatesFor, wantedOf } from "./find-access.js";
import { withoutGivenBack } from "./given-back.js";
import { finish } from "./finish.js";

// src/commands/person/offer-recall.ts
async function offerRecall({ prompts, reporter, revoke }, taken) {
	if (!prompts) return void 0;
	reporter.warn(taken.message);
	return await prompts.confirm("It was not me: end this access now, and alert the security team?") === true ? revoke() : void 0;
}

// src/commands/person/open-pickup.ts
async function openPickup(ports, candidates) {
	for (const candidate of candidates) for (const alias of candidate.aliases) {
		const pickup = await ports.person.pickup(candidate.key, alias);
		if (pickup) return open(ports, candidate, pickup);
	}
}
async function open(ports, { key, end }, pickup) {
	const facts = await ports.granted.wrapping(pickup.wrapping);
	if (!facts) throw alreadyOpened(key);
	const before = suspectWrapping(key, facts.creation_path, pickup.token_role);
	if (before !== void 0) throw forged(key, before);
	await ports.kept.prepare();
	const opened = await ports.granted.unwrap(pickup.wrapping);
	if (!opened) throw alreadyOpened(key);
	const after = suspectOpened(key, opened);
	if (after !== void 0 || !opened.token) throw forged(key, after ?? "it held no login");
	const byVault = plus(facts.created, opened.ttl);
	const asGranted = end !== void 0 && Math.abs(end - byVault) <= 1;
	return {
		key,
		token: opened.token,
		end: asGranted ? end : byVault
	};
}
var PickupTaken = class extends Stop {
	key;
	constructor(key, message, hint) {
		super(1, message, hint);
		this.key = key;
	}
};
const alreadyOpened = (key) => new PickupTaken(key, `The pick-up of ${key} HAS ALREADY BEEN OPENED, or its access was ended. A pick-up opens once: if it was not you, on this machine or another, then SOMEBODY ELSE HOLDS YOUR ACCESS.`, [
	`If it was not you: end that access now with  ${recallOf(key)}  and tell your security team.`,
	`If it was you and the token is lost:  leasehold reissue ${key}`,
	`Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? key}`
].join("\n"));
const forged = (key, suspicion) => new PickupTaken(key, `The pick-up of ${key} IS NOT WHAT APPLY PUT THERE: ${suspicion}. It was not used. Somebody who can write pick-ups may hold the real token.`, `End that access now with  ${recallOf(key)}  and tell your security team.`);
const recallOf = (key) => `leasehold revoke ${key} --now --stolen`;

// src/commands/person/await-pickup.ts
const PATIENCE = seconds(300);
const FIRST = 3;
const LONGEST = 15;
async function awaitPickup({ clock, reporter }, { log, startApply }, { key, landed }, look) {
	if (!await isUndecided(log, key, landed)) return void 0;
	const started = await attempt("start apply", startApply);
	if (started.ok) reporter.info(`${key} is approved and not issued yet: apply is asked for, waiting for it`);
	else reporter.warn(`${key} is approved and not issued yet, and apply could not be asked for (${started.trouble.message}): waiting for a run that comes by itself`);
	const began = clock.now();
	const until = plus(began, PATIENCE);
	for (let pause = FIRST; clock.now() < until; pause = Math.min(LONGEST, pause * 1.5)) {
		await clock.wait(seconds(Math.ceil(pause)));
		const opened = await look();
		if (opened) return opened;
		reporter.progress("waiting", clock.now() - began, PATIENCE);
		await isUndecided(log, key, landed);
	}
	throw new OutsideError("github", "not-found", `${key} was not issued within ${spanText(PATIENCE)}`, { hint: "See the runs of Leasehold apply (gh run list --workflow apply.yml), and try again." });
}
async function isUndecided(log, key, landed) {
	const told = historyOf(await log.events(landed)).get(key);
	if (told?.refused) throw new Stop(1, `${key} was refused: ${told.refused.messages.join("; ")}`, "Ask again with another pull request:  leasehold request");
	return told?.issued === void 0;
}

// src/commands/person/prepare-environment.ts
async function prepareEnvironment(vault, token, role) {
	const environment = {};
	const leases = [];
	for (const { path, env } of role.use) {
		const taken = await vault.take(token, path, capabilitiesOf(role.access, path));
		if (taken.lease) leases.push({
			...taken.lease,
			path
		});
		for (const [name, text] of Object.entries(env)) {
			const missing = holesOf(text).find((field) => !taken.fields.has(field));
			if (missing !== void 0) throw unknownField(role.name, path, name, missing, taken);
			environment[name] = new Secret(fillHoles(text, (field) => textOf(taken, field)));
		}
	}
	return {
		environment,
		leases
	};
}
const textOf = (taken, field) => {
	const value = taken.fields.get(field);
	return value === void 0 ? "" : reveal(value);
};
const capabilitiesOf = (access, path) => access.filter((one) => covers(one.path, path)).flatMap((one) => one.capabilities);
const unknownField = (role, path, name, field, taken) => new Stop(2, `policies/roles/${role}.yaml wants {${field}} for ${name}, but what ${path} gives has no such field`, `It gives: ${[...taken.fields.keys()].sort().join(", ") || "nothing"}. Without the preparation:  vault read ${path}`);

// src/commands/person/watch-access.ts
const WARNINGS = [
	600,
	300,
	60
];
const SHORT_WARNINGS = [10, 5];
const SHORT = 120;
const TITLE_EVERY = 15;
const RETRY = 10;
async function watchAccess(ports, access, signal) {
	const { clock, terminal } = ports;
	let tasks = [
		titleTask(ports, access),
		...warningTasks(ports, access),
		...access.leases.flatMap((lease) => renewalTask(ports, access, lease, plus(clock.now(), lease.left)))
	];
	while (!signal.aborted && tasks.length > 0) {
		const now = clock.now();
		const due = tasks.filter((task) => task.at <= now);
		tasks = tasks.filter((task) => task.at > now);
		for (const task of due) {
			const next = await task.run();
			if (next) tasks.push(next);
		}
		const soonest = Math.min(...tasks.map((task) => task.at));
		if (tasks.length > 0 && due.length === 0) await clock.wait(between(now, instant(soonest)), signal);
	}
	terminal.title(void 0);
}
function titleTask({ clock, terminal }, access) {
	const show = async () => {
		const now = clock.now();
		if (now >= access.end) {
			terminal.title(`${access.role}: ended`);
			return;
		}
		const left = between(now, access.end);
		terminal.title(`${access.role}: ${spanText(left)} left`);
		return {
			at: plus(now, seconds(left <= 60 ? 1 : Math.min(TITLE_EVERY, left - 60))),
			run: show
		};
	};
	return {
		at: clock.now(),
		run: show
	};
}
function warningTasks({ clock, reporter }, access) {
	const whole = between(clock.now(), access.end);
	const warnings = (whole <= SHORT ? [...WARNINGS, ...SHORT_WARNINGS] : WARNINGS).filter((left) => left * 2 <= whole).map((left) => ({
		at: plus(access.end, seconds(-left)),
		run: async () => {
			const now = clock.now();
			if (now >= access.end) return void 0;
			const time = `${spanText(between(now, access.end))} (${momentText(access.end, now)})`;
			const more = left >= 60 ? `  More time: leasehold extend ${access.key} --for 1h` : "";
			reporter.warn(`Your access to ${access.role} ends in ${time}.${more}`);
		}
	}));
	const over = {
		at: access.end,
		run: async () => {
			reporter.warn(`Your access to ${access.role} has ended. What it gave no longer works; this program keeps running until you leave it.  Ask anew: leasehold request ${access.role}`);
		}
	};
	return [...warnings, over];
}
function renewalTask(ports, access, lease, until) {
	const { clock, granted, reporter } = ports;
	if (until >= access.end - 2) return [];
	if (!lease.renewable) {
		reporter.warn(shorter(access, lease, until, clock.now()));
		return [];
	}
	const left = between(clock.now(), until);
	const run = async () => {
		const renewed = await attempt(`renew ${lease.path}`, () => granted.renew(access.token, lease.id));
		const now = clock.now();
		if (!renewed.ok) {
			if (now + RETRY < until) return {
				at: plus(now, seconds(RETRY)),
				run
			};
			if (now < access.end) reporter.warn(`${renewed.trouble.message}. ${shorter(access, lease, until, now)}`);
			return;
		}
		const next = plus(now, renewed.value);
		if (next <= until + 1 && next < access.end - 2) {
			reporter.warn(shorter(access, lease, next, now));
			return;
		}
		return renewalTask(ports, access, {
			...lease,
			left: renewed.value
		}, next)[0];
	};
	return [{
		at: plus(clock.now(), renewalAfter(left)),
		run
	}];
}
const renewalAfter = (left) => seconds(Math.max(1, Math.floor(left * 2 / 3)));
const shorter = (access, lease, until, now) => `What ${lease.path} gave ends earlier than your access, at ${momentText(until, now)}. A new one then:  leasehold use ${access.key}`;

// src/commands/use.ts
async function use(ports, options) {
	const wanted = wantedOf(options.what);
	const main = await knownMain(ports.repository, options.branch);
	if (main.stale) {
		const why = main.stale.message.replace(/\.+$/, "");
		ports.reporter.warn(`${why}. Going on with what this clone last saw of main.`);
	}
	const { policies } = await policiesAt(ports.repository, main.commit);
	const access = await accessOf(ports, {
		commit: main.commit,
		policies
	}, wanted);
	const role = policies.roles.get(wanted.role);
	const prepared = await prepare(ports, access.token, role);
	sayWhatIsOpen(ports, access, wanted.role);
	const ended = new AbortController();
	const watch = watchAccess(ports, {
		...access,
		role: wanted.role,
		leases: prepared.leases
	}, ended.signal);
	try {
		const [program = ports.processes.shell, ...args] = options.command;
		const environment = {
			...toldTo(ports, access, wanted.role),
			...prepared.environment
		};
		return {
			key: access.key,
			code: await ports.processes.run([program, ...args], environment)
		};
	} finally {
		ended.abort();
		await watch;
	}
}
async function accessOf(ports, main, wanted) {
	const { access, dead } = await keptAccess(ports, wanted);
	if (access) return access;
	const opened = await openOwnPickup(ports, main, wanted).catch((error) => {
		throw error instanceof Stop && dead ? dead : error;
	});
	const kept = await attempt(`keep ${opened.key}`, () => ports.kept.keep(opened));
	if (!kept.ok) ports.reporter.warn(`${kept.trouble.message}. The token could not be kept: the program started now is the only one that has it.`);
	const life = await ports.granted.life(opened.token);
	if (!life) throw notTaken(opened.key);
	return {
		...opened,
		end: endHere(opened.end, life, ports.clock.now())
	};
}
const SLACK = 2;
function endHere(issued, { left, end }, now) {
	const here = plus(now, left);
	return Math.abs(here - issued) <= SLACK && Math.abs(end - issued) <= SLACK ? issued : here;
}
async function openOwnPickup(ports, main, wanted) {
	if (!ports.person) throw new Stop(2, "you are not logged in to Vault", logIn(ports));
	const names = await ports.person.names();
	const now = ports.clock.now();
	const found = await candidatesFor(ports.repository, main, wanted, names ?? [], now);
	const candidates = await withoutGivenBack(ports.kept, found, now);
	const opening = {
		...ports,
		person: ports.person
	};
	const opened = await openPickup(opening, candidates);
	if (opened) return opened;
	if (names === void 0) throw loginOver(ports);
	const [newest] = candidates;
	const later = newest?.landed === void 0 || !ports.issuing || !await isOnMain(ports.repository, main, newest.key) ? void 0 : await awaitPickup(ports, ports.issuing, {
		key: newest.key,
		landed: newest.landed
	}, () => openPickup(opening, [newest]));
	if (later) return later;
	throw notThere(wanted, newest?.key);
}
async function isOnMain(repository, { commit }, key) {
	const { grants } = await landedGrants(repository, commit, `grants/${parseKey(key)?.role ?? ""}`);
	return grants.some((grant) => grant.key === key);
}
async function keptAccess(ports, wanted) {
	const kept = (await ports.kept.all()).filter(({ key }) => wanted.kind === "key" ? key === wanted.key : parseKey(key)?.role === wanted.role).sort((a, b) => b.end - a.end);
	let dead;
	for (const one of kept) {
		const life = await ports.granted.life(one.token);
		if (life) return { access: {
			...one,
			end: endHere(one.end, life, ports.clock.now())
		} };
		if (one.end <= ports.clock.now()) await ports.kept.drop(one.key);
		else dead = notTaken(one.key);
	}
	return dead === void 0 ? {} : { dead };
}
async function prepare(ports, token, role) {
	if (!role) return {
		environment: {},
		leases: []
	};
	return prepareEnvironment(ports.granted, token, role);
}
function toldTo(ports, access, role) {
	const { address, namespace } = ports.vault;
	return {
		VAULT_ADDR: address,
		BAO_ADDR: address,
		VAULT_TOKEN: access.token,
		BAO_TOKEN: access.token,
		...namespace === void 0 ? {} : {
			VAULT_NAMESPACE: namespace,
			BAO_NAMESPACE: namespace
		},
		LEASEHOLD_KEY: access.key,
		LEASEHOLD_ROLE: role,
		LEASEHOLD_UNTIL: formatInstant(access.end)
	};
}
function sayWhatIsOpen({ clock, reporter }, access, role) {
	const now = clock.now();
	const time = `until ${momentText(access.end, now)}, ${spanText(between(now, access.end))} left`;
	reporter.info(`${role} ${time}.  Finished earlier?  leasehold done ${access.key}`);
}
const notTaken = (key) => new Stop(1, `Vault does not take the token of ${key}: it was ended before its time, or this machine is outside the role's bound_cidrs`, `Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? "ROLE"}`);
const logIn = (ports) => `Log in as always:  ${ports.loginHint}`;
const loginOver = (ports) => new Stop(2, "Vault does not take your login any more", logIn(ports));
const notThere = (wanted, key) => new Stop(1, `there is no pick-up for you${key === void 0 ? "" : ` at ${key}`}`, `Not issued yet (apply runs after the merge and comments on the pull request), ended, or another person's:  leasehold status --role ${wanted.role}`);

// src/cli/use-command.ts
const registerUseCommand = (program, action) => {
	program.command("use").summary("open your access and run a command, or a shell, with it").description("Opens the pick-up of a grant of yours, once, keeps its token until the end, and runs a command or your shell with it. One that is on main and not issued yet, it has issued: it starts the apply workflow, and waits.").argument("<key-or-role>", "a grant's key, or a role: then your newest live grant of it").argument("[command...]", "after --; without one, your shell").passThroughOptions().addHelpText("after", "\nExamples:\n  leasehold use orders-db-read -- psql\n  leasehold use orders-db-read.refund-8812.3f2a9c1b7d20").action(action(async (context, what, words) => {
		const command = words[0] === "--" ? words.slice(1) : words;
		const { world, reporter } = context;
		const ports = {
			repository: await world.repository(),
			person: await world.vault.person(),
			granted: await world.vault.granted(),
			kept: await world.keptTokens(),
			processes: world.processes(),
			terminal: world.terminal(),
			clock: world.clock,
			reporter,
			issuing: {
				log: await world.auditLogReads(),
				startApply: async () => (await world.github()).dispatch("apply.yml", await world.branch(), { command: "apply" })
			},
			vault: await world.vault.address(),
			loginHint: await world.vault.loginHint()
		};
		try {
			return (await use(ports, {
				what,
				command,
				branch: await world.branch()
			})).code;
		} catch (error) {
			if (!(error instanceof PickupTaken)) throw error;
			return await taken(context, error);
		}
	}));
};
async function taken(context, error) {
	const { world, reporter } = context;
	const prompts = await world.prompts();
	const ended = await offerRecall({
		reporter,
		...prompts ? { prompts } : {},
		revoke: async () => revoke(await recallPorts(context), {
			key: error.key,
			now: true,
			stolen: true,
			branch: await world.branch()
		})
	}, error);
	if (!ended) throw error;
	context.out(revokedText({
		...ended,
		at_once: true
	}, world.clock.now(), context.paint));
	finish(context, ended, ended.findings);
	return 1;
}

export { registerUseCommand };