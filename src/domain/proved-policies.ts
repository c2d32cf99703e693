/**
 * How far the changes of `policies/` were proved already, at `<mount>/data/proved-policies`: what apply needs not ask
 * GitHub about again. Only apply writes it, and `audit` never goes by it (docs/decisions/0062-proved-policies.md).
 */
export interface ProvedPolicies {
  /** `policies_commit` of the setup it began from: a new setup begins anew. */
  readonly since: string;
  /** Every change up to this commit of main came with its owners' approval. */
  readonly commit: string;
}
