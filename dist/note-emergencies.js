import { alertsDue, between, deliveredEvent, earlier, error, event, formatInstant, grantPath, historyOf, instant, issueEvents, mayReview, membersOf, notAReview, ownerSets, parseKey, reviewBy, roleOfTokenRole, scheduleLate, unreviewed } from "./domain.js";
import { attempt, attemptEach } from "./outcome.js";
import { BREAK_GLASS_LABEL, breakGlassIssue, breakGlassMarker, overdueMarker, overdueText, reopenedMarker, reopenedText } from "./render.js";
import { policiesAt } from "./main-state.js";
import { Writers, approvalsOf, proveMerge } from "./prove-merge.js";
import { readRecords } from "./read-records.js";
import { endGrants } from "./end-grants.js";
import { proveAgain, sharedPaths } from "./shared-paths.js";
import { recordEvents } from "./record-events.js";
import { holdersIn, settleEnds } from "./owes-rotations.js";

// src/commands/alert/keep-reviews.ts
async function keepReviews(github, grants, events, policies, now) {
	const waiting = unreviewed({
		grants,
		events
	});
	const issues = /* @__PURE__ */ new Map();
	const reviewed = [];
	const troubles = [];
	const found = waiting.length === 0 ? void 0 : await attempt("look for the reviews of break-glass", () => github.ownIssues(BREAK_GLASS_LABEL, "all"));
	if (found && !found.ok) troubles.push(found.trouble);
	for (const grant of found?.ok ? waiting : []) {
		const own = (found?.ok ? found.value : []).filter(({ marker }) => marker === breakGlassMarker(grant.key));
		const kept = await attempt(`ask for the review of ${grant.key}`, () => keepOne(github, grant, own, policies, now));
		if (!kept.ok) troubles.push(kept.trouble);
		else {
			issues.set(grant.key, kept.value.issue);
			if (kept.value.reviewed) reviewed.push(kept.value.reviewed);
		}
	}
	const done = new Set(reviewed.map(({ subject }) => subject));
	return {
		issues,
		reviewed,
		findings: waiting.filter(({ key }) => !done.has(key)).flatMap((grant) => lateFinding(grant, reviewBy(grant, policies.roles), issues.get(grant.key), now)),
		troubles
	};
}
async function keepOne(github, grant, own, policies, now) {
	const due = reviewBy(grant, policies.roles);
	const [first, ...twins] = own;
	if (!first) {
		const reviewers = mayReview(grant, policies).flatMap((group) => [...membersOf(group, policies, now)]);
		return { issue: (await github.openIssue(breakGlassIssue(grant, due, [...new Set(reviewers)].sort()))).number };
	}
	for (const twin of twins) if (twin.state === "open") await github.closeIssue(twin.number, "not_planned");
	const closing = first.state === "closed" ? await github.closing(first.number) : void 0;
	if (!closing) {
		if (now > due) await github.upsertComment(first.number, overdueMarker(grant.key), overdueText(due));
		return { issue: first.number };
	}
	const wrong = notAReview(grant, closing.by, policies, now);
	if (wrong === void 0) {
		const data = {
			role: grant.role,
			user: grant.user,
			reviewer: closing.by?.login ?? "",
			issue: first.number
		};
		return {
			issue: first.number,
			reviewed: event("leasehold.breakglass.reviewed", grant.key, now, data)
		};
	}
	await github.upsertComment(first.number, reopenedMarker(grant.key, closing.at), reopenedText(grant, wrong));
	await github.reopenIssue(first.number);
	return { issue: first.number };
}
function lateFinding(grant, due, issue, now) {
	if (now <= due) return [];
	const key = parseKey(grant.key);
	const place = key && !key.emergency ? { file: grantPath(key.role, key.id) } : void 0;
	const where = issue === void 0 ? "its issue" : `issue #${issue}`;
	return [error("break-glass", place, `nobody reviewed ${grant.user}'s use of break-glass for ${grant.role} (${grant.key}): it was due by ${formatInstant(due)}`, `An approver of ${grant.role} who is not ${grant.user} looks at it and closes ${where}.`)];
}

