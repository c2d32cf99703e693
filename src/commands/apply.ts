import { isLive } from "../domain/clock.ts";
import { error, type Finding } from "../domain/finding.ts";
import type { LandedGrant } from "../domain/model.ts";
import type { GrantRecord } from "../domain/record.ts";
import type { SetupRecord } from "../domain/setup/record.ts";
import type { Instant } from "../domain/units.ts";
import { raiseAtApply } from "./alert/raise-alerts.ts";
import { tellSinks } from "./alert/tell-sinks.ts";
import { endGrants } from "./end/end-grants.ts";
import { endOver } from "./end/end-over.ts";
import { recalledInside } from "./end/missing-tokens.ts";
import { endsOwe } from "./end/owes-rotations.ts";
import { sharedPaths } from "./end/shared-paths.ts";
import { oldestOf, undelivered } from "./issue/delivery-notes.ts";
import { type Issued, issueGrants, noteDeliveries, tellAndDeliver } from "./issue/issue-grants.ts";
import { sameTime } from "./issue/mint.ts";
import { noteEmergencies } from "./issue/note-emergencies.ts";
import { endedInside, isAbandoned, renewToken } from "./issue/renew-token.ts";
import { tellRequesters } from "./issue/tell-requesters.ts";
import { holdersIn, type Survey, takeSurvey } from "./main/survey.ts";
import { attempt, attemptEach, type Outcome } from "./outcome.ts";
import type {
  AlertPorts,
  AuditLogReads,
  AuditLogWrites,
  GitHubIssues,
  GitHubReads,
  GitHubWrites,
  Reporter,
  Repository,
  VaultEnding,
  VaultIssuing,
  VaultReads,
} from "./ports.ts";
import { judgeIssue } from "./prove/judge-issue.ts";
import { provePoliciesSince } from "./prove/policies-since.ts";

export interface ApplyPorts {
  readonly vault: VaultReads & VaultIssuing & VaultEnding;
  readonly github: GitHubReads & GitHubWrites & GitHubIssues;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
  readonly reporter: Reporter;
  /** Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
  /** This machine's clock; windows go by Vault's, and the two must agree. */
  readonly now: () => Instant;
  /** Absent: nobody is alerted. */
  readonly alerts?: AlertPorts;
}

export interface ApplyResult extends Outcome {
  /** Issued by this run, pick-up delivered. */
  readonly issued: readonly GrantRecord[];
  readonly refused: readonly GrantRecord[];
  readonly recalled: readonly GrantRecord[];
  readonly unchanged: number;
  /** Whether what this run recalled owes rotations. */
  readonly owes_rotations: boolean;
  /** False where main's policies are broken: then nothing is issued, and only ends happen. */
  readonly policies_hold: boolean;
}

/**
 * Issues and recalls until Vault agrees with main: what is over ends first, whatever else is broken; then what
 * main asks for is judged anew and issued. Safe to run at any time, twice at once, and from any checkout.
 *
 * @param branch the branch that grants live on
 */
export async function apply(ports: ApplyPorts, branch: string): Promise<ApplyResult> {
  const survey = await takeSurvey(ports, branch);
  const ended = await endOver(ports, survey);
  const noted = await noteEmergencies(ports, survey);
  const mended = await mend(ports, survey);
  const issued = await issue(ports, survey, ended.ended, branch);
  // Neither throws, and neither needs what the other finds.
  const [raised] = await Promise.all([
    raiseAtApply(ports, survey, issued.issued),
    tellRequesters(ports, issued.issued),
  ]);
  const untold = survey.current ? await tellSinks(ports.alerts, survey.main.policies.settings) : [];
  return {
    issued: issued.issued,
    refused: issued.refused,
    recalled: ended.ended,
    unchanged: survey.plan.unchanged,
    owes_rotations: endsOwe(ended.ended, survey.main.policies),
    policies_hold: survey.main.policies_hold,
    findings: [...survey.main.findings, ...ended.findings, ...mended.findings, ...issued.findings],
    troubles: [
      ...survey.troubles,
      ...ended.troubles,
      ...noted,
      ...mended.troubles,
      ...issued.troubles,
      ...raised.troubles,
      ...untold,
    ],
  };
}

const NOTHING: Issued = { issued: [], refused: [], findings: [], troubles: [] };

/** @param ended what this very run has closed: it takes nobody's place any more */
async function issue(
  ports: ApplyPorts,
  survey: Survey,
  ended: readonly GrantRecord[],
  branch: string,
): Promise<Issued> {
  const due = survey.plan.changes.flatMap((change) => (change.kind === "issue" ? [change.grant] : []));
  const wanted = [...due, ...dueWithoutRight(survey)];
  if (!survey.current) return NOTHING;
  const owed = wanted.length === 0 ? "look for deliveries of earlier runs" : `issue ${wanted.length} grants`;
  const prepared = await attempt(owed, () => prepare(ports, survey, wanted, branch));
  if (!prepared.ok) return { ...NOTHING, troubles: [prepared.trouble] };
  const { candidates, findings, setup, late } = prepared.value;
  const noted = await attempt("note deliveries of an earlier run", () =>
    noteDeliveries(ports, late, survey.now),
  );
  const told = noted.ok ? noted.value : [noted.trouble];
  if (!setup || candidates.length === 0) return { ...NOTHING, findings, troubles: told };

  const asked = { candidates, live: liveGrants(survey, ended), waiting: waitingGrants(survey) };
  const judged = await judgeIssue(ports, survey.main, setup, asked, survey.now);
  const done = await issueGrants(ports, judged.decisions, survey.main.policies);
  return {
    ...done,
    findings: [...findings, ...done.findings],
    troubles: [...told, ...judged.troubles, ...done.troubles],
  };
}

