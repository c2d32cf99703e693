import type { ApproverSet } from "../approval-facts.ts";
import { groupLabel } from "../approvals.ts";
import { eachFrom, membersFrom } from "../eligibility.ts";
import { error, type Finding, type Locate, warning } from "../finding.ts";
import type { ApproverGroup, Group, Policies, Role, Settings } from "../model.ts";
import { didYouMean } from "../nearest.ts";
import { matcher } from "../pattern.ts";
import { rotatesItself } from "../rotation/due.ts";
import { canBeFilled } from "../seats.ts";
import { formatDuration, type Instant, seconds } from "../units.ts";
import { asFarAsSaid } from "../unsaid.ts";
import { accessFaults, shownPath } from "./access-faults.ts";
import { ruleFaults } from "./cel.ts";
import { staticSecret } from "./static-secret.ts";

/** What a rule about policies may look at. */
export interface Looked {
  readonly policies: Policies;
  readonly now: Instant;
}

/** One rule of formats.md about policies: what is wrong with them by it. */
export type PolicyRule = (looked: Looked) => readonly Finding[];

/** The same for each role by itself: what one of them does not say, being broken in its form, is its own affair. */
const ofRoles =
  (rule: (role: Role, looked: Looked) => readonly Finding[]): PolicyRule =>
  (looked) =>
    [...looked.policies.roles.values()].flatMap((role) => asFarAsSaid(() => rule(role, looked)));

const ofSettings =
  (rule: (settings: Settings, looked: Looked) => readonly Finding[]): PolicyRule =>
  (looked) =>
    asFarAsSaid(() => (looked.policies.settings === undefined ? [] : rule(looked.policies.settings, looked)));

/** Findings of one rule about one list that are told; beyond them there is one that says so. */
const MOST = 50;
/** Of them, those for which the nearest known name is looked for: each is compared with all. */
const HINTED = 10;

/** A name of a list that nobody knows, one after the other. */
function unknownNames(
  names: readonly string[],
  known: Pick<ReadonlyMap<string, unknown>, "has" | "keys">,
  told: (name: string, index: number, near: string | undefined) => Finding,
): Finding[] {
  const findings: Finding[] = [];
  for (const [index, name] of names.entries()) {
    if (known.has(name)) continue;
    const near = findings.length < HINTED ? didYouMean(name, known.keys()) : undefined;
    findings.push(told(name, index, near));
    if (findings.length >= MOST) return [...findings, ...more(findings)];
  }
  return findings;
}

const more = (findings: readonly Finding[]): Finding[] =>
  findings.slice(-1).map(({ hint: _, ...last }) => ({
    ...last,
    message: "more of them may be wrong",
    hint: "Mend these first.",
  }));

/** `team-unknown`: teams of one list that teams.yaml does not define. Places are looked up for what is found alone. */
const unknownTeams = (
  { teams }: Group,
  { policies }: Looked,
  at: Locate,
  path: () => readonly (string | number)[],
): Finding[] =>
  unknownNames(teams, policies.teams, (team, index, near) =>
    error(
      "team-unknown",
      at(...path(), "teams", index),
      `there is no team ${team} in policies/teams.yaml`,
      near ?? "Add it there, or name another one.",
    ),
  );

/** `team-unknown`, wherever a team may be named. */
const teamsKnown: readonly PolicyRule[] = [
  ofSettings(({ owners, at }, looked) => unknownTeams(owners, looked, at, () => ["owners"])),
  ofRoles(({ requesters, at }, looked) => unknownTeams(requesters, looked, at, () => ["requesters"])),
  ofRoles((role, looked) =>
    role.approvers.flatMap((group, index) =>
      unknownTeams(group, looked, role.at, () => approverPath(role, index)),
    ),
  ),
  ofRoles(({ break_glass: glass, at }, looked) =>
    glass === undefined
      ? []
      : unknownTeams(glass.requesters, looked, at, () => ["break_glass", "requesters"]),
  ),
];

// `approvers` is one group or a list: a place inside a list that is none falls back to its parent.
const approverPath = (role: Role, index: number): (string | number)[] => {
  const single = role.at("approvers", "teams");
  const parent = role.at("approvers");
  const isSingle = single.line !== parent.line || single.column !== parent.column;
  return isSingle ? ["approvers"] : ["approvers", index];
};

/** `rotation-unknown`: a rotation that has no file in policies/rotations/. */
const rotationsKnown = ofRoles((role, { policies }) =>
  unknownNames(role.rotate_after, policies.rotations, (name, index, near) =>
    error(
      "rotation-unknown",
      role.at("rotate_after", index),
      `there is no rotation ${name} in policies/rotations/`,
      near ?? `Write policies/rotations/${name}.yaml.`,
    ),
  ),
);

/** `role-unknown`: a conflict with a role that is not there guards against nothing. */
const conflictsKnown = ofRoles((role, { policies }) =>
  unknownNames(role.conflicts, policies.roles, (name, index, near) =>
    error(
      "role-unknown",
      role.at("conflicts", index),
      `there is no role ${name} in policies/roles/`,
      near ?? "Leave it out.",
    ),
  ),
);

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
const ownersEnough = ofSettings((settings, looked) => {
  const owners = setsOf([settings.owners], looked);
  return canBeFilled(owners) ? [] : tooFew(owners, settings.at, "owners");
});

/** `approvers-short` of a role; nor may they all be needed to ask. */
const approversEnough = ofRoles((role, looked) => {
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

/** `access-forbidden`: paths that would let somebody outlive or exceed a grant. */
const accessAllowed = ofRoles((role, { policies }) => {
  const findings: Finding[] = [];
  for (const [index, { path, capabilities }] of role.access.entries()) {
    for (const { message, hint } of accessFaults(
      path,
      capabilities,
      undefined,
      undefined,
      policies.settings?.vault.mount,
    )) {
      const told = `${shownPath(path)}: ${message}`;
      findings.push(error("access-forbidden", role.at("access", index, "path"), told, hint));
      if (findings.length >= MOST) return [...findings, ...more(findings)];
    }
  }
  return findings;
});

/** `schema`: a ticket pattern that is no regular expression. */
const ticketPattern = ofRoles((role) =>
  role.require.ticket === undefined || matcher(role.require.ticket) !== undefined
    ? []
    : [
        error(
          "schema",
          role.at("require", "ticket"),
          `ticket: ${role.require.ticket} is no regular expression`,
          "Write one such as '(INC|CHG)-\\d+'.",
        ),
      ],
);

const UNREACHABLE = seconds(6 * 3_600);

/** `rotation-unreachable`: GitHub's schedule is hours late in practice (facts.md), so these would mostly be missed. */
const rotationsReachable: PolicyRule = ({ policies }) =>
  [...policies.rotations.values()].flatMap((rotation) =>
    asFarAsSaid(() =>
      rotatesItself(rotation) || rotation.every === undefined || rotation.every >= UNREACHABLE
        ? []
        : [
            warning(
              "rotation-unreachable",
              rotation.at("every"),
              `every: ${formatDuration(rotation.every)} is more often than a workflow's schedule can be relied on`,
              `Write ${formatDuration(UNREACHABLE)} or more, or run leasehold serve beside Vault.`,
            ),
          ],
    ),
  );

/** Every rule about policies. A new rule is a function and a line here. */
export const POLICY_RULES: readonly PolicyRule[] = [
  ...teamsKnown,
  rotationsKnown,
  conflictsKnown,
  ownersEnough,
  approversEnough,
  accessAllowed,
  ticketPattern,
  ofRoles(ruleFaults),
  ofRoles(staticSecret),
  rotationsReachable,
];
