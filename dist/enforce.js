import { NOTHING_LEFT, REVOKE_BRANCHES, REVOKE_LABELS, earlier, error, owesLook, parseKey, reviewersOf, revokeGroups, timesClosed, warning } from "./domain.js";
import { endOver, mayLackTokens, noteEmergencies, raiseAlerts, recalledInside } from "./note-emergencies.js";
import { tellSinks } from "./rotation-state.js";
import { readRecords } from "./read-records.js";
import { holdersIn, owesRotations, settleEnds, takeSurvey } from "./owes-rotations.js";
import { attempt, attemptEach } from "./outcome.js";
import { endGrants } from "./end-grants.js";
import { sharedPaths } from "./shared-paths.js";
import { endedInside } from "./renew-token.js";
import { wishedBack } from "./wished-back.js";
import { revokeBody, revokeTitle } from "./render.js";

// src/commands/end/end-revived.ts
const NONE$1 = {
	ended: [],
	findings: [],
	troubles: []
};
async function endRevived(ports, survey, ended) {
	const now = new Set(ended.ended.map((record) => record.key));
	const going = survey.main.desired.grants.filter(({ key, end }) => end > survey.now && survey.actual.records.has(key) && !now.has(key));
	if (going.length === 0) return NONE$1;
	const looked = await attempt("look for ends that a restored Vault forgot", async () => {
		const events = await ports.log.events(going.map((grant) => grant.landed).reduce(earlier));
		const over = new Set(events.filter(({ type }) => type === "leasehold.grant.ended").map((event) => event.subject));
		const { records, troubles } = await readRecords(ports.vault, going.map(({ key }) => key).filter((key) => over.has(key)));
		return {
			live: records.filter((record) => record.state === "live"),
			troubles
		};
	});
	if (!looked.ok) return {
		...NONE$1,
		troubles: [looked.trouble]
	};
	const { live, troubles } = looked.value;
	if (live.length === 0) return {
		...NONE$1,
		troubles
	};
	return endAnew(ports, survey, live, troubles);
}
async function endAnew(ports, survey, live, troubles) {
	const { vault } = ports;
	const revived = new Set(live.map(({ key }) => key));
	const done = await endGrants(vault, live.map(({ key }) => ({
		key,
		why: "recalled"
	})), {
		holders: holdersIn(survey).filter((holder) => !revived.has(holder.key)),
		shared_paths: await sharedPaths(vault)
	});
	const settled = await attempt("settle what a restored Vault had brought back", () => settleEnds(ports, survey.main.policies, done.closed, survey.now, survey.actual.pickups));
	return {
		ended: done.closed.filter((record) => record.state === "ended"),
		findings: [...live.map(revivedFinding), ...done.findings],
		troubles: [
			...troubles,
			...done.troubles,
			...settled.ok ? settled.value : [settled.trouble]
		]
	};
}
const revivedFinding = ({ key, file }) => error("token-unknown", { file }, `${key} had ended, by the audit log, and was live in Vault again: Vault was restored from a snapshot; it is ended anew`, "See what else the snapshot brought back: leasehold audit.");

// src/commands/end/ended-by-others.ts
const NONE = {
	ended: [],
	findings: [],
	troubles: []
};
async function endByOthers(ports, survey, branch) {
	const { vault } = ports;
	const going = survey.main.desired.grants.filter(({ key, end }) => survey.actual.records.has(key) && end > survey.now);
	if (!survey.current) return NONE;
	const lacking = await attempt("look for tokens that are gone", () => mayLackTokens(ports, survey));
	const suspects = lacking.ok ? lacking.value : [];
	if (going.length === 0 && suspects.length === 0) return withTrouble(NONE, lacking);
	const wished = await attempt("look what people gave back", () => wishedBack(ports.github, branch));
	const wishes = wished.ok ? wished.value : /* @__PURE__ */ new Set();
	const keys = /* @__PURE__ */ new Set([...going.flatMap(({ key }) => wishes.has(key) ? [key] : []), ...wished.ok ? suspects : []]);
	const looked = await attemptEach([...keys], (key) => `look whether the token of ${key} is gone`, (key) => endedBefore(vault, key));
	const ended = await close(ports, survey, looked.done.flatMap(({ value }) => value ?? []), wishes);
	return withTrouble(withTrouble({
		...ended,
		troubles: [...looked.troubles, ...ended.troubles]
	}, lacking), wished);
}
const withTrouble = (one, tried) => tried.ok ? one : {
	...one,
	troubles: [...one.troubles, tried.trouble]
};
async function endedBefore(vault, key) {
	const record = (await vault.record(key))?.value;
	if (record?.state !== "live" || record.ending || !await endedInside(vault, record)) return void 0;
	return record.end > await vault.now() + 1 ? record : void 0;
}
async function close(ports, survey, gone, wishes) {
	if (gone.length === 0) return NONE;
	const { vault } = ports;
	const done = await endGrants(vault, gone.map(({ key }) => ({
		key,
		why: wishes.has(key) ? "file-removed" : "out-of-band"
	})), {
		holders: holdersIn(survey),
		shared_paths: await sharedPaths(vault)
	});
	const settled = await attempt("settle what others ended", () => settleEnds(ports, survey.main.policies, done.closed, survey.now, survey.actual.pickups));
	return {
		ended: done.closed.filter((record) => record.state === "ended"),
		findings: [...gone.filter(({ key }) => !wishes.has(key)).map(recalledInside), ...done.findings],
		troubles: [...done.troubles, ...settled.ok ? [...settled.value] : [settled.trouble]]
	};
}

