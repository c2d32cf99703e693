import { Stop } from "./stop.js";
import { OutsideError } from "./outside-error.js";
import { LOGIN, NAME, accessorsOf, foldLogin, isKey, leasedPaths, roleOfTokenRole } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { endBody, endTitle } from "./render.js";
import { landedGrants } from "./landed-grants.js";
import { readRecords } from "./read-records.js";
import { WISH_BRANCHES } from "./wished-back.js";
import { chance } from "./chance.js";
import { AccessLeases, close, endGrants, without } from "./end-grants.js";
import { proveAgain, sharedPaths } from "./shared-paths.js";

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

// src/commands/end/end-together.ts
async function endTogether(vault, tokenRole, records, ground) {
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
		...await endGrants(vault, keys.map(one), ground),
		unrecorded: 0
	};
	const { leases, from, to } = ended.value;
	const access = new AccessLeases(vault);
	const others = without(ground, keys);
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
		reporter: ground.reporter,
		signal: ground.signal
	})).done.flatMap(({ value }) => value.kind === "closed" ? [value] : []);
	const done = new Set(closed.map(({ record }) => record.key));
	const left = keys.filter((key) => !done.has(key));
	const rest = await endGrants(vault, left.map(one), ground);
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

// src/cli/revoke-ports.ts
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

export { openRevoke, recallPorts, revoke, revokePorts };