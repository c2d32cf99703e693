import { foldLogin } from "../login.ts";
import type { Role } from "../model.ts";
import { type Instant, type Seconds, seconds } from "../units.ts";
import type { ReportGrant } from "./report-grant.ts";

export interface Period {
  readonly from: Instant;
  /** Not inside. */
  readonly to: Instant;
}

/** What somebody who reviews access asks: who had it, how much, and whether it could be less. */
export interface AccessReview {
  readonly period: Period;
  /** Whether Vault's audit device log was given: without it nobody knows what was used. */
  readonly use_read: boolean;
  /** Every role there is or that somebody had, by name. */
  readonly roles: readonly RoleReview[];
  /** By login. */
  readonly people: readonly PersonReview[];
}

export interface RoleReview {
  readonly role: string;
  /** False where no role of the name is on main any more. */
  readonly declared: boolean;
  readonly max?: Seconds;
  readonly grants: number;
  readonly refused: number;
  readonly break_glass: number;
  readonly people: readonly string[];
  /** Time that was asked for, all grants together. */
  readonly asked: Seconds;
  /** Time that access was there: less where it was ended before its time. */
  readonly held: Seconds;
  /** Longest that one grant was asked for. */
  readonly longest_asked: Seconds;
  /** From the first request to the last that Vault saw of each grant, together; absent without Vault's log. */
  readonly used?: Seconds;
  readonly longest_used?: Seconds;
  /** Issued, and Vault saw nothing of it; absent without Vault's log. */
  readonly never_used?: number;
  readonly suggestion?: { readonly max: Seconds; readonly because: "asked" | "used" };
}

export interface PersonReview {
  readonly user: string;
  readonly grants: number;
  readonly refused: number;
  readonly roles: readonly string[];
  readonly held: Seconds;
}

/** Fewer grants than these say nothing of what people need. */
const ENOUGH = 5;
const MINUTE = 60;
const HOUR = 3_600;
/** Maxima that people write. */
const STEPS = [
  ...[5, 10, 15, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 168].map((hours) => hours * HOUR),
];

interface Sources {
  readonly grants: readonly ReportGrant[];
  readonly roles: ReadonlyMap<string, Role>;
  readonly period: Period;
  readonly use_read: boolean;
}

/** The review of a period: of every grant whose access began in it, and of what was refused. */
export function reviewOf({ grants, roles, period, use_read }: Sources): AccessReview {
  const within = grants.filter(({ begin }) => begin >= period.from && begin < period.to);
  const byRole = grouped(within, ({ role }) => role);
  const names = [...new Set([...roles.keys(), ...byRole.keys()])].sort();
  const byPerson = grouped(within, ({ user }) => foldLogin(user));
  return {
    period,
    use_read,
    roles: names.map((name) => roleReview(name, roles.get(name), byRole.get(name) ?? [], period, use_read)),
    people: [...byPerson.values()]
      .map((theirs) => personReview(theirs, period))
      .sort((a, b) => (foldLogin(a.user) < foldLogin(b.user) ? -1 : 1)),
  };
}

function roleReview(
  name: string,
  role: Role | undefined,
  grants: readonly ReportGrant[],
  period: Period,
  use_read: boolean,
): RoleReview {
  const issued = grants.filter(wasIssued);
  const max = role?.duration.max;
  const usual = issued.filter(({ break_glass }) => !break_glass);
  const used = issued.map((grant) => usedTime(grant));
  const summary = {
    role: name,
    declared: role !== undefined,
    ...(max === undefined ? {} : { max }),
    grants: issued.length,
    refused: grants.filter(({ state }) => state === "refused").length,
    break_glass: issued.filter(({ break_glass }) => break_glass).length,
    people: logins(issued),
    asked: total(issued.map(askedTime)),
    held: total(issued.map((grant) => heldTime(grant, period.to))),
    longest_asked: longest(issued.map(askedTime)),
    ...(use_read
      ? {
          used: total(used),
          longest_used: longest(used),
          never_used: issued.filter(({ use }) => use === undefined).length,
        }
      : {}),
  };
  const suggestion = max === undefined ? undefined : shorterMax(usual, max, use_read);
  return { ...summary, ...(suggestion ? { suggestion } : {}) };
}

/**
 * A shorter maximum that would have done for everything that was asked for, or, where Vault tells what was used, with
 * half as much again to spare for everything that was used. Nothing is suggested from a handful of grants.
 */
function shorterMax(
  grants: readonly ReportGrant[],
  max: Seconds,
  use_read: boolean,
): RoleReview["suggestion"] {
  if (grants.length < ENOUGH) return undefined;
  const asked = rounded(longest(grants.map(askedTime)));
  const used = grants.filter(({ use }) => use !== undefined);
  const needed = rounded(longest(used.map(usedTime)) * 1.5);
  if (use_read && used.length >= ENOUGH && needed < asked && needed < max)
    return { max: needed, because: "used" };
  return asked < max ? { max: asked, because: "asked" } : undefined;
}

/** The next maximum that somebody would write. */
const rounded = (length: number): Seconds =>
  seconds(STEPS.find((step) => step >= length) ?? Math.ceil(length / (24 * HOUR)) * 24 * HOUR);

function personReview(grants: readonly ReportGrant[], period: Period): PersonReview {
  const issued = grants.filter(wasIssued);
  return {
    user: grants[0]?.user ?? "",
    grants: issued.length,
    refused: grants.filter(({ state }) => state === "refused").length,
    roles: [...new Set(issued.map(({ role }) => role))].sort(),
    held: total(issued.map((grant) => heldTime(grant, period.to))),
  };
}

/** One that really gave something: pending ones, and those whose window passed unissued, did not. */
const wasIssued = ({ issued_at }: ReportGrant): boolean => issued_at !== undefined;

const askedTime = ({ begin, end }: ReportGrant): Seconds => seconds(end - begin);
const heldTime = ({ begin, end, ended_at }: ReportGrant, now: Instant): Seconds =>
  seconds(Math.max(0, Math.min(ended_at ?? end, end, now) - begin));
const usedTime = ({ use }: ReportGrant): Seconds => seconds(use ? use.last - use.first : 0);

const total = (lengths: readonly Seconds[]): Seconds => seconds(lengths.reduce((sum, one) => sum + one, 0));
const longest = (lengths: readonly Seconds[]): Seconds =>
  seconds(lengths.reduce((most, one) => Math.max(most, one), 0));

/** Logins as first written, each person once. */
const logins = (grants: readonly ReportGrant[]): string[] =>
  [...new Map(grants.map(({ user }) => [foldLogin(user), user])).values()].sort();

function grouped<Item>(items: readonly Item[], by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
