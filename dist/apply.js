import { countsOthers, earlier, error, hasErrors, isLive, judgeEach, overlaps, roleAcl, roleVersionName, sameBody, samePerson, samePolicy, teamsOfRole, tokenRoleBody, tokenRoleName, tokenRolesOf, withCurrentMembers } from "./domain.js";
import { endOver, noteEmergencies, raiseAtApply, recalledInside } from "./note-emergencies.js";
import { tellSinks } from "./rotation-state.js";
import { endGrants } from "./end-grants.js";
import { endsOwe, holdersIn, takeSurvey } from "./owes-rotations.js";
import { sharedPaths } from "./shared-paths.js";
import { readRecords } from "./read-records.js";
import { issueGrants, noteDeliveries, tellAndDeliver } from "./issue-grants.js";
import { endedInside, isAbandoned, renewToken, sameTime } from "./renew-token.js";
import { issuedComment } from "./render.js";
import { attempt, attemptEach } from "./outcome.js";
import { ExtendedGrants } from "./extended-grants.js";
import { policiesAt } from "./main-state.js";
import { accepted, judgeApproval, notProved, provePolicies } from "./prove-policies.js";
import { OutsideError } from "./outside-error.js";
import { Writers, proveMerge } from "./prove-merge.js";

// src/commands/issue/delivery-notes.ts
function oldestOf(survey, wanted) {
	const recent = survey.main.desired.grants.filter((grant) => grant.begin > survey.now - RECENT && isLive(grant, survey.now));
	const landed = [...wanted, ...recent].map((grant) => grant.landed);
	return landed.length === 0 ? void 0 : landed.reduce(earlier);
}
const RECENT = 3600;
async function undelivered(vault, survey, events) {
	const noted = new Set(events.filter((one) => one.type === "leasehold.grant.delivered").map((one) => one.subject));
	const keys = events.filter((one) => one.type === "leasehold.grant.issued" && !noted.has(one.subject)).map((one) => one.subject).filter((key) => survey.actual.pickups.has(key));
	const { records } = await readRecords(vault, keys);
	return records.filter((record) => record.state === "live");
}

// src/commands/issue/tell-requesters.ts
async function tellRequesters(ports, issued) {
	const byPull = Map.groupBy(issued, (record) => record.pull_request);
	for (const [pull, records] of byPull) {
		const told = await attempt(`comment on #${pull}`, () => ports.github.addComment(pull, issuedComment(records)));
		if (!told.ok) ports.reporter.warn(`${told.trouble.owed}: ${told.trouble.message}`);
	}
}

// src/commands/prove/mfa.ts
async function hasWantedMfa(vault, setup, role) {
	if (!role.require.mfa) return true;
	const accessor = setup?.people_accessor;
	return accessor !== void 0 && await vault.mfaCovers(accessor);
}

// src/commands/prove/organisation-teams.ts
var OrganisationTeams = class {
	#github;
	#known = /* @__PURE__ */ new Map();
	constructor(github) {
		this.#github = github;
	}
	members(team) {
		const known = this.#known.get(team) ?? this.#ask(team);
		this.#known.set(team, known);
		return known;
	}
	async #ask(team) {
		const members = await this.#github.teamMembers(team);
		if (members !== void 0) return members;
		throw new OutsideError("github", "denied", `GitHub shows no team ${team} of the organisation`, { hint: "github.teams is github: give apply an App's token with members: read as github-token (GITHUB_TOKEN cannot read teams), and name teams as GitHub does. Or set github.teams: file." });
	}
};

// src/commands/prove/role-drift.ts
const SETUP = "An administrator runs leasehold setup --plan to see the difference, then leasehold setup.";
async function roleDrift(vault, role, breakGlass) {
	const version = roleVersionName(role);
	const name = tokenRoleName(role, breakGlass);
	const wanted = tokenRolesOf(role).find((one) => one.name === name);
	const [policy, tokenRole] = await Promise.all([vault.aclPolicy(version), vault.tokenRole(name)]);
	const drift = (message) => [error("drift", role.at(), `${role.name}: ${message}`, SETUP)];
	if (policy === void 0) return drift(`Vault has no ACL policy ${version}, which this version of the role needs`);
	if (tokenRole === void 0) return drift(`Vault has no token role ${name}, which this version of the role needs`);
	if (!samePolicy(policy, roleAcl(role.access))) return drift(`the ACL policy ${version} in Vault is not what the role file gives`);
	if (!wanted || !sameBody(tokenRoleBody(role, wanted), tokenRole)) return drift(`the token role ${name} in Vault is not what the role file gives`);
	return [];
}

