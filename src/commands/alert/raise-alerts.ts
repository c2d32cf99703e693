import { alertsDue } from "../../domain/alerts/due.ts";
import { scheduleLate } from "../../domain/alerts/schedule.ts";
import type { LastRuns } from "../../domain/alerts/state.ts";
import type { LeaseholdEvent } from "../../domain/audit/events.ts";
import { historyOf } from "../../domain/audit/history.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Settings } from "../../domain/model.ts";
import { type Instant, instant } from "../../domain/units.ts";
import { recordEvents } from "../end/record-events.ts";
import type { Survey } from "../main/survey.ts";
import { attempt, type Outcome, type Trouble } from "../outcome.ts";
import type {
  AlertPorts,
  AuditLogReads,
  AuditLogWrites,
  GitHubIssues,
  GitHubReads,
  LoggedEvent,
  Repository,
  VaultEnding,
  VaultReads,
  Versioned,
} from "../ports.ts";
import { keepReviews, type Reviews } from "./keep-reviews.ts";
import { policyChanges } from "./policy-changes.ts";

interface Ports {
  readonly vault: VaultReads & Pick<VaultEnding, "writeAnchor">;
  readonly github: GitHubReads & GitHubIssues;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
  /** Absent where nobody is alerted: then nothing is looked at either. */
  readonly alerts?: AlertPorts;
}

/** How far back the log is read for what is usual, in seconds; farther where somebody may hold a role for longer. */
const MEMORY = 90 * 86_400;

const QUIET: Outcome = { findings: [], troubles: [] };

/**
 * Writes down what is to be alerted on, asks for the reviews of break-glass, and remembers that the schedule ran. What
 * several runs see at once is written once: an event's id is made from what happened.
 *
 * @param pulls the revoke pull requests that are open now
 */
export async function raiseAlerts(
  ports: Ports,
  survey: Survey,
  pulls: readonly { readonly number: number; readonly grants: readonly GrantKey[] }[],
): Promise<Outcome> {
  const { settings, roles } = survey.main.policies;
  const { alerts } = ports;
  if (!alerts || !settings) return QUIET;
  const runs = await attempt("read when the schedule ran", () => alerts.vault.lastRuns());
  const raised = await attempt("look for what is to be alerted on", async () => {
    // Where origin does not answer the log does not either: that is told already, and not waited for twice.
    if (!survey.current) return QUIET;
    const events = await logSince(ports, settings, survey.now);
    const grants = [...historyOf(events).values()];
    const reviews = await reviewsOf(ports, survey, events);
    const last_run = runs.ok ? runs.value?.value.enforce : undefined;
    const due = alertsDue({
      now: survey.now,
      settings: settings.alerts,
      roles,
      grants,
      events: [...events, ...reviews.reviewed.map(loggedOf)],
      pulls,
      reviews: reviews.issues,
      ...(last_run === undefined ? {} : { last_run }),
    });
    const troubles = await recordNew(ports, events, [...reviews.reviewed, ...due]);
    return { findings: reviews.findings, troubles: [...reviews.troubles, ...troubles] };
  });
  const changes = await tellPolicyChanges(ports, survey, settings, runs.ok ? runs.value?.value : undefined);
  const remembered = runs.ok
    ? await attempt("remember that the schedule ran", () =>
        remember(alerts, runs.value, { ...changes.runs, enforce: survey.now }),
      )
    : runs;
  const outcome = raised.ok ? raised.value : { ...QUIET, troubles: [raised.trouble] };
  return {
    ...outcome,
    troubles: [...outcome.troubles, ...changes.troubles, ...(remembered.ok ? [] : [remembered.trouble])],
  };
}

/**
 * The part of it that is apply's, which runs on every push: changes of the policies, that the schedule is late (or dead),
 * and the review of break-glass that it issued itself, at once.
 */
