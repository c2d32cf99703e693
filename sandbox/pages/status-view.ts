/** `leasehold status --format json`. */
import type { ReadersClone } from "./readers-clone.ts";

export interface StatusRow {
  readonly key: string;
  readonly role: string;
  readonly user: string;
  readonly state: string;
  readonly begin: string;
  /** When it ends, or really ended. */
  readonly end: string;
  readonly reason: string;
  readonly ticket: string;
  readonly pull: number | undefined;
  readonly approvers: readonly string[];
}

export interface StatusAnswer {
  readonly command: string;
  readonly at: string;
  readonly rows: readonly StatusRow[];
  /** What it said beside its answer. */
  readonly messages: string;
}

/** @param filter options of the command by their names, `at`, `from`, `user` …; empty ones are left out */
export type StatusView = (filter: Readonly<Record<string, string>>) => Promise<StatusAnswer>;

/** Asks in the clone that nobody works in. */
export const statusIn =
  (clone: ReadersClone): StatusView =>
  async (filter) => {
    const options = Object.entries(filter).flatMap(([name, value]) =>
      value === "" ? [] : [`--${name}=${value}`],
    );
    const ran = await clone.leasehold(["status", ...options, "--format", "json"]);
    return {
      ...answerOf(ran.stdout),
      command: ["leasehold status", ...options].join(" "),
      messages: ran.stderr,
    };
  };

function answerOf(stdout: string): { at: string; rows: StatusRow[] } {
  try {
    const { at, grants } = JSON.parse(stdout) as {
      at?: unknown;
      grants?: readonly Record<string, unknown>[];
    };
    return { at: text(at), rows: (grants ?? []).map(rowOf) };
  } catch {
    return { at: "", rows: [] };
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const rowOf = (grant: Readonly<Record<string, unknown>>): StatusRow => ({
  key: text(grant.key),
  role: text(grant.role),
  user: text(grant.user),
  state: text(grant.state),
  begin: text(grant.begin),
  end: text(grant.ended_at) || text(grant.end),
  reason: text(grant.reason),
  ticket: text(grant.ticket),
  pull: typeof grant.pull_request === "number" ? grant.pull_request : undefined,
  approvers: Array.isArray(grant.approvers) ? grant.approvers.map(String) : [],
});
