import { membersOf } from "./eligibility.ts";
import { foldLogin, type Login } from "./login.ts";
import type { Group, LandedGrant, Policies, Settings } from "./model.ts";
import type { PullRequest } from "./pull-request.ts";
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

/** What marks a revoke pull request in GitHub's lists. */
export const REVOKE_LABELS: readonly string[] = ["leasehold", "leasehold-revoke"];

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

/** GitHub asks no more people than these to review one pull request. */
const MOST_ASKED = 15;

/**
 * Who is asked to review a revoke pull request: the people who own its files, which are the approvers of its roles,
 * and the settings' owners for a role that has none any more. Of several roles everybody's first before anybody's
 * second, as GitHub asks at most fifteen. Those whose own grants ended come last.
 */
export function reviewersOf(
  { grants }: Pick<RevokeGroup, "grants">,
  policies: Policies,
  now: Instant,
): Login[] {
  const ended = new Set(grants.map((grant) => foldLogin(grant.user)));
  const people = (groups: readonly Group[]): Login[] => {
    const all = [...new Set(groups.flatMap((group) => [...membersOf(group, policies, now)]))].sort();
    return [...all.filter((one) => !ended.has(one)), ...all.filter((one) => ended.has(one))];
  };
  const owners = policies.settings === undefined ? [] : people([policies.settings.owners]);
  const byRole = [...new Set(grants.map((grant) => grant.role))].map((role) => {
    const approvers = people(policies.roles.get(role)?.approvers ?? []);
    return approvers.length > 0 ? approvers : owners;
  });
  const longest = Math.max(0, ...byRole.map((each) => each.length));
  const inTurn = Array.from({ length: longest }, (_, place) => byRole.flatMap((each) => each[place] ?? []));
  return [...new Set(inTurn.flat())].slice(0, MOST_ASKED);
}

/** What an emptied revoke pull request is called when it is closed by us: so that it counts as nobody's mistake. */
export const NOTHING_LEFT = "Nothing left to revoke";

/**
 * How often people closed the pull request of a group without merging it while its oldest end still waited: what was
 * closed before that was about other files.
 */
export function timesClosed({ grants }: RevokeGroup, closed: readonly PullRequest[]): number {
  const oldest = Math.min(...grants.map((grant) => grant.end));
  return closed.filter(
    ({ title, closed_at }) => title !== NOTHING_LEFT && closed_at !== undefined && closed_at >= oldest,
  ).length;
}
