import { type GrantKey, isKey } from "../../domain/key.ts";
import type { GitHubReads } from "../ports.ts";

/**
 * Where people's own revoke pull requests are. Not under `leasehold/`: those of requests are there, named by role, and
 * the schedule's own under `leasehold-ended/`, which it closes when they are not of its making.
 */
export const WISH_BRANCHES = "leasehold-revoke/";

/** Keys of grants for which a revoke pull request of their own is open (`done`, `revoke KEY`). */
export async function wishedBack(
  github: Pick<GitHubReads, "openPullsUnder">,
  branch: string,
): Promise<ReadonlySet<GrantKey>> {
  const pulls = await github.openPullsUnder(WISH_BRANCHES);
  const names = pulls
    .filter(({ base }) => base === branch)
    .map(({ head_branch }) => head_branch.slice(WISH_BRANCHES.length, head_branch.lastIndexOf("-")));
  return new Set(names.filter(isKey));
}