// src/commands/prove/grant-judge.ts
var GrantJudge = class {
	#ports;
	#main;
	#setup;
	#now;
	#extended;
	#teams;
	#drifts = /* @__PURE__ */ new Map();
	#merges = /* @__PURE__ */ new Map();
	constructor(ports, main, setup, now) {
		this.#ports = {
			writers: new Writers(ports.github),
			...ports
		};
		this.#main = main;
		this.#setup = setup;
		this.#now = now;
		this.#teams = new OrganisationTeams(ports.github);
		this.#extended = new ExtendedGrants(ports.repository, main.desired.grants, main.head);
	}
	async decide(commit, grants, held) {
		const merge = await this.#merge(commit, grants);
		if (merge.kind !== "proved") return grants.map((grant) => notProved(grant, merge));
		const before = await policiesAt(this.#ports.repository, merge.value.before);
		const then = await this.#judge(grants, merge.value, await this.#current(before.policies, grants), held);
		const today = await this.#judge(then.approved.map(({ grant }) => grant), merge.value, await this.#current(this.#main.policies, grants), held);
		const refusedToday = new Map(today.refused.map((decision) => [decision.grant, decision]));
		const decisions = await Promise.all(then.approved.map(async (one) => {
			const later = await this.#later(one);
			const refused = refusedToday.get(one.grant);
			if (later && refused) return {
				...later,
				holds_place: false
			};
			return later ?? refused ?? accepted(one, merge.value);
		}));
		return [...then.refused, ...decisions];
	}
	async standing(commit, grants, held) {
		const merge = await this.#merge(commit, grants);
		if (merge.kind === "unclear") return void 0;
		if (merge.kind === "refused") return [];
		const then = await policiesAt(this.#ports.repository, merge.value.before);
		const wanted = await Promise.all([then.policies, this.#main.policies].map((policies) => this.#current(policies, grants)));
		const approved = grants.flatMap((grant) => {
			const given = wanted.map((policies) => judgeApproval(grant, merge.value, policies)).flatMap((one) => "kind" in one ? [] : [one]);
			return given.length === wanted.length ? given.slice(0, 1) : [];
		});
		const findings = await this.#rules(approved, merge.value, this.#main.policies, held);
		return approved.map(({ grant }) => grant).filter((grant) => !(findings.get(grant) ?? []).some(({ rule }) => countsOthers(rule)));
	}
	#merge(commit, grants) {
		const known = this.#merges.get(commit) ?? this.#prove(commit, grants);
		this.#merges.set(commit, known);
		return known;
	}
	async #current(policies, grants) {
		if (this.#main.policies.settings?.github.teams !== "github") return policies;
		const roles = grants.flatMap(({ role }) => policies.roles.get(role) ?? []);
		const teams = new Set(roles.flatMap((role) => [...teamsOfRole(role)]));
		const current = await Promise.all([...teams].map(async (team) => [team, await this.#teams.members(team)]));
		return withCurrentMembers(policies, new Map(current));
	}
	async #judge(grants, merge, policies, held) {
		const refused = [];
		const approved = [];
		for (const grant of grants) {
			const judged = judgeApproval(grant, merge, policies);
			if ("kind" in judged) refused.push(judged);
			else approved.push(judged);
		}
		const findings = await this.#rules(approved, merge, policies, held);
		const broken = ({ grant }) => findings.get(grant) ?? [];
		const wrong = approved.filter((one) => hasErrors(broken(one)));
		return {
			approved: approved.filter((one) => !wrong.includes(one)),
			refused: [...refused, ...wrong.map((one) => ({
				kind: "refused",
				grant: one.grant,
				merge,
				findings: broken(one)
			}))]
		};
	}
	async #prove(sha, grants) {
		const commit = await this.#ports.repository.commit(sha);
		if (!commit) return {
			kind: "unclear",
			findings: []
		};
		const branch = this.#main.policies.settings?.github.branch ?? "main";
		return proveMerge(this.#ports, commit, {
			branch,
			head: this.#main.head
		}, (path) => path.startsWith("grants/"), grants[0]?.at());
	}
	async #rules(approved, merge, policies, held) {
		const author = merge.contents.pull.author.login;
		const added = await Promise.all(approved.map(async ({ grant }) => ({
			grant,
			author,
			...grant.extends === void 0 ? {} : { chain: await this.#chain(grant.extends, merge.before) }
		})));
		const judged = judgeEach({
			added,
			base: held,
			policies,
			now: this.#now
		});
		return new Map([...judged].map(([request, findings]) => [request.grant, findings]));
	}
	async #chain(key, before) {
		const chain = await this.#extended.chainTo(key);
		const last = chain.at(-1);
		if (!last) return [];
		return (await this.#ports.repository.landings(before, `grants/${last.role}`)).get(last.file)?.commit === last.commit ? chain : [];
	}
	async #later({ grant, role }) {
		const findings = [...this.#main.policies.roles.has(grant.role) ? await this.#drift(grant, role) : [], ...await this.#mfa(grant, role)];
		return findings.length > 0 ? {
			kind: "later",
			grant,
			findings,
			holds_place: true
		} : void 0;
	}
	async #drift(grant, role) {
		const today = this.#main.policies.roles.get(grant.role);
		if (!today || roleVersionName(today) !== roleVersionName(role)) {
			const message = `${role.name} changed between the approval of ${grant.key} and today: its approvers saw something else`;
			return [error("drift", role.at(), message, "Ask again, so that the role as it is now is approved.")];
		}
		const id = `${role.name} ${grant.break_glass}`;
		const known = this.#drifts.get(id) ?? roleDrift(this.#ports.vault, today, grant.break_glass);
		this.#drifts.set(id, known);
		return known;
	}
	async #mfa(grant, role) {
		if (await hasWantedMfa(this.#ports.vault, this.#setup, role)) return [];
		const accessor = this.#setup.people_accessor;
		const mount = this.#main.policies.settings?.vault.people.mount ?? "the people's mount";
		return [error("mfa", grant.at(), `${role.name} asks for MFA, and no login-enforcement of Vault covers ${mount}`, `vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=${accessor ?? "…"}`)];
	}
};

// src/commands/prove/places.ts
const inLandingOrder = (grants) => [...grants].sort((a, b) => a.landed - b.landed || (a.file < b.file ? -1 : 1));
var Places = class {
	#judge;
	#policies;
	#held;
	#undecided;
	constructor(judge, policies, live, waiting) {
		this.#judge = judge;
		this.#policies = policies;
		this.#held = [...live];
		this.#undecided = [...waiting];
	}
	async decide(commit, grants) {
		try {
			const decisions = await this.#decide(commit, grants);
			for (const decision of decisions) if (decision.kind === "accepted" || decision.kind === "later" && decision.holds_place) this.#held.push(decision.grant);
			else if (decision.kind === "later") this.#undecided.push(decision.grant);
			return decisions;
		} catch (error) {
			this.#undecided.push(...grants);
			throw error;
		}
	}
	async #decide(commit, grants) {
		const ahead = inLandingOrder(this.#undecided.filter((one) => grants.some((grant) => this.#isAhead(one, grant))));
		const counting = (others) => this.#judge.decide(commit, grants, [...this.#held, ...others]);
		const all = await counting(ahead);
		if (ahead.length === 0 || all.every(({ kind }) => kind !== "refused")) return all;
		const { standing, doubtful } = await this.#standing(ahead);
		const sure = await counting(standing);
		if (doubtful.length === 0) return sure;
		const unsure = new Map((await counting([...standing, ...doubtful])).map((decision) => [decision.grant, decision]));
		return sure.map((decision) => {
			const other = unsure.get(decision.grant);
			return decision.kind === "accepted" && other?.kind === "refused" ? {
				kind: "later",
				grant: decision.grant,
				findings: other.findings
			} : decision;
		});
	}
	#isAhead(one, grant) {
		return (one.role === grant.role || samePerson(one.user, grant.user, this.#policies)) && one.commit !== grant.commit && one.landed <= grant.landed && overlaps(one, grant);
	}
	async #standing(ahead) {
		const standing = [];
		const doubtful = [];
		for (const [commit, grants] of Map.groupBy(ahead, (grant) => grant.commit)) {
			const known = await this.#judge.standing(commit, grants, [...this.#held, ...standing]);
			if (known) standing.push(...known);
			else doubtful.push(...grants);
		}
		return {
			standing,
			doubtful
		};
	}
};

// src/commands/prove/judge-issue.ts
async function judgeIssue(ports, main, setup, { candidates, live, waiting }, now) {
	const places = new Places(new GrantJudge(ports, main, setup, now), main.policies, live, waiting);
	const decisions = [];
	const troubles = [];
	for (const [commit, grants] of Map.groupBy(inLandingOrder(candidates), (grant) => grant.commit)) {
		const decided = await attempt(`issue ${grants.map((grant) => grant.key).join(", ")}`, () => places.decide(commit, grants));
		if (decided.ok) decisions.push(...decided.value);
		else troubles.push(decided.trouble);
	}
	return {
		decisions,
		troubles
	};
}

// src/commands/prove/policies-since.ts
async function provePoliciesSince(ports, setup, head, branch) {
	const looked = await ports.repository.commit(setup.policies_commit);
	const changes = looked ? await ports.repository.commitsTouching(head, "policies", looked.sha) : [];
	if (changes.length === 0) return provePolicies(ports, setup, head, branch);
	const read = await attempt("read how far policies were proved", () => ports.vault.provedPolicies());
	const known = read.ok ? read.value : void 0;
	const since = known && await stillHolds(ports.repository, known.value, setup, head) && known.value.commit;
	const findings = await provePolicies(ports, setup, head, branch, since || void 0);
	const last = changes.at(-1)?.sha;
	if (read.ok && findings.length === 0 && last !== void 0 && last !== since) {
		const proved = {
			since: setup.policies_commit,
			commit: last
		};
		await attempt("remember how far policies were proved", () => ports.vault.rememberPolicies(proved, known?.version ?? 0));
	}
	return findings;
}
async function stillHolds(repository, { since, commit }, setup, head) {
	if (since !== setup.policies_commit) return false;
	return (await Promise.all([repository.isMainline(commit, head), repository.isMainline(since, commit)])).every(Boolean);
}

// src/commands/apply.ts
async function apply(ports, branch) {
	const survey = await takeSurvey(ports, branch);
	const ended = await endOver(ports, survey);
	const noted = await noteEmergencies(ports, survey);
	const mended = await mend(ports, survey);
	const issued = await issue(ports, survey, ended.ended, branch);
	const [raised] = await Promise.all([raiseAtApply(ports, survey, issued.issued), tellRequesters(ports, issued.issued)]);
	const untold = survey.current ? await tellSinks(ports.alerts, survey.main.policies.settings) : [];
	return {
		issued: issued.issued,
		refused: issued.refused,
		recalled: ended.ended,
		unchanged: survey.plan.unchanged,
		owes_rotations: endsOwe(ended.ended, survey.main.policies),
		policies_hold: survey.main.policies_hold,
		findings: [
			...survey.main.findings,
			...ended.findings,
			...mended.findings,
			...issued.findings
		],
		troubles: [
			...survey.troubles,
			...ended.troubles,
			...noted,
			...mended.troubles,
			...issued.troubles,
			...raised.troubles,
			...untold
		]
	};
}
const NOTHING = {
	issued: [],
	refused: [],
	findings: [],
	troubles: []
};
async function issue(ports, survey, ended, branch) {
	const wanted = [...survey.plan.changes.flatMap((change) => change.kind === "issue" ? [change.grant] : []), ...dueWithoutRight(survey)];
	if (!survey.current) return NOTHING;
	const owed = wanted.length === 0 ? "look for deliveries of earlier runs" : `issue ${wanted.length} grants`;
	const prepared = await attempt(owed, () => prepare(ports, survey, wanted, branch));
	if (!prepared.ok) return {
		...NOTHING,
		troubles: [prepared.trouble]
	};
	const { candidates, findings, setup, late } = prepared.value;
	const noted = await attempt("note deliveries of an earlier run", () => noteDeliveries(ports, late, survey.now));
	const told = noted.ok ? noted.value : [noted.trouble];
	if (!setup || candidates.length === 0) return {
		...NOTHING,
		findings,
		troubles: told
	};
	const asked = {
		candidates,
		live: liveGrants(survey, ended),
		waiting: waitingGrants(survey)
	};
	const judged = await judgeIssue(ports, survey.main, setup, asked, survey.now);
	const done = await issueGrants(ports, judged.decisions, survey.main.policies);
	return {
		...done,
		findings: [...findings, ...done.findings],
		troubles: [
			...told,
			...judged.troubles,
			...done.troubles
		]
	};
}
const dueWithoutRight = ({ main, actual, now }) => main.desired.grants.filter((grant) => main.desired.ineligible.has(grant.key) && isLive(grant, now) && !actual.records.has(grant.key));
function liveGrants(survey, ended) {
	const closed = new Set([...survey.actual.read.values(), ...ended].flatMap((record) => record.state === "live" ? [] : [record.key]));
	return survey.main.desired.grants.filter((grant) => survey.actual.records.has(grant.key) && !closed.has(grant.key) && grant.end > survey.now);
}
const waitingGrants = ({ main, actual, now }) => main.desired.grants.filter((grant) => grant.begin > now && !actual.records.has(grant.key) && !main.desired.ineligible.has(grant.key));
async function prepare(ports, survey, wanted, branch) {
	const since = oldestOf(survey, wanted);
	const logged = since === void 0 ? Promise.resolve([]) : ports.log.events(since);
	const ready = wanted.length === 0 ? NOT_READY : readyToIssue(ports, survey, wanted, branch);
	await Promise.allSettled([logged, ready]);
	const events = await logged;
	const { setup, findings } = await ready;
	const late = await undelivered(ports.vault, survey, events);
	if (!setup) return {
		candidates: [],
		findings,
		setup,
		late
	};
	const spent = new Set(events.filter((one) => ONCE.has(one.type)).map((one) => one.subject));
	return {
		candidates: wanted.filter((grant) => !spent.has(grant.key)),
		findings: wanted.filter((grant) => spent.has(grant.key)).map(withoutRecord),
		setup,
		late
	};
}
const NOT_READY = { findings: [] };
async function readyToIssue(ports, survey, wanted, branch) {
	const { vault, github } = ports;
	sameTime(ports.now(), survey.now, wanted.map((grant) => grant.key));
	if (!survey.main.policies_hold) return NOT_READY;
	const setup = await vault.setup();
	if (!setup) return { findings: [neverSetUp()] };
	const tip = await github.tip(branch);
	if (tip !== survey.main.head) throw new Error(`${branch} moved on to ${tip.slice(0, 12)} while this run worked from ${survey.main.head.slice(0, 12)}; the run for it issues`);
	const unproven = await provePoliciesSince(ports, setup, survey.main.head, branch);
	return unproven.length > 0 ? { findings: unproven } : {
		setup,
		findings: []
	};
}
const neverSetUp = () => error("drift", { file: "policies" }, "Vault was never set up for this repository: nothing is issued", "An administrator runs leasehold setup.");
const ONCE = /* @__PURE__ */ new Set([
	"leasehold.grant.issued",
	"leasehold.grant.refused",
	"leasehold.grant.ended"
]);
const withoutRecord = (grant) => error("token-missing", grant.at(), `${grant.key} was decided before, by the audit log, but Vault has no record of it: it is not issued again`, "Vault was restored from a snapshot, or its record was deleted. Who still needs the access asks again.");
async function mend(ports, survey) {
	const abandoned = survey.plan.changes.flatMap((change) => {
		const record = change.kind === "mend" ? survey.actual.read.get(change.key) : void 0;
		return record && survey.current && isAbandoned(record, survey.now) ? [record] : [];
	});
	if (abandoned.length === 0) return {
		findings: [],
		troubles: []
	};
	const renewed = await attemptEach(abandoned, (record) => `mend ${record.key}`, async (record) => await endedInside(ports.vault, record) ? "ended inside" : renewToken(ports.vault, record.key));
	const gone = renewed.done.flatMap(({ item, value }) => value === "ended inside" ? [item] : []);
	const closed = await endGrants(ports.vault, gone.map(({ key }) => ({
		key,
		why: "out-of-band"
	})), {
		holders: holdersIn(survey),
		shared_paths: await sharedPaths(ports.vault)
	});
	const minted = renewed.done.flatMap(({ value }) => value === void 0 || value === "ended inside" ? [] : [value]);
	const delivered = await tellAndDeliver(ports, minted, []);
	await tellRequesters(ports, delivered.delivered);
	return {
		findings: [...gone.map(recalledInside), ...closed.findings],
		troubles: [
			...renewed.troubles,
			...closed.troubles,
			...delivered.troubles
		]
	};
}

export { apply, hasWantedMfa, roleDrift };