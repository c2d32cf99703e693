import { hasErrors, teamChange, warning } from "./domain.js";
import { CODEOWNERS_FILE, changedTeams, codeownersText, generatedPart } from "./files.js";
import { teamsPullBody, teamsPullTitle, teamsText } from "./render.js";
import { POLICY_PATHS, policySource } from "./read-policies.js";
import { Stop } from "./stop.js";
import { finish } from "./finish.js";

// src/commands/teams-sync.ts
const TEAMS_FILE = "policies/teams.yaml";
const BRANCH = "leasehold/teams-sync";
async function teamsSync(ports, branch, now) {
	const { repository, github } = ports;
	const base = (await repository.fetch([branch])).get(branch);
	if (base === void 0) throw new Stop(2, `origin has no branch ${branch}`);
	const entries = await repository.tree(base, POLICY_PATHS);
	const { policies, findings } = policySource(entries);
	if (hasErrors(findings)) return {
		changes: [],
		findings,
		troubles: []
	};
	const unseen = [];
	const changes = [];
	for (const team of policies.teams.keys()) {
		const there = await github.teamMembers(team);
		if (there === void 0) unseen.push(notShown(team));
		else changes.push(teamChange(team, policies, there));
	}
	if (unseen.length > 0 && changes.length === 0) throw new Stop(2, "GitHub shows none of the teams in policies/teams.yaml", "The token must be allowed to read the organisation's teams: a person's with read:org, or an App's with members: read. GITHUB_TOKEN of a workflow cannot.");
	const wanted = changes.filter(({ add, remove }) => add.length + remove.length > 0);
	if (wanted.length === 0) return {
		changes: [],
		findings: unseen,
		troubles: []
	};
	const title = teamsPullTitle(wanted);
	const write = written(entries, wanted, now);
	await github.commitOnBranch({
		base,
		branch: BRANCH,
		message: title,
		write,
		remove: []
	});
	const body = teamsPullBody(wanted);
	const pull = await github.openPull({
		branch: BRANCH,
		base: branch,
		title,
		body
	});
	await github.updatePull(pull.number, {
		title,
		body
	});
	return {
		changes: wanted,
		pull: {
			number: pull.number,
			url: pull.url
		},
		findings: unseen,
		troubles: []
	};
}
const notShown = (team) => warning("team-unknown", { file: TEAMS_FILE }, `${team}: GitHub shows no such team of the organisation; it is left as it is`, "Name teams here as GitHub does (the last part of the team's address), or keep those that are only of this repository.");
function written(entries, changes, now) {
	const text = textOf(entries, TEAMS_FILE);
	const teams = changedTeams(text, changes);
	const bytes = new TextEncoder().encode(teams);
	const after = entries.map((entry) => entry.path === TEAMS_FILE ? {
		...entry,
		bytes,
		size: bytes.length
	} : entry);
	const { policies, codeowners } = policySource(after);
	const files = /* @__PURE__ */ new Map([[TEAMS_FILE, teams]]);
	if (codeowners !== void 0 && generatedPart(codeowners) !== void 0) files.set(CODEOWNERS_FILE, codeownersText(policies, codeowners, now));
	return files;
}
const textOf = (entries, path) => new TextDecoder().decode(entries.find((entry) => entry.path === path)?.bytes);

// src/cli/teams-commands.ts
const registerTeamsCommands = (program, action) => {
	program.command("teams").summary("teams of policies/ and of the organisation").command("sync").summary("a pull request that brings teams.yaml in line with the organisation").description("Opens, or brings up to date, the pull request that makes policies/teams.yaml and CODEOWNERS say what the organisation's teams of the same names say. Needs a token that may read them.").addHelpText("after", "\nExample:\n  GITHUB_TOKEN=$(gh auth token) leasehold teams sync").action(action(async (context) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			github: await world.github()
		};
		const result = await teamsSync(ports, await world.branch(), world.clock.now());
		context.out(teamsText(result.changes, result.pull));
		return finish(context, result, result.findings);
	}));
};

export { registerTeamsCommands };