import { isLive } from "../clock.ts";
import { warning } from "../finding.ts";
import { type GrantKey, isKey, parseKey } from "../key.ts";
import { sameLogin } from "../login.ts";
import type { LandedGrant } from "../model.ts";
import type { Desired } from "../plan.ts";
import type { GrantRecord } from "../record.ts";
import { formatInstant, type Instant } from "../units.ts";
import { accessorHash } from "./grant-events.ts";
import type { ToldEvent } from "./history.ts";
import { type Mismatch, mismatch } from "./mismatch.ts";

/** What of the log a record is held against. */
export interface ToldIssue {
  readonly key: GrantKey;
  readonly at: Instant;
  /** SHA-256 of the accessor of the token that was issued first. */
  readonly accessor_sha256?: string;
  /** When the log says that it ended. */
  readonly ended?: Instant;
}

/** The grants that the log says were issued, by key. */
export function issuesIn(events: readonly ToldEvent[]): Map<GrantKey, ToldIssue> {
  const issues = new Map<GrantKey, ToldIssue>();
  for (const { type, subject: key, time: at, data } of events) {
    if (!isKey(key)) continue;
    const known = issues.get(key);
    const hash = data.accessor_sha256;
    if (type === "leasehold.grant.issued" && !known) {
      issues.set(key, { key, at, ...(typeof hash === "string" ? { accessor_sha256: hash } : {}) });
    } else if (type === "leasehold.grant.ended" && known) issues.set(key, { ...known, ended: at });
  }
  return issues;
}

/** What is compared; what could not be read is absent, and nothing is said of it. */
export interface Compared {
  readonly records: readonly GrantRecord[];
  /** Keys whose record could not be read: nothing is known of them. */
  readonly unread: readonly GrantKey[];
  /** What main's tip asks for. */
  readonly desired?: Desired;
  readonly issues?: ReadonlyMap<GrantKey, ToldIssue>;
  readonly now: Instant;
}

/** A run that is on does the one after the other: what it has just begun is no mismatch. */
const RUNNING = 600;
/** The schedule can be half a day late (facts.md); what it has not done after a day, it will not. */
const PAPERWORK = 86_400;
/** Between two runs of the schedule. */
const UNDECIDED = 3_600;

/** Records, files and the log against each other. What is not issued in the first hour is merely late. */
export function compareGrants(compared: Compared): Mismatch[] {
  const { records, unread, desired, issues, now } = compared;
  const wanted = new Map(desired?.grants.map((grant) => [grant.key, grant]));
  const known = new Set<GrantKey>([...records.map((record) => record.key), ...unread]);
  return [
    ...records.flatMap((record) => [
      ...(desired ? withoutFile(record, wanted, desired, now) : []),
      ...otherThanFile(record, wanted.get(record.key)),
      ...(issues ? otherThanTold(record, issues.get(record.key), now) : []),
      ...unproved(record, now),
    ]),
    ...[...(issues?.values() ?? [])].flatMap((issue) => lost(issue, known)),
    ...(desired && issues
      ? desired.grants.flatMap((grant) =>
          known.has(grant.key) || issues.has(grant.key) || desired.ineligible.has(grant.key)
            ? []
            : undecided(grant, now),
        )
      : []),
  ];
}

const revoke = (key: GrantKey): string => `leasehold revoke ${key} --now ends it at once.`;

function withoutFile(
  record: GrantRecord,
  wanted: ReadonlyMap<GrantKey, LandedGrant>,
  desired: Desired,
  now: Instant,
): Mismatch[] {
  const { key } = record;
  if (record.state !== "live" || record.end <= now || wanted.has(key) || desired.unreadable.has(key))
    return [];
  // An emergency is issued without a file: GitHub was down.
  if (parseKey(key)?.emergency) return [];
  const message = `${key} of ${record.user} is live in Vault until ${formatInstant(record.end)}, and main has no file that asks for it`;
  return [mismatch("record-unknown", key, "without file", message, `The next apply ends it; ${revoke(key)}`)];
}

