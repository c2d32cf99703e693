import type { ApproverSet } from "../approvals.ts";
import type { Login } from "../login.ts";

/**
 * How many places of the groups different people can fill at best (a maximum bipartite matching).
 * It has to do with people only, so groups asking for more than there are are seen at once.
 *
 * @param without somebody who may not approve
 */
function placesFilled(groups: readonly ApproverSet[], without?: Login): number {
  const seats = groups.flatMap((group) =>
    Array.from({ length: Math.min(group.count, group.people.size + 1) }, () => group),
  );
  const sits = new Map<Login, number>();
  const place = (seat: number, asked: Set<Login>): boolean => {
    for (const person of seats[seat]?.people ?? []) {
      if (person === without || asked.has(person)) continue;
      asked.add(person);
      const other = sits.get(person);
      if (other !== undefined && !place(other, asked)) continue;
      sits.set(person, seat);
      return true;
    }
    return false;
  };
  return seats.filter((_, seat) => place(seat, new Set())).length;
}

/** Whether different people can fill every group. */
export const canBeFilled = (groups: readonly ApproverSet[], without?: Login): boolean =>
  placesFilled(groups, without) === groups.reduce((sum, group) => sum + group.count, 0);
