import { InvalidArgumentError } from "./commander.js";
import { check } from "./check.js";
import { LOGIN, hasErrors, inOrder, policyCoverage, policyTestFindings, runPolicyTests } from "./domain.js";
import { POLICY_PATHS, policyFaults, policySource } from "./read-policies.js";
import { checkText, testText } from "./render.js";
import { json } from "./context.js";
import { instantArgument } from "./instant-argument.js";
import { formatOption } from "./register.js";

// src/commands/test.ts
async function test(ports, options) {
	const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
	const results = hasErrors(source.findings) ? [] : runPolicyTests(source.tests, source.policies, options.at);
	const findings = inOrder([...policyFaults(source, options.at), ...policyTestFindings(results)]);
	return {
		ok: !hasErrors(findings),
		results,
		findings,
		...options.coverage === true ? { untouched: policyCoverage(source.policies, results) } : {}
	};
}

// src/cli/gate-commands.ts
const registerGateCommands = (program, action) => {
	program.command("check").summary("judge grants and policies").description("Judges what changed since --base by the policies of --base; without it, the whole working tree.").option("--base <ref>", "what the change is to be merged into").option("--head <ref>", "the change; default HEAD").option("--at <instant>", "when it would land; default now", instantArgument).option("--author <login>", "who opens the pull request; default each grant's user", loginArgument).addOption(formatOption()).addHelpText("after", "\nExamples:\n  leasehold check\n  leasehold check --base origin/main --author alice").action(action(async (context, { format, at, ...options }) => {
		const { world } = context;
		const report = await check({ repository: await world.repository() }, {
			...options,
			at: at ?? world.clock.now()
		});
		if (format === "json") json(context, report.result);
		else context.out(checkText(report, context.paint));
		return report.result.ok ? 0 : 1;
	}));
	program.command("test").summary("run the policy tests").description("Runs policies/tests against policies/, as they are in the working tree.").option("--coverage", "list rules and roles that no test touches").addHelpText("after", "\nExamples:\n  leasehold test\n  leasehold test --coverage").action(action(async (context, options) => {
		const { world } = context;
		const report = await test({ repository: await world.repository() }, {
			...options,
			at: world.clock.now()
		});
		context.out(testText(report, context.paint));
		return report.ok ? 0 : 1;
	}));
};
function loginArgument(text) {
	if (!LOGIN.test(text.replace(/\[bot\]$/, ""))) throw new InvalidArgumentError("Write a GitHub login, such as alice.");
	return text;
}

export { registerGateCommands };