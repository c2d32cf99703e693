import { Boolean, Integer, Literal, Never, Null, Optional, String, Union, Unknown, _Array_, _Object_, formatInstant, instant } from "./build.js";
import { OutsideError } from "./secret.js";

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
/** The stable order in which findings are shown: by file, place, rule, message. */
function inOrder(findings) {
	const text = (a = "", b = "") => a < b ? -1 : a > b ? 1 : 0;
	return [...findings].sort((a, b) => text(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || text(a.rule, b.rule) || text(a.message, b.message));
}

// src/domain/login.ts
/** Letters, digits, `-`, and `_` for managed users; at most 39. */
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
/** ASCII lower case only: no look-alike of another alphabet folds into a login. */
const foldLogin = (login) => CAPITAL.test(login) ? login.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : login;
const CAPITAL = /[A-Z]/;
const sameLogin = (a, b) => foldLogin(a) === foldLogin(b);

// src/domain/provenance.ts
/** GitHub gives no more than this many; beyond it, what was approved is not known. */
const COMMIT_CAP = 250;
const FILE_CAP = 3e3;
/** A commit may be this much younger than the merge: the server's clocks; earlier only shortens a grant. */
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
/**
* The one merged pull request that brought the commit to the branch: design.md, "Provenance", 1.
* A commit that none brought is refused only where activity shows how it came instead.
*/
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
/**
* That the pull request is what its approvers saw, and touched nothing but what it may: "Provenance", 2 and 3.
*
* @param mayTouch whether a path may be changed by it
*/
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
/** That the file on the branch is, byte for byte, the one at the approved head: "Provenance", 3. */
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
/** `require.signed_commits`: every commit of the pull request is verified by GitHub. */
function signedCommits(commits, at) {
	return commits.filter((commit) => !commit.verified).map((commit) => error("signed-commits", at, `commit ${commit.sha.slice(0, 7)} is not signed by a key that GitHub verifies, and the role asks for signed commits`, "Sign it (git commit --amend -S), push, and ask for approval anew."));
}

// src/adapters/github/answers.ts
/** What we read of GitHub's answers. Members that decide trust are here; the others are left alone. */
const Text = String();
const TextOrNull = Union([String(), Null()]);
const Sha = String({ pattern: "^[0-9a-f]{40}(?:[0-9a-f]{24})?$" });
const ShaOrNull = Union([Sha, Null()]);
/** RFC 3339, as GitHub writes it. */
const Time = String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$" });
/** GitHub gives null, or an object without members, for who is gone or cannot be named. */
const User = Union([
	_Object_({
		login: String({ minLength: 1 }),
		type: Optional(Text)
	}),
	_Object_({ login: Optional(Never()) }),
	Null()
]);
const Repository = _Object_({
	id: Integer({ minimum: 1 }),
	full_name: Text,
	html_url: Text
});
const Pull = _Object_({
	number: Integer({ minimum: 1 }),
	node_id: Text,
	html_url: Text,
	title: Text,
	state: Union([Literal("open"), Literal("closed")]),
	user: User,
	base: _Object_({
		ref: Text,
		repo: _Object_({ id: Integer() })
	}),
	head: _Object_({
		ref: Text,
		sha: Sha,
		repo: Union([_Object_({ id: Integer() }), Null()])
	}),
	labels: Optional(_Array_(_Object_({ name: Text }))),
	auto_merge: Optional(Union([_Object_({ merge_method: Text }), Null()])),
	closed_at: Optional(Union([Time, Null()])),
	merged_at: Union([Time, Null()]),
	merge_commit_sha: ShaOrNull
});
const ListedCommit = _Object_({
	sha: Sha,
	author: Optional(User),
	committer: Optional(User),
	commit: _Object_({
		message: Text,
		author: Union([_Object_({ email: Optional(Text) }), Null()]),
		committer: Union([_Object_({ email: Optional(Text) }), Null()]),
		verification: Optional(_Object_({ verified: Boolean() }))
	})
});
/** A state that GitHub adds one day may mean a refusal: it is no answer until it is known here. */
const ListedReview = _Object_({
	user: User,
	state: Union([
		Literal("APPROVED"),
		Literal("CHANGES_REQUESTED"),
		Literal("DISMISSED"),
		Literal("COMMENTED"),
		Literal("PENDING")
	]),
	commit_id: Optional(ShaOrNull),
	submitted_at: Optional(Union([Time, Null()]))
});
/** What happened to an issue or a pull request; of most kinds we read nothing more. */
const ListedHappening = _Object_({
	event: Text,
	created_at: Time
});
const Permission = _Object_({ permission: Text });
const Member = _Object_({ login: String({ minLength: 1 }) });
const Ref = _Object_({ object: _Object_({
	sha: Sha,
	type: Text
}) });
const WithSha = _Object_({ sha: Sha });
const GitCommit = _Object_({
	sha: Sha,
	tree: WithSha
});
const ListedActivity = _Object_({
	before: Sha,
	after: Sha,
	ref: Text,
	timestamp: Time,
	activity_type: Text,
	actor: Optional(User)
});
const Comment = _Object_({
	id: Integer(),
	body: Optional(TextOrNull),
	user: User
});
/** An issue, or (with `pull_request`) a pull request, which GitHub lists among them. */
const ListedIssue = _Object_({
	number: Integer({ minimum: 1 }),
	html_url: Text,
	state: Union([Literal("open"), Literal("closed")]),
	body: Optional(TextOrNull),
	user: User,
	pull_request: Optional(Unknown())
});
const PublicKey = _Object_({
	key_id: Text,
	key: Text
});
/** The second in which a time lies. */
const secondOf = (time) => instant(Math.floor(Date.parse(time) / 1e3));
/** The login, where GitHub names somebody. */
const loginOf = (user) => user?.login ?? void 0;
const TYPES = [
	"User",
	"Bot",
	"Organization",
	"Mannequin"
];
/** GitHub shows `ghost` in place of who is gone: a login nobody can have. */
function accountOf(user) {
	if (!user?.login) return {
		login: "ghost",
		type: "unknown"
	};
	const type = "type" in user ? user.type : void 0;
	return {
		login: user.login,
		type: TYPES.find((known) => known === type) ?? "unknown"
	};
}

// src/adapters/github/people.ts
/** What GitHub's older names of permissions say: `maintain` is told as `write`, `triage` as `read`. */
const WRITING = /* @__PURE__ */ new Set([
	"admin",
	"maintain",
	"write"
]);
/** Whether somebody may write to the repository; who is unknown to GitHub may not. */
async function mayWrite(api, login) {
	try {
		const { permission } = await api.one(Permission, (octokit, repo) => octokit.rest.repos.getCollaboratorPermissionLevel({
			...repo,
			username: login
		}));
		return WRITING.has(permission);
	} catch (error) {
		if (error instanceof OutsideError && error.code === "not-found") return false;
		throw error;
	}
}
/** Folded logins of a team of the owner; undefined where the token may not read it (GITHUB_TOKEN never may). */
async function teamMembers(api, team) {
	try {
		const items = await api.list(Member, (octokit, { owner, per_page, page }) => octokit.rest.teams.listMembersInOrg({
			org: owner,
			team_slug: team,
			per_page,
			page
		}));
		return new Set(items.map((member) => foldLogin(member.login)));
	} catch (error) {
		if (error instanceof OutsideError && (error.code === "not-found" || error.code === "denied")) return void 0;
		throw error;
	}
}
/** The login of the token's person; undefined for a token of Actions or of an App, which has none to ask for. */
async function ownLogin(api) {
	try {
		return (await api.one(Member, (octokit) => octokit.rest.users.getAuthenticated())).login;
	} catch (error) {
		if (error instanceof OutsideError && (error.code === "denied" || error.code === "not-found")) return void 0;
		throw error;
	}
}

export { Comment, GitCommit, LOGIN, ListedActivity, ListedCommit, ListedHappening, ListedIssue, ListedReview, PublicKey, Pull, Ref, Repository, User, WithSha, accountOf, contentsProved, error, foldLogin, hasErrors, inOrder, loginOf, mayWrite, ownLogin, pullRequestOf, sameFile, sameLogin, secondOf, signedCommits, teamMembers, warning };