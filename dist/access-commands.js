import { LOGIN, NAME, Secret, accessorsOf, between, covers, fillHoles, foldLogin, formatInstant, historyOf, holesOf, instant, isKey, leasedPaths, parseKey, plus, reveal, roleOfTokenRole, seconds, suspectOpened, suspectWrapping } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { doneText, endBody, endTitle, momentText, revokedText, spanText } from "./render.js";
import { WISH_BRANCHES } from "./wished-back.js";
import { landedGrants } from "./landed-grants.js";
import { OutsideError } from "./outside-error.js";
import { Stop } from "./stop.js";
import { givenBackHere, status, wasGivenBack, withoutGivenBack } from "./given-back.js";
import { candidatesFor, chance, isOver, notYet, wantedOf } from "./chance.js";
import { readRecords } from "./read-records.js";
import { AccessLeases, close, endGrants, without } from "./end-grants.js";
import { proveAgain, sharedPaths } from "./shared-paths.js";
import { knownMain } from "./known-main.js";
import { policiesAt } from "./main-state.js";
import { finish } from "./finish.js";

// src/commands/person/open-revoke.ts
const isSelected = (selection, grant) => {
	switch (selection.kind) {
		case "key": return grant.key === selection.key;
		case "user": return foldLogin(grant.user) === foldLogin(selection.user);
		case "role": return grant.role === selection.role;
		case "all": return true;
	}
};
async function openRevoke(ports, branch, selection, recalled, why) {
	const { repository, copy, github } = ports;
	const base = (await repository.fetch([branch])).get(branch);
	if (base === void 0) throw new OutsideError("git", "not-found", `origin has no branch ${branch}`, { hint: "github.branch in policies/leasehold.yaml names the branch grants live on." });
	const { grants } = await landedGrants(repository, base);
	const selected = grants.filter((grant) => isSelected(selection, grant));
	if (selected.length === 0) return { grants: [] };
	const name = nameOf(selection);
	const [open] = await github.openPullsUnder(`${WISH_BRANCHES}${name}-`);
	if (open && selection.kind === "key") return {
		grants: selected,
		pull: {
			number: open.number,
			url: open.url
		}
	};
	const title = endTitle(selected);
	const head = `${WISH_BRANCHES}${name}-${ports.chance()}`;
	await copy.pushBranch({
		base,
		branch: head,
		message: title,
		write: /* @__PURE__ */ new Map(),
		remove: selected.map((grant) => grant.file)
	});
	const { number, url } = await opened(github, {
		branch: head,
		base: branch,
		title,
		body: endBody(selected, recalled, why)
	});
	return {
		grants: selected,
		pull: {
			number,
			url
		}
	};
}
async function opened(github, pull) {
	const result = await attempt(`open the pull request of ${pull.branch}`, () => github.openPull(pull));
	if (result.ok) return result.value;
	const { message, hint = "" } = result.trouble;
	throw new OutsideError("github", "broken", message, { hint: `${hint} The branch ${pull.branch} is pushed: open its pull request on GitHub's page of the repository.`.trim() });
}
function nameOf(selection) {
	switch (selection.kind) {
		case "key": return selection.key;
		case "user": return `user-${foldLogin(selection.user)}`;
		case "role": return `role-${selection.role}`;
		case "all": return "all";
	}
}

// src/commands/done.ts
async function done(ports, options) {
	const kept = await ports.kept.all();
	const key = keyFrom(options.key, kept);
	const troubles = [];
	const own = kept.find((one) => one.key === key);
	let ended = false;
	if (own) {
		const revoked = await attempt(`end ${key} in Vault`, () => ports.granted.revokeSelf(own.token));
		if (revoked.ok) {
			ended = revoked.value;
			if (ended) {
				if (!(await attempt(`note that ${key} was given back`, () => ports.kept.giveBack({
					key,
					at: ports.now,
					end: own.end
				}))).ok) await ports.kept.drop(key);
			}
		} else troubles.push(revoked.trouble);
	}
	const opened = await attempt(`the pull request that deletes the file of ${key}`, async () => openRevoke({
		...ports,
		github: await ports.github()
	}, options.branch, {
		kind: "key",
		key
	}, new Set(ended ? [key] : []), void 0));
	if (!opened.ok) troubles.push(opened.trouble);
	const found = opened.ok && opened.value.grants.length > 0;
	if (opened.ok && !found && !own) throw unknown(key);
	return {
		key,
		ended,
		...opened.ok && opened.value.pull ? { pull: opened.value.pull } : {},
		findings: [],
		troubles
	};
}
function keyFrom(asked, kept) {
	if (asked !== void 0) {
		if (isKey(asked)) return asked;
		throw new Stop(2, `${JSON.stringify(asked)} is no key of a grant`, namesOf(kept));
	}
	const [only, ...more] = kept;
	if (!only) throw new Stop(2, "no access is kept on this machine", "Name the grant: leasehold done KEY; leasehold status shows the keys.");
	if (more.length === 0) return only.key;
	throw new Stop(2, "several grants are kept on this machine: say which", namesOf(kept));
}
const namesOf = (kept) => kept.length === 0 ? "leasehold status shows the keys." : kept.map(({ key }) => `leasehold done ${key}`).join("\n");
const unknown = (key) => new Stop(1, `${key} is not on main, and no token of it is kept here`, "It has ended already, or was never issued: leasehold status shows it.");

