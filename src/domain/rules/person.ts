import { lengthOf } from "../clock.ts";
import { isMember, isRenamed, mayHold, personOf } from "../eligibility.ts";
import { error } from "../finding.ts";
import type { Group } from "../model.ts";
import { formatDuration, formatInstant } from "../units.ts";
import { type GrantRule, HOLDS } from "./asked.ts";

const named = ({ teams, users }: Group): string => {
  const parts = [
    ...(teams.length === 0 ? [] : [`members of ${teams.join(", ")}`]),
    ...(users.length === 0 ? [] : [users.join(", ")]),
  ];
  return parts.length === 0 ? "nobody" : parts.join(" and ");
};

/** A renamed login may be a stranger's by now: a new request says who the person is today. */
export const currentLogin: GrantRule = ({ grant, policies }) =>
  isRenamed(grant.user, policies)
    ? [
        error(
          "requester-eligible",
          grant.at("user"),
          `user: ${grant.user} is called ${personOf(grant.user, policies)} now (policies/people.yaml)`,
          `Write user: ${personOf(grant.user, policies)}.`,
        ),
      ]
    : HOLDS;

/** `requester-eligible`: the person is one of the role's requesters when the grant begins. */
export const requesterEligible: GrantRule = ({ grant, role, policies }) => {
  if (grant.break_glass || mayHold(grant.user, role, false, policies, grant.begin)) return HOLDS;
  const when = grant.begin > grant.landed ? ` at ${formatInstant(grant.begin)}` : "";
  return [
    error(
      "requester-eligible",
      grant.at("user"),
      `user: ${grant.user} may not ask for ${role.name}${when}; ${named(role.requesters)} may`,
      `Ask for a role you may have (leasehold explain --user ${grant.user}), or have policies/ changed.`,
    ),
  ];
};

/** `break-glass`: under an id `bg-…`, which no other grant may have. */
export const breakGlassId: GrantRule = ({ grant, role }) => {
  const marked = grant.id.startsWith("bg-");
  if (marked === grant.break_glass) return HOLDS;
  return [
    marked
      ? error(
          "break-glass",
          grant.at("break_glass"),
          `the id ${grant.id} begins with bg-, which only break-glass grants may`,
          "Name the file otherwise, or write break_glass: true where the role has it.",
        )
      : error(
          "break-glass",
          grant.at("break_glass"),
          `the id ${grant.id} of a break-glass grant does not begin with bg-`,
          `Name the file grants/${role.name}/bg-${grant.id}.yaml.`,
        ),
  ];
};

/** `break-glass`: only where the role has it, by whom it names. */
export const breakGlassBy: GrantRule = ({ grant, role, policies }) => {
  if (!grant.break_glass) return HOLDS;
  if (role.break_glass === undefined) {
    return [
      error(
        "break-glass",
        grant.at("break_glass"),
        `break_glass: ${role.name} has no break-glass`,
        "Leave break_glass out and ask for approval.",
      ),
    ];
  }
  const { requesters } = role.break_glass;
  return isMember(grant.user, requesters, policies, grant.begin)
    ? HOLDS
    : [
        error(
          "break-glass",
          grant.at("user"),
          `user: ${grant.user} may not break the glass of ${role.name}; ${named(requesters)} may`,
          "Leave break_glass out and ask for approval, or ask one of them.",
        ),
      ];
};

/** `break-glass`: for as long as the role says. */
export const breakGlassMax: GrantRule = ({ grant, role }) => {
  if (!grant.break_glass || role.break_glass === undefined) return HOLDS;
  const { max } = role.break_glass;
  const asked = lengthOf(grant);
  if (asked <= max) return HOLDS;
  const key = grant.until === undefined ? "duration" : "until";
  return [
    error(
      "break-glass",
      grant.at(key),
      `${key}: ${formatDuration(asked)} is over the ${formatDuration(max)} of break-glass in ${role.name}`,
      `Write ${formatDuration(max)} or less.`,
    ),
  ];
};
