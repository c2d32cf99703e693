import { IDENTITIES, accessorsOf, compareGrants, drift, driftChanges, formatInstant, identityName, inOrder, isLeaseUnder, isRoleVersion, issuesIn, lateness, leasedPaths, logPushes, mismatch, mismatchEvent, missedFinding, parseKey, roleOfTokenRole, sameLogin, shouldLive, straightPushes, vaultSetup, versionOfTokenRole } from "./domain.js";
import { policiesAt, readMain } from "./main-state.js";
import { Windows } from "./landed-grants.js";
import { attempt, attemptEach } from "./outcome.js";
import { judgeApproval, provePolicies } from "./prove-policies.js";
import { Writers, proveMerge } from "./prove-merge.js";
import { Stop } from "./stop.js";
import { OutsideError } from "./outside-error.js";
import { foundPolicy, keptVersions } from "./read-estate.js";
import { knownOf } from "./rotation-facts.js";
import { readRecords } from "./read-records.js";
import { wishedBack } from "./wished-back.js";
import { knownMain } from "./known-main.js";

// src/commands/compare/approvals.ts
async function compareApprovals(ports, main, records) {
	const windows = new Windows(ports.repository, { tip: main.head });
	const proving = {
		...ports,
		writers: new Writers(ports.github)
	};
	const issued = records.filter(({ key, issued_at }) => issued_at !== void 0 && !parseKey(key)?.emergency);
	const together = [...Map.groupBy(issued, ({ commit }) => commit).values()];
	const judged = await attemptEach(together, (some) => `prove the approvals of ${some.map(({ key }) => key).join(", ")} again`, async (some) => {
		const merges = /* @__PURE__ */ new Map();
		const proved = (commit) => {
			const known = merges.get(commit.sha) ?? proveMerge(proving, commit, main, isGrant, void 0);
			merges.set(commit.sha, known);
			return known;
		};
		const found = [];
		for (const record of some) found.push(...await holds(ports, main, record, await windows.of(record.key), proved));
		return found;
	});
	return {
		mismatches: judged.done.flatMap(({ value }) => value),
		troubles: judged.troubles
	};
}
const isGrant = (path) => path.startsWith("grants/");
async function holds({ repository }, { branch }, record, grant, proved) {
	const commit = grant && await repository.commit(grant.commit);
	if (!grant || !commit) {
		const message = `${record.key} was issued, and ${branch}'s history has no such grant: its record is forged, or history was written anew`;
		return [mismatch("provenance", record.key, "no such grant", message, endIt(record), { file: record.file })];
	}
	const merge = await proved(commit);
	if (merge.kind !== "proved") return told(record, merge.findings);
	const { policies } = await policiesAt(repository, merge.value.before);
	const approval = judgeApproval(grant, merge.value, policies);
	if ("kind" in approval) return approval.kind === "accepted" ? [] : told(record, approval.findings);
	const { number, author } = merge.value.contents.pull;
	const claims = [...record.pull_request === number ? [] : [`pull request #${record.pull_request}, not #${number}`], ...sameLogin(record.author, author.login) ? [] : [`author ${record.author}, not ${author.login}`]];
	if (claims.length === 0) return [];
	const message = `the record of ${record.key} says ${claims.join(", ")}: somebody falsified it`;
	const what = `claims ${claims.join()}`;
	return [mismatch("provenance", record.key, what, message, endIt(record), { file: record.file })];
}
const told = (record, findings) => findings.map((finding) => ({
	finding: {
		...finding,
		file: record.file,
		severity: "error",
		message: `${record.key} was issued, and does not hold on a second look: ${finding.message}`,
		hint: endIt(record)
	},
	subject: record.key,
	what: finding.message
}));
const endIt = ({ key, state, role }) => state === "live" ? `leasehold revoke ${key} --now ends it. Where apply issued what nobody approved: leasehold revoke --role ${role} --now.` : "It has ended. Vault's audit log says what was done with it.";

