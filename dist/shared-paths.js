import { endedWithin, owesLook } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { AccessLeases, proveEnd, without } from "./end-grants.js";

// src/commands/end/prove-again.ts
async function proveAgain(vault, records, ground) {
	const owed = records.filter(owesLook);
	if (owed.length === 0) return NOTHING;
	const others = without(ground, records.map(({ key }) => key));
	const access = new AccessLeases(vault);
	const { done, troubles } = await attemptEach(owed, ({ key }) => `look again at the end of ${key}`, (record) => lookAgain(vault, record, others, access), {
		step: "ends looked at again",
		reporter: ground.reporter,
		signal: ground.signal
	});
	return {
		findings: done.flatMap(({ value }) => value.findings),
		troubles: [...troubles, ...done.flatMap(({ value }) => value.troubles)],
		news: done.flatMap(({ value }) => value.news)
	};
}
async function lookAgain(vault, record, ground, access) {
	const ended = endedWithin(record);
	const first = record.proof;
	if (!ended || !first) return NOTHING;
	const { proved, findings } = await proveEnd(record, ended, ground, access);
	if (!proved) return {
		findings,
		troubles: [unproved(record)],
		news: []
	};
	const proof = {
		...proved,
		strays_revoked: first.strays_revoked + proved.strays_revoked
	};
	const closed = {
		...record,
		proof
	};
	if (!isWorthWriting(closed, first)) return {
		findings,
		troubles: [],
		news: []
	};
	const found = await vault.record(record.key);
	if (found?.value.state !== "ended") return {
		...NOTHING,
		findings
	};
	const missed = proved.strays_revoked > 0;
	const value = {
		...found.value,
		proof,
		...missed ? { settled: false } : {}
	};
	return {
		findings,
		troubles: [],
		news: await vault.replaceRecord(value, found.version) && missed ? [value] : []
	};
}
const NOTHING = {
	findings: [],
	troubles: [],
	news: []
};
const isWorthWriting = (closed, first) => !owesLook(closed) || closed.proof?.strays_revoked !== first.strays_revoked;
const unproved = ({ key }) => ({
	owed: `the later look at the end of ${key}`,
	message: "Vault could not revoke everything that came of it",
	hint: "The next run tries again."
});

// src/commands/end/shared-paths.ts
async function sharedPaths(vault) {
	const setup = await attempt("read what setup wrote", () => vault.setup());
	return (setup.ok ? setup.value?.shared_paths : void 0) ?? [];
}

export { proveAgain, sharedPaths };