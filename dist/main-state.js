import { hasErrors, mayHold } from "./domain.js";
import { readPolicies } from "./files.js";
import { landedGrants } from "./landed-grants.js";
import { POLICY_PATHS, policyFaults, policySource } from "./read-policies.js";

// src/commands/main/main-state.ts
async function readCommitted(repository, head) {
	const [policies, landed] = await Promise.all([policiesAt(repository, head), landedGrants(repository, head, "grants", ROLES)]);
	return {
		head,
		policies,
		landed
	};
}
const readMain = async (repository, head, now) => judgeMain(repository, await readCommitted(repository, head), now);
async function judgeMain(repository, { head, policies, landed }, now) {
	const faults = policyFaults(policies, now);
	const policies_hold = !hasErrors(faults);
	const ineligible = await noLongerEligible(repository, landed, policies, now);
	return {
		head,
		policies: policies.policies,
		policies_hold,
		desired: {
			grants: landed.grants,
			unreadable: landed.unreadable,
			ineligible
		},
		findings: [...faults, ...landed.findings]
	};
}
async function policiesAt(repository, commit) {
	return policySource(await repository.tree(commit, POLICY_PATHS));
}
async function noLongerEligible(repository, { grants, landings }, { policies, unread }, now) {
	if (WHO_IS_WHO.some((file) => unread.has(file))) return /* @__PURE__ */ new Set();
	const before = new RolesBefore(repository);
	const ineligible = /* @__PURE__ */ new Set();
	for (const [name, ofRole] of Map.groupBy(grants, ({ role }) => role)) {
		const file = `${ROLES}/${name}.yaml`;
		if (unread.has(file)) continue;
		const role = policies.roles.get(name);
		const live = ofRole.filter(({ end }) => end > now);
		if (!role) {
			for (const { key } of live) ineligible.add(key);
			continue;
		}
		const mayStay = holders(role, policies, now);
		const touched = landings.get(file)?.at;
		for (const grant of live) {
			if (!mayStay(grant)) {
				ineligible.add(grant.key);
				continue;
			}
			if (touched === void 0 || touched < grant.landed) continue;
			const granted = await before.of(grant);
			if (granted && narrower(role, granted)) ineligible.add(grant.key);
		}
	}
	return ineligible;
}
function holders(role, directory, now) {
	const known = {
		usual: /* @__PURE__ */ new Map(),
		break_glass: /* @__PURE__ */ new Map()
	};
	return ({ user, break_glass }) => {
		const asked = break_glass ? known.break_glass : known.usual;
		const holds = asked.get(user) ?? mayHold(user, role, break_glass, directory, now);
		asked.set(user, holds);
		return holds;
	};
}
const ROLES = "policies/roles";
const WHO_IS_WHO = ["policies/teams.yaml", "policies/people.yaml"];
const narrower = (now, granted) => granted.access.some((had) => {
	const has = now.access.find((access) => access.path === had.path);
	return !had.capabilities.every((capability) => has?.capabilities.includes(capability));
});
var RolesBefore = class {
	#repository;
	#read = /* @__PURE__ */ new Map();
	constructor(repository) {
		this.#repository = repository;
	}
	of(grant) {
		const id = `${grant.commit}:${grant.role}`;
		const known = this.#read.get(id) ?? this.#at(grant);
		this.#read.set(id, known);
		return known;
	}
	async #at(grant) {
		const file = `${ROLES}/${grant.role}.yaml`;
		return readPolicies(await this.#repository.tree(grant.commit, [file])).policies.roles.get(grant.role);
	}
};

export { judgeMain, policiesAt, readCommitted, readMain };