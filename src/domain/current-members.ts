import { personOf } from "./eligibility.ts";
import { foldLogin, type Login } from "./login.ts";
import type { Policies, Role } from "./model.ts";

/** Teams that decide over a role: who may ask, who approves, who may take it in an emergency. */
export const teamsOfRole = ({ requesters, approvers, break_glass }: Role): ReadonlySet<string> =>
  new Set(
    [requesters, ...approvers, ...(break_glass ? [break_glass.requesters] : [])].flatMap((one) => one.teams),
  );

/**
 * The policies with `github.teams: github`: of a team only those count who are in the organisation's team of the same
 * name today, too. The file still decides who may be in it, and until when.
 *
 * @param current folded logins by team; a team that is not among them is left as the file has it
 */
export const withCurrentMembers = (
  policies: Policies,
  current: ReadonlyMap<string, ReadonlySet<Login>>,
): Policies => ({
  ...policies,
  teams: new Map(
    [...policies.teams].map(([team, members]) => {
      const there = current.get(team);
      const isThere = (login: Login) =>
        there === undefined || there.has(personOf(login, policies)) || there.has(foldLogin(login));
      return [team, members.filter(({ login }) => isThere(login))];
    }),
  ),
});

/** What brings a team of teams.yaml in line with the organisation's. */
export interface TeamChange {
  readonly team: string;
  readonly add: readonly Login[];
  readonly remove: readonly Login[];
}

/**
 * Who has to be added to a team and taken out of it. A membership for some time stays: it ends by itself.
 *
 * @param there folded logins of the organisation's team
 */
export function teamChange(team: string, policies: Policies, there: ReadonlySet<Login>): TeamChange {
  const members = policies.teams.get(team) ?? [];
  const known = new Set(members.flatMap(({ login }) => [foldLogin(login), personOf(login, policies)]));
  const gone = members.filter(
    ({ login, from, until }) =>
      from === undefined &&
      until === undefined &&
      !there.has(personOf(login, policies)) &&
      !there.has(foldLogin(login)),
  );
  return {
    team,
    add: [...there].filter((login) => !known.has(login)).sort(),
    remove: gone.map(({ login }) => login),
  };
}
