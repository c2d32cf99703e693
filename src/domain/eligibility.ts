import type { ApproverSet } from "./approval-facts.ts";
import { groupLabel } from "./approvals.ts";
import { foldLogin, type Login } from "./login.ts";
import type { ApproverGroup, Group, Membership, Policies, Role } from "./model.ts";
import { earlier, type Instant } from "./units.ts";

/** What of the policies says who is who. */
export type Directory = Pick<Policies, "teams" | "people">;

/** What people.yaml makes of a login. */
interface Today {
  /** The folded login the person has today. */
  readonly person: Login;
  /** When the time of any login they had is over, the first of them. */
  readonly until: Instant | undefined;
}

// A chain of thousands of renames is walked once, not once for each of its logins.
const walked = new WeakMap<Directory["people"], Map<Login, Today>>();

function todayOf(login: Login, { people }: Directory): Today {
  const folded = foldLogin(login);
  if (people.size === 0) return { person: folded, until: undefined };
  const known = walked.get(people) ?? new Map<Login, Today>();
  walked.set(people, known);
  const path = new Set<Login>();
  let next: Login | undefined = folded;
  while (next !== undefined && !known.has(next) && !path.has(next)) {
    path.add(next);
    const now: Login | undefined = people.get(next)?.now;
    next = now === undefined ? undefined : foldLogin(now);
  }
  const logins = [...path];
  // Who is renamed in a circle is whoever they are; their time is over when that of any in it is.
  const circle = next !== undefined && path.has(next) ? logins.splice(logins.indexOf(next)) : [];
  const over = circle.reduce<Instant | undefined>(
    (first, one) => sooner(first, people.get(one)?.until),
    undefined,
  );
  for (const person of circle) known.set(person, { person, until: over });
  let behind = next === undefined ? undefined : known.get(next);
  for (const one of logins.reverse()) {
    behind = { person: behind?.person ?? one, until: sooner(behind?.until, people.get(one)?.until) };
    known.set(one, behind);
  }
  return known.get(folded) ?? { person: folded, until: undefined };
}

const sooner = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined ? b : b === undefined ? a : earlier(a, b);

/**
 * The folded login a person has today, following `now` of people.yaml: the old login of a renamed person is the
 * person wherever policies or grants still name it. Renames in a circle end where they began to repeat.
 */
export const personOf = (login: Login, directory: Directory): Login => todayOf(login, directory).person;

export const samePerson = (a: Login, b: Login, directory: Directory): boolean =>
  personOf(a, directory) === personOf(b, directory);

/** Whether people.yaml gave the person another login; then this one may be anybody's by now. */
export const isRenamed = (login: Login, directory: Directory): boolean =>
  personOf(login, directory) !== foldLogin(login);

/** Whether people.yaml says that the person's time is over, under any login they had. `until` itself is over. */
function hasLeft(login: Login, directory: Directory, now: Instant): boolean {
  const { until } = todayOf(login, directory);
  return until !== undefined && until <= now;
}

/** Memberships are half-open like all windows: `from` is inside, `until` is not. */
const isMembership = (membership: Membership, now: Instant): boolean =>
  (membership.from === undefined || membership.from <= now) &&
  (membership.until === undefined || now < membership.until);

/** The people of a group at a moment, as folded logins of today. A team that nobody defined has no members. */
export function membersOf(group: Group, directory: Directory, now: Instant): ReadonlySet<Login> {
  const members = new Set<Login>();
  const add = (login: Login) => {
    if (!hasLeft(login, directory, now)) members.add(personOf(login, directory));
  };
  for (const team of group.teams) {
    for (const membership of directory.teams.get(team) ?? []) {
      if (isMembership(membership, now)) add(membership.login);
    }
  }
  for (const login of group.users) add(login);
  return members;
}

/** Everybody whom the group will have at `now` or later, as far as is written today. */
export const membersFrom = (group: Group, directory: Directory, now: Instant): ReadonlySet<Login> =>
  new Set(eachFrom(group, directory, now));

/** {@link membersFrom} one by one, some twice: whoever looks for anybody need not name a team of thousands. */
export function* eachFrom(group: Group, directory: Directory, now: Instant): Generator<Login> {
  for (const login of group.users) if (!hasLeft(login, directory, now)) yield personOf(login, directory);
  for (const team of group.teams) {
    for (const { login, until } of directory.teams.get(team) ?? []) {
      const lasting = until === undefined || now < until;
      if (lasting && !hasLeft(login, directory, now)) yield personOf(login, directory);
    }
  }
}

/** Whether a person is in a group at a moment. */
export function isMember(login: Login, group: Group, directory: Directory, now: Instant): boolean {
  if (hasLeft(login, directory, now)) return false;
  const person = personOf(login, directory);
  const there = (other: Login) => !hasLeft(other, directory, now);
  return (
    group.users.some((user) => personOf(user, directory) === person && there(user)) ||
    group.teams.some((team) =>
      membershipsOf(person, team, directory).some(
        (membership) => isMembership(membership, now) && there(membership.login),
      ),
    )
  );
}

type TeamIndex = ReadonlyMap<Login, readonly Membership[]>;

// A check of ten thousand grants asks for the same few teams each time.
const indexes = new WeakMap<Directory["people"], WeakMap<readonly Membership[], TeamIndex>>();

/** What a team says of a person, under any login they had. */
function membershipsOf(person: Login, team: string, directory: Directory): readonly Membership[] {
  const memberships = directory.teams.get(team);
  if (memberships === undefined) return [];
  const ofPeople = indexes.get(directory.people) ?? new WeakMap<readonly Membership[], TeamIndex>();
  indexes.set(directory.people, ofPeople);
  const index =
    ofPeople.get(memberships) ?? Map.groupBy(memberships, ({ login }) => personOf(login, directory));
  ofPeople.set(memberships, index);
  return index.get(person) ?? [];
}

/** The teams a person is in at a moment, sorted. */
export function teamsOf(login: Login, directory: Directory, now: Instant): string[] {
  return [...directory.teams.keys()]
    .filter((team) => isMember(login, { teams: [team], users: [] }, directory, now))
    .sort();
}

/**
 * Whether the person may hold the role at a moment: one of its requesters, or of its break-glass requesters where
 * the grant asks for that. This is what `ineligible` asks again of live grants under today's policies.
 */
export function mayHold(
  login: Login,
  role: Role,
  break_glass: boolean,
  directory: Directory,
  now: Instant,
): boolean {
  const group = break_glass ? role.break_glass?.requesters : role.requesters;
  return group !== undefined && isMember(login, group, directory, now);
}

const setOf = (group: ApproverGroup, directory: Directory, now: Instant): ApproverSet => ({
  count: group.count,
  people: membersOf(group, directory, now),
  label: groupLabel(group),
});

/** Whose approvals the role asks for, with the people each group has at `now`. */
export const approverSets = (role: Role, directory: Directory, now: Instant): ApproverSet[] =>
  role.approvers.map((group) => setOf(group, directory, now));

/** Whose approvals a change of policies needs; none are known where the settings cannot be read. */
export const ownerSets = ({ settings, ...directory }: Policies, now: Instant): ApproverSet[] =>
  settings === undefined ? [] : [setOf(settings.owners, directory, now)];