// src/commands/alert/policy-changes.ts
const PER_RUN = 20;
const LATE = 3600;
async function policyChanges(ports, survey, branch, last) {
	const { repository } = ports;
	const { head } = survey.main;
	const since = await knownCommit(ports, head, last);
	const touching = await repository.commitsTouching(head, "policies", since);
	const news = since === void 0 ? touching.slice(-1) : touching.slice(0, PER_RUN);
	const events = [];
	let told = since;
	let unclear = false;
	const proving = {
		repository,
		github: ports.github,
		writers: new Writers(ports.github)
	};
	for (const commit of news) {
		const data = await changeOf(proving, commit, {
			branch,
			head
		}, survey);
		unclear = data === void 0;
		if (data === void 0) break;
		const time = earlier(commit.committed, survey.now);
		events.push(event("leasehold.policy.changed", "policies", time, data, commit.sha));
		told = commit.sha;
	}
	if (!unclear && news.length < PER_RUN) return {
		events,
		told: head
	};
	return {
		events,
		...told === void 0 ? {} : { told }
	};
}
async function knownCommit({ vault, repository }, head, last) {
	if (last !== void 0 && await repository.isMainline(last, head)) return last;
	const looked = (await vault.setup())?.policies_commit;
	return looked !== void 0 && await repository.isMainline(looked, head) ? looked : void 0;
}
async function changeOf(ports, commit, main, { now }) {
	const merge = await proveMerge(ports, commit, main, () => true);
	if (merge.kind === "unclear" && between(commit.committed, now) < LATE) return void 0;
	const bare = {
		commit: commit.sha,
		files: await filesOf(ports.repository, commit),
		approvers: []
	};
	if (merge.kind !== "proved") return bare;
	const { pull } = merge.value.contents;
	const before = await policiesAt(ports.repository, merge.value.before);
	const owners = ownerSets(before.policies, pull.merged_at ?? commit.committed);
	return {
		...bare,
		pull_request: pull.number,
		author: pull.author.login,
		approvers: [...approvalsOf(merge.value, owners, void 0).given]
	};
}
async function filesOf(repository, { sha, parents }) {
	const [parent] = parents;
	return (parent === void 0 ? (await repository.tree(sha, ["policies"])).map(({ path }) => path) : (await repository.changes(parent, sha)).map(({ path }) => path)).filter((path) => path.startsWith("policies/")).sort();
}

// src/commands/alert/raise-alerts.ts
const MEMORY = 7776e3;
const QUIET = {
	findings: [],
	troubles: []
};
async function raiseAlerts(ports, survey, pulls) {
	const { settings, roles } = survey.main.policies;
	const { alerts } = ports;
	if (!alerts || !settings) return QUIET;
	const runs = await attempt("read when the schedule ran", () => alerts.vault.lastRuns());
	const raised = await attempt("look for what is to be alerted on", async () => {
		if (!survey.current) return QUIET;
		const events = await logSince(ports, settings, survey.now);
		const grants = [...historyOf(events).values()];
		const reviews = await reviewsOf(ports, survey, events);
		const last_run = runs.ok ? runs.value?.value.enforce : void 0;
		const due = alertsDue({
			now: survey.now,
			settings: settings.alerts,
			roles,
			grants,
			events: [...events, ...reviews.reviewed.map(loggedOf)],
			pulls,
			reviews: reviews.issues,
			...last_run === void 0 ? {} : { last_run }
		});
		const troubles = await recordNew(ports, events, [...reviews.reviewed, ...due]);
		return {
			findings: reviews.findings,
			troubles: [...reviews.troubles, ...troubles]
		};
	});
	const changes = await tellPolicyChanges(ports, survey, settings, runs.ok ? runs.value?.value : void 0);
	const remembered = runs.ok ? await attempt("remember that the schedule ran", () => remember(alerts, runs.value, {
		...changes.runs,
		enforce: survey.now
	})) : runs;
	const outcome = raised.ok ? raised.value : {
		...QUIET,
		troubles: [raised.trouble]
	};
	return {
		...outcome,
		troubles: [
			...outcome.troubles,
			...changes.troubles,
			...remembered.ok ? [] : [remembered.trouble]
		]
	};
}
async function raiseAtApply(ports, survey, issued) {
	const { settings } = survey.main.policies;
	const { alerts } = ports;
	if (!alerts || !settings || !survey.current) return QUIET;
	const runs = await attempt("read when the schedule ran", () => alerts.vault.lastRuns());
	if (!runs.ok) return {
		findings: [],
		troubles: [runs.trouble]
	};
	const known = runs.value?.value;
	const late = await attempt("look whether the schedule is late", async () => {
		const last_run = known?.enforce;
		if (last_run === void 0) return [];
		return recordEvents(ports, scheduleLate({
			now: survey.now,
			settings: settings.alerts,
			last_run
		}));
	});
	const changes = await tellPolicyChanges(ports, survey, settings, known);
	const remembered = changes.told ? await attempt("remember which changes of the policies were told", () => remember(alerts, runs.value, changes.runs)) : void 0;
	const troubles = [
		...late.ok ? late.value : [late.trouble],
		...changes.troubles,
		...remembered?.ok === false ? [remembered.trouble] : []
	];
	if (!issued.some(({ break_glass }) => break_glass)) return {
		findings: [],
		troubles
	};
	const asked = await attempt("ask for the reviews of break-glass", async () => reviewsOf(ports, survey, await logSince(ports, settings, survey.now)));
	if (!asked.ok) return {
		findings: [],
		troubles: [...troubles, asked.trouble]
	};
	return {
		findings: [],
		troubles: [...troubles, ...asked.value.troubles]
	};
}
async function tellPolicyChanges(ports, survey, settings, runs) {
	const nothing = {
		runs: { ...runs },
		told: false,
		troubles: []
	};
	if (!survey.current) return nothing;
	const done = await attempt("tell of changes of the policies", async () => {
		const { events, told } = await policyChanges(ports, survey, settings.github.branch, runs?.policies);
		const troubles = await recordEvents(ports, events);
		return {
			runs: {
				...runs,
				...told === void 0 ? {} : { policies: told }
			},
			told: events.length > 0,
			troubles
		};
	});
	return done.ok ? done.value : {
		...nothing,
		troubles: [done.trouble]
	};
}
function logSince({ log }, settings, now) {
	const memory = Math.max(MEMORY, 2 * settings.alerts.live_longer_than);
	return log.events(instant(now - memory));
}
const loggedOf = ({ id, type, subject, time, data }) => ({
	id,
	type,
	subject,
	time,
	data
});
const NO_REVIEWS = {
	issues: /* @__PURE__ */ new Map(),
	reviewed: [],
	findings: [],
	troubles: []
};
async function reviewsOf({ github }, survey, events) {
	if (!survey.main.policies_hold || !survey.current) return NO_REVIEWS;
	const grants = [...historyOf(events).values()];
	return keepReviews(github, grants, events, survey.main.policies, survey.now);
}
function recordNew(ports, read, due) {
	const known = new Set(read.map(({ id }) => id));
	return recordEvents(ports, due.filter(({ id }) => !known.has(id)));
}
async function remember(alerts, found, runs) {
	await alerts.vault.writeLastRuns({
		...found?.value,
		...runs
	}, found?.version ?? 0);
}

