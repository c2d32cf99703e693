import type { Json, Protection, Repo } from "../state.ts";
import type { World } from "../world.ts";
import { showTeam, simpleUser, simpleUserOrNull } from "./account.ts";

const at = (world: World, repo: Repo, branch: string, path = ""): string =>
  world.repoApi(repo, `/branches/${encodeURIComponent(branch)}/protection${path}`);

export function showStatusPolicy(
  world: World,
  repo: Repo,
  branch: string,
  checks: NonNullable<Protection["checks"]>,
): Json {
  const url = at(world, repo, branch, "/required_status_checks");
  return {
    url,
    strict: checks.strict,
    contexts: checks.contexts,
    contexts_url: `${url}/contexts`,
    checks: checks.contexts.map((context) => ({ context, app_id: null })),
  };
}

/** What both forms of a protection have in common. */
function core(world: World, repo: Repo, branch: string, protection: Protection): Json {
  const { reviews, checks, restrictions } = protection;
  const bypass = (reviews?.bypass ?? []).flatMap((login) => world.state.account(login) ?? []);
  return {
    url: at(world, repo, branch),
    ...(checks ? { required_status_checks: showStatusPolicy(world, repo, branch, checks) } : {}),
    ...(reviews
      ? {
          required_pull_request_reviews: {
            url: at(world, repo, branch, "/required_pull_request_reviews"),
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: reviews.codeOwners,
            require_last_push_approval: reviews.lastPushApproval,
            required_approving_review_count: reviews.count,
            ...(reviews.dismissal
              ? { dismissal_restrictions: showDismissal(world, repo, branch, reviews.dismissal) }
              : {}),
            ...(bypass.length > 0
              ? {
                  bypass_pull_request_allowances: {
                    users: bypass.map((account) => simpleUser(world, account)),
                    teams: [],
                    apps: [],
                  },
                }
              : {}),
          },
        }
      : {}),
    ...(restrictions ? { restrictions: showRestrictions(world, repo, branch, restrictions) } : {}),
    required_signatures: {
      url: at(world, repo, branch, "/required_signatures"),
      enabled: protection.signatures,
    },
    enforce_admins: { url: at(world, repo, branch, "/enforce_admins"), enabled: protection.enforceAdmins },
    required_linear_history: { enabled: protection.linearHistory },
    allow_force_pushes: { enabled: protection.forcePushes },
    allow_deletions: { enabled: protection.deletions },
    block_creations: { enabled: protection.blockCreations },
    required_conversation_resolution: { enabled: protection.conversationResolution },
    lock_branch: { enabled: protection.lockBranch },
    allow_fork_syncing: { enabled: false },
  };
}

function showDismissal(
  world: World,
  repo: Repo,
  branch: string,
  { users, teams }: { readonly users: readonly string[]; readonly teams: readonly string[] },
): Json {
  const url = at(world, repo, branch, "/dismissal_restrictions");
  return {
    url,
    users_url: `${url}/users`,
    teams_url: `${url}/teams`,
    users: users.flatMap((login) => simpleUserOrNull(world, world.state.account(login)) ?? []),
    teams: teams.flatMap((slug) => {
      const team = world.state.team(repo.owner.login, slug);
      return team ? [showTeam(world, team)] : [];
    }),
    apps: [],
  };
}

function showRestrictions(
  world: World,
  repo: Repo,
  branch: string,
  restrictions: NonNullable<Protection["restrictions"]>,
): Json {
  const url = at(world, repo, branch, "/restrictions");
  return {
    url,
    users_url: `${url}/users`,
    teams_url: `${url}/teams`,
    apps_url: `${url}/apps`,
    users: restrictions.users.flatMap((login) => {
      const account = world.state.account(login);
      return account ? [simpleUser(world, account)] : [];
    }),
    teams: [],
    apps: [],
  };
}

/** `branch-protection`: the answer to a look. */
export const showBranchProtection = core;

/** `protected-branch`: the answer to a change. */
export const showProtection = core;

/** The short form inside a branch. */
export function showBranchSummary(protection: Protection | undefined): Json {
  return {
    enabled: protection !== undefined,
    required_status_checks: {
      enforcement_level: protection?.checks ? (protection.enforceAdmins ? "everyone" : "non_admins") : "off",
      contexts: protection?.checks?.contexts ?? [],
      checks: (protection?.checks?.contexts ?? []).map((context) => ({ context, app_id: null })),
    },
  };
}