export async function raiseAtApply(
  ports: Ports,
  survey: Survey,
  issued: readonly { readonly break_glass?: boolean }[],
): Promise<Outcome> {
  const { settings } = survey.main.policies;
  const { alerts } = ports;
  if (!alerts || !settings || !survey.current) return QUIET;
  const runs = await attempt("read when the schedule ran", () => alerts.vault.lastRuns());
  if (!runs.ok) return { findings: [], troubles: [runs.trouble] };
  const known = runs.value?.value;
  const late = await attempt("look whether the schedule is late", async () => {
    const last_run = known?.enforce;
    if (last_run === undefined) return [];
    return recordEvents(ports, scheduleLate({ now: survey.now, settings: settings.alerts, last_run }));
  });
  const changes = await tellPolicyChanges(ports, survey, settings, known);
  // Where nothing was told enforce remembers how far it is, which writes there anyway.
  const remembered = changes.told
    ? await attempt("remember which changes of the policies were told", () =>
        remember(alerts, runs.value, changes.runs),
      )
    : undefined;
  const troubles = [
    ...(late.ok ? late.value : [late.trouble]),
    ...changes.troubles,
    ...(remembered?.ok === false ? [remembered.trouble] : []),
  ];
  if (!issued.some(({ break_glass }) => break_glass)) return { findings: [], troubles };
  const asked = await attempt("ask for the reviews of break-glass", async () =>
    reviewsOf(ports, survey, await logSince(ports, settings, survey.now)),
  );
  if (!asked.ok) return { findings: [], troubles: [...troubles, asked.trouble] };
  return { findings: [], troubles: [...troubles, ...asked.value.troubles] };
}

/** Changes of `policies/` that the log does not have yet. @returns what is to be remembered then */
async function tellPolicyChanges(
  ports: Ports,
  survey: Survey,
  settings: Settings,
  runs: LastRuns | undefined,
): Promise<{ readonly runs: LastRuns; readonly told: boolean; readonly troubles: readonly Trouble[] }> {
  const nothing = { runs: { ...runs }, told: false, troubles: [] };
  if (!survey.current) return nothing;
  const done = await attempt("tell of changes of the policies", async () => {
    const { events, told } = await policyChanges(ports, survey, settings.github.branch, runs?.policies);
    const troubles = await recordEvents(ports, events);
    const after = { ...runs, ...(told === undefined ? {} : { policies: told }) };
    return { runs: after, told: events.length > 0, troubles };
  });
  return done.ok ? done.value : { ...nothing, troubles: [done.trouble] };
}

/** The log as far back as the rules look. */
function logSince({ log }: Ports, settings: Settings, now: Instant): Promise<LoggedEvent[]> {
  const memory = Math.max(MEMORY, 2 * settings.alerts.live_longer_than);
  return log.events(instant(now - memory));
}

const loggedOf = ({ id, type, subject, time, data }: LeaseholdEvent): LoggedEvent => ({
  id,
  type,
  subject,
  time,
  data: data as LoggedEvent["data"],
});

const NO_REVIEWS: Reviews = { issues: new Map(), reviewed: [], findings: [], troubles: [] };

/** Who may review follows from the policies: where they are broken, nobody's closing is judged. */
async function reviewsOf(
  { github }: Ports,
  survey: Survey,
  events: readonly LoggedEvent[],
): Promise<Reviews> {
  if (!survey.main.policies_hold || !survey.current) return NO_REVIEWS;
  const grants = [...historyOf(events).values()];
  return keepReviews(github, grants, events, survey.main.policies, survey.now);
}

/** Those that the log is known to have are not sent to it again. */
function recordNew(
  ports: Ports,
  read: readonly LoggedEvent[],
  due: readonly LeaseholdEvent[],
): Promise<Trouble[]> {
  const known = new Set(read.map(({ id }) => id));
  return recordEvents(
    ports,
    due.filter(({ id }) => !known.has(id)),
  );
}

/** Where another run was faster, it has just remembered the same, or the next one tells it once more: by the same id. */
async function remember(
  alerts: AlertPorts,
  found: Versioned<LastRuns> | undefined,
  runs: LastRuns,
): Promise<void> {
  await alerts.vault.writeLastRuns({ ...found?.value, ...runs }, found?.version ?? 0);
}
