import { Patience, alone, conflictingRoles, error, grantOf, groupsFor, hasErrors, ifSaid, isLive, keyOf, landedGrant, looksAtLive, personOf, ranOutOfTime, staticSecret, suggest, ticketLink, unsaidOf, viewOf, windowOf } from "./domain.js";
import { nameFinding, readGrants } from "./files.js";
import { landedGrants } from "./landed-grants.js";
import { ExtendedGrants } from "./extended-grants.js";

// src/commands/gate/request-report.ts
const SUGGESTED = 10;
const reportsBy = ({ policies, unread }, question) => new RequestReports({
	...question,
	policies
}, unread.size === 0);
var RequestReports = class {
	question;
	#groups = /* @__PURE__ */ new Map();
	#patience = new Patience(SUGGESTED);
	#held;
	#suggests;
	#suggested = 0;
	constructor(question, suggests = true) {
		this.question = question;
		this.#suggests = suggests;
	}
	of(request, findings, again = request) {
		return new OneReport(this, request, findings, this.#suggestion(again, findings));
	}
	groupsFor(grant) {
		const kind = `${grant.role} ${grant.break_glass}`;
		const known = this.#groups.get(kind) ?? groupsFor(grant, this.question.policies, this.question.now);
		this.#groups.set(kind, known);
		return known;
	}
	heldBy(person) {
		const { base, now, policies } = this.question;
		this.#held ??= Map.groupBy(base.filter((grant) => isLive(grant, now)), (grant) => personOf(grant.user, policies));
		return this.#held.get(person) ?? [];
	}
	#suggestion(request, findings) {
		if (!this.#suggests || request.grant.key !== void 0) return void 0;
		if (!hasErrors(findings) || this.#suggested >= SUGGESTED) return void 0;
		if (ranOutOfTime(findings)) return void 0;
		this.#suggested += 1;
		return suggest(request, {
			...this.question,
			patience: this.#patience
		});
	}
};
var OneReport = class {
	grant;
	findings;
	suggestion;
	#all;
	#request;
	constructor(all, request, findings, suggestion) {
		this.grant = request.grant;
		this.findings = findings;
		this.suggestion = suggestion;
		this.#all = all;
		this.#request = request;
	}
	get author() {
		return this.#request.author ?? this.grant.user;
	}
	get role() {
		return this.#all.question.policies.roles.get(this.grant.role);
	}
	get view() {
		const { policies, now } = this.#all.question;
		return viewOf(this.grant, policies, now, {
			author: this.author,
			groups: this.groups
		});
	}
	get ticket_url() {
		return ticketLink(this.#all.question.policies.settings, this.grant.ticket);
	}
	get groups() {
		return this.#all.groupsFor(this.grant);
	}
	get held() {
		if (this.grant.key !== void 0) return [];
		const { policies } = this.#all.question;
		const extended = new Set(this.#request.chain?.map(({ key }) => key));
		return this.#all.heldBy(personOf(this.grant.user, policies)).filter((other) => !extended.has(other.key)).flatMap((other) => policies.roles.get(other.role)?.access ?? []);
	}
	get rotations() {
		const { rotations } = this.#all.question.policies;
		return (this.role?.rotate_after ?? []).flatMap((name) => rotations.get(name) ?? []);
	}
	get lasting() {
		const { role } = this;
		return role === void 0 ? [] : staticSecret(role, this.#all.question);
	}
};

// src/commands/gate/requests-of-change.ts
const GRANT = /^grants\/[^/]+\/[^/]+\.yaml$/;
async function grantChanges(repository, changes, { from, base, head }) {
	const inside = changes.filter(({ path }) => path === "grants" || path.startsWith("grants/"));
	const deleted = inside.filter(({ status }) => status === "deleted").map(({ path }) => path);
	const changed = inside.filter(({ status }) => status !== "deleted");
	const edited = changed.filter(({ path, before }) => before !== void 0 && GRANT.test(path));
	const fresh = changed.filter((change) => !edited.includes(change)).map(({ path }) => path);
	const [entries, gone, there] = await Promise.all([
		fresh.length === 0 ? [] : repository.tree(head, fresh),
		deleted.length === 0 ? [] : repository.tree(from, deleted),
		fresh.length === 0 || from === base ? [] : repository.tree(base, fresh.filter((path) => GRANT.test(path)))
	]);
	const read = readGrants(entries.filter(({ path }) => fresh.includes(path)));
	const taken = new Set(there.map(({ path }) => path));
	const added = read.grants.filter(({ file }) => !taken.has(file));
	const immutable = [...edited.map(({ path }) => path), ...fresh.filter((path) => taken.has(path))];
	const requests = fresh.filter((path) => GRANT.test(path) && !taken.has(path));
	const found = new Set(entries.map(({ path }) => path));
	return {
		added,
		mended: read.mended.filter(({ grant }) => !taken.has(grant.file)),
		removed: readGrants(gone).grants,
		findings: [
			...read.findings.filter(({ file }) => file === void 0 || !taken.has(file)),
			...fresh.filter((path) => !found.has(path)).map(lostPath),
			...immutable.map(immutableGrant),
			...mixedChange(requests, changes)
		]
	};
}
const lostPath = (file) => nameFinding(file, "is changed and cannot be found again: its name is no valid UTF-8", "name it grants/<role>/<id>.yaml with a to z, 0 to 9 and -");
const immutableGrant = (file) => error("immutable-grant", {
	file,
	line: 1,
	column: 1
}, "a grant that is on the base cannot be edited: its approvers saw something else", "Restore it. To extend, add another file (leasehold extend); to end, delete it (leasehold revoke).");
function mixedChange(added, changes) {
	const outside = changes.map(({ path }) => path).filter((path) => !path.startsWith("grants/"));
	const [first] = outside;
	if (first === void 0) return [];
	const others = outside.length === 1 ? "" : ` and ${outside.length - 1} more`;
	return added.map((file) => error("mixed-change", {
		file,
		line: 1,
		column: 1
	}, `a change that adds a grant also touches ${JSON.stringify(first)}${others}: a request stands alone`, "Ask in a pull request that touches grants/ only."));
}
async function requestsOf(repository, files, { tip, grants: base }, landed, author) {
	const extended = new ExtendedGrants(repository, base, tip);
	const there = new Set(base.map((grant) => grant.key));
	return Promise.all(files.map(async (file) => {
		const chain = file.extends === void 0 || !there.has(file.extends) ? [] : await extended.chainTo(file.extends);
		const window = windowOf(file, landed, chain.at(-1)?.end) ?? alone(file, landed);
		return {
			grant: grantOf(file, landed, window),
			...author === void 0 ? {} : { author },
			...file.extends === void 0 ? {} : { chain }
		};
	}));
}
async function mendedRequests(repository, mended, onto, landed, author) {
	return (await requestsOf(repository, mended.map(({ grant }) => grant), onto, landed, author)).map((request, index) => ({
		...request,
		unsaid: unsaidOf(request.grant, mended[index]?.unsaid ?? /* @__PURE__ */ new Set())
	}));
}

// src/commands/main/landed-requests.ts
async function landedRequests(repository, head, files, landings) {
	const plain = [];
	const extending = [];
	for (const file of files) {
		const landing = landings.get(file.file);
		if (landing === void 0) continue;
		if (file.extends === void 0) plain.push(requested(file, landing));
		else extending.push({
			file,
			landing
		});
	}
	const extended = new ExtendedGrants(repository, plain, head);
	const prolonged = await Promise.all(extending.map(async ({ file, landing }) => {
		const chain = file.extends === void 0 ? [] : await extended.chainTo(file.extends);
		return {
			grant: requested(file, landing, chain.at(-1)?.end),
			chain
		};
	}));
	return [...plain.map((grant) => ({ grant })), ...prolonged];
}
function requested(file, landing, extendedEnd) {
	const window = windowOf(file, landing.at, extendedEnd) ?? alone(file, landing.at);
	const key = keyOf(file.role, file.id, landing.commit);
	return landedGrant(file, landing.at, window, {
		key,
		commit: landing.commit
	});
}

// src/commands/main/live-grants.ts
function foldersFor(files, policies, paths) {
	return ifSaid(() => foldersThatMatter(files, policies, paths)) ?? ["grants"];
}
function foldersThatMatter(files, policies, paths) {
	const conflicts = conflictingRoles(policies.roles);
	const roles = /* @__PURE__ */ new Set();
	for (const file of files) {
		const role = policies.roles.get(file.role);
		if (role === void 0) continue;
		if (looksAtLive(role)) return ["grants"];
		const { per_user, total } = role.limits;
		if (per_user !== void 0 || total !== void 0 || file.extends !== void 0) roles.add(role.name);
		for (const other of conflicts.get(role.name) ?? []) roles.add(other);
		if (!paths) continue;
		const given = new Set(role.access.map(({ path }) => path));
		for (const other of policies.roles.values()) if (other.access.some(({ path }) => given.has(path))) roles.add(other.name);
	}
	return [...roles].sort().map((role) => `grants/${role}`);
}
async function grantsIn(repository, commit, folders) {
	return (await Promise.all(folders.map((folder) => landedGrants(repository, commit, folder)))).flatMap(({ grants }) => grants);
}

export { RequestReports, foldersFor, grantChanges, grantsIn, landedRequests, mendedRequests, reportsBy, requestsOf };