// src/commands/compare/chain.ts
async function compareChain(log, anchors, branch) {
	const { count, findings } = await log.verify(anchors);
	const found = findings.map((finding) => ({
		finding,
		subject: branch,
		what: finding.message
	}));
	if (!anchors || anchors.size > 0 || count === 0) return found;
	const message = `Vault has no anchor of the audit log, which has ${count} events: that the branch was not written anew cannot be shown`;
	const hint = "The next event that apply, enforce or rotate write anchors it; compare the branch with older clones.";
	return [...found, mismatch("audit-chain", branch, "no anchors", message, hint)];
}

// src/commands/compare/comparison.ts
var Comparison = class {
	mismatches = [];
	troubles = [];
	part = async (owed, work) => {
		const done = await attempt(owed, work);
		if (done.ok) return done.value;
		if (done.error instanceof Stop) throw done.error;
		this.troubles.push(done.trouble);
	};
	found(mismatches = []) {
		this.mismatches.push(...mismatches);
	}
	add(compared) {
		this.mismatches.push(...compared?.mismatches ?? []);
		this.troubles.push(...compared?.troubles ?? []);
	}
};

// src/commands/compare/leases.ts
const OURS = "auth/token/create/leasehold-role-";
async function compareLeases(vault, policies, records) {
	const roles = [...policies.roles.values(), ...records];
	const paths = [...new Set(roles.flatMap((role) => leasedPaths(role.access)))].sort();
	const stuck = await attemptEach(paths, (path) => `look for stuck leases under ${path}`, async (path) => (await vault.leases(path)).filter((lease) => lease.ttl <= 0).map((lease) => lease.id));
	const given = await attempt("ask Vault for irrevocable leases", () => vault.irrevocableLeases());
	const gaveUp = new Set((given.ok ? given.value : []).filter((id) => id.startsWith(OURS) || paths.some((path) => isLeaseUnder(path, id))));
	return {
		mismatches: [.../* @__PURE__ */ new Set([...stuck.done.flatMap(({ value }) => value), ...gaveUp])].sort().map((id) => irrevocable(id, gaveUp.has(id))),
		troubles: [...stuck.troubles, ...given.ok ? [] : [given.trouble]]
	};
}
function irrevocable(id, gaveUp) {
	const message = `Vault ${gaveUp ? "gave up revoking" : "could not revoke yet"} the lease ${id}: its credential may still work`;
	const hint = `Bring the database back; then leasehold enforce, or: vault lease revoke -sync ${id}. Never use vault lease tidy: it forgets the lease and leaves the user.`;
	return mismatch("lease-irrevocable", id.slice(0, id.lastIndexOf("/")), id, message, hint);
}

// src/commands/estate/own-leases.ts
async function ownLeases(vault, tokenRole) {
	try {
		return await vault.tokenLeases(tokenRole);
	} catch (error) {
		if (error instanceof OutsideError && error.code === "denied") return [];
		throw error;
	}
}

