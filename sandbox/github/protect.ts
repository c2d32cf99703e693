import type { Protection } from "./state.ts";

/** A protection in few words; what is not named is off. */
export interface ProtectionWish {
  /** Approving reviews; with 0 a pull request is needed, but no review. Absent: no pull request needed. */
  readonly approvals?: number;
  readonly codeOwners?: boolean;
  readonly dismissStale?: boolean;
  readonly lastPushApproval?: boolean;
  /** Contexts of statuses or names of check runs. */
  readonly checks?: readonly string[];
  /** The branch must be up to date with its base. */
  readonly strict?: boolean;
  readonly enforceAdmins?: boolean;
  readonly linearHistory?: boolean;
  readonly forcePushes?: boolean;
  readonly deletions?: boolean;
  readonly signatures?: boolean;
  readonly lock?: boolean;
}

export function newProtection(wish: ProtectionWish): Protection {
  const needsPull = wish.approvals !== undefined || wish.codeOwners === true;
  return {
    reviews: needsPull
      ? {
          count: wish.approvals ?? 0,
          codeOwners: wish.codeOwners ?? false,
          dismissStale: wish.dismissStale ?? false,
          lastPushApproval: wish.lastPushApproval ?? false,
          bypass: [],
          dismissal: undefined,
        }
      : undefined,
    checks: wish.checks ? { strict: wish.strict ?? false, contexts: [...wish.checks] } : undefined,
    enforceAdmins: wish.enforceAdmins ?? false,
    linearHistory: wish.linearHistory ?? false,
    forcePushes: wish.forcePushes ?? false,
    deletions: wish.deletions ?? false,
    conversationResolution: false,
    signatures: wish.signatures ?? false,
    lockBranch: wish.lock ?? false,
    blockCreations: false,
    restrictions: undefined,
  };
}
