/** Which moves of a ref a repository lets through, for a push and for the API alike. */
import type { Actor } from "../http/access.ts";
import { roleIn } from "../http/access.ts";
import { protectionOf, requirementsOf } from "../rules/requirements.ts";
import type { Repo } from "../state.ts";
import type { World } from "../world.ts";
import { zeroSha } from "./repository.ts";

export interface Move {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

/** What the update hook is told about a ref before the objects are in. */
export type PushRule =
  | { readonly rule: "allow" }
  | { readonly rule: "deny"; readonly message: string }
  | { readonly rule: "fast-forward"; readonly message: string };

const refused = (branch: string, why: string) =>
  `GH006: Protected branch update failed for refs/heads/${branch}. ${why}`;

/** What tokens of Actions and Apps hear who may write contents, but not workflows. */
export const workflowRefusal =
  "refusing to allow a GitHub App to create or update workflow without `workflows` permission";

/** GITHUB_TOKEN never changes workflows, an App only with a permission of its own. */
export const mayChangeWorkflows = (actor: Actor): boolean =>
  actor.kind === "user" ? true : actor.kind === "app" && actor.token?.permissions?.workflows === "write";

/** Decides as far as it can be decided without the pushed objects. */
export function ruleOfMove(world: World, repo: Repo, actor: Actor, { ref, before, after }: Move): PushRule {
  if (ref.startsWith("refs/pull/")) return { rule: "deny", message: "deny updating a hidden ref" };
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) return { rule: "allow" };
  const exempt = actor.kind === "user" && roleIn(world, actor, repo) === "admin";
  const needed = requirementsOf(repo, branch, exempt);
  const deny = (why: string): PushRule => ({ rule: "deny", message: refused(branch, why) });
  if (after === zeroSha) {
    if (branch === repo.defaultBranch)
      return { rule: "deny", message: "refusing to delete the current branch" };
    return needed.deletions ? { rule: "allow" } : deny("Cannot delete this branch");
  }
  const restrictions = protectionOf(repo, branch)?.restrictions;
  if (restrictions && !exempt && !mayPush(world, repo, actor, restrictions)) {
    return deny("You're not authorized to push to this branch.");
  }
  if (needed.lock) return deny("Cannot change this locked branch");
  if (before !== zeroSha) {
    if (needed.mergeQueue && !exempt) return deny("Changes must be made through the merge queue");
    if (needed.reviews) return deny("Changes must be made through a pull request.");
    if (needed.checks && needed.checks.contexts.length > 0) {
      return deny(`Required status check "${needed.checks.contexts[0]}" is expected.`);
    }
    if (needed.signatures) return deny("Commits must have verified signatures.");
    if (!needed.forcePushes)
      return { rule: "fast-forward", message: refused(branch, "Cannot force-push to this branch") };
  }
  return { rule: "allow" };
}

function mayPush(
  world: World,
  repo: Repo,
  actor: Actor,
  restrictions: { users: string[]; teams: string[]; apps: string[] },
): boolean {
  const login = actor.account?.login.toLowerCase() ?? "";
  if (restrictions.users.some((user) => user.toLowerCase() === login)) return true;
  if (actor.app && restrictions.apps.includes(actor.app.slug)) return true;
  return restrictions.teams.some((slug) => {
    const team = world.state.team(repo.owner.login, slug);
    return actor.account !== undefined && team?.members.has(actor.account.id) === true;
  });
}

/** The same for the API, where the objects are there already. @returns why not, or `undefined` */
export async function refusalOfMove(
  world: World,
  repo: Repo,
  actor: Actor,
  move: Move,
): Promise<string | undefined> {
  const rule = ruleOfMove(world, repo, actor, move);
  if (rule.rule === "deny") return rule.message;
  if (!mayChangeWorkflows(actor) && move.after !== zeroSha && (await changesWorkflows(repo, move))) {
    return workflowRefusal;
  }
  if (rule.rule === "fast-forward" && !(await repo.git.isAncestor(move.before, move.after)))
    return rule.message;
  return undefined;
}

async function changesWorkflows(repo: Repo, { before, after }: Move): Promise<boolean> {
  const from = before === zeroSha ? await repo.git.resolve(repo.defaultBranch) : before;
  const of = async (commit: string | undefined) =>
    commit === undefined ? undefined : await repo.git.ref(`${commit}:.github/workflows`);
  return (await of(from)) !== (await of(after));
}
