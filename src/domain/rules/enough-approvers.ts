import type { ApproverSet } from "../approval-facts.ts";
import { groupLabel } from "../approvals.ts";
import { eachFrom, membersFrom } from "../eligibility.ts";
import { error, type Finding, type Locate } from "../finding.ts";
import type { ApproverGroup } from "../model.ts";
import { canBeFilled } from "../seats.ts";
import { type Looked, ofRoles, ofSettings } from "./looked.ts";

const setsOf = (groups: readonly ApproverGroup[], { policies, now }: Looked): ApproverSet[] =>
  groups.map((group) => ({
    count: group.count,
    people: membersFrom(group, policies, now),
    label: groupLabel(group),
  }));

function tooFew(groups: readonly ApproverSet[], at: Locate, key: string): Finding[] {
  const people = new Set(groups.flatMap((group) => [...group.people]));
  const asked = groups.reduce((sum, group) => sum + group.count, 0);
  const each = groups.map((group) => `${group.count} of ${group.label} (${group.people.size})`).join(", ");
  return [
    error(
      "approvers-short",
      at(key),
      `${key}: ${asked} different people must approve, ${each}; ${people.size} ${people.size === 1 ? "is" : "are"} there`,
      "Add people to policies/teams.yaml, or lower count.",
    ),
  ];
}

/** `approvers-short`: the people there are could never satisfy the groups, by different people. */
export const ownersEnough = ofSettings((settings, looked) => {
  const owners = setsOf([settings.owners], looked);
  return canBeFilled(owners) ? [] : tooFew(owners, settings.at, "owners");
});

/** `approvers-short` of a role; nor may they all be needed to ask. */
export const approversEnough = ofRoles((role, looked) => {
  const { policies, now } = looked;
  const groups = setsOf(role.approvers, looked);
  if (!canBeFilled(groups)) return tooFew(groups, role.at, "approvers");
  // Mostly the first who may ask is enough.
  if (eachFrom(role.requesters, policies, now).some((person) => canBeFilled(groups, person))) return [];
  const requesters = [...membersFrom(role.requesters, policies, now)];
  if (requesters.length === 0) return [];
  return [
    error(
      "approvers-short",
      role.at("approvers"),
      `approvers: without the person who asks, nobody is left to approve; requesters are ${requesters.sort().slice(0, 12).join(", ")}`,
      "Add people to the approvers: nobody approves their own request.",
    ),
  ];
});