// src/commands/person/ask-reissue.ts
async function askReissue(ports, typed, branch) {
	if (!isKey(typed)) throw new Stop(2, `${JSON.stringify(typed)} is no key of a grant`, "leasehold status shows the keys of your live grants.");
	const role = parseKey(typed)?.role;
	const { grants } = await status(ports, {
		branch,
		...role === void 0 ? {} : { role }
	});
	const found = grants.find(({ key }) => key === typed);
	if (found) refuseWhatIsNotLive(found, ports.now);
	else if (!parseKey(typed)?.emergency) throw notKnown(typed);
	await ports.dispatch(typed);
	return typed;
}
function refuseWhatIsNotLive({ key, state, ending, begin, end, ended_at }, now) {
	if (ending?.by === "given-back") throw wasGivenBack({
		key,
		at: ending.at
	}, now);
	if (ending) throw new Stop(1, `the file of ${key} is gone from main: apply is ending it`, "Ask anew:  leasehold request");
	if (state === "ended") throw isOver(key, ended_at ?? end, now);
	if (state === "refused") throw new Stop(1, `${key} was refused: there is no token of it`, "Ask anew:  leasehold request");
	if (state === "live") return;
	if (begin > now) throw notYet(key, begin, now);
	throw new Stop(1, `${key} is not issued yet: there is no token of it`, `It goes to you with the next run of apply; this asks for one and waits:  leasehold use ${key}`);
}
const notKnown = (key) => new Stop(1, `${key} is neither on main nor in the audit log of today`, "leasehold status shows the keys of your live grants.");

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

// src/commands/end/end-together.ts
async function endTogether(vault, tokenRole, records, surroundings) {
	const keys = records.map(({ value }) => value.key);
	const ended = await attempt(`end every token of ${tokenRole}`, async () => {
		const leases = await vault.countTokenLeases(tokenRole);
		const from = await vault.now();
		await vault.endTokenRole(tokenRole);
		return {
			leases,
			from,
			left: await vault.countTokenLeases(tokenRole),
			to: await vault.now()
		};
	});
	const one = (key) => ({
		key,
		why: "recalled"
	});
	if (!ended.ok || ended.value.left > 0) return {
		...await endGrants(vault, keys.map(one), surroundings),
		unrecorded: 0
	};
	const { leases, from, to } = ended.value;
	const access = new AccessLeases(vault);
	const others = without(surroundings, keys);
	const paths = new Set(records.flatMap(({ value }) => leasedPaths(value.access)));
	await attempt("look at what is left", async () => {
		await access.at();
		await Promise.all([...paths].map((path) => access.under(path)));
	});
	const closed = (await attemptEach(records, ({ value }) => `end ${value.key}`, async ({ value, version }) => {
		const meant = {
			...value,
			ending: value.ending ?? {
				why: "recalled",
				at: from
			}
		};
		const gone = {
			kind: "gone",
			key: value.key,
			ending: one(value.key),
			found: {
				value: meant,
				version
			},
			ended: {
				from,
				to
			}
		};
		const closed = await close(vault, gone, others, access);
		if (closed.kind === "closed") await vault.deletePickup(value.key, value.alias);
		return closed;
	}, {
		step: "ends proved",
		reporter: surroundings.reporter,
		signal: surroundings.signal
	})).done.flatMap(({ value }) => value.kind === "closed" ? [value] : []);
	const done = new Set(closed.map(({ record }) => record.key));
	const left = keys.filter((key) => !done.has(key));
	const rest = await endGrants(vault, left.map(one), surroundings);
	const named = records.reduce((sum, { value }) => sum + accessorsOf(value).length + 1, 0);
	return {
		closed: [...closed.map(({ record }) => record), ...rest.closed],
		findings: [...closed.flatMap(({ findings }) => findings ?? []), ...rest.findings],
		troubles: rest.troubles,
		unrecorded: Math.max(0, leases - named)
	};
}