/** Grants that would be issued now, were their person still eligible: judged too, so that they are refused and told. */
const dueWithoutRight = ({ main, actual, now }: Survey): LandedGrant[] =>
  main.desired.grants.filter(
    (grant) => main.desired.ineligible.has(grant.key) && isLive(grant, now) && !actual.records.has(grant.key),
  );

/** Grants that are issued and not over. A file on main whose grant was refused or recalled counts for nothing. */
function liveGrants(survey: Survey, ended: readonly GrantRecord[]): LandedGrant[] {
  const closed = new Set(
    [...survey.actual.read.values(), ...ended].flatMap((record) =>
      record.state === "live" ? [] : [record.key],
    ),
  );
  return survey.main.desired.grants.filter(
    (grant) => survey.actual.records.has(grant.key) && !closed.has(grant.key) && grant.end > survey.now,
  );
}

/** Grants whose start is still to come: they have their place already. */
const waitingGrants = ({ main, actual, now }: Survey): LandedGrant[] =>
  main.desired.grants.filter(
    (grant) => grant.begin > now && !actual.records.has(grant.key) && !main.desired.ineligible.has(grant.key),
  );

/**
 * What must hold before anything is issued: clocks that agree, policies that are whole and proved, the tip by the API,
 * and keys the audit log does not know already.
 */
async function prepare(ports: ApplyPorts, survey: Survey, wanted: readonly LandedGrant[], branch: string) {
  const since = oldestOf(survey, wanted);
  const logged = since === undefined ? Promise.resolve([]) : ports.log.events(since);
  const ready = wanted.length === 0 ? NOT_READY : readyToIssue(ports, survey, wanted, branch);
  // What one of them still does must not go on beside what follows the other's failure.
  await Promise.allSettled([logged, ready]);
  const events = await logged;
  const { setup, findings } = await ready;
  const late = await undelivered(ports.vault, survey, events);
  if (!setup) return { candidates: [], findings, setup, late };
  const spent = new Set(events.filter((one) => ONCE.has(one.type)).map((one) => one.subject));
  return {
    candidates: wanted.filter((grant) => !spent.has(grant.key)),
    findings: wanted.filter((grant) => spent.has(grant.key)).map(withoutRecord),
    setup,
    late,
  };
}

/** What Vault was set up with where anything may be issued; else why not, as far as it is not told already. */
interface Ready {
  readonly setup?: SetupRecord;
  readonly findings: readonly Finding[];
}

const NOT_READY: Ready = { findings: [] };

async function readyToIssue(
  ports: ApplyPorts,
  survey: Survey,
  wanted: readonly LandedGrant[],
  branch: string,
): Promise<Ready> {
  const { vault, github } = ports;
  sameTime(
    ports.now(),
    survey.now,
    wanted.map((grant) => grant.key),
  );
  if (!survey.main.policies_hold) return NOT_READY;
  const setup = await vault.setup();
  if (!setup) return { findings: [neverSetUp()] };
  const tip = await github.tip(branch);
  if (tip !== survey.main.head) {
    throw new Error(
      `${branch} moved on to ${tip.slice(0, 12)} while this run worked from ${survey.main.head.slice(0, 12)}; the run for it issues`,
    );
  }
  const unproven = await provePoliciesSince(ports, setup, survey.main.head, branch);
  return unproven.length > 0 ? { findings: unproven } : { setup, findings: [] };
}

const neverSetUp = (): Finding =>
  error(
    "drift",
    { file: "policies" },
    "Vault was never set up for this repository: nothing is issued",
    "An administrator runs leasehold setup.",
  );

/** A key of which the log tells one of these is never issued again (design.md, "Replay"). */
const ONCE: ReadonlySet<string> = new Set([
  "leasehold.grant.issued",
  "leasehold.grant.refused",
  "leasehold.grant.ended",
]);

const withoutRecord = (grant: LandedGrant): Finding =>
  error(
    "token-missing",
    grant.at(),
    `${grant.key} was decided before, by the audit log, but Vault has no record of it: it is not issued again`,
    "Vault was restored from a snapshot, or its record was deleted. Who still needs the access asks again.",
  );

/**
 * Records whose pick-up never came because a run died: a new token each, the old one ended. One whose token somebody
 * ended inside Vault is closed instead, and told.
 */
async function mend(ports: ApplyPorts, survey: Survey): Promise<Outcome> {
  const abandoned = survey.plan.changes.flatMap((change) => {
    const record = change.kind === "mend" ? survey.actual.read.get(change.key) : undefined;
    return record && survey.current && isAbandoned(record, survey.now) ? [record] : [];
  });
  if (abandoned.length === 0) return { findings: [], troubles: [] };
  const renewed = await attemptEach(
    abandoned,
    (record) => `mend ${record.key}`,
    async (record) =>
      (await endedInside(ports.vault, record)) ? "ended inside" : renewToken(ports.vault, record.key),
  );
  const gone = renewed.done.flatMap(({ item, value }) => (value === "ended inside" ? [item] : []));
  const closed = await endGrants(
    ports.vault,
    gone.map(({ key }) => ({ key, why: "out-of-band" })),
    { holders: holdersIn(survey), shared_paths: await sharedPaths(ports.vault) },
  );
  const minted = renewed.done.flatMap(({ value }) =>
    value === undefined || value === "ended inside" ? [] : [value],
  );
  const delivered = await tellAndDeliver(ports, minted, []);
  await tellRequesters(ports, delivered.delivered);
  return {
    findings: [...gone.map(recalledInside), ...closed.findings],
    troubles: [...renewed.troubles, ...closed.troubles, ...delivered.troubles],
  };
}
