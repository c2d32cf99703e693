import { OutsideError } from "./outside-error.js";
import { foldLogin } from "./login.js";
import { Boolean, Integer, Literal, Never, Null, Optional, String, Union, Unknown, _Array_, _Object_ } from "./build.js";
import { instant } from "./units.js";

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

export { Comment, GitCommit, ListedActivity, ListedCommit, ListedHappening, ListedIssue, ListedReview, PublicKey, Pull, Ref, Repository, User, WithSha, accountOf, loginOf, mayWrite, ownLogin, secondOf, teamMembers };