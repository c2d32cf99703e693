import { tellSinks } from "./rotation-state.js";
import { endGrants } from "./end-grants.js";
import { endsOwe, holdersIn, settleEnds, takeSurvey } from "./owes-rotations.js";
import { proveAgain, sharedPaths } from "./shared-paths.js";
import { attempt } from "./outcome.js";
import { Stop } from "./stop.js";

// src/commands/recall.ts
async function recall(ports, keys, branch, report) {
	const { vault } = ports;
	const survey = await takeSurvey(ports, branch);
	const unknown = keys.find((key) => !survey.actual.records.has(key));
	if (unknown !== void 0) throw new Stop(2, `there is no grant ${unknown} in Vault`);
	const shared_paths = await sharedPaths(vault);
	const endings = keys.map((key) => ({
		key,
		why: "recalled",
		...report ? { report } : {}
	}));
	const ground = {
		holders: holdersIn(survey),
		shared_paths
	};
	const ended = await endGrants(vault, endings, ground);
	const settled = await attempt("settle what was recalled", () => settleEnds(ports, survey.main.policies, ended.closed, survey.now, survey.actual.pickups));
	const late = await proveAgain(vault, ended.closed, ground);
	const untold = survey.current ? await tellSinks(ports.alerts, survey.main.policies.settings) : [];
	const recalled = ended.closed.filter((record) => record.state === "ended");
	return {
		recalled,
		owes_rotations: endsOwe(recalled, survey.main.policies),
		findings: [...ended.findings, ...late.findings],
		troubles: [
			...survey.troubles,
			...ended.troubles,
			...late.troubles,
			...settled.ok ? settled.value : [settled.trouble],
			...untold
		]
	};
}

export { recall };