import { reviewBy, unreviewed } from "../../domain/alerts/break-glass.ts";
import { mayReview, notAReview } from "../../domain/alerts/review.ts";
import { event, type LeaseholdEvent } from "../../domain/audit/events.ts";
import type { Told } from "../../domain/audit/history.ts";
import { membersOf } from "../../domain/eligibility.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { type GrantKey, grantPath, parseKey } from "../../domain/key.ts";
import type { Policies } from "../../domain/model.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";
import {
  BREAK_GLASS_LABEL,
  breakGlassIssue,
  breakGlassMarker,
  overdueMarker,
  overdueText,
  reopenedMarker,
  reopenedText,
} from "../../render/break-glass-issue.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { GitHubIssues, LoggedEvent, OwnIssue } from "../ports.ts";

export interface Reviews {
  /** The issue of each use of break-glass that waits for its review. */
  readonly issues: ReadonlyMap<GrantKey, number>;
  /** `leasehold.breakglass.reviewed` of those that had it since. */
  readonly reviewed: readonly LeaseholdEvent[];
  /** Those that nobody reviewed in time. */
  readonly findings: readonly Finding[];
  readonly troubles: readonly Trouble[];
}

/**
 * Asks for the review of every use of break-glass by an issue, and looks who closed it: an approver who is not the
 * person has reviewed it, whoever else closed it finds it open again with the reason. A lost issue comes back.
 */
export async function keepReviews(
  github: GitHubIssues,
  grants: readonly Told[],
  events: readonly LoggedEvent[],
  policies: Policies,
  now: Instant,
): Promise<Reviews> {
  const waiting = unreviewed({ grants, events });
  const issues = new Map<GrantKey, number>();
  const reviewed: LeaseholdEvent[] = [];
  const troubles: Trouble[] = [];
  const found =
    waiting.length === 0
      ? undefined
      : await attempt("look for the reviews of break-glass", () =>
          github.ownIssues(BREAK_GLASS_LABEL, "all"),
        );
  if (found && !found.ok) troubles.push(found.trouble);
  // One after the other: GitHub limits how fast content is created.
  for (const grant of found?.ok ? waiting : []) {
    const own = (found?.ok ? found.value : []).filter(({ marker }) => marker === breakGlassMarker(grant.key));
    const kept = await attempt(`ask for the review of ${grant.key}`, () =>
      keepOne(github, grant, own, policies, now),
    );
    if (!kept.ok) troubles.push(kept.trouble);
    else {
      issues.set(grant.key, kept.value.issue);
      if (kept.value.reviewed) reviewed.push(kept.value.reviewed);
    }
  }
  const done = new Set(reviewed.map(({ subject }) => subject));
  const findings = waiting
    .filter(({ key }) => !done.has(key))
    .flatMap((grant) => lateFinding(grant, reviewBy(grant, policies.roles), issues.get(grant.key), now));
  return { issues, reviewed, findings, troubles };
}

interface Kept {
  readonly issue: number;
  readonly reviewed?: LeaseholdEvent;
}

async function keepOne(
  github: GitHubIssues,
  grant: Told,
  own: readonly OwnIssue[],
  policies: Policies,
  now: Instant,
): Promise<Kept> {
  const due = reviewBy(grant, policies.roles);
  const [first, ...twins] = own;
  if (!first) {
    const reviewers = mayReview(grant, policies).flatMap((group) => [...membersOf(group, policies, now)]);
    const opened = await github.openIssue(breakGlassIssue(grant, due, [...new Set(reviewers)].sort()));
    return { issue: opened.number };
  }
  // Two runs asked at once: the older one counts.
  for (const twin of twins) if (twin.state === "open") await github.closeIssue(twin.number, "not_planned");

  const closing = first.state === "closed" ? await github.closing(first.number) : undefined;
  if (!closing) {
    if (now > due) await github.upsertComment(first.number, overdueMarker(grant.key), overdueText(due));
    return { issue: first.number };
  }
  const wrong = notAReview(grant, closing.by, policies, now);
  if (wrong === undefined) {
    const data = {
      role: grant.role,
      user: grant.user,
      reviewer: closing.by?.login ?? "",
      issue: first.number,
    };
    return {
      issue: first.number,
      reviewed: event("leasehold.breakglass.reviewed", grant.key, now, data),
    };
  }
  await github.upsertComment(first.number, reopenedMarker(grant.key, closing.at), reopenedText(grant, wrong));
  await github.reopenIssue(first.number);
  return { issue: first.number };
}

function lateFinding(grant: Told, due: Instant, issue: number | undefined, now: Instant): Finding[] {
  if (now <= due) return [];
  const key = parseKey(grant.key);
  const place = key && !key.emergency ? { file: grantPath(key.role, key.id) } : undefined;
  const where = issue === undefined ? "its issue" : `issue #${issue}`;
  return [
    error(
      "break-glass",
      place,
      `nobody reviewed ${grant.user}'s use of break-glass for ${grant.role} (${grant.key}): it was due by ${formatInstant(due)}`,
      `An approver of ${grant.role} who is not ${grant.user} looks at it and closes ${where}.`,
    ),
  ];
}
