import { list } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/refusals.ts";
import { noContent, ok, operation, type Registered } from "../http/router.ts";
import { protectionOf } from "../rules/requirements.ts";
import { showCommit } from "../show/commit.ts";
import {
  showBranchProtection,
  showBranchSummary,
  showProtection,
  showStatusPolicy,
} from "../show/protection.ts";
import type { Protection, Repo } from "../state.ts";

const read = { permission: "contents", level: "read" } as const;
const look = { permission: "administration", level: "read", role: "admin" } as const;
const rule = { permission: "administration", level: "write", role: "admin" } as const;

const nameOf = (ref: string): string => ref.slice("refs/heads/".length);

function ruleOf(repo: Repo, branch: string): Protection {
  const protection = protectionOf(repo, branch);
  if (!protection) throw notFound("Branch not protected");
  return protection;
}

async function mustExist(repo: Repo, branch: string): Promise<string> {
  const sha = await repo.git.ref(`refs/heads/${branch}`);
  if (!sha) throw notFound("Branch not found");
  return sha;
}

export const branches: readonly Registered[] = [
  operation("repos/list-branches", { need: read }, async ({ input, world, repo, url }) => {
    const all = (await repo.git.refs("refs/heads")).filter(
      ({ ref }) =>
        input.protected === undefined || input.protected === (protectionOf(repo, nameOf(ref)) !== undefined),
    );
    return list({ input, url }, all, ({ ref, sha }) => ({
      name: nameOf(ref),
      commit: { sha, url: world.repoApi(repo, `/commits/${sha}`) },
      protected: protectionOf(repo, nameOf(ref)) !== undefined,
    }));
  }),

  operation("repos/get-branch", { need: read }, async ({ input, world, repo }) => {
    const sha = await mustExist(repo, input.branch);
    const path = `/branches/${encodeURIComponent(input.branch)}`;
    const protection = protectionOf(repo, input.branch);
    return ok({
      name: input.branch,
      commit: showCommit(world, repo, await repo.git.commit(sha)),
      _links: {
        self: world.repoApi(repo, path),
        html: world.repoHtml(repo, `/tree/${input.branch}`),
      },
      protected: protection !== undefined,
      protection: showBranchSummary(protection),
      protection_url: world.repoApi(repo, `${path}/protection`),
    });
  }),

  operation("repos/get-branch-protection", { need: look }, async ({ input, world, repo }) => {
    await mustExist(repo, input.branch);
    return ok(showBranchProtection(world, repo, input.branch, ruleOf(repo, input.branch)));
  }),

  operation(
    "repos/update-branch-protection",
    { need: rule, differences: ["Apps in restrictions are not kept"] },
    async ({ input, world, repo }) => {
      await mustExist(repo, input.branch);
      const reviews = input.required_pull_request_reviews;
      const checks = input.required_status_checks;
      const count = reviews?.required_approving_review_count ?? 1;
      if (count < 0 || count > 6)
        throw unprocessable("required_approving_review_count must be between 0 and 6");
      const protection: Protection = {
        reviews: reviews
          ? {
              count,
              codeOwners: reviews.require_code_owner_reviews ?? false,
              dismissStale: reviews.dismiss_stale_reviews ?? false,
              lastPushApproval: reviews.require_last_push_approval ?? false,
              bypass: reviews.bypass_pull_request_allowances?.users ?? [],
              dismissal: reviews.dismissal_restrictions && {
                users: reviews.dismissal_restrictions.users ?? [],
                teams: reviews.dismissal_restrictions.teams ?? [],
              },
            }
          : undefined,
        checks: checks
          ? {
              strict: checks.strict,
              contexts: [
                ...new Set([...checks.contexts, ...(checks.checks ?? []).map((check) => check.context)]),
              ],
            }
          : undefined,
        enforceAdmins: input.enforce_admins ?? false,
        linearHistory: input.required_linear_history ?? false,
        forcePushes: input.allow_force_pushes ?? false,
        deletions: input.allow_deletions ?? false,
        conversationResolution: input.required_conversation_resolution ?? false,
        signatures: repo.protections.get(input.branch)?.signatures ?? false,
        lockBranch: input.lock_branch ?? false,
        blockCreations: input.block_creations ?? false,
        restrictions: input.restrictions
          ? {
              users: input.restrictions.users,
              teams: input.restrictions.teams,
              apps: input.restrictions.apps ?? [],
            }
          : undefined,
      };
      if (protection.restrictions && repo.owner.type !== "Organization") {
        throw unprocessable("Validation Failed", [
          "Only organization repositories can have users and team restrictions",
        ]);
      }
      repo.protections.set(input.branch, protection);
      return ok(showProtection(world, repo, input.branch, protection));
    },
  ),

  operation("repos/delete-branch-protection", { need: rule }, ({ input, repo }) => {
    if (!repo.protections.delete(input.branch)) throw notFound("Branch not protected");
    return noContent;
  }),

  operation("repos/get-status-checks-protection", { need: look }, ({ input, world, repo }) => {
    const { checks } = ruleOf(repo, input.branch);
    if (!checks) throw notFound("Required status checks not enabled");
    return ok(showStatusPolicy(world, repo, input.branch, checks));
  }),

  operation("repos/get-admin-branch-protection", { need: look }, ({ input, world, repo }) =>
    ok({
      url: world.repoApi(repo, `/branches/${encodeURIComponent(input.branch)}/protection/enforce_admins`),
      enabled: ruleOf(repo, input.branch).enforceAdmins,
    }),
  ),

  operation("repos/set-admin-branch-protection", { need: rule }, ({ input, world, repo }) => {
    ruleOf(repo, input.branch).enforceAdmins = true;
    const url = world.repoApi(
      repo,
      `/branches/${encodeURIComponent(input.branch)}/protection/enforce_admins`,
    );
    return ok({ url, enabled: true });
  }),

  operation("repos/delete-admin-branch-protection", { need: rule }, ({ input, repo }) => {
    ruleOf(repo, input.branch).enforceAdmins = false;
    return noContent;
  }),

  operation("repos/create-commit-signature-protection", { need: rule }, ({ input, world, repo }) => {
    ruleOf(repo, input.branch).signatures = true;
    const url = world.repoApi(
      repo,
      `/branches/${encodeURIComponent(input.branch)}/protection/required_signatures`,
    );
    return ok({ url, enabled: true });
  }),
];
