import { NAME, grantId, grantOfWish, grantPath, hasErrors, judgeEach, suggest, ticketLink, viewOf, wishOf } from "./domain.js";
import { printGrant, readGrant } from "./files.js";
import { requestBody, requestTitle } from "./render.js";
import { ExtendedGrants } from "./extended-grants.js";
import { landedGrants } from "./landed-grants.js";
import { policiesAt } from "./main-state.js";
import { attempt } from "./outcome.js";
import { Stop } from "./stop.js";

// src/commands/person/written-request.ts
function readWords(words) {
	if (!NAME.test(words.role)) throw new Stop(2, `${JSON.stringify(words.role)} is no name of a role`, "leasehold explain --user LOGIN lists the roles.");
	const read = readGrant(entryOf(words));
	if (read.ok) return {
		ok: true,
		wish: wishOf(read.grant)
	};
	return {
		ok: false,
		findings: read.findings.map(ofOptions)
	};
}
function entryOf(words) {
	const fields = {
		role: words.role,
		user: words.user,
		duration: words.for,
		until: words.until,
		reason: words.reason,
		ticket: words.ticket,
		start: words.start,
		break_glass: words.break_glass || void 0
	};
	const bytes = Buffer.from(JSON.stringify(fields, null, 1));
	return {
		path: grantPath(words.role, "request"),
		kind: "file",
		size: bytes.length,
		bytes
	};
}
const OPTIONS = [[/^duration\b/, "--for"], [/^(until|reason|ticket|start|user)\b/, "--$1"]];
function ofOptions({ rule, severity, message, hint }) {
	return {
		rule,
		severity,
		message: OPTIONS.reduce((text, [field, option]) => text.replace(field, option), message),
		...hint === void 0 ? {} : { hint }
	};
}

// src/commands/person/propose.ts
async function groundOf({ repository, now }, branch) {
	const commit = (await repository.fetch([branch])).get(branch);
	if (commit === void 0) throw new Stop(2, `origin has no branch ${branch}`, "github.branch in policies/leasehold.yaml names the branch grants live on.");
	const [{ policies }, landed] = await Promise.all([policiesAt(repository, commit), landedGrants(repository, commit)]);
	return {
		commit,
		branch,
		policies,
		base: landed.grants.filter((grant) => grant.end > now)
	};
}
async function judgeWish({ repository, now }, ground, wish, id, author) {
	const chain = wish.extends === void 0 ? void 0 : await chainTo(repository, ground.base, wish.extends);
	const grant = grantOfWish(wish, now, chain?.at(-1), id);
	const request = {
		grant,
		...author === void 0 ? {} : { author },
		...chain === void 0 ? {} : { chain }
	};
	const { base, policies } = ground;
	const findings = judgeEach({
		added: [request],
		base,
		policies,
		now
	}).get(request) ?? [];
	const suggestion = hasErrors(findings) ? suggest(request, {
		base,
		policies,
		now
	}) : void 0;
	return {
		grant,
		view: viewOf(grant, policies, now, author === void 0 ? {} : { author }),
		findings: findings.map(ofOptions),
		...suggestion === void 0 ? {} : { suggestion }
	};
}
const chainTo = async (repository, base, key) => base.some((grant) => grant.key === key) ? new ExtendedGrants(repository, base).chainTo(key) : [];
async function propose(ports, ground, wish, options) {
	const id = grantId(wish, ports.chance());
	const judged = await judgeWish(ports, ground, wish, id, options.author);
	const { findings, view } = judged;
	if (options.check && hasErrors(findings)) return {
		judged,
		findings,
		troubles: []
	};
	const branch = `leasehold/${wish.role}/${id}`;
	const title = requestTitle(wish);
	const pushed = {
		branch,
		commit: await ports.copy.pushBranch({
			base: ground.commit,
			branch,
			message: paragraphs(title, options.trailer),
			write: /* @__PURE__ */ new Map([[grantPath(wish.role, id), printGrant(wish)]]),
			remove: []
		})
	};
	const { roles, settings } = ground.policies;
	const text = requestBody(wish, view, roles.get(wish.role), ticketLink(settings, wish.ticket));
	const body = paragraphs(text, options.note);
	const opened = await attempt(`open the pull request of ${branch}`, () => ports.github.openPull({
		branch,
		base: ground.branch,
		title,
		body
	}));
	const told = options.check ? findings : findings.map((one) => ({
		...one,
		severity: "warning"
	}));
	if (!opened.ok) return {
		judged,
		pushed,
		findings: told,
		troubles: [byHand(branch, opened.trouble)]
	};
	const { number, url } = opened.value;
	return {
		judged,
		pushed,
		pull: {
			number,
			url
		},
		findings: told,
		troubles: []
	};
}
const paragraphs = (first, last) => last === void 0 ? first : `${first}\n\n${last}`;
const byHand = (branch, { owed, message, hint = "" }) => ({
	owed,
	message,
	hint: `${hint} The branch ${branch} is pushed: open its pull request on GitHub's page of the repository.`.trim()
});

export { groundOf, judgeWish, propose, readWords };