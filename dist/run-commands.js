import { apply, hasWantedMfa, roleDrift } from "./apply.js";
import { enforce } from "./enforce.js";
import { error, parseKey, viewOf } from "./domain.js";
import { takeSurvey } from "./owes-rotations.js";
import { endedLine, issuedLine, planText, refusedLine } from "./render.js";
import { json } from "./context.js";
import { finish } from "./finish.js";
import { formatOption } from "./register.js";

// src/commands/plan.ts
async function plan(ports, branch) {
	const survey = await takeSurvey(ports, branch);
	const issue = survey.plan.changes.flatMap((change) => change.kind === "issue" ? [change.grant] : []);
	const recall = survey.plan.changes.flatMap((change) => change.kind === "recall" ? [change] : []);
	const recalled = new Set(recall.map(({ key }) => key));
	const users = new Map(survey.main.desired.grants.flatMap(({ key, user }) => recalled.has(key) ? [[key, user]] : []));
	const finish = survey.plan.changes.flatMap((change) => change.kind === "finish" ? [change.key] : []);
	return {
		issue,
		recall: recall.map(({ key, why }) => ({
			key,
			why,
			role: parseKey(key)?.role ?? "",
			user: survey.actual.read.get(key)?.user ?? users.get(key) ?? ""
		})),
		finish,
		unchanged: survey.plan.unchanged,
		findings: [...survey.main.findings, ...await obstacles(ports.vault, survey, issue)],
		troubles: survey.troubles,
		policies: survey.main.policies,
		policies_hold: survey.main.policies_hold,
		now: survey.now
	};
}
const planJson = ({ issue, recall, finish, unchanged, findings, policies, now }) => ({
	issue: issue.map((grant) => viewOf(grant, policies, now)),
	recall,
	finish,
	unchanged,
	findings
});
async function obstacles(vault, survey, issue) {
	if (issue.length === 0) return [];
	const setup = await vault.setup();
	const findings = [];
	for (const grant of new Map(issue.map((one) => [`${one.role} ${one.break_glass}`, one])).values()) {
		const role = survey.main.policies.roles.get(grant.role);
		if (!role) continue;
		findings.push(...await roleDrift(vault, role, grant.break_glass));
		if (!await hasWantedMfa(vault, setup, role)) findings.push(error("mfa", role.at("require", "mfa"), `${role.name} asks for MFA, and no login-enforcement of Vault covers the people's mount`));
	}
	return findings;
}

// src/cli/run-commands.ts
const registerRunCommands = (program, action) => {
	program.command("plan").summary("what apply would do").description("Compares main with Vault and shows what apply would do. Writes nothing, and needs no GitHub.").addOption(formatOption()).addHelpText("after", "\nExamples:\n  leasehold plan\n  leasehold plan --format json | jq '.recall[].key'").action(action(async (context, options) => {
		const ports = {
			vault: (await context.world.vault.as("audit")).reads,
			repository: await context.world.repository(),
			reporter: context.reporter
		};
		const result = await plan(ports, await context.world.branch());
		if (options.format === "json") json(context, planJson(result));
		else context.out(planText(result, context.paint));
		return finish(context, result, options.format === "json" ? [] : result.findings);
	}));
	program.command("apply").summary("issue and recall until Vault agrees with main").description("Ends what is over or no longer wanted, then issues what main asks for, after proving its approvals anew. Safe to run at any time, and twice at once.").addHelpText("after", "\nRuns by itself on every push to main, and by the schedule.\n\nExamples:\n  leasehold plan && leasehold apply").action(action(async (context) => {
		const { world, reporter } = context;
		const result = await apply(await world.ports.apply(reporter), await world.branch());
		const now = world.clock.now();
		for (const record of result.recalled) context.out(`${endedLine(record, now, context.paint)}\n`);
		for (const record of result.refused) context.out(`${refusedLine(record, context.paint)}\n`);
		for (const record of result.issued) context.out(`${issuedLine(record, now, context.paint)}\n`);
		context.out(`${result.issued.length} issued, ${result.refused.length} refused, ${result.recalled.length} ended, ${result.unchanged} unchanged\n`);
		return finish(context, result, result.findings);
	}));
	program.command("enforce").summary("prove ends, recall what is over, keep the revoke pull requests").description("Proves the end of every grant that is over, recalls what main no longer wants, marks owed rotations, and keeps the pull requests that delete ended files. Issues nothing. Ends access with GitHub down, too.").addHelpText("after", "\nRuns by itself by the schedule.\n\nExample:\n  leasehold enforce").action(action(async (context) => {
		const { world, reporter } = context;
		const result = await enforce(await world.ports.enforce(reporter), await world.branch());
		const now = world.clock.now();
		for (const record of result.ended) context.out(`${endedLine(record, now, context.paint)}\n`);
		for (const pull of result.revoke_pulls) context.out(`revoke pull request #${pull.number}: ${pull.grants.length} ended, ${pull.url}\n`);
		context.out(`${result.ended.length} ended, ${result.unchanged} unchanged, ${result.tidied} old records tidied\n`);
		return finish(context, result, result.findings);
	}));
};

export { registerRunCommands };