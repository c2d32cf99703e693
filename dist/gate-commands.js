import { InvalidArgumentError } from "./commander.js";
import { check } from "./check.js";
import { LOGIN, error, hasErrors, inOrder, policyCoverage, policyTestFindings, runPolicyTests } from "./domain.js";
import { CODEOWNERS_FILE, ISSUE_FORM_FILE, codeownersText, issueFormText, saysTheSame } from "./files.js";
import { POLICY_PATHS, notAFile, policyFaults, policySource, staleIssueForm } from "./read-policies.js";
import { checkText, findingsText, testText } from "./render.js";
import { json } from "./context.js";
import { instantArgument } from "./instant-argument.js";
import { formatOption } from "./register.js";

// src/commands/codeowners.ts
async function codeowners(ports, options) {
	const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
	const odd = source.in_the_way;
	const findings = [...policyFaults(source, options.at), ...odd === void 0 ? [] : [notAFile(odd)]];
	if (hasErrors(findings)) return {
		ok: false,
		findings: inOrder(findings),
		changed: false
	};
	const text = codeownersText(source.policies, source.codeowners ?? "", options.at);
	const changed = source.codeowners === void 0 || !saysTheSame(source.codeowners, text);
	if (!changed) return {
		ok: true,
		findings,
		text,
		changed
	};
	if (options.check === true) return {
		ok: false,
		findings: inOrder([...findings, stale]),
		text,
		changed
	};
	await ports.files.write(CODEOWNERS_FILE, text);
	return {
		ok: true,
		findings,
		text,
		changed
	};
}
const stale = error("codeowners", { file: CODEOWNERS_FILE }, "does not say what policies/ say", "Run leasehold codeowners and commit what it writes.");

// src/commands/issue-form.ts
async function issueForm(ports, options) {
	const { policies, findings, issue_form: existing } = policySource(await ports.repository.workingTree(POLICY_PATHS));
	if (hasErrors(findings)) return {
		ok: false,
		findings: inOrder(findings),
		changed: false
	};
	const text = issueFormText(policies, existing);
	const changed = text !== existing;
	if (changed && options.check === true) return {
		ok: false,
		findings: [staleIssueForm(existing ?? "")],
		changed
	};
	if (changed) await ports.files.write(ISSUE_FORM_FILE, text);
	return {
		ok: true,
		findings,
		changed
	};
}

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
	program.command("codeowners").summary("write the generated part of CODEOWNERS").description("Writes .github/CODEOWNERS so that GitHub asks the right people, between `# leasehold:begin` and `# leasehold:end`.").option("--check", "only look whether it is right").addHelpText("after", "\nExamples:\n  leasehold codeowners\n  leasehold codeowners --check").action(action(async (context, options) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			files: await world.repositoryFiles()
		};
		const report = await codeowners(ports, {
			...options,
			at: world.clock.now()
		});
		context.out(findingsText(report.findings, context.paint));
		if (report.ok) context.out(report.changed ? "Written: .github/CODEOWNERS\n" : ".github/CODEOWNERS says what the policies say.\n");
		return report.ok ? 0 : 1;
	}));
	program.command("issue-form").summary("write the roles into the request form").description("Writes .github/ISSUE_TEMPLATE/access.yml, by which people ask without a clone: its roles, between `# leasehold:begin` and `# leasehold:end`.").option("--check", "only look whether it is right").addHelpText("after", "\nExamples:\n  leasehold issue-form\n  leasehold issue-form --check").action(action(async (context, options) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			files: await world.repositoryFiles()
		};
		const report = await issueForm(ports, options);
		context.out(findingsText(report.findings, context.paint));
		if (report.ok) context.out(report.changed ? "Written: the request form\n" : "The request form offers the roles there are.\n");
		return report.ok ? 0 : 1;
	}));
};
function loginArgument(text) {
	if (!LOGIN.test(text.replace(/\[bot\]$/, ""))) throw new InvalidArgumentError("Write a GitHub login, such as alice.");
	return text;
}

export { registerGateCommands };