import { approverSets, error, ownerSets, sameFile, signedCommits } from "./domain.js";
import { policiesAt } from "./main-state.js";
import { Writers, approvalsOf, proveMerge } from "./prove-merge.js";

// src/commands/prove/decision.ts
function judgeApproval(grant, merge, policies) {
	const file = sameFile(merge.contents, grant.file, grant.at());
	if (file.kind !== "proved") return notProved(grant, file, merge);
	const role = policies.roles.get(grant.role);
	if (!role) {
		const message = `role: there is no role ${grant.role}, or there was none when pull request #${merge.contents.pull.number} was merged`;
		return {
			kind: "refused",
			grant,
			merge,
			findings: [error("role-unknown", grant.at("role"), message)]
		};
	}
	const signed = role.require.signed_commits ? signedCommits(merge.facts.commits, grant.at()) : [];
	const excused = grant.break_glass && role.break_glass !== void 0;
	const when = merge.contents.pull.merged_at ?? grant.landed;
	const approvals = approvalsOf(merge, approverSets(role, policies, when), grant.user, grant.at());
	const findings = [...signed, ...excused ? [] : approvals.findings];
	if (findings.length > 0) return {
		kind: "refused",
		grant,
		merge,
		findings
	};
	return {
		grant,
		role,
		approvers: approvals.given
	};
}
function accepted({ grant, role, approvers }, merge) {
	const { pull } = merge.contents;
	return {
		kind: "accepted",
		grant,
		role,
		approvers,
		policy_commit: merge.before,
		pull_request: pull.number,
		author: pull.author.login
	};
}
const notProved = (grant, verdict, merge) => verdict.kind === "refused" ? {
	kind: "refused",
	grant,
	...merge ? { merge } : {},
	findings: verdict.findings
} : {
	kind: "later",
	grant,
	findings: verdict.findings
};

// src/commands/prove/prove-policies.ts
async function provePolicies(ports, setup, head, branch, since = setup.policies_commit) {
	const { repository } = ports;
	const proving = {
		writers: new Writers(ports.github),
		...ports
	};
	if (!await repository.isMainline(setup.policies_commit, head)) return [unproven(`the commit that setup looked at, ${setup.policies_commit.slice(0, 12)}, is not in ${branch}'s history`, "Its history was written anew, or setup ran from another branch. An administrator looks at policies/ and runs leasehold setup.")];
	const findings = [];
	for (const commit of await repository.commitsTouching(head, "policies", since)) {
		const merge = await proveMerge(proving, commit, {
			branch,
			head
		}, () => true);
		if (merge.kind === "proved") findings.push(...await proveChange(repository, merge.value, commit));
		else findings.push(...merge.findings.map((finding) => unproven(finding.message, finding.hint)));
	}
	return findings;
}
async function proveChange(repository, merge, commit) {
	const { pull, proposed, merged } = merge.contents;
	const differs = [.../* @__PURE__ */ new Set([...proposed.keys(), ...merged.keys()])].find((path) => path.startsWith("policies/") && (!merged.has(path) || !proposed.has(path) || merged.get(path) !== proposed.get(path)));
	if (differs !== void 0) return [unproven(`${differs} is not, after the merge of pull request #${pull.number}, what was approved in it`)];
	const before = await policiesAt(repository, merge.before);
	const owners = ownerSets(before.policies, pull.merged_at ?? commit.committed);
	if (owners.length === 0) return [unproven(`before pull request #${pull.number} the settings named no owners`)];
	const approvals = approvalsOf(merge, owners, void 0);
	if (approvals.satisfied) return [];
	const why = approvals.findings.map((finding) => finding.message).join("; ");
	return [unproven(`pull request #${pull.number} changed policies/ without its owners: ${why}`)];
}
const LOOK = "An administrator looks at policies/ as it is on main and runs leasehold setup: what it then says is trusted.";
const unproven = (message, hint = LOOK) => error("policy-unproven", { file: "policies" }, `nothing is issued: ${message}`, hint);

export { accepted, judgeApproval, notProved, provePolicies };