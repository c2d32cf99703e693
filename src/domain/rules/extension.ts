import { isLive } from "../clock.ts";
import { samePerson } from "../eligibility.ts";
import { error, type Finding } from "../finding.ts";
import type { Grant } from "../model.ts";
import { between, formatDuration, formatInstant, instant, seconds } from "../units.ts";
import type { Asked, GrantRule } from "./asked.ts";
import { HOLDS } from "./asked.ts";

/** `extends`: a live grant of the same role and person, prolonged by `duration`, the chain within `max_total`. */
export const extension: GrantRule = (asked) => {
  const { grant, chain = [] } = asked;
  if (grant.extends === undefined) return HOLDS;
  const at = grant.at("extends");
  const findings: Finding[] = [];
  for (const key of ["start", "until"] as const) {
    if (grant[key] === undefined) continue;
    findings.push(
      error(
        "extends",
        grant.at(key),
        `${key}: an extension begins on landing and lasts duration beyond the end of what it extends`,
        `Leave ${key} out and write duration.`,
      ),
    );
  }
  const extended = chain.at(-1);
  if (extended === undefined) {
    return [
      ...findings,
      error("extends", at, `extends: ${grant.extends} is no grant of this repository`, HINT),
    ];
  }
  if (extended.role !== grant.role) {
    findings.push(
      error("extends", at, `extends: ${grant.extends} is of role ${extended.role}, not ${grant.role}`, HINT),
    );
  }
  if (!samePerson(extended.user, grant.user, asked.policies)) {
    findings.push(
      error("extends", at, `extends: ${grant.extends} is ${extended.user}'s, not ${grant.user}'s`, HINT),
    );
  }
  if (!isLive(extended, grant.begin)) {
    const when =
      extended.end <= grant.begin
        ? `ended at ${formatInstant(extended.end)}`
        : `begins at ${formatInstant(extended.begin)}`;
    findings.push(
      error(
        "extends",
        at,
        `extends: ${grant.extends} ${when}; only a grant that is live can be extended`,
        "Leave extends out and ask anew.",
      ),
    );
  }
  return [...findings, ...withinTotal(asked, chain)];
};

const HINT = "leasehold status shows the keys of your live grants; leasehold extend writes the file.";

/** From the chain's first begin to its last end. */
function withinTotal({ grant, role }: Asked, chain: readonly Grant[]): readonly Finding[] {
  const { max_total } = role.duration;
  const first = instant(Math.min(grant.begin, ...chain.map((each) => each.begin)));
  const total = between(first, grant.end);
  if (max_total === undefined || total <= max_total) return HOLDS;
  const room = (grant.duration ?? 0) - (total - max_total);
  return [
    error(
      "extends",
      grant.at("duration"),
      `duration: with its extensions the grant would last ${formatDuration(total)}; ${role.name} allows ${formatDuration(max_total)}`,
      room > 0 ? `Write ${formatDuration(seconds(room))} or less.` : "Ask anew when this grant has ended.",
    ),
  ];
}
