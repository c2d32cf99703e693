import { event, type LeaseholdEvent } from "../audit/events.ts";
import { between, formatInstant, plus } from "../units.ts";
import { type AlertFacts, chainOf, isContinued, isHeld } from "./facts.ts";
import { pullOf, whose } from "./whose.ts";

/**
 * A live grant ends within `expiring_before`, and nothing continues it. Once a grant. Not of break-glass: it is short,
 * cannot be extended, and every sink has just heard of it.
 */
export function expiring({ grants, now, settings }: AlertFacts): LeaseholdEvent[] {
  return grants
    .filter((grant) => isHeld(grant, now) && !grant.break_glass)
    .filter((grant) => between(now, grant.end) <= settings.expiring_before)
    .filter((grant) => !isContinued(grant, grants))
    .map((grant) =>
      event("leasehold.grant.expiring", grant.key, now, {
        ...whose(grant),
        end: formatInstant(grant.end),
        ...pullOf(grant),
      }),
    );
}

/**
 * Somebody holds a role for longer than `live_longer_than`, extensions together. Once for a time without a gap: its
 * subject is the grant it began with.
 */
export function lingering({ grants, now, settings }: AlertFacts): LeaseholdEvent[] {
  return grants
    .filter((grant) => isHeld(grant, now))
    .flatMap((grant) => {
      const [first] = chainOf(grant, grants);
      const held = between(first.begin, now);
      if (held <= settings.live_longer_than) return [];
      const data = { ...whose(grant), since: formatInstant(first.begin), seconds: held };
      return [event("leasehold.grant.lingering", first.key, now, data)];
    });
}

/**
 * A revoke pull request lies open for longer than `overdue_after` after the first of its grants was proved to be over.
 * Once a pull request: the hundred files in it are one thing to do.
 */
export function overdue({ grants, events, pulls, now, settings }: AlertFacts): LeaseholdEvent[] {
  const told = new Set(
    events
      .filter((one) => one.type === "leasehold.grant.overdue")
      .map((one): unknown => one.data.pull_request),
  );
  const byKey = new Map(grants.map((grant) => [grant.key, grant]));
  return pulls
    .filter((pull) => !told.has(pull.number))
    .flatMap((pull) => {
      const over = pull.grants
        .flatMap((key) => byKey.get(key) ?? [])
        .map((grant) => ({ grant, over: grant.ended?.proved ?? grant.end }))
        .sort((a, b) => a.over - b.over || (a.grant.key < b.grant.key ? -1 : 1));
      const [oldest] = over;
      if (oldest === undefined) return [];
      const since = plus(oldest.over, settings.overdue_after);
      if (now < since) return [];
      const { grant } = oldest;
      const data = { ...whose(grant), pull_request: pull.number, since: formatInstant(since) };
      return [event("leasehold.grant.overdue", grant.key, now, data)];
    });
}