/** The schedule audits after it applied: a file that has no record then waits for something, or for an apply that fails. */
function undecided({ key, user, begin, end, file }: LandedGrant, now: Instant): Mismatch[] {
  if (begin + UNDECIDED > now || end <= now) return [];
  const message = `${key} of ${user} began at ${formatInstant(begin)}, and Vault has no record that a run issued or refused it`;
  const hint = "leasehold apply issues it, or says what it waits for; look why the runs of apply did not.";
  return [{ finding: warning("token-missing", { file }, message, hint), subject: key, what: "undecided" }];
}

/** A record is only as true as whoever wrote it: apply and enforce could falsify one (vault.md). */
function otherThanFile(record: GrantRecord, grant: LandedGrant | undefined): Mismatch[] {
  if (!grant || record.state === "refused") return [];
  const differs = [
    ...(sameLogin(record.user, grant.user) ? [] : [`user ${record.user}, not ${grant.user}`]),
    ...(record.role === grant.role ? [] : [`role ${record.role}, not ${grant.role}`]),
    ...(record.commit === grant.commit ? [] : [`commit ${record.commit.slice(0, 12)}`]),
    ...(record.end === grant.end
      ? []
      : [`end ${formatInstant(record.end)}, not ${formatInstant(grant.end)}`]),
  ];
  if (differs.length === 0) return [];
  const message = `the record of ${record.key} says ${differs.join(", ")} as its file does: somebody falsified it`;
  const what = `falsified ${differs.join()}`;
  const hint = `${revoke(record.key)} Then look who wrote it: Vault's audit log has the request.`;
  return [mismatch("record-unknown", record.key, what, message, hint, { file: record.file })];
}

function otherThanTold(record: GrantRecord, issue: ToldIssue | undefined, now: Instant): Mismatch[] {
  const { key } = record;
  const first = record.superseded?.[0] ?? record.accessor;
  if (record.state === "refused" || first === undefined) return [];
  if (!issue) {
    if (record.state !== "live" || (record.issued_at ?? now) + RUNNING > now) return [];
    const message = `${key} of ${record.user} is live in Vault, and the audit log does not know that it was issued`;
    const hint = `leasehold apply writes down what a run that died left out; where it stays so: ${revoke(key)}`;
    return [mismatch("record-unknown", key, "untold", message, hint)];
  }
  if (record.state === "live" && issue.ended !== undefined) {
    const message = `${key} ended at ${formatInstant(issue.ended)} by the audit log, and Vault has it as live: an older snapshot of Vault was restored, or the event is forged`;
    return [mismatch("token-unknown", key, `undead ${issue.ended}`, message, revoke(key))];
  }
  if (issue.accessor_sha256 === undefined || issue.accessor_sha256 === accessorHash(first)) return [];
  const message = `the record of ${key} names another token than the audit log says was issued`;
  const hint = `${revoke(key)} leasehold revoke --role ${record.role} --now ends the other one too.`;
  return [mismatch("record-unknown", key, `token ${accessorHash(first)}`, message, hint)];
}

function unproved(record: GrantRecord, now: Instant): Mismatch[] {
  if (record.state !== "live" || record.end + PAPERWORK > now) return [];
  const message = `${record.key} was over at ${formatInstant(record.end)}, and its end is not proved yet`;
  const hint =
    "leasehold enforce proves it, or says what Vault cannot take back; look why the schedule did not.";
  return [mismatch("lease-irrevocable", record.key, "unproved", message, hint)];
}

/** Records stay until their end is told: one that is gone before was taken out, or Vault's storage is an older one. */
function lost({ key, at, ended }: ToldIssue, known: ReadonlySet<GrantKey>): Mismatch[] {
  if (ended !== undefined || known.has(key)) return [];
  const role = parseKey(key)?.role ?? "";
  const message = `the audit log says that ${key} was issued at ${formatInstant(at)}, and Vault has no record of it: an older snapshot of Vault was restored, somebody deleted the record, or the event is forged`;
  const hint = `It is never issued again. Where a token may be left: leasehold revoke --role ${role} --now. Who still needs the access asks anew: leasehold request ${role}.`;
  return [mismatch("token-missing", key, "no record", message, hint)];
}

/** Whether a record says that its token should live at this moment. */
export const shouldLive = (record: GrantRecord, now: Instant): boolean =>
  record.state === "live" && record.ending === undefined && isLive(record, now);