// src/commands/estate/drift-look.ts
async function lookForDrift(vault, subject) {
	const { policies, settings, setup, repository } = subject;
	const workflows = `auth/${settings.vault.workflows.mount}`;
	const mine = (kept) => vaultSetup(policies, settings, {
		repository,
		people_accessor: setup.people_accessor ?? "",
		kept
	});
	const wanted = mine([]);
	const names = (await vault.list("sys/policies/acl")).filter((name) => isRoleVersion(name) || Object.hasOwn(wanted.policies, name));
	const roles = (await vault.list("auth/token/roles")).filter((name) => versionOfTokenRole(name) !== void 0);
	const found = await readAt(vault, "sys/policies/acl", names);
	const token_roles = await readAt(vault, "auth/token/roles", roles);
	const acl = new Map([...found].map(([name, body]) => [name, foundPolicy(body)]));
	const kept = await keptVersions({
		...vault,
		tokenLeases: async (name) => [...await ownLeases(vault, name)]
	}, policies, acl, token_roles);
	const has = {
		configs: await readAt(vault, "", Object.keys(wanted.mounts).filter((path) => path.endsWith("/config"))),
		policies: acl,
		token_roles,
		jwt_roles: await readAt(vault, `${workflows}/role`, IDENTITIES.map(identityName)),
		kept
	};
	return driftChanges(mine(kept), has);
}
async function readAt(vault, folder, names) {
	const read = await attemptEach(names, (name) => name, async (name) => {
		try {
			return await vault.read(folder === "" ? name : `${folder}/${name}`);
		} catch (error) {
			if (error instanceof OutsideError && error.code === "denied" && versionOfTokenRole(name)) return {};
			throw error;
		}
	});
	const [trouble] = read.troubles;
	if (trouble) throw new OutsideError("vault", "denied", trouble.message, { hint: trouble.hint ?? "" });
	return new Map(read.done.flatMap(({ item, value }) => value === void 0 ? [] : [[item, value]]));
}

// src/commands/compare/policies.ts
async function compareSetup(vault, { policies, policies_hold }, setup, slug) {
	const { settings } = policies;
	if (!settings || !policies_hold) return [];
	if (!setup) {
		const message = `Vault has no ${settings.vault.mount}/setup: nobody can say which policies an administrator looked at`;
		return [mismatch("drift", "setup", "none", message, "An administrator runs leasehold setup.")];
	}
	const subject = {
		policies,
		settings,
		setup,
		repository: await slug()
	};
	return (await lookForDrift(vault, subject)).map(drift);
}
async function comparePolicies(ports, setup, { branch, head }) {
	return (await provePolicies(ports, setup, head, branch)).map((finding) => ({
		finding,
		subject: "policies",
		what: finding.message
	}));
}

// src/commands/compare/pushes.ts
async function comparePushes({ repository, github }, { branch, log }, setup, now) {
	const rows = await github.activity(branch);
	const seen = /* @__PURE__ */ new Set();
	for (const { after } of rows) {
		const looked = setup?.policies_commit;
		if (looked !== void 0 && await repository.commit(after) !== void 0 && await repository.isMainline(after, looked)) seen.add(after);
	}
	const me = await github.me();
	return [...straightPushes(branch, rows, ({ type, after }) => type === "push" && seen.has(after), now), ...logPushes(log, await github.activity(log), me === void 0 ? [] : [me], now)];
}

// src/commands/compare/rotations.ts
async function compareRotations(vault, rotations, now) {
	const known = await attemptEach([...rotations.values()], ({ name }) => `read the age of ${name}`, (rotation) => knownOf(vault, rotation));
	return {
		mismatches: known.done.flatMap(({ item: rotation, value: facts }) => {
			const late = lateness(rotation, facts, now);
			const { name: subject } = rotation;
			return [...facts.findings.map((finding) => ({
				finding,
				subject,
				what: finding.message
			})), ...late === void 0 ? [] : [{
				finding: missedFinding(rotation, late, false),
				subject,
				what: `${late.because} ${late.since === void 0 ? "never" : formatInstant(late.since)}`
			}]];
		}),
		troubles: known.troubles
	};
}

