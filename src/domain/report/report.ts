import { historyOf, type ToldEvent } from "../audit/history.ts";
import type { GrantKey } from "../key.ts";
import type { LandedGrant, Policies } from "../model.ts";
import type { RotationFacts } from "../rotation/due.ts";
import { standingsBetween } from "../standing.ts";
import { type Instant, instant, type Seconds, seconds } from "../units.ts";
import { type AttentionItem, attentionOf } from "./attention.ts";
import { marksOf } from "./marks.ts";
import type { ReportGrant } from "./report-grant.ts";
import { type AccessReview, reviewOf } from "./review.ts";
import { type RotationHealth, rotationsOf } from "./rotations.ts";
import { type ScheduleHealth, scheduleOf } from "./schedule.ts";
import { type StoryLine, storyLine } from "./story.ts";
import type { VaultUse } from "./vault-use.ts";

export interface RepositoryPlace {
  readonly slug: string;
  /** Its page; empty where nobody knows. */
  readonly url: string;
  readonly branch: string;
}

/** What Vault was asked; absent where it could not be. */
export interface VaultView {
  /** Keys of all records. */
  readonly records: ReadonlySet<GrantKey>;
  /** By the rotation's name; one that could not be read is absent. */
  readonly rotations: ReadonlyMap<string, RotationFacts>;
  /** When enforce last ran, where it was remembered. */
  readonly last_run?: Instant;
}

export interface ReportSources {
  readonly now: Instant;
  readonly repository: RepositoryPlace;
  /** main as it was read. */
  readonly commit: string;
  /** What is there now, with windows. */
  readonly files: readonly LandedGrant[];
  readonly policies: Policies;
  /** The whole audit log, oldest first. */
  readonly events: readonly ToldEvent[];
  readonly vault?: VaultView;
  /** What Vault's audit device saw of each grant; absent where no log of it was given. */
  readonly use?: ReadonlyMap<GrantKey, VaultUse>;
}

/** Everything the dashboard shows, made once: who reads it later only lets its clocks run on. */
export interface Report {
  readonly now: Instant;
  readonly repository: RepositoryPlace;
  /** Where tickets are to be seen (`tickets.url` of the settings). */
  readonly tickets?: { readonly url: string };
  readonly commit: string;
  readonly vault_read: boolean;
  readonly use_read: boolean;
  readonly attention: readonly AttentionItem[];
  /** Live ones first, then pending, refused, ended; within these by end. */
  readonly grants: readonly ReportGrant[];
  readonly roles: readonly RoleFacts[];
  readonly rotations: readonly RotationHealth[];
  readonly schedule: ScheduleHealth;
  readonly review: AccessReview;
  /** What happened, oldest first. */
  readonly story: readonly StoryLine[];
}

export interface RoleFacts {
  readonly name: string;
  readonly description: string;
  readonly max: Seconds;
  readonly paths: readonly string[];
  readonly break_glass: boolean;
}

/** Days that timelines show, and that reviews of the dashboard are about. */
export const REPORT_DAYS = 30;
const DAY = 86_400;
const EVER = instant(Number.MAX_SAFE_INTEGER);

/** Makes the report of a moment from what was read at it. */
export function reportOf(sources: ReportSources): Report {
  const { now, repository, commit, files, policies, events, vault, use } = sources;
  const history = historyOf(events);
  const standings = standingsBetween({ files, history, roles: policies.roles }, instant(0), EVER, now);
  const marks = marksOf({
    standings,
    files,
    events,
    history,
    policies,
    now,
    ...(vault ? { records: vault.records } : {}),
  });
  const onMain = new Set(files.map((file) => file.key));
  const grants = standings.map((standing): ReportGrant => {
    const seen = use?.get(standing.key);
    const told = history.get(standing.key);
    return {
      ...standing,
      ...(marks.get(standing.key) ?? { marks: [] }),
      on_main: onMain.has(standing.key),
      refused_because: told?.refused?.messages ?? [],
      ...(told?.issued === undefined ? {} : { issued_at: told.issued }),
      ...(seen ? { use: seen } : {}),
    };
  });
  const rotations = rotationsOf(policies.rotations.values(), events, vault?.rotations, now);
  const schedule = scheduleOf(events, now, policies.settings?.alerts.schedule_late_after, vault?.last_run);
  const period = { from: instant(now - REPORT_DAYS * DAY), to: now };
  return {
    now,
    repository,
    ...(policies.settings?.tickets ? { tickets: policies.settings.tickets } : {}),
    commit,
    vault_read: vault !== undefined,
    use_read: use !== undefined,
    attention: attentionOf({ grants, events, rotations, schedule, records: vault?.records, history, now }),
    grants,
    roles: [...policies.roles.values()]
      .map((role) => ({
        name: role.name,
        description: role.description,
        max: seconds(role.duration.max),
        paths: role.access.map(({ path }) => path),
        break_glass: role.break_glass !== undefined,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    rotations,
    schedule,
    review: reviewOf({ grants, roles: policies.roles, period, use_read: use !== undefined }),
    story: events.map(storyLine),
  };
}
