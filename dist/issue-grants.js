import { aliasOf, deliveredEvent, error, issueEvents, normalAccess, refusedEvent, roleVersionName, tokenRoleName } from "./domain.js";
import { recordEvents } from "./record-events.js";
import { attempt, attemptEach } from "./outcome.js";
import { OutsideError } from "./outside-error.js";
import { UnusedTokens, mintFor } from "./renew-token.js";
import { pickupOf } from "./pickup-of.js";

// src/commands/issue/issue-grants.ts
async function issueGrants(ports, decisions, policies) {
	const unused = new UnusedTokens();
	const { done, troubles } = await attemptEach(decisions, ({ grant }) => `issue ${grant.key}`, (decision) => makeReal(ports, decision, policies, unused), {
		step: "grants issued",
		reporter: ports.reporter,
		signal: ports.signal
	});
	const alive = await unused.end(ports.vault);
	const made = done.map(({ value }) => value);
	const minted = made.flatMap((one) => one.minted ?? []);
	const refused = made.flatMap((one) => one.refused ?? []);
	const findings = made.flatMap((one) => one.findings);
	const delivered = await tellAndDeliver(ports, minted, refused);
	return {
		issued: delivered.delivered,
		refused,
		findings,
		troubles: [
			...troubles,
			...alive,
			...delivered.troubles
		]
	};
}
async function makeReal(ports, decision, policies, unused) {
	if (decision.kind === "later") return { findings: decision.findings };
	if (decision.kind === "refused") {
		const refused = refusedRecord(decision, policies);
		const first = await ports.vault.createRecord(refused);
		return {
			findings: first ? decision.findings : [],
			...first ? { refused } : {}
		};
	}
	const record = recordOf(decision, policies);
	if (typeof record === "string") return { findings: [error("schema", decision.grant.at("user"), record, ALIAS_HINT)] };
	const minted = await mintFor(ports.vault, record, unused);
	const { wrapping, accessor, wrap_accessor, created } = minted;
	const live = {
		...record,
		issued_at: created,
		accessor,
		wrap_accessor
	};
	if (await ports.vault.createRecord(live)) return {
		minted: {
			record: live,
			wrapping,
			renewed: false
		},
		findings: []
	};
	unused.add(record, minted);
	return { findings: [] };
}
const ALIAS_HINT = "Name the person in policies/people.yaml: `<login>: { alias: <name where people log in to Vault> }`.";
function recordOf({ grant, role, ...facts }, policies) {
	const alias = aliasOf(grant.user, policies);
	if (alias === void 0) return `user: ${grant.user} has no usable name where people log in to Vault`;
	return {
		...common(grant, alias),
		policy_commit: facts.policy_commit,
		token_role: tokenRoleName(role, grant.break_glass),
		access: normalAccess(role.access),
		pull_request: facts.pull_request,
		author: facts.author,
		approvers: facts.approvers,
		state: "live"
	};
}
function refusedRecord(decision, policies) {
	const { grant, merge, findings } = decision;
	const role = policies.roles.get(grant.role);
	return {
		...common(grant, aliasOf(grant.user, policies) ?? ""),
		policy_commit: merge?.before ?? "",
		token_role: role ? roleVersionName(role) : "",
		access: [],
		pull_request: merge?.contents.pull.number ?? 0,
		author: merge?.contents.pull.author.login ?? "",
		approvers: [],
		state: "refused",
		findings
	};
}
const common = (grant, alias) => ({
	key: grant.key,
	file: grant.file,
	role: grant.role,
	user: grant.user,
	alias,
	commit: grant.commit,
	reason: grant.reason,
	...grant.ticket === void 0 ? {} : { ticket: grant.ticket },
	...grant.break_glass ? { break_glass: true } : {},
	begin: grant.begin,
	end: grant.end
});
async function tellAndDeliver(ports, minted, refused) {
	if (minted.length + refused.length === 0) return {
		delivered: [],
		troubles: []
	};
	const now = await ports.vault.now();
	const told = await attempt("write the audit events of this run", () => recordEvents(ports, [...minted.flatMap(({ record }) => issueEvents(record)), ...refused.map((record) => refusedEvent(record, now))]));
	if (!told.ok) return {
		delivered: [],
		troubles: [told.trouble]
	};
	const { done, troubles } = await attemptEach(minted, ({ record }) => `deliver ${record.key}`, (one) => deliver(ports.vault, one), {
		step: "pick-ups delivered",
		reporter: ports.reporter
	});
	const delivered = done.flatMap(({ item, value }) => value ? [item.record] : []);
	const noted = await attempt("write the audit events of deliveries", () => noteDeliveries(ports, delivered, now));
	return {
		delivered,
		troubles: [
			...told.value,
			...troubles,
			...noted.ok ? noted.value : [noted.trouble]
		]
	};
}
async function deliver(vault, { record, wrapping, renewed }) {
	for (let tries = 0; tries < 3; tries += 1) {
		if (renewed && !await isCurrent(vault, record)) return false;
		if (await vault.deliver(pickupOf(record, wrapping))) {
			if (await isCurrent(vault, record)) return true;
			await vault.deletePickups(record.key);
			return false;
		}
		if (!renewed) return false;
		await vault.deletePickups(record.key);
	}
	throw new OutsideError("vault", "conflict", `the pick-up of ${record.key} keeps coming back`);
}
async function isCurrent(vault, { key, accessor }) {
	const found = (await vault.record(key))?.value;
	return found?.state === "live" && found.accessor === accessor;
}
const noteDeliveries = (ports, records, at) => recordEvents(ports, records.map((record) => deliveredEvent(record, at)).filter((one) => one !== void 0));

export { issueGrants, noteDeliveries, tellAndDeliver };