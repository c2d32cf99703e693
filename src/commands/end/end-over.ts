import type { GrantKey } from "../../domain/key.ts";
import type { Change } from "../../domain/plan.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { readRecords } from "../main/read-records.ts";
import { holdersIn, type Survey } from "../main/survey.ts";
import { attempt, attemptEach, type Outcome, type Pace, type Trouble } from "../outcome.ts";
import type { AuditLogWrites, Repository, VaultEnding, VaultReads } from "../ports.ts";
import { type Ending, endGrants } from "./end-grants.ts";
import { proveAgain } from "./prove-again.ts";
import { settleEnds } from "./settle.ts";
import { sharedPaths } from "./shared-paths.ts";

interface Ports extends Pace {
  readonly vault: VaultReads & VaultEnding;
  readonly repository: Repository;
  readonly log: AuditLogWrites;
}

export interface EndedOver extends Outcome {
  /** Records that this run closed or settled. */
  readonly ended: readonly GrantRecord[];
}

/**
 * The ending half of a plan, which apply and enforce share: recalls and finishes first, all of them, then their paper.
 * Where main could not be fetched only what is over by its own record or file ends: an old main must not recall what a
 * newer one asked for.
 */
export async function endOver(ports: Ports, survey: Survey): Promise<EndedOver> {
  const { vault } = ports;
  const endings = survey.plan.changes.flatMap((change) => endingOf(change, survey.current));
  const shared_paths = await sharedPaths(vault);
  const { reporter, signal } = ports;
  const ground = { holders: holdersIn(survey), shared_paths, reporter, signal };
  const ended = await endGrants(vault, endings, ground);
  const clears = survey.plan.changes.flatMap((change) => (change.kind === "clear" ? [change.key] : []));
  const leftovers = clears.flatMap((key) => survey.actual.read.get(key) ?? []);
  const again = await reread(vault, clears, leftovers);
  const paper = new Map([...ended.closed, ...again.closed].map((one) => [one.key, one]));
  const settled = await attempt("settle what is over", () =>
    settleEnds(ports, survey.main.policies, [...paper.values()], survey.now, survey.actual.pickups),
  );
  const orphans = await clearOrphans(
    vault,
    clears.filter((key) => !paper.has(key) && !again.unread.has(key)),
  );
  // Last, since it finds what was on its way when the ends were proved.
  const late = await proveAgain(vault, closedIn(survey, ended.closed), ground);
  const told = await attempt("tell what an end had missed", () =>
    settleEnds(ports, survey.main.policies, late.news, survey.now, survey.actual.pickups),
  );
  return {
    ended: [...paper.values()].filter((record) => record.state === "ended"),
    findings: [...ended.findings, ...late.findings],
    troubles: [
      ...ended.troubles,
      ...late.troubles,
      ...again.troubles,
      ...[settled, told].flatMap((one) => (one.ok ? one.value : [one.trouble])),
      ...orphans,
    ],
  };
}

/** Every closed record that is known, each as it is now. */
function closedIn(survey: Survey, closed: readonly GrantRecord[]): GrantRecord[] {
  const before = [...survey.actual.read.values()].filter((record) => record.state !== "live");
  return [...new Map([...before, ...closed].map((record) => [record.key, record])).values()];
}

function endingOf(change: Change, current: boolean): Ending[] {
  if (change.kind === "finish") return [{ key: change.key, why: "expired" }];
  return change.kind === "recall" && current ? [{ key: change.key, why: change.why }] : [];
}

/** Closed records among what is to be cleared; those the survey did not have to read are read now. */
async function reread(vault: VaultReads, keys: readonly GrantKey[], known: readonly GrantRecord[]) {
  const have = new Set(known.map((record) => record.key));
  const missing = keys.filter((key) => !have.has(key));
  const { records, unread, troubles } = await readRecords(vault, missing);
  return {
    closed: [...known, ...records.filter((record) => record.state !== "live")],
    unread: new Set(unread),
    troubles,
  };
}

/** Pick-ups without a record: nobody can open anything with them that is not ended already. */
async function clearOrphans(
  vault: VaultReads & VaultEnding,
  keys: readonly GrantKey[],
): Promise<readonly Trouble[]> {
  const cleared = await attemptEach(
    keys,
    (key) => `clear the pick-up of ${key}`,
    (key) => clearOrphan(vault, key),
  );
  return cleared.troubles;
}

async function clearOrphan(vault: VaultReads & VaultEnding, key: GrantKey): Promise<void> {
  // A run that issues just now has written the record since we listed.
  if (!(await vault.record(key))) await vault.deletePickups(key);
}
