import { error, instant, parseKey, roleOfTokenRole } from "./domain.js";

// src/commands/end/missing-tokens.ts
async function mayLackTokens(ports, survey) {
	const delivered = deliveredIn(survey);
	if (delivered.length === 0) return [];
	const tokenRoles = (await ports.vault.setup())?.token_roles ?? [];
	const suspects = new Set(await toldByAudit(ports.log, survey));
	for (const [role, keys] of Map.groupBy(delivered, (key) => parseKey(key)?.role)) if ((await Promise.all(tokenRoles.filter((name) => roleOfTokenRole(name) === role).map((name) => ports.vault.tokenLeaseIds(name)))).flat().length < keys.length) for (const key of keys) suspects.add(key);
	return delivered.filter((key) => suspects.has(key));
}
function deliveredIn({ main, actual, now }) {
	const there = (key) => actual.records.has(key) && actual.pickups.has(key);
	const onMain = main.desired.grants.filter(({ key, end }) => end > now && there(key)).map(({ key }) => key);
	const emergencies = [...actual.read.values()].filter(({ key, state, end }) => parseKey(key)?.emergency === true && state === "live" && end > now && there(key));
	return [...onMain, ...emergencies.map(({ key }) => key)];
}
const TOLD_FOR = 172800;
async function toldByAudit(log, { now }) {
	return (await log.events(instant(now - TOLD_FOR))).flatMap(({ type, subject, data }) => {
		const rule = data.finding?.rule;
		return type === "leasehold.audit.mismatch" && rule === "token-missing" ? [subject] : [];
	});
}
const recalledInside = (record) => error("token-missing", { file: record.file }, `the token of ${record.key} ended before its time, and no run of Leasehold ended it`, "Somebody recalled it inside Vault: its audit log says who. It is not issued again.");

export { mayLackTokens, recalledInside };