import type { GrantFile, LandedGrant, Policies } from "../../domain/model.ts";
import { looksAtLive } from "../../domain/rules/cel.ts";
import { conflictingRoles } from "../../domain/rules/occupancy.ts";
import { ifSaid } from "../../domain/unsaid.ts";
import type { Repository } from "../ports.ts";
import { landedGrants } from "./landed-grants.ts";

/**
 * The folders of `grants/` whose grants can matter for judging these requests: the cost of a check follows the
 * change, not the repository.
 *
 * @param paths also those whose roles give a path that a request would give (to tell what is gained)
 */
export function foldersFor(
  files: readonly GrantFile[],
  policies: Policies,
  paths: boolean,
): readonly string[] {
  // Policies broken in their form may not say what matters.
  return ifSaid(() => foldersThatMatter(files, policies, paths)) ?? ["grants"];
}

function foldersThatMatter(
  files: readonly GrantFile[],
  policies: Policies,
  paths: boolean,
): readonly string[] {
  const conflicts = conflictingRoles(policies.roles);
  const roles = new Set<string>();
  for (const file of files) {
    const role = policies.roles.get(file.role);
    if (role === undefined) continue;
    if (looksAtLive(role)) return ["grants"];
    const { per_user, total } = role.limits;
    if (per_user !== undefined || total !== undefined || file.extends !== undefined) roles.add(role.name);
    for (const other of conflicts.get(role.name) ?? []) roles.add(other);
    if (!paths) continue;
    const given = new Set(role.access.map(({ path }) => path));
    for (const other of policies.roles.values()) {
      if (other.access.some(({ path }) => given.has(path))) roles.add(other.name);
    }
  }
  return [...roles].sort().map((role) => `grants/${role}`);
}

/** The grants of a commit in some folders, over or not. */
export async function grantsIn(
  repository: Repository,
  commit: string,
  folders: readonly string[],
): Promise<LandedGrant[]> {
  const landed = await Promise.all(folders.map((folder) => landedGrants(repository, commit, folder)));
  return landed.flatMap(({ grants }) => grants);
}
