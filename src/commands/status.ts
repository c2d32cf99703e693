import { historyOf } from "../domain/audit/history.ts";
import type { Finding } from "../domain/finding.ts";
import { NAME } from "../domain/key.ts";
import { matches, type Standing, standingsAt, standingsBetween, withGivenBack } from "../domain/standing.ts";
import { formatInstant, type Instant, instant } from "../domain/units.ts";
import { knownMain } from "./main/known-main.ts";
import { landedGrants } from "./main/landed-grants.ts";
import { policiesAt } from "./main/main-state.ts";
import type { Outcome } from "./outcome.ts";
import type { AuditLogReads, GivenBack, Repository } from "./ports.ts";

export interface StatusOptions {
  readonly role?: string;
  readonly user?: string;
  /** A Vault path, as somebody would read or write it. */
  readonly path?: string;
  /** A moment; absent: now. Not beside `between`. */
  readonly at?: Instant;
  readonly between?: { readonly from: Instant; readonly to: Instant };
  /** The branch grants live on. */
  readonly branch: string;
}

export interface StatusPorts {
  readonly repository: Repository;
  readonly log: AuditLogReads;
  /** What was given back on this machine: the log does not know of it yet. */
  readonly givenBack: () => Promise<readonly GivenBack[]>;
  readonly now: Instant;
}

export interface Status extends Outcome {
  readonly at: Instant;
  readonly between?: { readonly from: Instant; readonly to: Instant };
  readonly grants: readonly Standing[];
}

/**
 * Who has, or had, what, why and until when: from main and the audit log alone, so that it can be asked while Vault
 * is down, and of any moment that Git remembers. What lay on main at an earlier moment is read from main of then.
 */
export async function status(ports: StatusPorts, options: StatusOptions): Promise<Status> {
  const { repository, log, now } = ports;
  const at = options.between ? instant(Math.min(options.between.to, now)) : (options.at ?? now);
  const main = await knownMain(repository, options.branch);
  const then = await mainAt(repository, main.commit, at, now);
  const folder = options.role !== undefined && NAME.test(options.role) ? `grants/${options.role}` : "grants";
  const [events, policies, landed] = await Promise.all([
    log.events(),
    policiesAt(repository, then ?? main.commit),
    then === undefined ? { grants: [], findings: [] } : landedGrants(repository, then, folder),
  ]);
  const sources = { files: landed.grants, history: historyOf(events), roles: policies.policies.roles };
  const given = new Map((await ports.givenBack()).map((one) => [one.key, one.at]));
  const rows = options.between
    ? standingsBetween(sources, options.between.from, options.between.to, now)
    : standingsAt(sources, at).map((row) => withGivenBack(row, at === now ? given.get(row.key) : undefined));
  return {
    at,
    ...(options.between ? { between: options.between } : {}),
    grants: rows.filter((row) => matches(row, options)),
    // A file nobody can read gives nobody anything, yet whoever asks who has what must hear of it.
    findings: landed.findings.map((finding): Finding => ({ ...finding, severity: "warning" })),
    troubles: main.stale ? [main.stale] : [],
  };
}

/** The commit that was main at a moment: the last one that touched grants by then; undefined where there was none. */
async function mainAt(
  repository: Repository,
  main: string,
  at: Instant,
  now: Instant,
): Promise<string | undefined> {
  if (at >= now) return main;
  const commits = await repository.commitsTouching(main, "grants");
  return commits.findLast((commit) => commit.committed <= at)?.sha;
}

/** `status --format json` of formats.md. */
export const statusJson = (status: Status) => ({
  at: formatInstant(status.at),
  ...(status.between
    ? { from: formatInstant(status.between.from), to: formatInstant(status.between.to) }
    : {}),
  grants: status.grants.map((row) => ({
    key: row.key,
    role: row.role,
    user: row.user,
    reason: row.reason,
    ...(row.ticket === undefined ? {} : { ticket: row.ticket }),
    begin: formatInstant(row.begin),
    end: formatInstant(row.end),
    state: row.state,
    ...(row.pull_request === undefined ? {} : { pull_request: row.pull_request }),
    ...(row.approvers === undefined ? {} : { approvers: row.approvers }),
    ...(row.break_glass ? { break_glass: true } : {}),
    ...(row.ended_at === undefined ? {} : { ended_at: formatInstant(row.ended_at) }),
    ...(row.ended_by === undefined ? {} : { ended_by: row.ended_by }),
    ...(row.ending === undefined ? {} : { ending: row.ending.by }),
  })),
});
