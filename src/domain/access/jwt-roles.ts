import type { Settings } from "../model.ts";
import { IDENTITIES, type Identity, identityName } from "./names.ts";
import type { Body } from "./role-version.ts";

/** The access repository as GitHub names it. */
export interface AccessRepository {
  /** `owner/name`. */
  readonly slug: string;
  /** GitHub's number of it: stays when it is renamed, and is nobody else's after it is deleted. */
  readonly id: number;
}

/** Most that a job's token lives: jobs end in minutes, and give it back themselves. */
const TOKEN_SECONDS = 900;

/** The reusable workflow an identity's job runs in, as GitHub's `job_workflow_ref` names it. */
const workflowRef = (identity: Identity, repository: AccessRepository, branch: string): string =>
  `${repository.slug}/.github/workflows/${identityName(identity)}.yml@refs/heads/${branch}`;

/**
 * What `auth/<mount>/role/leasehold-<identity>` takes: the OIDC token of exactly one workflow file of exactly one
 * repository, as it stands on the branch (vault.md, "JWT roles"). No pull request has such a token: its `ref` is
 * `refs/pull/…`. The environment, where there are any, is named like the identity.
 *
 * Values are strings, as GitHub's claims are. `job_workflow_ref` names the repository by its name: after a rename
 * nobody gets in until the next `setup`, and whoever takes the old name has another `repository_id`.
 */
function jwtRoleBody(identity: Identity, repository: AccessRepository, settings: Settings): Body {
  const { branch, environments } = settings.github;
  return {
    role_type: "jwt",
    user_claim: "job_workflow_ref",
    bound_audiences: [settings.vault.workflows.audience],
    bound_claims_type: "string",
    bound_claims: {
      repository_id: String(repository.id),
      ref: `refs/heads/${branch}`,
      job_workflow_ref: workflowRef(identity, repository, branch),
      ...(environments ? { environment: identityName(identity) } : {}),
    },
    // Neither batch nor num_uses: minting fails with both (measured).
    token_type: "service",
    token_policies: [identityName(identity)],
    token_no_default_policy: true,
    token_ttl: TOKEN_SECONDS,
    token_max_ttl: TOKEN_SECONDS,
    token_explicit_max_ttl: TOKEN_SECONDS,
    token_num_uses: 0,
    token_period: 0,
    token_bound_cidrs: [],
    // What would widen the role if somebody set it by hand.
    bound_subject: "",
    groups_claim: "",
    claim_mappings: {},
    token_policies_template_claims: false,
    expiration_leeway: 0,
    not_before_leeway: 0,
    clock_skew_leeway: 0,
  };
}

export const jwtRoles = (repository: AccessRepository, settings: Settings): Record<string, Body> =>
  Object.fromEntries(
    IDENTITIES.map((identity) => [identityName(identity), jwtRoleBody(identity, repository, settings)]),
  );
