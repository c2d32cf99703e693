import { KeyList, compareKeys, deliveredEvent, endedEvent, issueEvents, planChanges, recordsToRead, refusedEvent, stolenEvent, strayEvent } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { judgeMain, policiesAt, readCommitted } from "./main-state.js";
import { readRecords } from "./read-records.js";
import { knownMain } from "./known-main.js";
import { recordEvents } from "./record-events.js";
import { changeRotationState } from "./rotation-state.js";

// src/commands/main/read-ahead.ts
var ReadAhead = class {
	#repository;
	#guess;
	constructor(repository, branch) {
		this.#repository = repository;
		this.#guess = this.#begin(branch).catch(() => void 0);
	}
	async at(head) {
		const guess = await this.#guess;
		const read = () => readCommitted(this.#repository, head);
		return guess?.head === head ? guess.main.catch(read) : read();
	}
	async #begin(branch) {
		const [head, shallow] = await Promise.all([this.#repository.lastKnown(branch), this.#repository.isShallow()]);
		if (head === void 0 || shallow) return void 0;
		const main = readCommitted(this.#repository, head);
		main.catch(() => void 0);
		return {
			head,
			main
		};
	}
};

// src/commands/main/survey.ts
async function takeSurvey(ports, branch) {
	const { vault, repository } = ports;
	const ahead = new ReadAhead(repository, branch);
	const [now, records, pickups] = await Promise.all([
		vault.now(),
		vault.recordKeys(),
		vault.pickupKeys()
	]);
	const keys = {
		records: new KeyList(records),
		pickups: new KeyList(pickups)
	};
	const known = await knownMain(repository, branch);
	ports.reporter?.progress(`grants on ${branch}`);
	const main = await judgeMain(repository, await ahead.at(known.commit), now);
	const count = main.desired.grants.length;
	ports.reporter?.progress(`grants on ${branch}`, count, count);
	const compared = compareKeys(main.desired, keys);
	const { records: found, troubles } = await readRecords(vault, recordsToRead(compared), ports);
	const read = new Map(found.map((record) => [record.key, record]));
	return {
		main,
		actual: {
			...keys,
			read
		},
		plan: planChanges(compared, read, now),
		now,
		current: known.stale === void 0,
		troubles: [...known.stale ? [known.stale] : [], ...troubles]
	};
}
function holdersIn({ main, actual, now }) {
	const known = main.desired.grants.filter(({ key, end }) => actual.records.has(key) && end > now && (actual.read.get(key)?.state ?? "live") === "live").flatMap((grant) => {
		const role = main.policies.roles.get(grant.role);
		return role ? [{
			key: grant.key,
			access: role.access,
			begin: grant.begin,
			end: grant.end
		}] : [];
	});
	const recorded = [...actual.read.values()].filter(({ state, end }) => state === "live" && end > now);
	return [...known, ...recorded];
}

// src/commands/end/rotations-of.ts
async function rotationsOf(repository, policies, records) {
	const owed = /* @__PURE__ */ new Map();
	const unknown = /* @__PURE__ */ new Set();
	const troubles = [];
	for (const record of records) {
		if (record.state !== "ended") continue;
		const today = policies.roles.get(record.role);
		const found = await attempt(`know what the end of ${record.key} owes`, async () => today ? today.rotate_after : rotationsThen(repository, record));
		if (!found.ok) unknown.add(record.key);
		else if (found.value === void 0) troubles.push(forgotten(record));
		if (!found.ok) troubles.push(found.trouble);
		else owed.set(record.key, found.value ?? []);
	}
	return {
		owedBy: (record) => owed.get(record.key) ?? [],
		unknown,
		troubles
	};
}
async function rotationsThen(repository, { role, policy_commit }) {
	if (await repository.commit(policy_commit) === void 0) return void 0;
	const { policies } = await policiesAt(repository, policy_commit);
	return policies.roles.get(role)?.rotate_after ?? [];
}
const forgotten = ({ key, role, policy_commit }) => ({
	owed: `know what the end of ${key} owes`,
	message: `role ${role} is gone from main, and commit ${policy_commit.slice(0, 12)}, which judged the grant, from this clone`,
	hint: "Rotate by hand what the role named in rotate_after: leasehold rotate NAME."
});

// src/commands/end/settle.ts
async function settleEnds(ports, policies, closed, now, delivered) {
	const { owedBy, unknown, troubles } = await rotationsOf(ports.repository, policies, closed);
	const known = closed.filter((record) => !unknown.has(record.key));
	return [...troubles, ...await settle(ports, known, owedBy, now, delivered)];
}
async function settle(ports, closed, rotateAfter, now, delivered = /* @__PURE__ */ new Set()) {
	if (closed.length === 0) return [];
	const troubles = [];
	const unpaid = /* @__PURE__ */ new Set();
	for (const [rotation, keys] of owedBy(closed, rotateAfter)) {
		const owed = await attempt(`mark rotation ${rotation} as owed`, () => owe(ports.vault, rotation, keys, now));
		if (owed.ok) continue;
		troubles.push(owed.trouble);
		for (const key of keys) unpaid.add(key);
	}
	const told = closed.filter((record) => !unpaid.has(record.key));
	const events = told.flatMap((record) => eventsOf(record, now, delivered.has(record.key)));
	const logged = await attempt(`write ${events.length} audit events`, () => recordEvents(ports, events));
	if (!logged.ok) return [...troubles, logged.trouble];
	troubles.push(...logged.value);
	const cleared = await attemptEach(told, (record) => `put the paper of ${record.key} away`, (record) => putAway(ports.vault, record.key));
	return [...troubles, ...cleared.troubles];
}
async function putAway(vault, key) {
	await vault.deletePickups(key);
	const found = await vault.record(key);
	if (found && !found.value.settled) await vault.replaceRecord({
		...found.value,
		settled: true
	}, found.version);
}
function eventsOf(record, now, delivered) {
	if (record.state === "refused") return [refusedEvent(record, now)];
	const first = delivered && record.superseded === void 0;
	return [
		...issueEvents(record),
		first ? deliveredEvent(record, now) : void 0,
		endedEvent(record),
		stolenEvent(record),
		strayEvent(record)
	].filter((event) => event !== void 0);
}
function owedBy(closed, rotateAfter) {
	const owed = /* @__PURE__ */ new Map();
	for (const record of closed) {
		if (record.state !== "ended") continue;
		for (const rotation of rotateAfter(record)) owed.set(rotation, [...owed.get(rotation) ?? [], record.key]);
	}
	return owed;
}
const owe = (vault, rotation, keys, now) => changeRotationState(vault, rotation, (state) => {
	const owed_by = [.../* @__PURE__ */ new Set([...state.owed_by, ...keys])];
	if (owed_by.length === state.owed_by.length) return void 0;
	return {
		...state,
		owed_by,
		owed_since: state.owed_since ?? now
	};
});

// src/commands/end/owes-rotations.ts
async function owesRotations(vault, { rotations }) {
	const { done, failed } = await attemptEach([...rotations.keys()], (name) => `read what is owed of ${name}`, (name) => vault.rotationState(name));
	return done.some(({ value }) => {
		const state = value?.value;
		return state !== void 0 && (state.owed_by.length > 0 || state.begun !== void 0);
	}) || failed.length > 0;
}
const endsOwe = (ended, { roles }) => ended.some(({ role }) => roles.get(role)?.rotate_after.length !== 0);

export { endsOwe, holdersIn, owesRotations, settleEnds, takeSurvey };