// src/commands/end/recall-now.ts
async function recallNow(vault, selection, report, { reporter, signal } = {}) {
	const read = await readRecords(vault, await vault.recordKeys(), {
		reporter,
		signal
	});
	const live = read.found.filter(({ value }) => value.state === "live");
	const selected = live.filter(({ value }) => isSelected(selection, value));
	const surroundings = {
		reporter,
		signal,
		holders: live.map(({ value }) => holderOf(value)),
		shared_paths: await sharedPaths(vault)
	};
	const whole = selection.kind === "role" || selection.kind === "all";
	const many = [...Map.groupBy(selected, ({ value }) => value.token_role)].filter(([, records]) => whole && records.length >= 16);
	const together = [];
	for (const [tokenRole, records] of many) together.push(await endTogether(vault, tokenRole, records, surroundings));
	const few = selected.filter(({ value }) => !many.some(([tokenRole]) => tokenRole === value.token_role));
	const ended = await endGrants(vault, few.map(({ value }) => ({
		key: value.key,
		why: "recalled",
		...report ? { report } : {}
	})), surroundings);
	const rest = await endTheRest(vault, selection, read.records);
	const all = [...together, ended];
	const closed = all.flatMap((one) => one.closed);
	const late = await proveAgain(vault, closed, surroundings);
	return {
		closed,
		findings: [...all, late].flatMap(({ findings }) => findings),
		unrecorded: together.reduce((sum, { unrecorded }) => sum + unrecorded, rest.unrecorded),
		troubles: [
			...[...all, late].flatMap(({ troubles }) => troubles),
			...read.troubles,
			...rest.troubles
		]
	};
}
async function endTheRest(vault, selection, records) {
	if (selection.kind === "key" || selection.kind === "user") return {
		unrecorded: 0,
		troubles: []
	};
	const setup = await attempt("read what setup wrote", () => vault.setup());
	const known = [...(setup.ok ? setup.value?.token_roles : void 0) ?? [], ...records.map((record) => record.token_role)];
	const meant = [...new Set(known)].filter((name) => selection.kind === "all" || roleOfTokenRole(name) === selection.role);
	const ended = await attemptEach(meant, (name) => `end every token of ${name}`, async (name) => {
		const leases = await vault.tokenLeases(name);
		if (leases.length > 0) await vault.endTokenRole(name);
		return leases.length;
	});
	return {
		unrecorded: ended.done.reduce((sum, { value }) => sum + value, 0),
		troubles: [...setup.ok ? [] : [setup.trouble], ...ended.troubles]
	};
}
const holderOf = ({ key, access, begin, end }) => ({
	key,
	access,
	begin,
	end
});

// src/commands/revoke.ts
async function revoke(ports, options) {
	const selection = selectionOf(options);
	const troubles = [];
	const report = options.stolen ? STOLEN : void 0;
	const recall = options.now || report ? await attempt("recall in Vault now", async () => recallNow(await ports.vault(), selection, report?.kind, ports)) : void 0;
	const asked = recall && !recall.ok && report ? await askForRecall(ports, selection, report.kind) : void 0;
	if (recall && !recall.ok && !asked?.ok) troubles.push(withRecallHint(recall.trouble));
	if (asked && !asked.ok) troubles.push(asked.trouble);
	const ended = recall?.ok ? recall.value : {
		closed: [],
		unrecorded: 0,
		findings: [],
		troubles: []
	};
	troubles.push(...ended.troubles);
	const recalled = new Set(ended.closed.map((record) => record.key));
	const opened = await attempt("the pull request that deletes the files", async () => openRevoke({
		...ports,
		github: await ports.github()
	}, options.branch, selection, recalled, options.reason ?? report?.why));
	if (!opened.ok) troubles.push(opened.trouble);
	const grants = opened.ok ? opened.value.grants : [];
	const done = grants.length + ended.closed.length + ended.unrecorded + (asked?.ok ? 1 : 0);
	if (troubles.length === 0 && done === 0) return nothing(selection, options.now || options.stolen === true);
	return {
		recalled: ended.closed,
		unrecorded: ended.unrecorded,
		grants,
		...opened.ok && opened.value.pull ? { pull: opened.value.pull } : {},
		...asked?.ok ? { asked: asked.value } : {},
		findings: ended.findings,
		troubles
	};
}
const STOLEN = {
	kind: "pickup-opened",
	why: "The pick-up was opened by somebody else."
};
function askForRecall({ askForRecall: ask }, selection, report) {
	return attempt("have the workflow recall it", async () => {
		if (!ask || selection.kind !== "key") throw new Error("only for one grant, by its key");
		await ask(selection.key, report);
		return selection.key;
	});
}
function selectionOf(options) {
	const { key, user, role, all, stolen } = options;
	if (stolen && key === void 0) throw new Stop(2, "--stolen is about one grant", "leasehold revoke KEY --stolen");
	if ([
		key,
		user,
		role,
		all || void 0
	].filter((one) => one !== void 0).length !== 1) throw new Stop(2, "say what to end, in one way", "KEY, --user LOGIN, --role ROLE or --all; leasehold status shows the keys.");
	if (key !== void 0) return isKey(key) ? {
		kind: "key",
		key
	} : wrong(key, "is no key of a grant");
	if (user !== void 0) return LOGIN.test(user) ? {
		kind: "user",
		user
	} : wrong(user, "is no login");
	if (role !== void 0) return NAME.test(role) ? {
		kind: "role",
		role
	} : wrong(role, "is no name of a role");
	return { kind: "all" };
}
function wrong(text, what) {
	throw new Stop(2, `${JSON.stringify(text)} ${what}`, "leasehold status shows who has what, with the keys.");
}
const withRecallHint = (trouble) => ({
	...trouble,
	hint: [...trouble.hint === void 0 ? [] : [trouble.hint], "Recalling at once needs a login with the policy leasehold-recall. Without it, merging the pull request ends the access."].join("\n")
});
function nothing(selection, now) {
	const what = selection.kind === "key" ? selection.key : "such a grant";
	throw new Stop(1, `${what} is ${now ? "neither live in Vault nor on main" : "not on main"}: there is nothing to end`, "leasehold status shows who has what.");
}

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

