import { pMap } from "./p-map.js";
import { accessorsOf, earlier, error, formatInstant, isLeaseUnder, judgeLeases, later, leasedPaths, warning } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { OutsideError } from "./outside-error.js";

// src/commands/end/lease-passes.ts
var TokenLeases = class {
	#vault;
	#passes = /* @__PURE__ */ new Map();
	constructor(vault) {
		this.#vault = vault;
	}
	async expiring(tokenRole, expires) {
		const seen = this.#passes.get(tokenRole);
		const known = (await seen?.catch(() => void 0))?.get(expires);
		if (known) return known;
		if (this.#passes.get(tokenRole) === seen) this.#passes.set(tokenRole, this.#pass(tokenRole));
		return (await this.#passes.get(tokenRole))?.get(expires);
	}
	async #pass(tokenRole) {
		const leases = await this.#vault.tokenLeases(tokenRole);
		return new Map(leases.flatMap((lease) => lease.expires === void 0 ? [] : [[lease.expires, lease]]));
	}
};
var AccessLeases = class {
	#vault;
	#at;
	#under = /* @__PURE__ */ new Map();
	#revoked = /* @__PURE__ */ new Map();
	constructor(vault) {
		this.#vault = vault;
	}
	at() {
		this.#at ??= this.#vault.now();
		return this.#at;
	}
	under(path) {
		const known = this.#under.get(path) ?? this.#vault.leases(path);
		this.#under.set(path, known);
		return known;
	}
	revoke(lease) {
		const known = this.#revoked.get(lease.id) ?? this.#revoke(lease.id);
		this.#revoked.set(lease.id, known);
		return known;
	}
	async #revoke(id) {
		const done = await attempt(id, () => this.#vault.revokeLease(id));
		return done.ok ? void 0 : done.trouble;
	}
};

// src/commands/end/prove-end.ts
function without(ground, keys) {
	const over = new Set(keys);
	return {
		...ground,
		holders: ground.holders.filter(({ key }) => !over.has(key))
	};
}
async function proveEnd(record, ended, ground, access) {
	const at = later(await access.at(), ended.from);
	const holders = ground.holders.filter(({ key, end }) => key !== record.key && end > at);
	const findings = [];
	let seen = 0;
	let strays = 0;
	let explained = 0;
	for (const path of leasedPaths(record.access)) {
		const leases = await access.under(path);
		seen += leases.length;
		const judged = judgeLeases(leases, ended, holders);
		explained += judged.explained.length;
		const shared = ground.shared_paths.some((one) => leases.some((lease) => isLeaseUnder(one, lease.id)));
		if (shared && judged.strays.length > 0) findings.push(unexplained(record, path, judged.strays.length));
		if (judged.doubtful.length > 0) findings.push(doubtful(record, path, judged.doubtful.length));
		const late = shared ? [] : [...judged.strays, ...judged.unended];
		for (const lease of [...judged.stuck, ...late]) {
			const left = await access.revoke(lease);
			if (left) findings.push(irrevocable(record, path, left));
			else if (judged.strays.includes(lease)) strays += 1;
		}
	}
	if (findings.some((finding) => finding.severity === "error")) return { findings };
	return {
		proved: {
			at,
			tokens_gone: accessorsOf(record).length,
			leases_seen: seen,
			strays_revoked: strays,
			...ended.to > ended.from ? { gone_by: ended.to } : {},
			...explained > 0 ? { explained } : {}
		},
		findings
	};
}
const irrevocable = (record, path, why) => error("lease-irrevocable", { file: record.file }, `${record.key} is over, but Vault cannot revoke what it gave under ${path}: ${why.message}`, "The credential may still work there. Bring the database back; the next run revokes it. Never use sys/leases/tidy: it forgets the lease and leaves the user.");
const unexplained = (record, path, count) => warning("lease-irrevocable", { file: record.file }, `${count} ${count === 1 ? "lease" : "leases"} under ${path} came at the end of ${record.key} (${formatInstant(record.end)}), and a policy that is not Leasehold's gives that path too`, `Look whose they are: vault list sys/leases/lookup/${path}`);
const doubtful = (record, path, count) => warning("lease-irrevocable", { file: record.file }, `${count} ${count === 1 ? "lease" : "leases"} under ${path}, made while ${record.key} lived, ${count === 1 ? "is" : "are"} of no grant that lives now; when a token of ${record.key} ended is not known, and it can have missed them`, `Look whose they are: vault list sys/leases/lookup/${path}; what is ${record.user}'s ends with: vault lease revoke -sync ID`);

// src/commands/end/end-grants.ts
const TRIES = 5;
async function endGrants(vault, endings, ground) {
	const closed = [];
	const findings = [];
	const troubles = [];
	let left = endings;
	for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
		const round = await endOnce(vault, left, ground);
		closed.push(...round.closed);
		findings.push(...round.findings);
		troubles.push(...round.troubles);
		left = round.again;
	}
	return {
		closed,
		findings,
		troubles: [...troubles, ...left.map(keepsChanging)]
	};
}
async function endOnce(vault, endings, ground) {
	const tokens = new TokenLeases(vault);
	const ended = await each(endings, (ending) => endTokens(vault, ending, tokens), "tokens ended", ground);
	const gone = ended.results.flatMap((one) => one.kind === "gone" ? [one] : []);
	const others = without(ground, gone.map(({ key }) => key));
	const access = new AccessLeases(vault);
	const closings = await each(gone, (one) => close(vault, one, others, access), "ends proved", ground);
	return {
		closed: [...ended.results, ...closings.results].flatMap((one) => one.kind === "closed" ? [one.record] : []),
		findings: closings.results.flatMap((one) => one.findings ?? []),
		troubles: [
			...ended.troubles,
			...closings.troubles,
			...closings.results.flatMap((one) => one.kind === "unproved" ? [one.owed] : [])
		],
		again: [...ended.results, ...closings.results].flatMap((one) => one.kind === "changed" ? [one.ending] : [])
	};
}
async function each(items, work, step, { reporter, signal }) {
	const { done, troubles } = await attemptEach(items, ({ key }) => `end ${key}`, work, {
		step,
		reporter,
		signal
	});
	return {
		results: done.map(({ value }) => value),
		troubles
	};
}
async function endTokens(vault, ending, leases) {
	const { key } = ending;
	const live = await vault.record(key);
	if (!live) return { kind: "unknown" };
	if (live.value.state !== "live") return {
		kind: "closed",
		record: live.value
	};
	const asked = await vault.now();
	const found = await intend(vault, ending, live, asked);
	if (!found) return {
		kind: "changed",
		ending
	};
	const record = found.value;
	const tokens = [...accessorsOf(record), ...wrapOf(record)];
	const ends = await pMap(tokens, (accessor) => attempt(`end a token of ${key}`, () => endToken(vault, record.token_role, accessor, leases)));
	for (const one of ends) if (!one.ok) throw one.error;
	const now = record.end <= asked ? record.end : earlier(record.end, await vault.now());
	const [current] = ends;
	const since = (record.end <= asked || live.value.ending !== void 0 || current?.ok && current.value) && record.superseded === void 0 ? void 0 : record.issued_at ?? record.begin;
	return {
		kind: "gone",
		key,
		ending,
		found,
		ended: {
			from: earlier(record.ending?.at ?? now, now),
			to: now,
			...since === void 0 ? {} : { since }
		}
	};
}
async function intend(vault, { key, why, report }, found, now) {
	if (found.value.end <= now || found.value.ending) return found;
	const value = {
		...found.value,
		ending: {
			why,
			at: now,
			...report ? { report } : {}
		}
	};
	if (!await vault.replaceRecord(value, found.version)) return void 0;
	await vault.deletePickups(key);
	return {
		value,
		version: found.version + 1
	};
}
const wrapOf = ({ wrap_accessor }) => wrap_accessor === void 0 ? [] : [wrap_accessor];
async function close(vault, { ending, found, ended }, ground, access) {
	const record = found.value;
	const proof = await proveEnd(record, ended, ground, access);
	const { findings } = proof;
	if (!proof.proved) return {
		kind: "unproved",
		owed: unproved(record),
		findings
	};
	const closed = {
		...record,
		state: "ended",
		ended_at: ended.from,
		ended_by: record.ending?.why ?? "expired",
		proof: proof.proved
	};
	if (!await vault.replaceRecord(closed, found.version)) return {
		kind: "changed",
		ending
	};
	return {
		kind: "closed",
		record: closed,
		findings
	};
}
const unproved = ({ key }) => ({
	owed: `the proof of the end of ${key}`,
	message: "Vault could not revoke everything that came of it; its record stays open",
	hint: "The next run tries again."
});
const keepsChanging = ({ key }) => ({
	owed: `end ${key}`,
	message: `the record of ${key} keeps changing under us`,
	hint: "Another run works on it; the next one will find it settled."
});
async function endToken(vault, tokenRole, accessor, leases = new TokenLeases(vault)) {
	const token = await vault.token(accessor);
	if (!token) return false;
	const lease = token.expires === void 0 ? void 0 : await leases.expiring(tokenRole, token.expires);
	const revoked = lease && await attempt(`revoke ${lease.id}`, () => vault.revokeLease(lease.id));
	if (!await vault.token(accessor)) return true;
	const why = revoked && !revoked.ok ? revoked.trouble.message : "no lease of it could be revoked";
	throw new OutsideError("vault", "broken", `a token of ${tokenRole} lives on: ${why}`, { hint: `Recall all of the role at once: vault lease revoke -prefix auth/token/create/${tokenRole}` });
}

export { AccessLeases, TokenLeases, close, endGrants, endToken, proveEnd, without };