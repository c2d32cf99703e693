import { endedWithin, owesLook } from "./domain.js";
import { attempt } from "./outcome.js";
import { AccessLeases, proveEnd } from "./end-grants.js";

// src/commands/end/prove-again.ts
async function proveAgain(vault, records, surroundings) {
	const findings = [];
	const troubles = [];
	const news = [];
	const owed = records.filter(owesLook);
	if (owed.length === 0) return NOTHING;
	const over = new Set(records.map(({ key }) => key));
	const others = {
		...surroundings,
		holders: surroundings.holders.filter(({ key }) => !over.has(key))
	};
	const access = new AccessLeases(vault);
	for (const record of owed) {
		const looked = await attempt(`look again at the end of ${record.key}`, () => lookAgain(vault, record, others, access));
		if (!looked.ok) troubles.push(looked.trouble);
		else {
			findings.push(...looked.value.findings);
			troubles.push(...looked.value.troubles);
			news.push(...looked.value.news);
		}
	}
	return {
		findings,
		troubles,
		news
	};
}
async function lookAgain(vault, record, surroundings, access) {
	const ended = endedWithin(record);
	const first = record.proof;
	if (!ended || !first) return NOTHING;
	const { proved, findings } = await proveEnd(record, ended, surroundings, access);
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

export { proveAgain };