/** The log on its own branch. */
import type { LeaseholdEvent } from "../../domain/audit/events.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Instant } from "../../domain/units.ts";

/** An event as it stands in the log. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AuditLogReads {
  /** Events of the days from `since` on (absent: all), oldest first. Empty where there is no branch yet. */
  events(since?: Instant): Promise<LoggedEvent[]>;
  /**
   * Checks the whole chain, and holds it against anchors (line number and hash) where they are given; findings are
   * `audit-chain`.
   */
  verify(
    anchors?: ReadonlyMap<number, string>,
  ): Promise<{ readonly count: number; readonly head: string; readonly findings: Finding[] }>;
}

export interface AuditLogWrites {
  /**
   * Appends what is not there yet (by id), chained, and pushes; on a race with another run it reads anew and repeats.
   * @returns how many events the log then has and the hash of its last line
   */
  append(
    events: readonly LeaseholdEvent[],
  ): Promise<{ readonly count: number; readonly head: string; readonly added: number }>;
}

/** A day of the log as its file stands on the branch, and which of its events were asked for. */
export interface LogDay {
  /** `events/2026/11/21.jsonl`. */
  readonly file: string;
  readonly text: string;
  /** Lines count from 1. */
  readonly told: readonly { readonly line: number; readonly event: LoggedEvent }[];
}

export interface AuditLogFiles {
  /** The days that tell of something, in their order, and the commit of the branch that has them. */
  daysThatTell(
    wanted: (event: LoggedEvent) => boolean,
  ): Promise<{ readonly commit: string; readonly days: readonly LogDay[] } | undefined>;
}
