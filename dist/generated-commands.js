import { error, hasErrors, inOrder } from "./domain.js";
import { CODEOWNERS_FILE, ISSUE_FORM_FILE, codeownersText, issueFormText, saysTheSame } from "./files.js";
import { POLICY_PATHS, notAFile, policyFaults, policySource, staleIssueForm } from "./read-policies.js";
import { findingsText } from "./render.js";

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

// src/cli/generated-commands.ts
const registerGeneratedCommands = (program, action) => {
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

export { registerGeneratedCommands };