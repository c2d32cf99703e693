import type { Instant } from "../units.ts";

/** What `leasehold setup` left at `<mount>/data/setup`, where only administrators write. */
export interface SetupRecord {
  /** The policies up to this commit were looked at by the administrator; later ones must be proved. */
  readonly policies_commit: string;
  readonly written_at: Instant;
  /** Accessor of the people's auth mount, for `require.mfa`. */
  readonly people_accessor?: string;
  /** Access paths that a policy which is not ours gives too: a stray lease there is reported, not revoked. */
  readonly shared_paths: readonly string[];
  /** Every token role of ours that something may live under: who recalls all of a role ends all of these. */
  readonly token_roles: readonly string[];
}
