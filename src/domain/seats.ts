import type { Login } from "./login.ts";

/** A group that so many different people are to come from. */
interface Group {
  readonly count: number;
  readonly people: ReadonlySet<Login>;
}

/**
 * Gives each person to one group, so that as many places as possible are filled (a maximum bipartite matching): with
 * groups dba and security, somebody in both fills whichever lacks a person.
 *
 * @returns how many places of each group are filled
 */
export function fillSeats(groups: readonly Group[], people: Iterable<Login>): number[] {
  // A group may ask for more than there are: one place more than its people stands for all that stay empty.
  const seats = groups.flatMap(({ count, people: { size } }, index) =>
    Array.from({ length: Math.min(count, size + 1) }, () => index),
  );
  const taken: (Login | undefined)[] = seats.map(() => undefined);
  const seat = (person: Login, visited: Set<number>): boolean => {
    for (const [place, index] of seats.entries()) {
      if (visited.has(place) || !groups[index]?.people.has(person)) continue;
      visited.add(place);
      const sitting = taken[place];
      if (sitting === undefined || seat(sitting, visited)) {
        taken[place] = person;
        return true;
      }
    }
    return false;
  };
  let empty = seats.length;
  for (const person of people) {
    if (empty === 0) break;
    if (seat(person, new Set())) empty -= 1;
  }
  return groups.map(
    (_, group) => seats.filter((index, place) => index === group && taken[place] !== undefined).length,
  );
}

/**
 * Whether different people can fill every group. It has to do with the groups' people only. Groups may be large (a
 * team of thousands), places are few: it looks for a person for each place, not for a place for each person.
 *
 * @param without somebody who may not approve
 */
export function canBeFilled(groups: readonly Group[], without?: Login): boolean {
  const places = groups.reduce((sum, { count }) => sum + count, 0);
  const sizeOf = ({ people }: Group) => people.size - (without !== undefined && people.has(without) ? 1 : 0);
  if (groups.some((group) => sizeOf(group) < group.count)) return false;
  // A group with a person for each place of all groups has enough left whoever the others take.
  const tight = groups.filter((group) => sizeOf(group) < places);
  const taken = new Map<Login, Group>();
  const find = (group: Group, visited: Set<Login>): boolean => {
    for (const person of group.people) {
      if (person === without || visited.has(person)) continue;
      visited.add(person);
      const other = taken.get(person);
      if (other !== undefined && !find(other, visited)) continue;
      taken.set(person, group);
      return true;
    }
    return false;
  };
  return tight.every((group) => Array.from({ length: group.count }).every(() => find(group, new Set())));
}
