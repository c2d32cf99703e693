import { error, type Finding, type Locate } from "../finding.ts";
import type { Group, Role } from "../model.ts";
import { didYouMean } from "../nearest.ts";
import { andMore, type Looked, MOST_TOLD, ofRoles, ofSettings, type PolicyRule } from "./looked.ts";

/** Of the findings about one list, those for which the nearest known name is looked for: each is compared with all. */
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
    if (findings.length >= MOST_TOLD) return [...findings, ...andMore(findings)];
  }
  return findings;
}

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
export const teamsKnown: readonly PolicyRule[] = [
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
export const rotationsKnown = ofRoles((role, { policies }) =>
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
export const conflictsKnown = ofRoles((role, { policies }) =>
  unknownNames(role.conflicts, policies.roles, (name, index, near) =>
    error(
      "role-unknown",
      role.at("conflicts", index),
      `there is no role ${name} in policies/roles/`,
      near ?? "Leave it out.",
    ),
  ),
);
