import type { LandedGrant, Settings } from "./model.ts";
import type { Instant } from "./units.ts";

/** Files on main whose grants are over, to be deleted by one pull request. */
export interface RevokeGroup {
  /** `leasehold-ended/<role>`, `…/all` or `…/<role>.<id>`: one branch and one pull request each. */
  readonly branch: string;
  readonly name: string;
  readonly grants: readonly LandedGrant[];
}

/** No request's branch begins so (they are `leasehold/<role>/<id>`), nor one of a person's own revoke. */
export const REVOKE_BRANCHES = "leasehold-ended/";

/** The revoke pull requests that there should be, in the order of their branches. */
export function revokeGroups(
  grants: readonly LandedGrant[],
  groupBy: Settings["revoke_pull_requests"]["group_by"],
  now: Instant,
): RevokeGroup[] {
  const over = grants.filter((grant) => grant.end <= now).sort((a, b) => (a.file < b.file ? -1 : 1));
  const nameOf = (grant: LandedGrant): string =>
    groupBy === "all" ? "all" : groupBy === "role" ? grant.role : `${grant.role}.${grant.id}`;
  return [...Map.groupBy(over, nameOf)]
    .map(([name, members]) => ({ name, branch: `${REVOKE_BRANCHES}${name}`, grants: members }))
    .sort((a, b) => (a.branch < b.branch ? -1 : 1));
}
