import { checkPolicies, error, policyTestFindings, runPolicyTests, warning } from "./domain.js";
import { CODEOWNERS_FILE, ISSUE_FORM_FILE, codeownersText, generatedPart, issueFormText, readPolicies, saysTheSame } from "./files.js";

// src/commands/main/read-policies.ts
const POLICY_PATHS = [
	"policies",
	CODEOWNERS_FILE,
	ISSUE_FORM_FILE
];
function policySource(entries) {
	const { policies, tests, findings, mended } = readPolicies(entries);
	const codeowners = textAt(entries, CODEOWNERS_FILE);
	const issue_form = textAt(entries, ISSUE_FORM_FILE);
	const odd = entries.find(isInTheWay)?.path;
	return {
		policies,
		tests,
		findings,
		mended,
		unread: new Set(findings.flatMap((finding) => finding.severity === "error" ? finding.file ?? [] : [])),
		...codeowners === void 0 ? {} : { codeowners },
		...issue_form === void 0 ? {} : { issue_form },
		...odd === void 0 ? {} : { in_the_way: odd }
	};
}
const isInTheWay = ({ path, kind }) => path === ".github/CODEOWNERS" ? kind !== "file" : ".github/CODEOWNERS".startsWith(`${path}/`) || path.startsWith(`${".github/CODEOWNERS"}/`);
function textAt(entries, path) {
	const bytes = entries.find((entry) => entry.path === path && entry.kind === "file")?.bytes;
	return bytes === void 0 ? void 0 : new TextDecoder().decode(bytes);
}
const policyFaults = ({ findings, mended }, now) => [...findings, ...checkPolicies(mended.policies, now)];
const saysAll = ({ mended }) => [...mended.unsaid].every((file) => file.startsWith("policies/tests/"));
function judgePolicies(source, now, before) {
	const { policies, tests: meant } = source.mended;
	const whole = saysAll(source);
	const tests = whole ? runPolicyTests(meant, policies, now) : [];
	return {
		findings: [
			...policyFaults(source, now),
			...policyTestFindings(tests),
			...whole ? [...codeownersFindings({
				...source,
				policies
			}, now, before), ...issueFormFindings({
				...source,
				policies
			})] : []
		],
		tests
	};
}
const WRITE = "Run leasehold codeowners and commit what it writes.";
function codeownersFindings({ policies, codeowners, in_the_way }, now, before) {
	const part = generatedPart(codeowners ?? "");
	if (codeowners !== void 0 && part !== void 0) {
		if (saysTheSame(codeowners, codeownersText(policies, codeowners, now))) return [];
		return [error("codeowners", {
			file: CODEOWNERS_FILE,
			line: part,
			column: 1
		}, "the generated part does not say what policies/ say", WRITE)];
	}
	if (in_the_way !== void 0) return [notAFile(in_the_way)];
	const at = {
		file: CODEOWNERS_FILE,
		...codeowners === void 0 ? {} : {
			line: 1,
			column: 1
		}
	};
	const missing = codeowners === void 0 ? "is not there" : "has no generated part";
	if (before === void 0) return [warning("codeowners", at, `${missing}: GitHub asks nobody to review`, WRITE)];
	if (generatedPart(before.codeowners ?? "") === void 0) return [];
	return [error("codeowners", at, `${missing} any more: GitHub would ask nobody to review`, WRITE)];
}
const notAFile = (path) => ".github/CODEOWNERS".startsWith(`${path}/`) ? error("codeowners", { file: path }, "is a link or a file, not a folder", "Make it a regular folder.") : error("codeowners", { file: CODEOWNERS_FILE }, "is a link or a folder, not a file", "Make it a regular file.");
const issueFormFindings = ({ policies, issue_form }) => issue_form === void 0 || issueFormText(policies, issue_form) === issue_form ? [] : [staleIssueForm(issue_form)];
function staleIssueForm(form) {
	const line = form.split("\n").findIndex((one) => one.trim() === "# leasehold:begin");
	return warning("issue-form", {
		file: ISSUE_FORM_FILE,
		...line === -1 ? {} : {
			line: line + 1,
			column: 1
		}
	}, "the form does not offer the roles that policies/ have", "Run leasehold issue-form and commit what it writes.");
}

export { POLICY_PATHS, judgePolicies, notAFile, policyFaults, policySource, saysAll, staleIssueForm };