// src/commands/compare/tokens.ts
async function compareTokens(vault, tokenRoles, now, wished) {
	const first = await look(vault, tokenRoles, now);
	const back = first.missing.length > 0 ? await wished() : /* @__PURE__ */ new Set();
	const missed = first.missing.filter(({ key }) => !back.has(key)).map(missing);
	if (first.unknown.length === 0) return {
		...first,
		mismatches: missed
	};
	const second = await look(vault, [...new Set(first.unknown.map(({ tokenRole }) => tokenRole))], now);
	const before = new Set(first.unknown.map(({ lease }) => lease.id));
	const unknown = second.unknown.filter(({ lease }) => before.has(lease.id));
	return {
		...first,
		mismatches: [...missed, ...unknown.map(unknownToken)]
	};
}
async function look(vault, tokenRoles, now) {
	const leases = await attemptEach(tokenRoles, (tokenRole) => `compare the tokens of ${tokenRole}`, (tokenRole) => ownLeases(vault, tokenRole));
	const { records, troubles } = await readRecords(vault, await vault.recordKeys());
	const live = await attemptEach(records.filter((record) => record.state === "live"), ({ key }) => `look at the token of ${key}`, (record) => tokensOf$1(vault, record));
	const explained = new Set(live.done.flatMap(({ item, value }) => value.expiries.map((at) => `${item.token_role} ${at}`)));
	return {
		seen: leases.done.reduce((sum, { value }) => sum + value.length, 0),
		missing: live.done.flatMap(({ item, value }) => value.gone && shouldLive(item, now) ? [item] : []),
		unknown: leases.done.flatMap(({ item: tokenRole, value }) => value.filter((lease) => !explained.has(`${tokenRole} ${lease.expires ?? ""}`)).map((lease) => ({
			tokenRole,
			lease
		}))),
		troubles: [
			...leases.troubles,
			...troubles,
			...live.troubles
		]
	};
}
async function tokensOf$1(vault, record) {
	const { accessor, wrap_accessor } = record;
	const accessors = [...accessorsOf(record), ...wrap_accessor === void 0 ? [] : [wrap_accessor]];
	const tokens = await Promise.all(accessors.map((one) => vault.token(one)));
	return {
		expiries: tokens.flatMap((token) => token?.expires === void 0 ? [] : [token.expires]),
		gone: accessor !== void 0 && tokens[0] === void 0
	};
}
function missing({ key, user, end, file, role }) {
	const message = `${key} of ${user} is live by its record until ${formatInstant(end)}, and Vault has no such token: somebody ended it inside Vault`;
	const hint = `It is never issued again; the next run of enforce closes its record. Who still needs the access asks anew: leasehold request ${role}.`;
	return mismatch("token-missing", key, "token gone", message, hint, { file });
}
function unknownToken({ tokenRole, lease }) {
	const role = roleOfTokenRole(tokenRole) ?? tokenRole;
	const message = `a token of ${role} lives until ${lease.expires === void 0 ? "it is ended" : lease.expires.replace(/\.\d+/, "")}, made at ${formatInstant(lease.issued)}, and no record names it (lease ${lease.id})`;
	const hint = `leasehold revoke --role ${role} --now ends every token of the role, this one too; leasehold revoke --all --now those of all roles. Vault's audit log says who made it: whoever has the apply identity can.`;
	return mismatch("token-unknown", tokenRole, lease.id, message, hint);
}

