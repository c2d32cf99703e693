/** Apps as themselves: with a JWT of their key they get the tokens of their installations. */
import { forbidden, notFound, unprocessable } from "../http/refusals.ts";
import { type Call, created, ok, operation, type Registered } from "../http/router.ts";
import { showApp, simpleUser } from "../show/account.ts";
import { showRepo } from "../show/repo.ts";
import { type App, fullName, instant, type Json, type Repo } from "../state.ts";
import { issueToken, type TokenPermissions } from "../tokens.ts";
import type { World } from "../world.ts";

/** Installation tokens live an hour. */
const tokenLifeInMs = 3_600_000;

function appOf({ actor }: Pick<Call<string>, "actor">): App {
  if (actor.kind !== "jwt" || !actor.app) throw forbidden("A JSON web token could not be decoded");
  return actor.app;
}

/** Repositories an App is installed on. */
const reached = (world: World, app: App): Repo[] =>
  world.state.repos.filter(
    (repo) => app.repos?.has(fullName(repo).toLowerCase()) ?? repo.owner === app.owner,
  );

function showInstallation(world: World, app: App): Json {
  const api = world.api(`/app/installations/${app.installation}`);
  return {
    id: app.installation,
    account: simpleUser(world, app.owner),
    repository_selection: app.repos ? "selected" : "all",
    access_tokens_url: `${api}/access_tokens`,
    repositories_url: world.api("/installation/repositories"),
    html_url: world.html(`/settings/installations/${app.installation}`),
    app_id: app.id,
    app_slug: app.slug,
    target_id: app.owner.id,
    target_type: app.owner.type,
    permissions: app.permissions,
    events: [],
    created_at: instant(app.createdAt),
    updated_at: instant(app.createdAt),
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

export const apps: readonly Registered[] = [
  operation("apps/get-authenticated", {}, (call) => ok(showApp(call.world, appOf(call)))),

  operation("apps/get-repo-installation", { differences: ["one installation an App"] }, (call) => {
    const app = appOf(call);
    if (!reached(call.world, app).includes(call.repo)) throw notFound();
    return ok(showInstallation(call.world, app));
  }),

  operation("apps/create-installation-access-token", {}, (call) => {
    const { input, world } = call;
    const app = appOf(call);
    if (input.installation_id !== app.installation) throw notFound();
    const own = reached(world, app);
    const wanted = input.repositories?.map((name) =>
      own.find((repo) => repo.name.toLowerCase() === name.toLowerCase()),
    );
    const repos = wanted ?? own;
    if (repos.includes(undefined)) {
      throw unprocessable(
        "There is at least one repository that does not exist or is not accessible to the parent installation.",
      );
    }
    const asked = (input.permissions ?? app.permissions) as TokenPermissions;
    const order = ["none", "read", "write", "admin"];
    const tooMuch = Object.entries(asked).some(
      ([name, level]) => order.indexOf(level) > order.indexOf(app.permissions[name] ?? "none"),
    );
    if (tooMuch) throw unprocessable("The permissions requested are not granted to this installation.");
    const expiresAt = new Date(world.now().getTime() + tokenLifeInMs);
    const names = repos.flatMap((repo) => (repo ? [fullName(repo)] : []));
    const token = issueToken(world, "app", app.bot, "ghs_", {
      permissions: { metadata: "read", ...asked },
      repos: names,
      expiresAt,
    });
    return created({
      token,
      expires_at: instant(expiresAt),
      permissions: asked,
      repository_selection: wanted || app.repos ? "selected" : "all",
      ...(wanted ? { repositories: repos.flatMap((repo) => (repo ? [showRepo(world, repo)] : [])) } : {}),
    });
  }),
];
