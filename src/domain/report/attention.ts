import type { Told, ToldEvent } from "../audit/history.ts";
import type { GrantKey } from "../key.ts";
import { formatDuration, type Instant, instant, seconds } from "../units.ts";
import type { ReportGrant, VaultView } from "./report.ts";
import type { RotationHealth } from "./rotations.ts";
import type { ScheduleHealth } from "./schedule.ts";
import { messageOf } from "./story.ts";

export type AttentionKind =
  | "mismatch"
  | "unrecorded"
  | "unproved"
  | "unreviewed"
  | "break-glass"
  | "rotation-missed"
  | "rotation-failed"
  | "schedule-late"
  | "overdue"
  | "refused"
  | "lingering"
  | "unusual";

/** Something a person should look at, with what to look at. */
export interface AttentionItem {
  readonly kind: AttentionKind;
  /** `bad`: something is not as it must be; `warn`: somebody should know. */
  readonly severity: "bad" | "warn";
  readonly message: string;
  readonly at: Instant;
  readonly key?: GrantKey;
  readonly rotation?: string;
}

interface Sources {
  readonly grants: readonly ReportGrant[];
  readonly events: readonly ToldEvent[];
  readonly rotations: readonly RotationHealth[];
  readonly schedule: ScheduleHealth;
  readonly vault: VaultView | undefined;
  readonly history: ReadonlyMap<GrantKey, Told>;
  readonly now: Instant;
}

/** What is over but worth knowing stays so long. */
const WEEK = 7 * 86_400;

/** Everything to look at, what is wrong first, and of these the newest. */
export function attentionOf(sources: Sources): AttentionItem[] {
  const items = [
    ...ofGrants(sources),
    ...ofVault(sources),
    ...ofRotations(sources),
    ...ofSchedule(sources),
    ...ofMismatches(sources),
  ];
  return items.sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

const rank = ({ severity }: AttentionItem): number => (severity === "bad" ? 0 : 1);

function* ofGrants({ grants, now }: Sources): Generator<AttentionItem> {
  for (const grant of grants) {
    const { key, user, role, marks } = grant;
    const over = grant.ended_at ?? grant.end;
    const recent = over > now - WEEK;
    for (const mark of marks) {
      if (mark === "break-glass" && grant.state === "live")
        yield {
          kind: mark,
          severity: "bad",
          key,
          at: grant.begin,
          message: `${user} has ${role} by break-glass`,
        };
      else if (mark === "unreviewed")
        yield {
          kind: mark,
          severity: "bad",
          key,
          at: over,
          message: `${user}'s use of break-glass on ${role} was not reviewed in time`,
        };
      else if (mark === "unrecorded")
        yield {
          kind: mark,
          severity: "bad",
          key,
          at: grant.begin,
          message: `${user} should have ${role} now, and Vault has no record of it`,
        };
      else if (mark === "unproved")
        yield {
          kind: mark,
          severity: "bad",
          key,
          at: over,
          message: `the end of ${user}'s ${role} is not proved yet`,
        };
      else if (mark === "overdue")
        yield {
          kind: mark,
          severity: "warn",
          key,
          at: over,
          message: `${user}'s ${role} has ended, and its file is still on main`,
        };
      else if (mark === "refused" && grant.end > now - WEEK)
        yield {
          kind: mark,
          severity: "warn",
          key,
          at: grant.begin,
          message: `${user}'s request for ${role} was refused: ${grant.refused_because[0] ?? "no reason is told"}`,
        };
      else if (mark === "lingering" && grant.state === "live")
        yield {
          kind: mark,
          severity: "warn",
          key,
          at: grant.begin,
          message: `${user} has held ${role} for long`,
        };
      else if (mark === "unusual" && recent)
        yield {
          kind: mark,
          severity: "warn",
          key,
          at: grant.begin,
          message: `something about ${user}'s ${role} is unusual`,
        };
    }
  }
}

/** Records that Vault has and the log does not know: nobody could say later what they gave. */
function* ofVault({ vault, history, now }: Sources): Generator<AttentionItem> {
  for (const key of vault?.records ?? []) {
    if (!history.has(key))
      yield {
        kind: "unrecorded",
        severity: "bad",
        key,
        at: now,
        message: `Vault has a record of ${key}, and the audit log tells nothing of it`,
      };
  }
}

function* ofRotations({ rotations, now }: Sources): Generator<AttentionItem> {
  for (const { name, state, late_by, last, failed } of rotations) {
    if (state === "missed") {
      const by =
        late_by === undefined ? "and never was, as far as anybody knows" : `for ${formatDuration(late_by)}`;
      yield {
        kind: "rotation-missed",
        severity: "bad",
        rotation: name,
        at: last ?? now,
        message: `${name} should have been rotated, ${by}`,
      };
    }
    if (failed)
      yield {
        kind: "rotation-failed",
        severity: "bad",
        rotation: name,
        at: failed.at,
        message: `${name} could not be rotated: ${failed.message}`,
      };
  }
}

function* ofSchedule({ schedule, now }: Sources): Generator<AttentionItem> {
  const { seen, sure, expected } = schedule;
  if (sure && seen !== undefined && now - seen > expected) {
    yield {
      kind: "schedule-late",
      severity: "bad",
      at: seen,
      message: `the schedule has not run for ${formatDuration(seconds(now - seen))}; access ends on time, proofs and rotations wait`,
    };
    return;
  }
  const [gap] = schedule.gaps;
  if (gap && gap.to > now - WEEK)
    yield {
      kind: "schedule-late",
      severity: "warn",
      at: gap.to,
      message: `the schedule stood still for ${formatDuration(seconds(gap.seconds))}; access ended on time all the same`,
    };
}

function* ofMismatches({ events, now }: Sources): Generator<AttentionItem> {
  const since = instant(now - WEEK);
  for (const { type, time, data } of events) {
    if (type !== "leasehold.audit.mismatch" || time < since) continue;
    yield {
      kind: "mismatch",
      severity: "bad",
      at: time,
      message: messageOf(data.finding) ?? "Git, GitHub and Vault do not agree",
    };
  }
}
