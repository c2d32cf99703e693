import { accessorsOf, between, formatInstant, seconds } from "./domain.js";
import { TokenLeases, endToken } from "./end-grants.js";
import { attemptEach } from "./outcome.js";
import { OutsideError } from "./outside-error.js";

// src/commands/issue/mint.ts
const CLOCK_SLACK = 60;
const ON_TIME = .25;
const SECOND = 1;
const TRIES = 3;
async function mintFor(vault, grant, unused) {
	for (let tries = 1;; tries += 1) {
		const now = await vault.exactNow(grant.token_role);
		const left = seconds(grant.end - now);
		if (left < 1) throw tooLate(grant);
		const minted = await vault.mint(requestOf(grant, left));
		const over = minted.ends - grant.end;
		if (over <= ON_TIME || tries === TRIES && over <= SECOND) return minted;
		unused.add(grant, minted);
		if (tries === TRIES) throw outlives(grant);
	}
}
const tooLate = (grant) => new OutsideError("vault", "invalid", `${grant.key} ended at ${formatInstant(grant.end)}, before its token was made`);
const outlives = (grant) => new OutsideError("vault", "broken", `Vault made a token that outlives ${grant.key}; it is ended at once`, { hint: "Vault's clock jumped, or a server of its cluster has another time. The next run tries again." });
var UnusedTokens = class {
	#tokens = [];
	add({ key, token_role }, { accessor, wrap_accessor }) {
		for (const one of [accessor, wrap_accessor]) this.#tokens.push({
			key,
			tokenRole: token_role,
			accessor: one
		});
	}
	async end(vault) {
		const leases = new TokenLeases(vault);
		const { troubles } = await attemptEach(this.#tokens.splice(0), ({ key }) => `end a token of ${key} that nobody got`, ({ tokenRole, accessor }) => endToken(vault, tokenRole, accessor, leases));
		return troubles;
	}
};
const requestOf = (grant, ttl) => ({
	token_role: grant.token_role,
	ttl,
	display_name: grant.alias,
	meta: {
		key: grant.key,
		user: grant.user,
		pull_request: String(grant.pull_request),
		commit: grant.commit
	}
});
function sameTime(ours, vaults, keys) {
	const apart = Math.abs(ours - vaults);
	if (apart <= CLOCK_SLACK) return;
	throw new OutsideError("vault", "broken", `this machine's clock (${formatInstant(ours)}) and Vault's (${formatInstant(vaults)}) are ${apart} s apart: ${keys.length} not issued`, { hint: "Set the clock that is wrong; windows of grants depend on it." });
}

// src/commands/issue/renew-token.ts
const OWN_RUN = 120;
const isAbandoned = (record, now) => record.issued_at === void 0 || between(record.issued_at, now) >= OWN_RUN;
async function endedInside(vault, record) {
	return record.accessor !== void 0 && await vault.token(record.accessor) === void 0;
}
async function renewToken(vault, key) {
	const unused = new UnusedTokens();
	try {
		return await renew(vault, key, unused);
	} finally {
		await unused.end(vault);
	}
}
async function renew(vault, key, unused) {
	const found = await vault.record(key);
	if (found?.value.state !== "live") return void 0;
	const old = found.value;
	if (old.ending || await endedInside(vault, old)) return void 0;
	const { wrapping, accessor, wrap_accessor, created } = await mintFor(vault, old, unused);
	const record = {
		...old,
		issued_at: old.issued_at ?? created,
		accessor,
		wrap_accessor,
		superseded: [...old.superseded ?? [], ...old.accessor === void 0 ? [] : [old.accessor]]
	};
	if (!await vault.replaceRecord(record, found.version)) {
		unused.add(old, {
			accessor,
			wrap_accessor
		});
		return;
	}
	const wraps = old.wrap_accessor === void 0 ? [] : [old.wrap_accessor];
	for (const one of [...accessorsOf(old), ...wraps]) await endToken(vault, old.token_role, one);
	await vault.deletePickups(key);
	return {
		record,
		wrapping,
		renewed: true
	};
}

export { UnusedTokens, endedInside, isAbandoned, mintFor, renewToken, sameTime };