// src/commands/end/revoke-pull.ts
const COMES_BACK = 1;
async function keepRevokePull(ports, place, group, existing) {
	const { github } = ports;
	const { survey } = place;
	if (existing === void 0) {
		const closed = await github.unmergedPullsFrom(group.branch);
		const times = timesClosed(group, closed);
		const [last] = [...closed].sort((a, b) => b.number - a.number);
		if (last !== void 0 && times > COMES_BACK) return {
			kind: "closed-again",
			last,
			written: false
		};
		return finish(ports, place, group, await open(ports, place, group, times > 0 ? last : void 0), true);
	}
	const files = group.grants.map((grant) => grant.file);
	if (await deletesExactly(ports.repository, existing, survey.main.head, files)) return finish(ports, place, group, existing, false);
	const title = revokeTitle(group);
	await github.updatePull(existing.number, {
		title,
		body: revokeBody(group, place.records)
	});
	await github.requestReviewers(existing.number, reviewersOf(group, survey.main.policies, survey.now));
	const head = await github.commitOnBranch({
		base: survey.main.head,
		branch: group.branch,
		message: title,
		remove: files
	});
	return finish(ports, place, group, {
		...existing,
		head
	}, true);
}
async function open({ github }, { survey, settings, records }, group, closed) {
	const title = revokeTitle(group);
	const remove = group.grants.map((grant) => grant.file);
	const head = await github.commitOnBranch({
		base: survey.main.head,
		branch: group.branch,
		message: title,
		remove
	});
	const body = revokeBody(group, records, closed?.number);
	return {
		...await github.openPull({
			branch: group.branch,
			base: settings.github.branch,
			title,
			body
		}),
		head
	};
}
async function finish({ github }, { settings, survey }, group, pull, written) {
	const missing = REVOKE_LABELS.filter((label) => !(pull.labels ?? []).includes(label));
	if (missing.length > 0) {
		await github.requestReviewers(pull.number, reviewersOf(group, survey.main.policies, survey.now));
		await github.addLabels(pull.number, missing);
	}
	const wrote = written || missing.length > 0;
	if (settings.revoke_pull_requests.merge !== "auto" || pull.auto_merge) return {
		kind: "kept",
		pull,
		written: wrote
	};
	const outcome = await github.mergeWhenAllowed(pull.number, pull.head);
	return {
		kind: {
			waits: "kept",
			merged: "merged",
			refused: "unmerged-by-itself"
		}[outcome],
		pull,
		written: wrote || outcome !== "refused"
	};
}
async function deletesExactly(repository, pull, head, files) {
	const ref = `refs/heads/${pull.head_branch}`;
	const tip = (await repository.fetch([ref])).get(ref);
	const base = tip === void 0 ? void 0 : await repository.mergeBase(tip, head);
	if (tip !== pull.head || base === void 0) return false;
	const changes = await repository.changes(base, tip);
	const deleted = new Set(changes.filter((change) => change.status === "deleted").map((change) => change.path));
	return changes.length === files.length && files.every((file) => deleted.has(file));
}

