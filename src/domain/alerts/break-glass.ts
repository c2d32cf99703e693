import { event, type LeaseholdEvent } from "../audit/events.ts";
import type { Told } from "../audit/history.ts";
import { isKey } from "../key.ts";
import type { Role } from "../model.ts";
import { formatInstant, type Instant, plus, seconds } from "../units.ts";
import type { AlertFacts } from "./facts.ts";
import { whose } from "./whose.ts";

/** Where the role says nothing any more: it is gone, or has lost its `break_glass`. */
const REVIEW_WITHIN = seconds(86_400);

/** When a use of break-glass is to be reviewed at the latest. */
export const reviewBy = (grant: Told, roles: ReadonlyMap<string, Role>): Instant =>
  plus(grant.issued ?? grant.begin, roles.get(grant.role)?.break_glass?.review_within ?? REVIEW_WITHIN);

/** Uses of break-glass (emergencies too) that nobody reviewed yet, as the log tells, oldest first. */
export function unreviewed({ grants, events }: Pick<AlertFacts, "grants" | "events">): Told[] {
  const told = (type: string) => new Set(events.filter((one) => one.type === type).map((one) => one.subject));
  const [used, reviewed] = [told("leasehold.breakglass.used"), told("leasehold.breakglass.reviewed")];
  return grants.filter(({ key }) => isKey(key) && used.has(key) && !reviewed.has(key));
}

/** A use of break-glass was not reviewed in time. Once a grant; enforce goes on reporting it until it is. */
export function reviewOverdue(facts: AlertFacts): LeaseholdEvent[] {
  return unreviewed(facts).flatMap((grant) => {
    const review_by = reviewBy(grant, facts.roles);
    if (facts.now <= review_by) return [];
    const issue = facts.reviews.get(grant.key);
    const data = {
      ...whose(grant),
      review_by: formatInstant(review_by),
      ...(issue === undefined ? {} : { issue }),
    };
    return [event("leasehold.breakglass.overdue", grant.key, facts.now, data)];
  });
}
