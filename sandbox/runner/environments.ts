import type { Repo } from "../github/state.ts";
import { globbed } from "./triggers.ts";

/**
 * Why GitHub would not let a job of this ref into an environment; undefined where it may enter. An environment that
 * nobody has made is made by its first use, and is open to all. Reviewers and wait timers are not played.
 */
export function environmentRefusal(repo: Repo, name: string | undefined, ref: string): string | undefined {
  const environment = [...repo.environments.values()].find(
    (one) => one.name.toLowerCase() === name?.toLowerCase(),
  );
  const policy = environment?.branchPolicy;
  if (!environment || !policy) return undefined;
  const allowed = policy.protected_branches
    ? [...repo.protections.keys()].map((pattern) => `refs/heads/${pattern}`)
    : environment.branchPolicies.map(
        ({ name: pattern, type }) => `refs/${type === "tag" ? "tags" : "heads"}/${pattern}`,
      );
  if (allowed.some((pattern) => globbed(pattern).test(ref))) return undefined;
  const shown = ref.replace(/^refs\/heads\//, "");
  return `Branch "${shown}" is not allowed to deploy to ${environment.name} due to environment protection rules.`;
}
