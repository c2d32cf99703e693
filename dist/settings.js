import { Boolean, Integer, Null, Optional, Record, String, Union, Unknown, _Array_, _Object_ } from "./typebox.js";
import { OutsideError } from "./outside-error.js";
import { ownLogin, teamMembers } from "./people.js";

// src/adapters/github/settings.ts
const Enabled = Optional(_Object_({ enabled: Boolean() }));
const Flag = Optional(Boolean());
const Named = _Object_({
	login: Optional(String()),
	slug: Optional(String())
});
const Names = Optional(_Array_(Named));
const BranchProtection = _Object_({
	required_pull_request_reviews: Optional(_Object_({
		dismiss_stale_reviews: Flag,
		require_code_owner_reviews: Flag,
		require_last_push_approval: Flag,
		required_approving_review_count: Optional(Integer()),
		bypass_pull_request_allowances: Optional(_Object_({
			users: Names,
			teams: Names,
			apps: Names
		}))
	})),
	enforce_admins: Enabled,
	allow_force_pushes: Enabled,
	allow_deletions: Enabled
});
const BranchRule = _Object_({
	type: String(),
	ruleset_id: Optional(Integer()),
	parameters: Optional(Record(String(), Unknown()))
});
const Ruleset = _Object_({ bypass_actors: Optional(Union([_Array_(_Object_({
	actor_type: String(),
	actor_id: Optional(Union([Integer(), Null()]))
})), Null()])) });
const Environment = _Object_({
	protection_rules: Optional(_Array_(_Object_({ type: String() }))),
	deployment_branch_policy: Union([_Object_({
		protected_branches: Boolean(),
		custom_branch_policies: Boolean()
	}), Null()])
});
const Policies = _Object_({ branch_policies: _Array_(_Object_({ name: String() })) });
const Workflow = _Object_({
	default_workflow_permissions: String(),
	can_approve_pull_request_reviews: Boolean()
});
const Subject = _Object_({ use_default: Boolean() });
const settingsReads = (api) => ({
	protection: (branch) => protectionOf(api, branch),
	rules: async (branch) => {
		return (await api.list(BranchRule, (octokit, page) => octokit.rest.repos.getBranchRules({
			...page,
			branch
		}))).map(({ type, parameters = {}, ruleset_id = 0 }) => ({
			type,
			parameters,
			ruleset: ruleset_id
		}));
	},
	rulesetBypass: async (ruleset_id) => {
		const { bypass_actors } = await api.one(Ruleset, (octokit, repo) => octokit.rest.repos.getRepoRuleset({
			...repo,
			ruleset_id
		}));
		return bypass_actors?.map(({ actor_type, actor_id }) => `${actor_type}${actor_id ? ` ${actor_id}` : ""}`);
	},
	environment: (name) => environmentOf(api, name),
	actions: async () => {
		const { default_workflow_permissions, can_approve_pull_request_reviews } = await api.one(Workflow, (octokit, repo) => octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...repo }));
		return {
			may_open_pulls: can_approve_pull_request_reviews,
			default_permissions: default_workflow_permissions
		};
	},
	defaultSubject: async () => (await api.one(Subject, (octokit, repo) => octokit.rest.actions.getCustomOidcSubClaimForRepo({ ...repo }))).use_default,
	me: () => ownLogin(api),
	teamMembers: (team) => teamMembers(api, team)
});
async function protectionOf(api, branch) {
	try {
		return protection(await api.one(BranchProtection, (octokit, repo) => octokit.rest.repos.getBranchProtection({
			...repo,
			branch
		})));
	} catch (error) {
		if (error instanceof OutsideError && /Branch not protected/i.test(error.message)) return void 0;
		throw error;
	}
}
function protection(found) {
	const reviews = found.required_pull_request_reviews;
	const allowed = reviews?.bypass_pull_request_allowances;
	const bypass = [
		...allowed?.users ?? [],
		...allowed?.teams ?? [],
		...allowed?.apps ?? []
	];
	return {
		enforce_admins: found.enforce_admins?.enabled ?? false,
		force_pushes: found.allow_force_pushes?.enabled ?? true,
		deletions: found.allow_deletions?.enabled ?? true,
		...reviews === void 0 ? {} : { reviews: {
			count: reviews.required_approving_review_count ?? 0,
			code_owners: reviews.require_code_owner_reviews ?? false,
			dismiss_stale: reviews.dismiss_stale_reviews ?? false,
			last_push: reviews.require_last_push_approval ?? false,
			bypass: bypass.map(({ login, slug }) => login ?? slug ?? "somebody")
		} }
	};
}
async function environmentOf(api, name) {
	const at = { environment_name: name };
	try {
		const { protection_rules = [], deployment_branch_policy: policy } = await api.one(Environment, (octokit, repo) => octokit.rest.repos.getEnvironment({
			...repo,
			...at
		}));
		const reviewers = protection_rules.some(({ type }) => type === "required_reviewers");
		if (policy === null) return { reviewers };
		if (policy.protected_branches) return {
			reviewers,
			branches: "protected"
		};
		const { branch_policies } = await api.one(Policies, (octokit, repo) => octokit.rest.repos.listDeploymentBranchPolicies({
			...repo,
			...at,
			per_page: 100
		}));
		return {
			reviewers,
			branches: branch_policies.map((one) => one.name)
		};
	} catch (error) {
		if (error instanceof OutsideError && error.code === "not-found") return void 0;
		throw error;
	}
}

export { settingsReads };