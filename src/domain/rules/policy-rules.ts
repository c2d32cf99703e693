import { error, type Finding, warning } from "../finding.ts";
import { matcher } from "../pattern.ts";
import { rotatesItself } from "../rotation/due.ts";
import { formatDuration, seconds } from "../units.ts";
import { asFarAsSaid } from "../unsaid.ts";
import { accessFaults, shownPath } from "./access-faults.ts";
import { ruleFaults } from "./cel.ts";
import { approversEnough, ownersEnough } from "./enough-approvers.ts";
import { conflictsKnown, rotationsKnown, teamsKnown } from "./known-names.ts";
import { andMore, MOST_TOLD, ofRoles, type PolicyRule } from "./looked.ts";
import { staticSecret } from "./static-secret.ts";

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
      if (findings.length >= MOST_TOLD) return [...findings, ...andMore(findings)];
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
