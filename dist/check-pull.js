import { error, inOrder, judgeApprovals } from "./domain.js";
import { STATUS_CONTEXT, approvalsStatus, pullComment } from "./render.js";
import { check } from "./check.js";
import { approvalFacts } from "./prove-merge.js";
import { attempt } from "./outcome.js";
import { OutsideError } from "./outside-error.js";

// src/commands/gate/pull-approvals.ts
async function pullApprovals(github, pull, report) {
	const [commits, reviews] = await Promise.all([github.pullCommits(pull.number), github.reviews(pull.number)]);
	const facts = await approvalFacts(github, {
		pull,
		commits,
		reviews
	});
	const judge = (groups, request) => judgeApprovals(facts, groups, request?.grant.user, request?.grant.at());
	const requests = /* @__PURE__ */ new Map();
	for (const request of report.requests) if (!(request.grant.break_glass && request.role?.break_glass !== void 0)) requests.set(request, judge(request.groups, request));
	const policies = report.owners.length > 0 ? judge(report.owners) : void 0;
	const findings = [...commits.truncated ? [tooManyCommits(pull)] : [], ...report.effect !== void 0 && policies === void 0 ? [nobodyOwns(pull)] : []];
	const all = [...requests.values(), ...policies ? [policies] : []];
	return {
		requests,
		...policies ? { policies } : {},
		findings,
		satisfied: findings.length === 0 && !report.result.findings.some(({ rule, severity }) => severity === "error" && UNAPPROVABLE.has(rule)) && all.every((one) => one.satisfied)
	};
}
const UNAPPROVABLE = /* @__PURE__ */ new Set([
	"yaml",
	"schema",
	"name-format",
	"role-folder",
	"role-unknown",
	"immutable-grant",
	"mixed-change"
]);
const nobodyOwns = (pull) => error("policy-unproven", { file: "policies/leasehold.yaml" }, `pull request #${pull.number} changes policies/, and the settings before it name no owners who could approve`, "An administrator mends policies/leasehold.yaml on main and runs leasehold setup.");
const tooManyCommits = (pull) => error("provenance", void 0, `pull request #${pull.number} has more than ${250} commits: GitHub does not show who wrote them all`, "Squash its branch and push again.");

// src/commands/check-pull.ts
async function checkPull(ports, options) {
	const { repository, github } = ports;
	const pull = await github.pull(options.pull);
	if (!pull) throw new OutsideError("github", "not-found", `there is no pull request #${options.pull}`);
	if (pull.state !== "open") return void 0;
	const base = await fetchBoth(repository, pull);
	const author = pull.author.login;
	const report = await check({ repository }, {
		base,
		head: pull.head,
		at: options.at,
		author,
		story: true
	});
	const approvals = await pullApprovals(github, pull, report);
	if ((await github.pull(options.pull))?.state !== "open") return void 0;
	const troubles = await tell(ports, pull, report, approvals, options.queued);
	return {
		report,
		approvals,
		findings: inOrder([...report.result.findings, ...approvals.findings]),
		troubles
	};
}
async function fetchBoth(repository, pull) {
	const [base, head] = [`refs/heads/${pull.base}`, `refs/pull/${pull.number}/head`];
	const fetched = await repository.fetch([base, head]);
	const tip = fetched.get(base);
	if (tip === void 0 || fetched.get(head) !== pull.head) throw new OutsideError("git", "not-found", `pull request #${pull.number} moved on while it was looked at`, { hint: "The run for its new head checks it." });
	return tip;
}
async function tell({ github }, pull, report, approvals, queued) {
	const { marker, body } = pullComment(report, {
		requests: approvals.requests,
		policies: approvals.policies
	});
	const status = {
		context: STATUS_CONTEXT,
		...approvalsStatus(report, approvals)
	};
	const commits = [pull.head, ...queued === void 0 ? [] : [queued]];
	return [await attempt(`comment on #${pull.number}`, () => github.upsertComment(pull.number, marker, body)), ...await Promise.all(commits.map((commit) => attempt(`set ${STATUS_CONTEXT} on ${commit.slice(0, 12)}`, () => github.setStatus(commit, status))))].flatMap((result) => result.ok ? [] : [result.trouble]);
}

export { checkPull };