import { NAME, error, hasErrors } from "./domain.js";
import { readIssueAnswers } from "./files.js";
import { ISSUE_REPLY, refusedReply, requestedReply } from "./render.js";
import { attempt } from "./outcome.js";
import { groundOf, propose, readWords } from "./propose.js";

// src/commands/request-by-issue.ts
async function requestByIssue(ports, issue, branch) {
	const { repository, github, now } = ports;
	const { login } = issue.author;
	const read = readIssueAnswers(issue.body);
	const wish = read.ok ? wishOf(read.answers, login) : [unreadable(read.problem)];
	if (!isWish(wish)) return refuse(ports, issue, {
		findings: wish,
		troubles: []
	});
	const ground = await groundOf(ports, branch);
	const proposal = await propose({
		repository,
		github,
		now,
		chance: () => `i${issue.number}`,
		copy: { pushBranch: (change) => pushOnce(ports, change) }
	}, ground, wish, {
		author: login,
		check: true,
		trailer: `Co-authored-by: ${login} <${github.noreplyAddress(issue.author)}>`,
		note: `Asked for by ${login} in #${issue.number}.\n\nCloses #${issue.number}`
	});
	return proposal.pushed === void 0 ? refuse(ports, issue, proposal) : tell(ports, issue, proposal);
}
const isWish = (read) => "role" in read;
function wishOf(answers, user) {
	if (!NAME.test(answers.role)) return [error("role-unknown", void 0, `role: ${JSON.stringify(answers.role)} is no name of a role`)];
	const read = readWords({
		...answers,
		user,
		break_glass: false
	});
	return read.ok ? read.wish : read.findings;
}
const unreadable = (problem) => error("schema", void 0, problem, "Open a new issue by the form, and leave its headings as they are.");
async function pushOnce({ github }, change) {
	const [open] = await github.openPullsFrom(change.branch);
	return open?.head ?? github.commitOnBranch(change);
}
async function tell({ github }, issue, { judged, pull, findings, troubles }) {
	if (pull === void 0) return {
		judged,
		findings,
		troubles
	};
	const told = await attempt(`comment on issue #${issue.number}`, () => github.upsertComment(issue.number, ISSUE_REPLY, requestedReply(judged.view, pull)));
	return {
		judged,
		pull,
		findings,
		troubles: told.ok ? troubles : [...troubles, told.trouble]
	};
}
async function refuse({ github }, issue, { judged, findings, troubles }) {
	const outcome = {
		...judged ? { judged } : {},
		findings,
		troubles
	};
	if (!hasErrors(findings)) return outcome;
	const told = await attempt(`answer issue #${issue.number}`, async () => {
		await github.upsertComment(issue.number, ISSUE_REPLY, refusedReply(findings, judged?.suggestion));
		await github.closeIssue(issue.number, "not_planned");
	});
	return {
		...outcome,
		troubles: told.ok ? troubles : [...troubles, told.trouble]
	};
}

export { requestByIssue };