import { list } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/refusals.ts";
import { created, noContent, ok, operation, type Registered } from "../http/router.ts";
import { rulesetsOf } from "../rules/requirements.ts";
import { fullName, instant, type Json, nodeId, type Repo, type Ruleset } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "metadata", level: "read" } as const;
const write = { permission: "administration", level: "write", role: "admin" } as const;

/** In lists, rules and conditions are left out. */
function summary(world: World, repo: Repo, ruleset: Ruleset): Json {
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: "Repository",
    source: fullName(repo),
    enforcement: ruleset.enforcement,
    node_id: nodeId("RepositoryRuleset", ruleset.id),
    _links: {
      self: { href: world.repoApi(repo, `/rulesets/${ruleset.id}`) },
      html: { href: world.repoHtml(repo, `/rules/${ruleset.id}`) },
    },
    created_at: instant(ruleset.createdAt),
    updated_at: instant(ruleset.updatedAt),
  };
}

const full = (world: World, repo: Repo, ruleset: Ruleset, admin: boolean): Json => ({
  ...summary(world, repo, ruleset),
  conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
  rules: ruleset.rules,
  // Who may pass is shown to those only who may change it.
  ...(admin ? { bypass_actors: ruleset.bypassActors } : {}),
  current_user_can_bypass: "never",
});

interface RulesetWish {
  readonly name?: string;
  readonly target?: Ruleset["target"];
  readonly enforcement?: Ruleset["enforcement"];
  readonly bypass_actors?: Json[];
  readonly conditions?: { readonly ref_name?: { readonly include?: string[]; readonly exclude?: string[] } };
  readonly rules?: Ruleset["rules"];
}

function applyWish(ruleset: Ruleset, wish: RulesetWish): void {
  if (wish.name !== undefined) ruleset.name = wish.name;
  if (wish.target !== undefined) ruleset.target = wish.target;
  if (wish.enforcement !== undefined) ruleset.enforcement = wish.enforcement;
  if (wish.bypass_actors !== undefined) ruleset.bypassActors = wish.bypass_actors;
  if (wish.conditions?.ref_name) {
    ruleset.include = wish.conditions.ref_name.include ?? [];
    ruleset.exclude = wish.conditions.ref_name.exclude ?? [];
  }
  if (wish.rules !== undefined) ruleset.rules = wish.rules;
}

function rulesetOf(repo: Repo, id: number): Ruleset {
  const ruleset = repo.rulesets.get(id);
  if (!ruleset) throw notFound();
  return ruleset;
}

export function addRuleset(world: World, repo: Repo, wish: RulesetWish & { name: string }): Ruleset {
  const now = world.now();
  const ruleset: Ruleset = {
    id: world.state.nextId(),
    name: wish.name,
    target: "branch",
    enforcement: "active",
    bypassActors: [],
    include: [],
    exclude: [],
    rules: [],
    createdAt: now,
    updatedAt: now,
  };
  applyWish(ruleset, wish);
  repo.rulesets.set(ruleset.id, ruleset);
  return ruleset;
}

export const rulesets: readonly Registered[] = [
  operation(
    "repos/get-repo-rulesets",
    { need: read, differences: ["repository rulesets only, none of organisations"] },
    ({ input, world, repo, url }) => {
      const targets = input.targets?.split(",");
      const found = [...repo.rulesets.values()].filter(
        (ruleset) => !targets || targets.includes(ruleset.target),
      );
      return list({ input, url }, found, (ruleset) => summary(world, repo, ruleset));
    },
  ),

  operation("repos/get-repo-ruleset", { need: read }, ({ input, world, repo, actor }) => {
    const admin = actor.kind === "user" && world.state.roleOf(actor.account, repo) === "admin";
    return ok(full(world, repo, rulesetOf(repo, input.ruleset_id), admin));
  }),

  operation("repos/create-repo-ruleset", { need: write }, ({ input, world, repo }) => {
    if ([...repo.rulesets.values()].some(({ name }) => name === input.name)) {
      throw unprocessable("Validation Failed", ["Name must be unique"]);
    }
    return created(full(world, repo, addRuleset(world, repo, input as RulesetWish & { name: string }), true));
  }),

  operation("repos/update-repo-ruleset", { need: write }, ({ input, world, repo }) => {
    const ruleset = rulesetOf(repo, input.ruleset_id);
    applyWish(ruleset, input as RulesetWish);
    ruleset.updatedAt = world.now();
    return ok(full(world, repo, ruleset, true));
  }),

  operation("repos/delete-repo-ruleset", { need: write }, ({ input, repo }) => {
    rulesetOf(repo, input.ruleset_id);
    repo.rulesets.delete(input.ruleset_id);
    return noContent;
  }),

  operation("repos/get-branch-rules", { need: read }, ({ input, repo, url }) => {
    const rules = rulesetsOf(repo, input.branch).flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        ...rule,
        ruleset_source_type: "Repository",
        ruleset_source: fullName(repo),
        ruleset_id: ruleset.id,
      })),
    );
    return list({ input, url }, rules, (rule) => rule);
  }),
];