// src/commands/end/end-over.ts
async function endOver(ports, survey) {
	const { vault } = ports;
	const endings = survey.plan.changes.flatMap((change) => endingOf(change, survey.current));
	const shared_paths = await sharedPaths(vault);
	const { reporter, signal } = ports;
	const ground = {
		holders: holdersIn(survey),
		shared_paths,
		reporter,
		signal
	};
	const ended = await endGrants(vault, endings, ground);
	const clears = survey.plan.changes.flatMap((change) => change.kind === "clear" ? [change.key] : []);
	const again = await reread(vault, clears, clears.flatMap((key) => survey.actual.read.get(key) ?? []));
	const paper = new Map([...ended.closed, ...again.closed].map((one) => [one.key, one]));
	const settled = await attempt("settle what is over", () => settleEnds(ports, survey.main.policies, [...paper.values()], survey.now, survey.actual.pickups));
	const orphans = await clearOrphans(vault, clears.filter((key) => !paper.has(key) && !again.unread.has(key)));
	const late = await proveAgain(vault, closedIn(survey, ended.closed), ground);
	const told = await attempt("tell what an end had missed", () => settleEnds(ports, survey.main.policies, late.news, survey.now, survey.actual.pickups));
	return {
		ended: [...paper.values()].filter((record) => record.state === "ended"),
		findings: [...ended.findings, ...late.findings],
		troubles: [
			...ended.troubles,
			...late.troubles,
			...again.troubles,
			...[settled, told].flatMap((one) => one.ok ? one.value : [one.trouble]),
			...orphans
		]
	};
}
function closedIn(survey, closed) {
	const before = [...survey.actual.read.values()].filter((record) => record.state !== "live");
	return [...new Map([...before, ...closed].map((record) => [record.key, record])).values()];
}
function endingOf(change, current) {
	if (change.kind === "finish") return [{
		key: change.key,
		why: "expired"
	}];
	return change.kind === "recall" && current ? [{
		key: change.key,
		why: change.why
	}] : [];
}
async function reread(vault, keys, known) {
	const have = new Set(known.map((record) => record.key));
	const missing = keys.filter((key) => !have.has(key));
	const { records, unread, troubles } = await readRecords(vault, missing);
	return {
		closed: [...known, ...records.filter((record) => record.state !== "live")],
		unread: new Set(unread),
		troubles
	};
}
async function clearOrphans(vault, keys) {
	return (await attemptEach(keys, (key) => `clear the pick-up of ${key}`, (key) => clearOrphan(vault, key))).troubles;
}
async function clearOrphan(vault, key) {
	if (!await vault.record(key)) await vault.deletePickups(key);
}

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

// src/commands/issue/note-emergencies.ts
async function noteEmergencies(ports, survey) {
	const { actual, current, now } = survey;
	const issued = [...actual.read.values()].filter((record) => record.state === "live" && parseKey(record.key)?.emergency === true);
	if (issued.length === 0 || !current) return [];
	const events = issued.flatMap((record) => {
		const delivered = actual.pickups.has(record.key) ? deliveredEvent(record, now) : void 0;
		return [...issueEvents(record), ...delivered ? [delivered] : []];
	});
	const noted = await attempt("write the audit events of emergencies", () => recordEvents(ports, events));
	return noted.ok ? noted.value : [noted.trouble];
}

export { endOver, mayLackTokens, noteEmergencies, raiseAlerts, raiseAtApply, recalledInside };