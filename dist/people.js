import { OutsideError } from "./outside-error.js";
import { foldLogin, instant } from "./domain.js";
import { Boolean, Integer, Literal, Never, Null, Optional, String, Union, Unknown, _Array_, _Object_ } from "./typebox.js";

// src/adapters/github/answers.ts
const Text = String();
const TextOrNull = Union([String(), Null()]);
const Sha = String({ pattern: "^[0-9a-f]{40}(?:[0-9a-f]{24})?$" });
const ShaOrNull = Union([Sha, Null()]);
const Time = String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$" });
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
	merge_commit_sha: ShaOrNull,
	mergeable_state: Optional(Text)
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
const secondOf = (time) => instant(Math.floor(Date.parse(time) / 1e3));
const loginOf = (user) => user?.login ?? void 0;
const TYPES = [
	"User",
	"Bot",
	"Organization",
	"Mannequin"
];
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
const WRITING = /* @__PURE__ */ new Set([
	"admin",
	"maintain",
	"write"
]);
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
async function ownLogin(api) {
	try {
		return (await api.one(Member, (octokit) => octokit.rest.users.getAuthenticated())).login;
	} catch (error) {
		if (error instanceof OutsideError && (error.code === "denied" || error.code === "not-found")) return void 0;
		throw error;
	}
}

export { Comment, GitCommit, ListedActivity, ListedCommit, ListedHappening, ListedIssue, ListedReview, PublicKey, Pull, Ref, Repository, User, WithSha, accountOf, loginOf, mayWrite, ownLogin, secondOf, teamMembers };