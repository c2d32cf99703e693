import { error } from "../finding.ts";
import { formatInstant } from "../units.ts";
import { type GrantRule, HOLDS } from "./asked.ts";

/** `limit-per-user`: how many of the role one person may hold at a time. */
export const limitPerUser: GrantRule = ({ grant, role, rivals }) => {
  const limit = role.limits.per_user;
  return limit === undefined || rivals.own <= limit
    ? HOLDS
    : [
        error(
          "limit-per-user",
          grant.at("user"),
          `user: ${grant.user} would hold ${role.name} ${rivals.own} times at once; it allows ${limit}`,
          "Extend the grant you have (leasehold extend), or begin after it ends.",
        ),
      ];
};

/** `limit-total`: how many of the role may be held at a time, by anybody. */
export const limitTotal: GrantRule = ({ grant, role, rivals }) => {
  const limit = role.limits.total;
  return limit === undefined || rivals.all <= limit
    ? HOLDS
    : [
        error(
          "limit-total",
          grant.at("role"),
          `role: ${role.name} would be held ${rivals.all} times at once; it allows ${limit}`,
          "Wait until one ends (leasehold status), or begin later.",
        ),
      ];
};

/** `conflict`: roles one person may not hold in overlapping windows, whichever of the two says so. */
export const conflict: GrantRule = ({ grant, role, rivals }) =>
  rivals.conflicting.map((other) =>
    error(
      "conflict",
      grant.at("role"),
      `role: ${grant.user} may not hold ${role.name} together with ${other.role}, as ${other.file} would have it from ${formatInstant(other.begin)} to ${formatInstant(other.end)}`,
      "End the other one first (leasehold revoke), or choose a window that does not overlap.",
    ),
  );