// src/commands/audit.ts
const auditJson = ({ findings, troubles }) => ({
	ok: troubles.length === 0 && findings.every((finding) => finding.severity !== "error"),
	findings
});
async function audit(ports, branch) {
	const comparison = new Comparison();
	const sides = await readSides(ports, branch, comparison);
	const { log, main, now } = sides;
	const tokens = await compareVault(ports, branch, sides, comparison);
	await compareGitHub(ports, branch, sides, comparison);
	await compareLog(sides, comparison);
	const told = log && await comparison.part("write the mismatches into the audit log", () => tell(log, comparison, now));
	return {
		findings: inOrder([...main?.state.findings ?? [], ...comparison.mismatches.map(({ finding }) => finding)]),
		troubles: comparison.troubles,
		seen: {
			records: sides.records?.records.length ?? 0,
			tokens: tokens ?? 0,
			events: sides.events?.length ?? 0
		},
		told: told ?? 0,
		policies_hold: main?.state.policies_hold ?? true
	};
}
async function readSides(ports, branch, comparison) {
	const { part } = comparison;
	const opened = await part("compare Vault: records, tokens, leases, policies, rotations, anchors", async () => {
		const vault = await ports.vault();
		return {
			vault,
			now: await vault.now()
		};
	});
	const github = await part("compare GitHub: approvals and pushes", async () => {
		const github = await ports.github();
		await github.repository();
		return github;
	});
	const log = await part("open the audit log", ports.log);
	const { vault, now } = {
		vault: void 0,
		now: ports.now(),
		...opened
	};
	const records = vault && await part("read the records", () => allRecords(vault));
	comparison.troubles.push(...records?.troubles ?? []);
	const setup = vault && await part("read what setup wrote", () => vault.setup());
	const main = await part(`read ${branch}`, () => mainOf(ports.repository, branch, now));
	if (main?.stale) comparison.troubles.push(main.stale);
	return {
		vault,
		github,
		log,
		now,
		records,
		setup,
		main,
		events: log && await part("read the audit log", () => log.events())
	};
}
async function compareVault(ports, branch, { vault, github, now, records, setup, main, events }, comparison) {
	const { part } = comparison;
	if (records) comparison.found(compareGrants({
		...records,
		...main && !main.stale ? { desired: main.state.desired } : {},
		...events ? { issues: issuesIn(events) } : {},
		now
	}));
	const wished = async () => (github && await part("look what people gave back", () => wishedBack(github, branch))) ?? /* @__PURE__ */ new Set();
	const tokens = vault && await part("compare tokens", () => tokensOf(vault, now, wished));
	comparison.add(tokens);
	if (vault && main && records) {
		const { policies } = main.state;
		const leases = () => compareLeases(vault, policies, records.records);
		comparison.add(await part("look for leases that Vault could not revoke", leases));
		comparison.add(await part("compare rotations", () => compareRotations(vault, policies.rotations, now)));
		const written = () => compareSetup(vault, main.state, setup, ports.slug);
		comparison.found(await part("compare what setup wrote", written));
	}
	return tokens?.seen;
}
async function compareGitHub({ repository }, branch, { github, now, records, setup, main }, comparison) {
	if (!github) return;
	const { part } = comparison;
	const proving = {
		repository,
		github
	};
	if (main && !main.stale) {
		const place = {
			branch,
			head: main.state.head
		};
		if (records) {
			const approvals = () => compareApprovals(proving, place, records.records);
			comparison.add(await part("prove approvals again", approvals));
		}
		if (setup) {
			const policies = () => comparePolicies(proving, setup, place);
			comparison.found(await part("prove the policies again", policies));
		}
	}
	const log = logBranch(main?.state);
	const pushes = () => comparePushes(proving, {
		branch,
		log
	}, setup, now);
	comparison.found(await part("look who pushed", pushes));
}
async function compareLog({ log, vault, main }, comparison) {
	if (!log) return;
	const { part } = comparison;
	const chain = async () => {
		const anchors = vault && await part("read the anchors", () => vault.anchors());
		return compareChain(log, anchors, logBranch(main?.state));
	};
	comparison.found(await part("check the audit log's chain", chain));
}
const logBranch = (main) => main?.policies.settings?.audit.branch ?? "leasehold-audit";
const allRecords = async (vault) => readRecords(vault, await vault.recordKeys());
async function mainOf(repository, branch, now) {
	const known = await knownMain(repository, branch);
	return {
		state: await readMain(repository, known.commit, now),
		stale: known.stale
	};
}
async function tokensOf(vault, now, wished) {
	const names = await vault.list("auth/token/roles");
	return compareTokens(vault, names.filter((name) => versionOfTokenRole(name) !== void 0), now, wished);
}
const tell = async (log, { mismatches }, now) => mismatches.length === 0 ? 0 : (await log.append(mismatches.map((one) => mismatchEvent(one, now)))).added;

export { audit, auditJson, lookForDrift };