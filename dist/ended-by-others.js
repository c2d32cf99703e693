import { isKey } from "./domain.js";
import { endedInside } from "./renew-token.js";
import { holdersIn, settleEnds, sharedPaths } from "./shared-paths.js";
import { attempt, attemptEach } from "./outcome.js";
import { endGrants } from "./end-grants.js";
import { mayLackTokens, recalledInside } from "./missing-tokens.js";

// src/commands/end/ended-by-others.ts
const WISH_BRANCHES = "leasehold-revoke/";
async function wishedBack(github, branch) {
	const names = (await github.openPullsUnder(WISH_BRANCHES)).filter(({ base }) => base === branch).map(({ head_branch }) => head_branch.slice(17, head_branch.lastIndexOf("-")));
	return new Set(names.filter(isKey));
}
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

export { WISH_BRANCHES, endByOthers, wishedBack };