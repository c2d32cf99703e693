import { drift } from "../../domain/audit/drifts.ts";
import { type Mismatch, mismatch } from "../../domain/audit/mismatch.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import { type DriftSubject, type DriftVault, lookForDrift } from "../estate/drift-look.ts";
import type { MainState } from "../main/main-state.ts";
import type { GitHubReads, Repository } from "../ports.ts";
import { provePolicies } from "../prove/prove-policies.ts";

/** What setup wrote against what it would write today. */
export async function compareSetup(
  vault: DriftVault,
  { policies, policies_hold }: MainState,
  setup: SetupRecord | undefined,
  slug: () => Promise<DriftSubject["repository"]>,
): Promise<Mismatch[]> {
  const { settings } = policies;
  // Broken policies are a finding of main's already: nothing can be computed from them.
  if (!settings || !policies_hold) return [];
  if (!setup) {
    const message = `Vault has no ${settings.vault.mount}/setup: nobody can say which policies an administrator looked at`;
    return [mismatch("drift", "setup", "none", message, "An administrator runs leasehold setup.")];
  }
  const subject = { policies, settings, setup, repository: await slug() };
  return (await lookForDrift(vault, subject)).map(drift);
}

/** Every commit that touched the policies since setup, proved once more. */
export async function comparePolicies(
  ports: { readonly repository: Repository; readonly github: GitHubReads },
  setup: SetupRecord,
  { branch, head }: { readonly branch: string; readonly head: string },
): Promise<Mismatch[]> {
  const findings = await provePolicies(ports, setup, head, branch);
  return findings.map((finding) => ({ finding, subject: "policies", what: finding.message }));
}
