import { type Static, Type } from "typebox";
import { OutsideError } from "../../commands/outside-error.ts";
import type { GitHubSettingsReads } from "../../commands/ports.ts";
import type { EnvironmentFacts, Protection } from "../../domain/doctor/github-facts.ts";
import type { GitHubApi } from "./api.ts";
import { ownLogin, teamMembers } from "./people.ts";

const Enabled = Type.Optional(Type.Object({ enabled: Type.Boolean() }));
const Flag = Type.Optional(Type.Boolean());
const Named = Type.Object({ login: Type.Optional(Type.String()), slug: Type.Optional(Type.String()) });
const Names = Type.Optional(Type.Array(Named));

const BranchProtection = Type.Object({
  required_pull_request_reviews: Type.Optional(
    Type.Object({
      dismiss_stale_reviews: Flag,
      require_code_owner_reviews: Flag,
      require_last_push_approval: Flag,
      required_approving_review_count: Type.Optional(Type.Integer()),
      bypass_pull_request_allowances: Type.Optional(Type.Object({ users: Names, teams: Names, apps: Names })),
    }),
  ),
  enforce_admins: Enabled,
  allow_force_pushes: Enabled,
  allow_deletions: Enabled,
});

const BranchRule = Type.Object({
  type: Type.String(),
  ruleset_id: Type.Optional(Type.Integer()),
  parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const Ruleset = Type.Object({
  bypass_actors: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Object({
          actor_type: Type.String(),
          actor_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
        }),
      ),
      Type.Null(),
    ]),
  ),
});

const Environment = Type.Object({
  protection_rules: Type.Optional(Type.Array(Type.Object({ type: Type.String() }))),
  deployment_branch_policy: Type.Union([
    Type.Object({ protected_branches: Type.Boolean(), custom_branch_policies: Type.Boolean() }),
    Type.Null(),
  ]),
});
const Policies = Type.Object({ branch_policies: Type.Array(Type.Object({ name: Type.String() })) });
const Workflow = Type.Object({
  default_workflow_permissions: Type.String(),
  can_approve_pull_request_reviews: Type.Boolean(),
});
const Subject = Type.Object({ use_default: Type.Boolean() });

/** GitHub's settings as doctor asks for them. What the token may not see is an error, never "not set". */
export const settingsReads = (api: GitHubApi): GitHubSettingsReads => ({
  protection: (branch) => protectionOf(api, branch),
  rules: async (branch) => {
    const rules = await api.list(BranchRule, (octokit, page) =>
      octokit.rest.repos.getBranchRules({ ...page, branch }),
    );
    return rules.map(({ type, parameters = {}, ruleset_id = 0 }) => ({
      type,
      parameters,
      ruleset: ruleset_id,
    }));
  },
  rulesetBypass: async (ruleset_id) => {
    const { bypass_actors } = await api.one(Ruleset, (octokit, repo) =>
      octokit.rest.repos.getRepoRuleset({ ...repo, ruleset_id }),
    );
    return bypass_actors?.map(({ actor_type, actor_id }) => `${actor_type}${actor_id ? ` ${actor_id}` : ""}`);
  },
  environment: (name) => environmentOf(api, name),
  actions: async () => {
    const { default_workflow_permissions, can_approve_pull_request_reviews } = await api.one(
      Workflow,
      (octokit, repo) =>
        octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...repo }),
    );
    return {
      may_open_pulls: can_approve_pull_request_reviews,
      default_permissions: default_workflow_permissions,
    };
  },
  defaultSubject: async () =>
    (
      await api.one(Subject, (octokit, repo) =>
        octokit.rest.actions.getCustomOidcSubClaimForRepo({ ...repo }),
      )
    ).use_default,
  me: () => ownLogin(api),
  teamMembers: (team) => teamMembers(api, team),
});

/** GitHub says 404 for both: that there is no protection, in these words, and that the token may not see it. */
async function protectionOf(api: GitHubApi, branch: string): Promise<Protection | undefined> {
  try {
    const found = await api.one(BranchProtection, (octokit, repo) =>
      octokit.rest.repos.getBranchProtection({ ...repo, branch }),
    );
    return protection(found);
  } catch (error) {
    if (error instanceof OutsideError && /Branch not protected/i.test(error.message)) return undefined;
    throw error;
  }
}

function protection(found: Static<typeof BranchProtection>): Protection {
  const reviews = found.required_pull_request_reviews;
  const allowed = reviews?.bypass_pull_request_allowances;
  const bypass = [...(allowed?.users ?? []), ...(allowed?.teams ?? []), ...(allowed?.apps ?? [])];
  return {
    enforce_admins: found.enforce_admins?.enabled ?? false,
    // What GitHub does not say is taken as it is worst.
    force_pushes: found.allow_force_pushes?.enabled ?? true,
    deletions: found.allow_deletions?.enabled ?? true,
    ...(reviews === undefined
      ? {}
      : {
          reviews: {
            count: reviews.required_approving_review_count ?? 0,
            code_owners: reviews.require_code_owner_reviews ?? false,
            dismiss_stale: reviews.dismiss_stale_reviews ?? false,
            last_push: reviews.require_last_push_approval ?? false,
            bypass: bypass.map(({ login, slug }) => login ?? slug ?? "somebody"),
          },
        }),
  };
}

async function environmentOf(api: GitHubApi, name: string): Promise<EnvironmentFacts | undefined> {
  const at = { environment_name: name };
  try {
    const { protection_rules = [], deployment_branch_policy: policy } = await api.one(
      Environment,
      (octokit, repo) => octokit.rest.repos.getEnvironment({ ...repo, ...at }),
    );
    const reviewers = protection_rules.some(({ type }) => type === "required_reviewers");
    if (policy === null) return { reviewers };
    if (policy.protected_branches) return { reviewers, branches: "protected" };
    const { branch_policies } = await api.one(Policies, (octokit, repo) =>
      octokit.rest.repos.listDeploymentBranchPolicies({ ...repo, ...at, per_page: 100 }),
    );
    return { reviewers, branches: branch_policies.map((one) => one.name) };
  } catch (error) {
    if (error instanceof OutsideError && error.code === "not-found") return undefined;
    throw error;
  }
}
