import { counted } from "../http/pagination.ts";
import { conflict, notFound } from "../http/refusals.ts";
import { created, noContent, ok, operation, type Registered } from "../http/router.ts";
import { instant, type Json, type Repo } from "../state.ts";

const look = { permission: "administration", level: "read", role: "admin" } as const;
const change = { permission: "administration", level: "write", role: "admin" } as const;
const variable = {
  read: { permission: "actions_variables", level: "read", role: "write" },
  write: { permission: "actions_variables", level: "write" },
} as const;

function shownVariable(repo: Repo, name: string): Json {
  const found = repo.variables.get(name.toUpperCase());
  if (!found) throw notFound();
  return {
    name: name.toUpperCase(),
    value: found.value,
    created_at: instant(found.createdAt),
    updated_at: instant(found.updatedAt),
  };
}

/** What the repository lets Actions do: the settings `doctor` asks about. */
export const actionsSettings: readonly Registered[] = [
  operation("actions/get-github-actions-permissions-repository", { need: look }, ({ world, repo }) => {
    const { actionsEnabled, allowedActions } = repo.settings;
    const selected = { selected_actions_url: world.repoApi(repo, "/actions/permissions/selected-actions") };
    return ok({
      enabled: actionsEnabled,
      ...(actionsEnabled ? { allowed_actions: allowedActions } : {}),
      ...(actionsEnabled && allowedActions === "selected" ? selected : {}),
    });
  }),

  operation("actions/set-github-actions-permissions-repository", { need: change }, ({ input, repo }) => {
    repo.settings.actionsEnabled = input.enabled;
    if (input.allowed_actions !== undefined) repo.settings.allowedActions = input.allowed_actions;
    return noContent;
  }),

  operation(
    "actions/get-github-actions-default-workflow-permissions-repository",
    { need: look },
    ({ repo }) =>
      ok({
        default_workflow_permissions: repo.settings.defaultTokenPermissions,
        can_approve_pull_request_reviews: repo.settings.actionsMayOpenPulls,
      }),
  ),

  operation(
    "actions/set-github-actions-default-workflow-permissions-repository",
    { need: change },
    ({ input, repo }) => {
      if (input.default_workflow_permissions !== undefined) {
        repo.settings.defaultTokenPermissions = input.default_workflow_permissions;
      }
      if (input.can_approve_pull_request_reviews !== undefined) {
        repo.settings.actionsMayOpenPulls = input.can_approve_pull_request_reviews;
      }
      return noContent;
    },
  ),

  operation(
    "actions/get-custom-oidc-sub-claim-for-repo",
    { need: { ...look, permission: "actions", role: "read" } },
    () => ok({ use_default: true }),
  ),

  operation("actions/list-repo-variables", { need: variable.read }, ({ input, repo, url }) =>
    counted({ input, url }, "variables", [...repo.variables.keys()], (name) => shownVariable(repo, name)),
  ),

  operation("actions/get-repo-variable", { need: variable.read }, ({ input, repo }) =>
    ok(shownVariable(repo, input.name)),
  ),

  operation("actions/create-repo-variable", { need: variable.write }, ({ input, world, repo }) => {
    const name = input.name.toUpperCase();
    if (repo.variables.has(name)) throw conflict("Already exists - Variable already exists");
    repo.variables.set(name, { value: input.value, createdAt: world.now(), updatedAt: world.now() });
    return created({});
  }),

  operation("actions/update-repo-variable", { need: variable.write }, ({ input, world, repo }) => {
    const found = repo.variables.get(input.name.toUpperCase());
    if (!found) throw notFound();
    if (input.value !== undefined) found.value = input.value;
    found.updatedAt = world.now();
    return noContent;
  }),
];
