import { overlaps } from "../clock.ts";
import { type Directory, personOf, samePerson } from "../eligibility.ts";
import type { GrantKey } from "../key.ts";
import type { Grant, Role, Window } from "../model.ts";
import { earlier, type Instant } from "../units.ts";
import { ifSaid } from "../unsaid.ts";
import type { Request, Rivals } from "./asked.ts";
import { PeakCount } from "./peak-count.ts";

/**
 * What other grants mean for each added one: those of the base count first, then the added ones in path order, each
 * of them against all before it; conflicts are between all. O(n log n) in grants, whatever their roles.
 *
 * A grant that is extended counts until its extension begins: from there on the two are one.
 *
 * @param requests in path order
 * @returns those of a role with limits or conflicts; of all others nobody asks, and they are {@link ALONE}
 */
export function rivalsOf(
  requests: readonly Request[],
  onMain: readonly Grant[],
  roles: ReadonlyMap<string, Role>,
  directory: Directory,
): Map<Request, Rivals> {
  // Of most roles nobody asks how many hold them: nothing is counted there.
  const matters = rolesThatMatter(roles);
  const added = requests.filter(({ grant }) => matters(grant.role));
  const base = onMain.filter((grant) => matters(grant.role));
  const person = (grant: Grant) => personOf(grant.user, directory);
  const wanted = new Set(added.map(({ grant }) => grant.role));
  const people = new Set(added.map(({ grant }) => person(grant)));
  const others = base.filter((grant) => wanted.has(grant.role) || people.has(person(grant)));
  const everybody = [...others, ...added.map((request) => request.grant)];
  const extensions = extensionBegins(everybody, directory);
  const shown = (grant: Grant): Window => ({
    begin: grant.begin,
    end: grant.key === undefined ? grant.end : earlier(grant.end, extensions.get(grant.key) ?? grant.end),
  });
  const byRole = counters(everybody, shown, (grant) => (wanted.has(grant.role) ? grant.role : undefined));
  const ofPerson = (grant: Grant) => `${grant.role} ${person(grant)}`;
  const holders = new Set(added.map(({ grant }) => ofPerson(grant)));
  const byHolder = counters(everybody, shown, (grant) =>
    holders.has(ofPerson(grant)) ? ofPerson(grant) : undefined,
  );
  const held = Map.groupBy(everybody, ofPerson);
  let conflicts: ReturnType<typeof conflictingRoles> | undefined;
  const conflictsOf = (role: string) => {
    conflicts ??= conflictingRoles(roles);
    return conflicts.get(role) ?? [];
  };

  for (const grant of others) {
    byRole.get(grant.role)?.add(shown(grant));
    byHolder.get(ofPerson(grant))?.add(shown(grant));
  }
  const rivals = new Map<Request, Rivals>();
  for (const request of added) {
    const { grant } = request;
    const all = byRole.get(grant.role);
    const own = byHolder.get(ofPerson(grant));
    const window = shown(grant);
    rivals.set(request, {
      all: 1 + (all?.peak(window) ?? 0),
      own: 1 + (own?.peak(window) ?? 0),
      // Looked for when it is asked: a broken role may not say with what it conflicts.
      get conflicting() {
        return [...conflictsOf(grant.role)].sort().flatMap((role) => {
          const mine = held.get(`${role} ${person(grant)}`) ?? [];
          const other = mine.find((each) => each !== grant && overlaps(each, grant));
          return other === undefined ? [] : [other];
        });
      },
    });
    all?.add(window);
    own?.add(window);
  }
  return rivals;
}

export const ALONE: Rivals = { own: 1, all: 1, conflicting: [] };

/** Whether a role has limits or conflicts, or may have: a broken one may not say. */
function rolesThatMatter(roles: ReadonlyMap<string, Role>): (role: string) => boolean {
  const conflicts = ifSaid(() => conflictingRoles(roles));
  const isLimited = ({ limits }: Role) => limits.per_user !== undefined || limits.total !== undefined;
  const limited = [...roles.values()].filter((role) => ifSaid(() => isLimited(role)) ?? true);
  const matter = new Set([...(conflicts?.keys() ?? []), ...limited.map(({ name }) => name)]);
  return (role) => conflicts === undefined || matter.has(role);
}

/** When the first extension of each extended grant begins. What is not of the same role and person extends nothing. */
function extensionBegins(grants: readonly Grant[], directory: Directory): Map<GrantKey, Instant> {
  const begins = new Map<GrantKey, Instant>();
  const extended = new Set(grants.map((grant) => grant.extends));
  const byKey = new Map(grants.map((grant) => [extended.has(grant.key) ? grant.key : undefined, grant]));
  for (const grant of grants) {
    const other = grant.extends === undefined ? undefined : byKey.get(grant.extends);
    if (grant.extends === undefined || other?.role !== grant.role) continue;
    if (!samePerson(other.user, grant.user, directory)) continue;
    begins.set(grant.extends, earlier(begins.get(grant.extends) ?? grant.begin, grant.begin));
  }
  return begins;
}

function counters(
  grants: readonly Grant[],
  shown: (grant: Grant) => Window,
  group: (grant: Grant) => string | undefined,
): Map<string, PeakCount> {
  const windows = new Map<string, Window[]>();
  for (const grant of grants) {
    const name = group(grant);
    if (name === undefined) continue;
    const list = windows.get(name);
    if (list) list.push(shown(grant));
    else windows.set(name, [shown(grant)]);
  }
  return new Map([...windows].map(([name, list]) => [name, new PeakCount(list)]));
}

/** Both directions: a role that names another is named by it. */
export function conflictingRoles(roles: ReadonlyMap<string, Role>): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  const add = (a: string, b: string) => pairs.set(a, (pairs.get(a) ?? new Set()).add(b));
  for (const role of roles.values()) {
    for (const other of role.conflicts) {
      if (other === role.name) continue; // that is what limits.per_user is for
      add(role.name, other);
      add(other, role.name);
    }
  }
  return pairs;
}