// src/cli/access-commands.ts
const registerAccessCommands = (program, action) => {
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
	program.command("done").summary("give your access back before its end").description("Ends the token kept on this machine at once, and opens the pull request that deletes the file.").argument("[key]", "the grant; without it, the only one kept here").addHelpText("after", "\nExample:\n  leasehold done").action(action(async (context, key) => {
		const { world } = context;
		const ports = {
			...await revokePorts(context),
			granted: await world.vault.granted(),
			kept: await world.keptTokens(),
			now: world.clock.now()
		};
		const result = await done(ports, {
			...key === void 0 ? {} : { key },
			branch: await world.branch()
		});
		context.out(doneText(result, context.paint));
		return finish(context, result, result.findings);
	}));
	program.command("revoke").summary("end grants: by pull request, or at once with --now").description("Opens a pull request that deletes the files of grants. With --now it ends them in Vault first, with your own login, and GitHub may be down.").argument("[key]", "one grant, as leasehold status shows it").option("--user <login>", "all grants of a person: offboarding, a stolen laptop").option("--role <role>", "all grants of a role; with --now also tokens that no record names").option("--all", "all there are").option("--now", "end them in Vault first; needs the policy leasehold-recall").option("--reason <text>", "said in the pull request").option("--stolen", "its pick-up was opened by somebody else: ends it at once, and alerts").addHelpText("after", "\nExamples:\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20\n  leasehold revoke --user mallory --now\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20 --stolen").action(action(async (context, key, options) => {
		const { world } = context;
		const { now, ...selection } = options;
		const result = await revoke(await recallPorts(context), {
			...selection,
			...key === void 0 ? {} : { key },
			now: now === true,
			branch: await world.branch()
		});
		context.out(revokedText({
			...result,
			at_once: now === true
		}, world.clock.now(), context.paint));
		return finish(context, result, result.findings);
	}));
	program.command("reissue").summary("a new token for your live grant, where the old one is lost").description("Starts the apply workflow with your key: same end, the old token ends, no approval needed. Only for your own grants.").argument("<key>", "the grant, as leasehold status shows it").addHelpText("after", "\nExample:\n  leasehold reissue orders-db-read.refund-8812.3f2a9c1b7d20").action(action(async (context, key) => {
		const { world, paint } = context;
		const now = world.clock.now();
		const branch = await world.branch();
		const ports = {
			repository: await world.repository(),
			log: await world.auditLogReads(),
			givenBack: () => givenBackHere(() => world.keptTokens(), now),
			now,
			dispatch: async (asked) => (await world.github()).dispatch("apply.yml", branch, {
				command: "reissue",
				key: asked
			})
		};
		await askReissue(ports, key, branch);
		context.out(`${paint("green", "asked")}  a new token for ${key}: the workflow Leasehold apply gives it within a minute or two\n${paint("dim", "then")}   leasehold use ${key}\n`);
		return 0;
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
async function recallPorts(context) {
	const { world } = context;
	return {
		...await revokePorts(context),
		reporter: context.reporter,
		signal: context.around.signal,
		vault: async () => {
			const { everything, recalling } = await world.vault.asPerson();
			return {
				...everything,
				...recalling
			};
		},
		askForRecall: async (key, report) => (await world.github()).dispatch("apply.yml", await world.branch(), {
			command: "recall",
			key,
			report
		})
	};
}
async function revokePorts({ world }) {
	return {
		repository: await world.repository(),
		copy: await world.workingCopy(),
		github: () => world.github(),
		chance
	};
}

export { registerAccessCommands };