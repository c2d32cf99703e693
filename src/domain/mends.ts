import { isLive } from "./clock.ts";
import { isMember, mayHold, personOf, samePerson } from "./eligibility.ts";
import type { Finding, RuleName } from "./finding.ts";
import { foldLogin } from "./login.ts";
import type { Grant, Policies, Role } from "./model.ts";
import { nearest } from "./nearest.ts";
import { inTheWay } from "./rules/in-the-way.ts";
import { sampleOf } from "./sample-text.ts";
import { between, type Instant, parseDuration, plus, type Seconds, seconds } from "./units.ts";
import type { Wish } from "./wish.ts";

/** What somebody asked, why it is refused, and what there is. */
export interface Stuck {
  readonly wish: Wish;
  /** The grant the wish would be. */
  readonly grant: Grant;
  readonly finding: Finding;
  readonly role: Role | undefined;
  /** The grants it extends, as in a request. */
  readonly chain: readonly Grant[];
  /** Grants of main that are not over. */
  readonly base: readonly Grant[];
  readonly policies: Policies;
  readonly now: Instant;
}

/** Wishes near to the refused one in which this rule might hold, the nearest first. None: nothing can be suggested. */
export type Mend = (stuck: Stuck) => readonly Wish[];

/** What to change where a rule refuses. A rule that is not here has no nearest request. */
export const mendFor = (rule: RuleName): Mend | undefined =>
  rule.startsWith("rule:") ? ownRule : MENDS[rule];

const MENDS: Partial<Record<RuleName, Mend>> = {
  "role-unknown": ({ wish, policies, now }) => {
    const mine = [...policies.roles.values()].filter((role) =>
      mayHold(wish.user, role, false, policies, now),
    );
    const near = nearest(
      wish.role,
      mine.map((role) => role.name),
    );
    return near === undefined ? [] : [{ ...wish, role: near }];
  },
  "requester-eligible": eligible,
  "break-glass": (stuck) => {
    const glass = stuck.role?.break_glass;
    const may =
      glass !== undefined && isMember(stuck.wish.user, glass.requesters, stuck.policies, stuck.grant.begin);
    return may && stuck.wish.break_glass
      ? [lasting(stuck.wish, stuck.grant, glass.max)]
      : [{ ...stuck.wish, break_glass: false }];
  },
  "duration-max": ({ wish, grant, role }) => {
    if (role === undefined) return [];
    const over = between(grant.begin, grant.end) - role.duration.max;
    return wish.extends === undefined ? [lasting(wish, grant, role.duration.max)] : shorter(wish, over);
  },
  "window-past": ({ wish, role }) =>
    role === undefined ? [] : [forDuration(without(wish, "start"), wish.duration ?? role.duration.max)],
  "window-ahead": ({ wish, grant, role }) =>
    role === undefined ? [] : [moved(wish, grant, plus(grant.landed, role.duration.ahead))],
  extends: ({ wish, grant, role, chain }) => {
    const plain = forDuration(without(without(wish, "start"), "until"), wish.duration ?? role?.duration.max);
    const total = role?.duration.max_total;
    const first = chain[0]?.begin;
    const over = total === undefined || first === undefined ? 0 : between(first, grant.end) - total;
    return [plain, ...shorter(plain, over), without(plain, "extends")];
  },
  reason: ({ wish, role }) => {
    const prompted = `${wish.reason.trim()} (what is wrong, and what you will do)`.trim();
    return [{ ...wish, reason: prompted.padEnd(role?.require.reason ?? 0, "…").slice(0, 1_000) }];
  },
  ticket: ({ wish, role }) => {
    const sample = role?.require.ticket === undefined ? undefined : sampleOf(role.require.ticket);
    return sample === undefined ? [] : [{ ...wish, ticket: sample }];
  },
  "limit-per-user": (stuck) => [...extending(stuck), ...afterOthers(stuck)],
  "limit-total": afterOthers,
  conflict: afterOthers,
};

