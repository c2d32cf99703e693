import { counted } from "../http/pagination.ts";
import { notFound } from "../http/refusals.ts";
import { noContent, ok, operation, type Registered } from "../http/router.ts";
import { showTeam, simpleUser } from "../show/account.ts";
import { type Environment, instant, type Json, nodeId, type Repo } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: ["actions", "environments"], level: "read" } as const;
const write = { permission: "administration", level: "write", role: "admin" } as const;

/** @throws 404; names of environments compare without case */
export function environmentOf(repo: Repo, name: string): Environment {
  const environment = repo.environments.get(name.toLowerCase());
  if (!environment) throw notFound();
  return environment;
}

function showEnvironment(world: World, repo: Repo, environment: Environment): Json {
  const rule = (type: string, more: Json) => {
    const id = environment.id * 10 + type.length;
    return { id, node_id: nodeId("GateRule", id), type, ...more };
  };
  const rules = [
    ...(environment.waitTimer > 0 ? [rule("wait_timer", { wait_timer: environment.waitTimer })] : []),
    ...(environment.reviewers.length > 0
      ? [
          rule("required_reviewers", {
            prevent_self_review: environment.preventSelfReview,
            reviewers: environment.reviewers.map((one) => ({
              type: one.type,
              reviewer: reviewer(world, one),
            })),
          }),
        ]
      : []),
    ...(environment.branchPolicy ? [rule("branch_policy", {})] : []),
  ];
  return {
    id: environment.id,
    node_id: nodeId("Environment", environment.id),
    name: environment.name,
    url: world.repoApi(repo, `/environments/${encodeURIComponent(environment.name)}`),
    html_url: world.repoHtml(repo, `/deployments/activity_log?environments_filter=${environment.id}`),
    created_at: instant(environment.createdAt),
    updated_at: instant(environment.updatedAt),
    protection_rules: rules,
    deployment_branch_policy: environment.branchPolicy,
  };
}

function reviewer(world: World, { type, id }: Environment["reviewers"][number]): Json | undefined {
  const team = type === "Team" ? world.state.teams.find((one) => one.id === id) : undefined;
  if (team) return showTeam(world, team);
  const account = [...world.state.accounts.values()].find((one) => one.id === id);
  return account && simpleUser(world, account);
}

interface EnvironmentWish {
  readonly wait_timer?: number;
  readonly prevent_self_review?: boolean;
  readonly reviewers?: readonly { readonly type?: "User" | "Team"; readonly id?: number }[] | null;
  readonly deployment_branch_policy?: Environment["branchPolicy"];
}

const policyShown = (policy: Environment["branchPolicies"][number]): Json => ({
  ...policy,
  node_id: nodeId("DeploymentBranchPolicy", policy.id),
});

export const environments: readonly Registered[] = [
  operation("repos/get-all-environments", { need: read }, ({ input, world, repo, url }) =>
    counted({ input, url }, "environments", [...repo.environments.values()], (environment) =>
      showEnvironment(world, repo, environment),
    ),
  ),

  operation("repos/get-environment", { need: read }, ({ input, world, repo }) =>
    ok(showEnvironment(world, repo, environmentOf(repo, input.environment_name))),
  ),

  operation("repos/create-or-update-environment", { need: write }, ({ input, world, repo }) => {
    const wish = input as EnvironmentWish;
    const key = input.environment_name.toLowerCase();
    const now = world.now();
    const environment = repo.environments.get(key) ?? {
      id: world.state.nextId(),
      name: input.environment_name,
      waitTimer: 0,
      preventSelfReview: false,
      reviewers: [],
      branchPolicy: null,
      branchPolicies: [],
      createdAt: now,
      updatedAt: now,
    };
    // What is not sent is taken away: GitHub replaces the whole.
    environment.waitTimer = wish.wait_timer ?? 0;
    environment.preventSelfReview = wish.prevent_self_review ?? false;
    environment.reviewers = (wish.reviewers ?? []).map(({ type, id }) => ({
      type: type ?? "User",
      id: id ?? 0,
    }));
    environment.branchPolicy = wish.deployment_branch_policy ?? null;
    environment.updatedAt = now;
    repo.environments.set(key, environment);
    return ok(showEnvironment(world, repo, environment));
  }),

  operation("repos/delete-an-environment", { need: write }, ({ input, repo }) => {
    environmentOf(repo, input.environment_name);
    repo.environments.delete(input.environment_name.toLowerCase());
    return noContent;
  }),

  operation("repos/list-deployment-branch-policies", { need: read }, ({ input, repo, url }) => {
    const { branchPolicies } = environmentOf(repo, input.environment_name);
    return counted({ input, url }, "branch_policies", branchPolicies, policyShown);
  }),

  operation("repos/create-deployment-branch-policy", { need: write }, ({ input, world, repo }) => {
    const environment = environmentOf(repo, input.environment_name);
    if (environment.branchPolicy?.custom_branch_policies !== true) throw notFound();
    const policy = { id: world.state.nextId(), name: input.name, type: input.type ?? ("branch" as const) };
    environment.branchPolicies.push(policy);
    return ok(policyShown(policy));
  }),
];
