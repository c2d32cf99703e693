import type { Finding } from "./finding.ts";
import type { GrantKey } from "./key.ts";
import type { Login } from "./login.ts";
import type { AccessPath } from "./model.ts";
import type { Instant } from "./units.ts";

export const END_REASONS = [
  "expired",
  "file-removed",
  "ineligible",
  "recalled",
  "out-of-band",
  "superseded",
] as const;

/** Why a grant ended, or is to end (`why` and `ended_by` of formats.md). */
export type EndReason = (typeof END_REASONS)[number];

/** What whoever recalled it says about it: somebody else had opened the pick-up. */
export type RecallReport = "pickup-opened";

/** How the end is known (vault.md, "Ending and proving"). */
export interface Proof {
  /** When it was looked at, by Vault's clock. */
  readonly at: Instant;
  /** When the tokens were seen gone, where that is later than `ended_at`: the wish to end it comes first. */
  readonly gone_by?: Instant;
  /** Accessors (the token's and those it superseded) that Vault no longer knows. */
  readonly tokens_gone: number;
  /** Leases looked at under the access paths. */
  readonly leases_seen: number;
  /** Leases made in the moment of the end that nobody else explains, and that were revoked for it. */
  readonly strays_revoked: number;
  /** Leases made in the moment of the end that may be another live grant's: looked at until that one is over, too. */
  readonly explained?: number;
}

/** What Vault remembers of a grant, at `<mount>/data/grants/<key>`. */
export interface GrantRecord {
  readonly key: GrantKey;
  readonly file: string;
  readonly role: string;
  readonly user: Login;
  /** The person's name where people log in to Vault: the last segment of the pick-up. */
  readonly alias: string;
  /** Full SHA of the commit that put the file on main. */
  readonly commit: string;
  /** Full SHA of the commit whose policies judged it. */
  readonly policy_commit: string;
  readonly token_role: string;
  readonly access: readonly AccessPath[];
  readonly pull_request: number;
  readonly author: Login;
  readonly approvers: readonly Login[];
  readonly reason: string;
  readonly ticket?: string;
  readonly break_glass?: boolean;
  readonly begin: Instant;
  readonly end: Instant;
  readonly issued_at?: Instant;
  readonly accessor?: string;
  readonly wrap_accessor?: string;
  /** Accessors of tokens that a repair or a reissue replaced. */
  readonly superseded?: readonly string[];
  readonly state: "live" | "ended" | "refused";
  /**
   * Somebody wants it ended before its time. Written before its tokens end, so that neither a crash nor an end that
   * cannot be proved yet forgets it, and nobody mints for it again.
   */
  readonly ending?: { readonly why: EndReason; readonly at: Instant; readonly report?: RecallReport };
  readonly ended_at?: Instant;
  readonly ended_by?: EndReason;
  readonly proof?: Proof;
  /** Why it was refused. */
  readonly findings?: readonly Finding[];
  /** Its paper is done: rotations owed, events told, pick-up gone. */
  readonly settled?: boolean;
}

/** All accessors a record knows of, the current one first. */
export const accessorsOf = (record: GrantRecord): string[] => [
  ...(record.accessor === undefined ? [] : [record.accessor]),
  ...(record.superseded ?? []),
];
