import { formatInstant } from "./units.js";

// src/domain/finding.ts
function error(rule, at, message, hint) {
	return {
		rule,
		severity: "error",
		...at,
		message,
		...hint === void 0 ? {} : { hint }
	};
}
function warning(rule, at, message, hint) {
	return {
		...error(rule, at, message, hint),
		severity: "warning"
	};
}
const hasErrors = (findings) => findings.some((finding) => finding.severity === "error");
function inOrder(findings) {
	const text = (a = "", b = "") => a < b ? -1 : a > b ? 1 : 0;
	return [...findings].sort((a, b) => text(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || text(a.rule, b.rule) || text(a.message, b.message));
}

// src/domain/provenance.ts
const COMMIT_CAP = 250;
const FILE_CAP = 3e3;
const COMMIT_CLOCK_SLACK = 600;
const refused = (at, message, hint) => ({
	kind: "refused",
	findings: [error("provenance", at, message, hint)]
});
const unclear = (at, message, hint) => ({
	kind: "unclear",
	findings: [error("provenance", at, message, hint)]
});
const ASK_AGAIN = "Delete the file in a pull request, and ask again in another one.";
function pullRequestOf(arrival, at) {
	const sha = arrival.commit.slice(0, 12);
	const merged = arrival.pulls.filter((pull) => pull.merged_at !== void 0);
	const brought = merged.filter((pull) => pull.base === arrival.branch).filter((pull) => pull.merge_commit === arrival.commit || arrival.rebased.has(pull.number));
	if (brought.length > 1) {
		const numbers = brought.map((pull) => `#${pull.number}`).join(" and ");
		return refused(at, `commit ${sha} is the merge of two pull requests, ${numbers}: which was approved is not clear`, ASK_AGAIN);
	}
	const [pull] = brought;
	if (!pull) return withoutPullRequest(arrival, merged, at);
	const limit = (pull.merged_at ?? 0) + 600;
	if (arrival.committed > limit) return refused(at, `commit ${sha} says it was made at ${formatInstant(arrival.committed)}, after its pull request #${pull.number} was merged: its date is forged`, ASK_AGAIN);
	return {
		kind: "proved",
		value: pull
	};
}
function withoutPullRequest(arrival, merged, at) {
	const sha = arrival.commit.slice(0, 12);
	const push = arrival.activity?.find((row) => row.after === arrival.commit && (row.type === "push" || row.type === "force_push"));
	if (push) {
		const who = push.actor ?? "somebody GitHub cannot name";
		const how = push.type === "push" ? "pushed straight" : "force-pushed";
		return refused(at, `commit ${sha} was ${how} to ${arrival.branch} by ${who}: no pull request, so nobody approved it`, `Delete the file, and ask in a pull request. Protect ${arrival.branch} against direct pushes: leasehold doctor says how.`);
	}
	const [elsewhere] = merged.filter((pull) => pull.base !== arrival.branch);
	if (elsewhere && arrival.activity !== void 0) return unclear(at, `commit ${sha} is known from pull request #${elsewhere.number} into ${elsewhere.base}, not into ${arrival.branch}`, ASK_AGAIN);
	return unclear(at, `GitHub names no merged pull request for commit ${sha} yet`, "The next run asks again. Where it stays so, the commit came without one: delete the file and ask in a pull request.");
}
function contentsProved(contents, mayTouch, at) {
	const number = `#${contents.pull.number}`;
	if (contents.commits.truncated || contents.commits.items.length > 250) return refused(at, `pull request ${number} has more than ${250} commits: GitHub does not show who wrote them all`, "Squash its branch and ask again.");
	if (contents.proposed.size > 3e3) return refused(at, `pull request ${number} changes more than ${FILE_CAP} files: nobody can have read them`, "Split it.");
	if (contents.commits.items.length === 0 || contents.proposed.size === 0) return unclear(at, `GitHub shows no commits or no files for pull request ${number} yet`);
	const foreign = [...contents.proposed.keys(), ...contents.merged.keys()].find((path) => !mayTouch(path));
	if (foreign !== void 0) return {
		kind: "refused",
		findings: [error("mixed-change", at, `pull request ${number} also touches ${JSON.stringify(foreign)}: a request stands alone, so that it cannot change what judges it`, "Ask again in a pull request that touches grants/ only.")]
	};
	return {
		kind: "proved",
		value: contents
	};
}
function sameFile(contents, path, at) {
	const landed = contents.merged.get(path);
	const approved = contents.proposed.get(path);
	if (landed === void 0) return unclear(at, `${path} is not among what pull request #${contents.pull.number} brought`);
	if (approved !== landed) return refused(at, `${path} on the branch is not the file that was approved in pull request #${contents.pull.number}`, ASK_AGAIN);
	return {
		kind: "proved",
		value: landed
	};
}
function signedCommits(commits, at) {
	return commits.filter((commit) => !commit.verified).map((commit) => error("signed-commits", at, `commit ${commit.sha.slice(0, 7)} is not signed by a key that GitHub verifies, and the role asks for signed commits`, "Sign it (git commit --amend -S), push, and ask for approval anew."));
}

export { contentsProved, error, hasErrors, inOrder, pullRequestOf, sameFile, signedCommits, warning };