function eligible({ wish, grant, role, policies }: Stuck): Wish[] {
  const today = personOf(wish.user, policies);
  if (today !== foldLogin(wish.user)) return [{ ...wish, user: today }];
  const wanted = new Set(role?.access.map((access) => access.path));
  const shared = (other: Role) => other.access.filter((access) => wanted.has(access.path)).length;
  const roles = [...policies.roles.values()]
    .filter((other) => other !== role && mayHold(wish.user, other, false, policies, grant.begin))
    .filter((other) => shared(other) > 0)
    .sort((a, b) => shared(b) - shared(a) || (a.name < b.name ? -1 : 1));
  return [
    ...fromMembership(wish, grant, role, policies),
    ...roles.map((other) => ({ ...wish, role: other.name })),
  ];
}

/** From when the person is a requester, where teams.yaml says so already. */
function fromMembership(wish: Wish, grant: Grant, role: Role | undefined, policies: Policies): Wish[] {
  if (role === undefined || wish.extends !== undefined) return [];
  const begins = role.requesters.teams
    .flatMap((team) => policies.teams.get(team) ?? [])
    .flatMap(({ login, from }) => (from !== undefined && from > grant.begin ? [{ login, from }] : []))
    .filter(({ login }) => samePerson(login, wish.user, policies))
    .map(({ from }) => from)
    .sort((a, b) => a - b);
  return begins.slice(0, 1).map((from) => moved(wish, grant, from));
}

/** Extending the person's own live grant of the role instead. */
function extending(stuck: Stuck): Wish[] {
  const { wish, base, policies, now } = stuck;
  if (wish.extends !== undefined) return [];
  const isMine = inTheWay("limit-per-user", wish, policies);
  const mine = base.filter((other) => isMine(other) && isLive(other, now));
  const last = mine.sort((a, b) => b.end - a.end)[0];
  if (last?.key === undefined) return [];
  const length = wish.duration ?? between(stuck.grant.begin, stuck.grant.end);
  return [{ ...forDuration(without(without(wish, "start"), "until"), length), extends: last.key }];
}

/** Beginning when one of those in the way ends. */
function afterOthers({ wish, grant, finding, policies, base }: Stuck): Wish[] {
  if (wish.extends !== undefined) return [];
  const isInTheWay = inTheWay(finding.rule, wish, policies);
  const ends = base.filter((other) => isInTheWay(other) && other.end > grant.begin).map((other) => other.end);
  return [...new Set(ends)]
    .sort((a, b) => a - b)
    .slice(0, 50)
    .map((end) => moved(wish, grant, end));
}

/** A role's own rule: what it says about durations, and a ticket, are what a requester can change. */
function ownRule({ wish, grant, role, finding }: Stuck): Wish[] {
  const rule = role?.rules.find(({ name }) => finding.rule === `rule:${name}`);
  if (role === undefined || rule === undefined) return [];
  const asked = between(grant.begin, grant.end);
  const mentioned = [...rule.expr.matchAll(/duration\(\s*["']([^"']+)["']\s*\)/g)]
    .flatMap(([, text = ""]) => parseDuration(text) ?? [])
    .flatMap((length) => [length, seconds(length - 1)])
    .filter((length) => length > 0 && length < asked);
  const lengths = [...new Set(mentioned)].sort((a, b) => b - a);
  const sample = wish.ticket === undefined ? sampleOf(role.require.ticket ?? "") || "TICKET-1" : undefined;
  return [
    ...(sample === undefined || role.require.ticket !== undefined ? [] : [{ ...wish, ticket: sample }]),
    ...lengths.map((length) => lasting(wish, grant, length)),
  ];
}

/** The same wish, so long from its begin: an `until` stays one. */
const lasting = (wish: Wish, grant: Grant, length: Seconds): Wish =>
  wish.until === undefined ? { ...wish, duration: length } : { ...wish, until: plus(grant.begin, length) };

/** The same length of time, beginning at another moment. */
function moved(wish: Wish, grant: Grant, start: Instant): Wish {
  const length = seconds(Math.max(1, between(grant.begin, grant.end)));
  return wish.until === undefined ? { ...wish, start } : { ...wish, start, until: plus(start, length) };
}

const shorter = (wish: Wish, over: number): Wish[] =>
  wish.duration !== undefined && over > 0 && wish.duration > over
    ? [{ ...wish, duration: seconds(wish.duration - over) }]
    : [];

const forDuration = (wish: Wish, length: Seconds | undefined): Wish =>
  length === undefined ? wish : { ...without(wish, "until"), duration: length };

function without(wish: Wish, key: "start" | "until" | "extends"): Wish {
  const { [key]: _gone, ...rest } = wish;
  return rest;
}
