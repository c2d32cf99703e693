import type { Told } from "../audit/history.ts";
import { isMember, personOf } from "../eligibility.ts";
import type { Group, Policies } from "../model.ts";
import type { Account } from "../pull-request.ts";
import type { Instant } from "../units.ts";

/** Who may review a use of break-glass: the role's approvers today; where the role is gone, the settings' owners. */
export function mayReview(grant: Told, { roles, settings }: Policies): readonly Group[] {
  const role = roles.get(grant.role);
  if (role) return role.approvers;
  return settings === undefined ? [] : [settings.owners];
}

/**
 * Why somebody's closing of the issue is no review; undefined where it is one. An approver who is not the person, and
 * not who opened the pull request (or issued the emergency) either: four eyes here as before a merge.
 *
 * @param closer absent where GitHub names nobody
 */
export function notAReview(
  grant: Told,
  closer: Account | undefined,
  policies: Policies,
  now: Instant,
): string | undefined {
  if (closer === undefined) return "GitHub does not say who closed it";
  const { login } = closer;
  if (closer.type !== "User") return `${login} is no person`;
  const person = personOf(login, policies);
  if (person === personOf(grant.user, policies)) return `${login} is who took the access`;
  if (grant.author !== undefined && person === personOf(grant.author, policies))
    return `${login} is who asked for the access in ${grant.user}'s name`;
  const groups = mayReview(grant, policies);
  if (groups.some((group) => isMember(login, group, policies, now))) return undefined;
  return `${login} is no approver of ${grant.role}`;
}
