import type { Told, ToldEvent } from "../audit/history.ts";
import type { GrantKey } from "../key.ts";
import { formatDuration, type Instant, instant, seconds } from "../units.ts";
import type { Mark } from "./marks.ts";
import type { ReportGrant } from "./report-grant.ts";
import type { RotationHealth } from "./rotations.ts";
import type { ScheduleHealth } from "./schedule.ts";
import { messageOf } from "./story.ts";

export type AttentionKind =
  | Exclude<Mark, "extended">
  | "mismatch"
  | "rotation-missed"
  | "rotation-failed"
  | "schedule-late";

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
  /** Keys of all records in Vault; undefined where it could not be asked. */
  readonly records: ReadonlySet<GrantKey> | undefined;
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

type Said = Pick<AttentionItem, "severity" | "at" | "message">;

const bad = (at: Instant, message: string): Said => ({ severity: "bad", at, message });
const warn = (at: Instant, message: string): Said => ({ severity: "warn", at, message });
const overAt = (grant: ReportGrant): Instant => grant.ended_at ?? grant.end;

/** What a mark says of a grant as long as it matters; what was extended is nothing to look at by itself. */
const OF_MARK: Readonly<
  Record<Exclude<Mark, "extended">, (grant: ReportGrant, now: Instant) => Said | undefined>
> = {
  "break-glass": ({ state, begin, user, role }) =>
    state === "live" ? bad(begin, `${user} has ${role} by break-glass`) : undefined,
  unreviewed: (grant) =>
    bad(overAt(grant), `${grant.user}'s use of break-glass on ${grant.role} was not reviewed in time`),
  unrecorded: ({ begin, user, role }) =>
    bad(begin, `${user} should have ${role} now, and Vault has no record of it`),
  unproved: (grant) => bad(overAt(grant), `the end of ${grant.user}'s ${grant.role} is not proved yet`),
  overdue: (grant) =>
    warn(overAt(grant), `${grant.user}'s ${grant.role} has ended, and its file is still on main`),
  refused: ({ begin, end, user, role, refused_because: [why = "no reason is told"] }, now) =>
    end > now - WEEK ? warn(begin, `${user}'s request for ${role} was refused: ${why}`) : undefined,
  lingering: ({ state, begin, user, role }) =>
    state === "live" ? warn(begin, `${user} has held ${role} for long`) : undefined,
  unusual: (grant, now) =>
    overAt(grant) > now - WEEK
      ? warn(grant.begin, `something about ${grant.user}'s ${grant.role} is unusual`)
      : undefined,
};

function* ofGrants({ grants, now }: Sources): Generator<AttentionItem> {
  for (const grant of grants) {
    for (const mark of grant.marks) {
      const said = mark === "extended" ? undefined : OF_MARK[mark](grant, now);
      if (said && mark !== "extended") yield { kind: mark, key: grant.key, ...said };
    }
  }
}

/** Records that Vault has and the log does not know: nobody could say later what they gave. */
function* ofVault({ records, history, now }: Sources): Generator<AttentionItem> {
  for (const key of records ?? []) {
    if (!history.has(key))
      yield {
        kind: "unrecorded",
        key,
        ...bad(now, `Vault has a record of ${key}, and the audit log tells nothing of it`),
      };
  }
}

function* ofRotations({ rotations, now }: Sources): Generator<AttentionItem> {
  for (const { name, state, late_by, last, failed } of rotations) {
    if (state === "missed") {
      const by =
        late_by === undefined
          ? "was never rotated, as far as anybody knows"
          : `is late with its rotation by ${formatDuration(late_by)}`;
      yield {
        kind: "rotation-missed",
        rotation: name,
        ...bad(last ?? now, `${name} ${by}`),
      };
    }
    if (failed)
      yield {
        kind: "rotation-failed",
        rotation: name,
        ...bad(failed.at, `${name} could not be rotated: ${failed.message}`),
      };
  }
}

function* ofSchedule({ schedule, now }: Sources): Generator<AttentionItem> {
  const { seen, sure, expected } = schedule;
  if (sure && seen !== undefined && now - seen > expected) {
    const stands = formatDuration(seconds(now - seen));
    yield {
      kind: "schedule-late",
      ...bad(seen, `the schedule has not run for ${stands}; access ends on time, proofs and rotations wait`),
    };
    return;
  }
  const [gap] = schedule.gaps;
  if (gap && gap.to > now - WEEK)
    yield {
      kind: "schedule-late",
      ...warn(
        gap.to,
        `the schedule stood still for ${formatDuration(gap.seconds)}; access ended on time all the same`,
      ),
    };
}

function* ofMismatches({ events, now }: Sources): Generator<AttentionItem> {
  const since = instant(now - WEEK);
  for (const { type, time, data } of events) {
    if (type !== "leasehold.audit.mismatch" || time < since) continue;
    yield { kind: "mismatch", ...bad(time, messageOf(data.finding) ?? "Git, GitHub and Vault do not agree") };
  }
}
