import type { Finding } from "../finding.ts";
import type { AccessPath } from "../model.ts";
import type { EndReason } from "../record.ts";
import type { Instant } from "../units.ts";

export type EventType =
  | `leasehold.grant.${"issued" | "delivered" | "refused" | "expiring" | "ended" | "overdue" | "lingering" | "unusual"}`
  | `leasehold.rotation.${"done" | "failed" | "missed"}`
  | `leasehold.breakglass.${"used" | "reviewed" | "overdue"}`
  | "leasehold.audit.mismatch"
  | "leasehold.policy.changed"
  | "leasehold.schedule.late";

/** Who asked for what and who approved: the part of a grant's events that tells the story alone. */
export interface GrantFacts {
  readonly file: string;
  readonly role: string;
  readonly user: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly begin: string;
  readonly end: string;
  readonly commit: string;
  readonly pull_request?: number;
  readonly author?: string;
  readonly approvers: readonly string[];
  readonly break_glass?: boolean;
}

export interface IssuedData extends GrantFacts {
  readonly policy_commit: string;
  readonly token_role: string;
  readonly access: readonly AccessPath[];
  readonly issued_at: string;
  /** SHA-256 (hex) of the token's accessor: tells tokens apart without naming one. */
  readonly accessor_sha256: string;
}

export interface RefusedData extends GrantFacts {
  readonly findings: readonly Finding[];
}

export interface EndedData {
  readonly role: string;
  readonly user: string;
  readonly ended_at: string;
  readonly ended_by: EndReason;
  readonly end: string;
  readonly proof: {
    readonly at: string;
    readonly tokens_gone: number;
    readonly leases_seen: number;
    readonly strays_revoked: number;
  };
}

/**
 * Something that happened, before it is put in the chain. `id` is made from what happened, not by chance:
 * writing the same event twice writes it once.
 */
export interface LeaseholdEvent<Data extends object = object> {
  readonly id: string;
  readonly type: EventType;
  /** The grant's key or the rotation's name. */
  readonly subject: string;
  readonly time: Instant;
  readonly data: Data;
}

/** The event that happened once to a subject: its id is its type and subject, and `detail` where it can recur. */
export function event<Data extends object>(
  type: EventType,
  subject: string,
  time: Instant,
  data: Data,
  detail?: string,
): LeaseholdEvent<Data> {
  const id = [type.slice("leasehold.".length), subject, ...(detail === undefined ? [] : [detail])].join("/");
  return { id, type, subject, time, data };
}
