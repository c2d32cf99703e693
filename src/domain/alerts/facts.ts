import type { Told, ToldEvent } from "../audit/history.ts";
import type { GrantKey } from "../key.ts";
import { sameLogin } from "../login.ts";
import type { Role, Settings } from "../model.ts";
import type { Instant } from "../units.ts";

/** All that the rules of alerts may look at. */
export interface AlertFacts {
  readonly now: Instant;
  readonly settings: Settings["alerts"];
  readonly roles: ReadonlyMap<string, Role>;
  /** Grants that the audit log tells of, as far back as it was read. */
  readonly grants: readonly Told[];
  /** The events themselves, oldest first. */
  readonly events: readonly ToldEvent[];
  /** Open revoke pull requests, and the grants whose files they delete. */
  readonly pulls: readonly { readonly number: number; readonly grants: readonly GrantKey[] }[];
  /** Issues that ask for the review of a use of break-glass. */
  readonly reviews: ReadonlyMap<GrantKey, number>;
  /** When enforce ran before; absent where nobody remembers. */
  readonly last_run?: Instant;
}

/** When access really ended, or is to end. */
export const lastsUntil = (grant: Told): Instant => grant.ended?.at ?? grant.end;

/** Whether somebody has the access now, by the log. */
export const isHeld = (grant: Told, now: Instant): boolean =>
  grant.issued !== undefined && grant.ended === undefined && grant.begin <= now && now < grant.end;

/** Grants of one person for one role. */
const isAlike = (one: Told, other: Told): boolean =>
  one.role === other.role && sameLogin(one.user, other.user);

/**
 * The grants by which somebody held a role without a gap up to and with this one, oldest first: extensions, and
 * requests that overlapped or followed on the second.
 */
export function chainOf(grant: Told, grants: readonly Told[]): readonly [Told, ...Told[]] {
  const before = grants
    .filter((one) => one.issued !== undefined && one.key !== grant.key && isAlike(one, grant))
    .filter((one) => one.begin < grant.begin || (one.begin === grant.begin && one.key < grant.key))
    .sort((a, b) => a.begin - b.begin || (a.key < b.key ? -1 : 1));
  let chain: readonly [Told, ...Told[]] = [grant];
  let held = grant.begin;
  let open = before;
  for (;;) {
    const reaching = open.filter((one) => lastsUntil(one) >= held);
    const first = reaching[0];
    if (first === undefined) return chain;
    chain = [first, ...reaching.slice(1), ...chain];
    held = first.begin;
    open = open.filter((one) => one.begin < held);
  }
}

/** Whether another grant goes on where this one ends. */
export const isContinued = (grant: Told, grants: readonly Told[]): boolean =>
  grants.some(
    (one) =>
      one.key !== grant.key &&
      one.issued !== undefined &&
      isAlike(one, grant) &&
      one.begin <= grant.end &&
      lastsUntil(one) > grant.end,
  );

/** Grants of one person, whatever the role, issued before this one. */
export const earlierOf = (grant: Told, grants: readonly Told[]): Told[] =>
  grants.filter(
    (one) =>
      one.key !== grant.key &&
      one.issued !== undefined &&
      grant.issued !== undefined &&
      one.issued < grant.issued &&
      sameLogin(one.user, grant.user),
  );

/** How far back the log tells of grants; undefined where it tells of none. */
export const knownSince = ({ events }: AlertFacts): Instant | undefined =>
  events
    .filter(({ type }) => type.startsWith("leasehold.grant."))
    .reduce<Instant | undefined>(
      (first, { time }) => (first === undefined || time < first ? time : first),
      undefined,
    );