// src/commands/end/revoke-pulls.ts
const PER_RUN = 50;
async function keepRevokePulls(ports, survey, ended, settings, most = 50) {
	const records = new Map([...survey.actual.read.values(), ...ended].map((record) => [record.key, record]));
	const over = survey.main.desired.grants.filter((grant) => {
		const record = records.get(grant.key);
		return record ? record.state !== "live" : !survey.actual.records.has(grant.key);
	});
	const groups = revokeGroups(over, settings.revoke_pull_requests.group_by, survey.now);
	const open = await ports.github.openPullsUnder(REVOKE_BRANCHES);
	const byBranch = new Map(open.map((pull) => [pull.head_branch, pull]));
	const kept = [];
	const findings = [];
	const troubles = [];
	let written = 0;
	let waiting = 0;
	for (const group of groups) {
		if (written >= most) {
			waiting += 1;
			continue;
		}
		const place = {
			survey,
			settings,
			records
		};
		const done = await attempt(`the revoke pull request of ${group.name}`, () => keepRevokePull(ports, place, group, byBranch.get(group.branch)));
		if (!done.ok) troubles.push(done.trouble);
		else if (done.value.kind === "closed-again") findings.push(closedAgain(group, done.value.last));
		else {
			const { number, url } = done.value.pull;
			if (done.value.kind === "merged") ports.reporter.info(`merged #${number}, which deletes what has ended of ${group.name}`);
			else kept.push({
				number,
				url,
				grants: group.grants.map((grant) => grant.key)
			});
			if (done.value.kind === "unmerged-by-itself") ports.reporter.warn(noAutoMerge(number));
		}
		if (!done.ok || done.value.written) written += 1;
	}
	if (waiting > 0) {
		const rest = waiting === 1 ? "1 more group waits" : `${waiting} more groups wait`;
		ports.reporter.info(`${rest} for the next run: GitHub limits how much is created an hour`);
	}
	const wanted = new Set(groups.map((group) => group.branch));
	for (const pull of open.filter((one) => !wanted.has(one.head_branch))) {
		const closed = await attempt(`close the empty revoke pull request #${pull.number}`, () => closeEmpty(ports.github, pull));
		if (!closed.ok) troubles.push(closed.trouble);
	}
	return {
		open: kept,
		findings,
		troubles
	};
}
async function closeEmpty(github, pull) {
	await github.updatePull(pull.number, { title: NOTHING_LEFT });
	await github.deleteBranch(pull.head_branch);
}
const closedAgain = (group, last) => warning("revoke-closed", { file: group.grants[0]?.file ?? "grants" }, `the revoke pull request of ${group.name} was closed twice without a merge (last #${last.number}): it is not opened again, and ${group.grants.length === 1 ? "the file" : `${group.grants.length} files`} of access that has ended ${group.grants.length === 1 ? "stays" : "stay"} on main`, `Reopen ${last.url} and merge it, or delete the ended files by a pull request of your own.`);
const noAutoMerge = (number) => `#${number} waits for its rules and cannot be set to merge by itself: allow auto-merge, and squash merges, in the repository's settings`;

// src/commands/enforce.ts
async function enforce(ports, branch) {
	const survey = await takeSurvey(ports, branch);
	const over = await endOver(ports, survey);
	const revived = await endRevived(ports, survey, over);
	const others = await endByOthers(ports, survey, branch);
	const ended = {
		ended: [
			...over.ended,
			...revived.ended,
			...others.ended
		],
		findings: [
			...over.findings,
			...revived.findings,
			...others.findings
		],
		troubles: [
			...over.troubles,
			...revived.troubles,
			...others.troubles
		]
	};
	const noted = await noteEmergencies(ports, survey);
	const tidied = await tidy(ports.vault, survey);
	const settings = survey.main.policies.settings;
	const pulls = survey.current && settings ? await revokePulls(ports, survey, ended.ended, settings) : NO_PULLS;
	const raised = await raiseAlerts(ports, survey, pulls.open);
	const untold = survey.current ? await tellSinks(ports.alerts, settings) : [];
	return {
		ended: ended.ended,
		revoke_pulls: pulls.open,
		tidied: tidied.count,
		unchanged: survey.plan.unchanged,
		owes_rotations: await owesRotations(ports.vault, survey.main.policies),
		policies_hold: survey.main.policies_hold,
		findings: [
			...survey.main.findings,
			...ended.findings,
			...pulls.findings,
			...raised.findings
		],
		troubles: [
			...survey.troubles,
			...ended.troubles,
			...noted,
			...tidied.troubles,
			...pulls.troubles,
			...raised.troubles,
			...untold
		]
	};
}
async function revokePulls(ports, survey, ended, settings) {
	const kept = await attempt("keep the revoke pull requests", () => keepRevokePulls(ports, survey, ended, settings));
	return kept.ok ? kept.value : {
		...NO_PULLS,
		troubles: [kept.trouble]
	};
}
const NO_PULLS = {
	open: [],
	findings: [],
	troubles: []
};
const KEPT_AFTER_END = 86400;
async function tidy(vault, survey) {
	const onMain = /* @__PURE__ */ new Set([...survey.main.desired.grants.map((grant) => grant.key), ...survey.main.desired.unreadable]);
	const old = [...survey.actual.read.values()].filter((record) => record.state !== "live" && survey.current && !survey.actual.pickups.has(record.key) && record.settled === true && !owesLook(record) && !onMain.has(record.key) && parseKey(record.key) !== void 0 && record.end + KEPT_AFTER_END < survey.now);
	const gone = await attemptEach(old, (record) => `tidy ${record.key}`, (record) => vault.deleteRecord(record.key));
	return {
		count: gone.done.length,
		troubles: gone.troubles
	};
}

export { enforce };